"""What a size label says: its system, its place in the run, and whether it is a size at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class SizeSystem(StrEnum):
    """The scale a label is written in."""

    MX = "mx"  # centimetres of foot, as Mexican shoes are marked
    EU = "eu"
    US = "us"
    LETTERS = "letters"
    AGE = "age"  # months
    ONE = "one"  # one size for all
    NUMBER = "number"  # a number on no scale we know


@dataclass(frozen=True, slots=True)
class SizeLabel:
    """One label, read.

    Attributes:
        text: As the owner writes it, trimmed.
        system: Scale it was read on.
        value: Place on that scale: centimetres, EU or US number, rank of a letter (M = 0), months; the
            middle of a range.
        width: How far a range reaches, 0 for a single size.
    """

    text: str
    system: SizeSystem
    value: float
    width: float = 0.0

    @property
    def key(self) -> tuple[str, float, float]:
        """What two spellings of one size share: ``CH`` and ``S`` have the same key."""
        return (self.system.value, self.value, self.width)


_ONE_SIZE = frozenset(
    ("unitalla", "unica", "unico", "uni", "u", "tallaunica", "tunica", "onesize", "os", "universal")
)
_LETTERS: dict[str, float] = {
    "xs": -2,
    "xch": -2,
    "ech": -2,
    "s": -1,
    "ch": -1,
    "chica": -1,
    "chico": -1,
    "small": -1,
    "m": 0,
    "mediana": 0,
    "mediano": 0,
    "med": 0,
    "medium": 0,
    "l": 1,
    "g": 1,
    "gde": 1,
    "grande": 1,
    "large": 1,
    "xl": 2,
    "xg": 2,
    "eg": 2,
    "extragrande": 2,
    "extrachica": -2,
}
_EXTRA = re.compile(r"^(?:(\d)x|(x{2,}))(ch|s|l|g)$")
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_SINGLE = re.compile(rf"^{_NUMBER}$")
_RANGE = re.compile(rf"^{_NUMBER}\s*(?:-|/|a|al)\s*{_NUMBER}$")
_AGE = re.compile(r"^(\d{1,2})(?:\s*(?:-|/|a)\s*(\d{1,2}))?\s*(m|meses|mes|a|anos|ano|y|t)$")
_PREFIX = re.compile(
    r"^(?:talla|talle|size|numero|num|no|nro|#|t)?[\s.:#]*(mx|mex|cm|eu|eur|euro|us|usa|uk)?[\s.:]*(.*?)"
    r"\s*(mx|mex|cm|eu|eur|us|usa)?\.?$"
)
_NAMED = {
    "mx": SizeSystem.MX,
    "mex": SizeSystem.MX,
    "cm": SizeSystem.MX,
    "eu": SizeSystem.EU,
    "eur": SizeSystem.EU,
    "euro": SizeSystem.EU,
    "us": SizeSystem.US,
    "usa": SizeSystem.US,
}
_DASHES = str.maketrans("–—−‒½", "-----")


def read_label(text: str) -> SizeLabel | None:
    """Read one label, or return None when it is no size (a colour, a material).

    A number is placed by its range alone: 15 to 32 MX, over 32 to 50 EU, under 15 US; ``system_of`` decides
    again with the whole run in sight.
    """
    shown = " ".join(text.split())
    plain = _fold(shown)
    if not plain:
        return None
    if re.sub(r"[\s.\-]", "", plain) in _ONE_SIZE:
        return SizeLabel(shown, SizeSystem.ONE, 0.0)
    letter = _letter(re.sub(r"^(?:talla|size)\s*|[\s.]", "", plain))
    if letter is not None:
        return SizeLabel(shown, SizeSystem.LETTERS, letter)
    return _age(shown, plain) or _numbered(shown, plain)


def _fold(text: str) -> str:
    halves = re.sub(r"(\d)\s*(?:½|1/2)", r"\1.5", text)
    bare = unicodedata.normalize("NFKD", halves.translate(_DASHES))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold().strip()


def _letter(plain: str) -> float | None:
    if plain in _LETTERS:
        return _LETTERS[plain]
    extra = _EXTRA.match(plain)
    if not extra:
        return None
    times = int(extra[1]) if extra[1] else len(extra[2])
    return 1.0 + times if extra[3] in ("l", "g") else -1.0 - times


def _age(shown: str, plain: str) -> SizeLabel | None:
    found = _AGE.match(plain)
    if not found:
        return None
    months = 1 if found[3] in ("m", "mes", "meses") else 12
    low = int(found[1]) * months
    high = int(found[2]) * months if found[2] else low
    return SizeLabel(shown, SizeSystem.AGE, (low + high) / 2, float(high - low))


def _numbered(shown: str, plain: str) -> SizeLabel | None:
    parts = _PREFIX.match(plain)
    if not parts:
        return None
    named = _NAMED.get(parts[1] or parts[3] or "")
    single, span = _SINGLE.match(parts[2]), _RANGE.match(parts[2])
    if single:
        low = high = _float(single[1])
    elif span:
        low, high = _float(span[1]), _full(span[1], span[2])
    else:
        return None
    if high < low:
        return None
    middle = (low + high) / 2
    return SizeLabel(shown, named or _by_range(middle), middle, high - low)


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _full(low: str, high: str) -> float:
    """Read the upper end of ``42/3`` as 43, of ``42-43`` as 43."""
    if len(high) < len(low) and "." not in low and "," not in low:
        return _float(low[: len(low) - len(high)] + high)
    return _float(high)


def _by_range(value: float) -> SizeSystem:
    if 15 <= value <= 32:
        return SizeSystem.MX
    if 32 < value <= 50:
        return SizeSystem.EU
    return SizeSystem.US if 0 < value < 15 else SizeSystem.NUMBER


def read_run(texts: Sequence[str]) -> list[SizeLabel] | None:
    """Read the labels of one style together, or return None when most of them are no sizes.

    Numbers that no label names a scale for take the scale most of the run is on, so that ``33`` in a run
    34-44 is EU and ``14`` in a run 15-22 is MX. A label that cannot be read keeps its text and goes last.
    """
    read = [read_label(text) for text in texts]
    good = [label for label in read if label]
    if not good or 2 * len(good) < len(read):
        return None
    system = system_of(good)
    placed: list[SizeLabel] = []
    for text, label in zip(texts, read, strict=True):
        if label is None:
            placed.append(SizeLabel(" ".join(text.split()), SizeSystem.NUMBER, 1e6 + len(placed)))
        else:
            placed.append(_on_scale(label, system))
    return placed


def system_of(labels: Iterable[SizeLabel]) -> SizeSystem:
    """Return the scale most of the labels are on; the first met wins a tie."""
    return Counter(label.system for label in labels).most_common(1)[0][0]


_COUNTED = frozenset({SizeSystem.MX, SizeSystem.EU, SizeSystem.US, SizeSystem.NUMBER})


def _on_scale(label: SizeLabel, system: SizeSystem) -> SizeLabel:
    named = re.search(r"[a-z]", _fold(label.text))
    if named or label.system == system or not {label.system, system} <= _COUNTED:
        return label
    return SizeLabel(label.text, system, label.value, label.width)


_ORDER = {system: place for place, system in enumerate(SizeSystem)}


def in_order(labels: Iterable[SizeLabel]) -> list[SizeLabel]:
    """Sort labels as they stand on a shelf: by scale, then by size, narrow before wide."""
    return sorted(labels, key=lambda label: (_ORDER[label.system], label.value, label.width, label.text))
