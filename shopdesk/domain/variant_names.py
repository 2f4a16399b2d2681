"""What a product's name says about its variant: ``Tenis Brisa - 25 1/2 / Café`` is Tenis Brisa, Café, 25.5.

Half of the lines that shops export have no SKU, so product, colour and size live in the name, in any order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from shopdesk.domain.naming import name_key
from shopdesk.domain.sizes.labels import SizeSystem, read_label

_HALF = re.compile(r"^(\D*\d{1,2})\s*(?:½|[\s-]1/2[05]?)(?!\d)")
_PREFIX = re.compile(
    r"^(?:tallas?|talle|size|tam(?:año|anho)?|n[uú]mero|n[uú]m|no|nro|n[º°]|#|t)(?=[\s.:#\d-])[\s.:#-]*(?=\S)",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"^(mx|mex|cm|eur?|euro|usa?|uk)?\s*\.?\s*(\d.*?)\s*(mx|mex|cm|eur?|usa?|uk)?\.?$", re.IGNORECASE
)
_SPAN = re.compile(r"^(\d{1,3}(?:\.\d)?)\s*(?:-|–|—|/|al?)\s*(\d{1,3}(?:\.\d)?)$")
_MEASURE = re.compile(
    r"^\d+(?:[.,]\d+)?\s?(?:ml|lt?s?|litros?|g|gr|grs|kg|oz|mm|cm|mts?|metros?|in|pulgadas?|lb|pzas?|piezas?"
    r"|pares|pack)\.?$"
    r"|^\d+(?:[.,]\d+)?\s?[x×]\s?\d+(?:[.,]\d+)?(?:\s?(?:cm|mm|m|in))?$",
    re.IGNORECASE,
)
_LETTER_SPAN = re.compile(r"^(?:x{0,3}[slg]|m|ch|xch|p) ?[-/] ?(?:x{0,3}[slg]|m|ch|gg)$")
_LETTERS = {
    "chica": "CH", "chico": "CH", "mediana": "M", "mediano": "M", "med": "M", "grande": "G", "gde": "G",
    "extra grande": "XG", "extragrande": "XG", "extra chica": "XCH", "small": "S", "medium": "M",
    "large": "L", "pp": "PP", "p": "P", "gg": "GG", "xgg": "XGG", "pequeno": "P", "pequena": "P",
}  # fmt: skip
_NAMED_SYSTEMS = {"eu": "EU", "eur": "EU", "euro": "EU", "us": "US", "usa": "US", "uk": "UK"}
_SIZE_NAMES = re.compile(r"\b(?:talla|talle|size|tamano|tamanho|numero|medida|tam)s?\b")
_COLOR_NAMES = re.compile(r"\b(?:color|colour|cor|colores|cores)\b")
_PAIR = re.compile(
    r"\s*([^\W\d][^:=|,;]{1,39}?)\s*[:=]\s*([^|;]*?)\s*(?=[|;]|$|,\s*[^\W\d][^:=,]{1,39}[:=])[|;,]?"
)
_NO_VARIANT = frozenset(
    {"", "default title", "default", "title", "unico titulo", "predeterminado", "n/a", "-"}
)
_PSEUDO = re.compile(
    r"^(?:(?:tip|propinas?|gift ?wrap(?:ping)?|gift bag|bolsa de regalo|shipping|envio|frete|fee|donation"
    r"|donativo|donacion|custom amount|importe personalizado|discount|descuento|comision)$"
    r"|(?:gift ?card|tarjeta de regalo|envoltura|envoltorio|papel de regalo|costo de envio|gastos de envio"
    r"|envio (?:express|estandar|local|nacional|a domicilio)|seguro de envio|(?:shipping|package|route)"
    r" (?:protection|package|insurance))\b)"
)


@dataclass(frozen=True, slots=True)
class VariantName:
    """A name taken apart; color and size are empty where the name says none."""

    product: str
    color: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that mark the end of a name as a variant.

    Attributes:
        colors: Colour words, as ``name_key`` writes them.
        options: Option values learned from this shop's own names.
        styles: Products seen with several variants.
    """

    colors: frozenset[str]
    options: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    def is_color(self, text: str) -> bool:
        """Tell whether a text is a colour: a known word, alone or leading others (``Azul marino``)."""
        key = name_key(text)
        return key in self.colors or any(part in self.colors for part in re.split(r"[\s/\-+&]+", key)[:2])

    def knows(self, text: str) -> bool:
        """Tell whether a text is a size, a colour or an option learned from other names."""
        key = name_key(text)
        known = key in _NO_VARIANT or key in self.options
        return known or normal_size(text) is not None or self.is_color(text)


@lru_cache(maxsize=8192)
def normal_size(text: str) -> str | None:
    """Return the one way a size is written, or None when the text is no size.

    >>> [normal_size(one) for one in ("25,5", "25 1/2", "25½", "Talla 25.0", "38 EU", "42 / 43", "chica")]
    ['25.5', '25.5', '25.5', '25', 'EU 38', '42-43', 'CH']
    """
    shown = " ".join(text.split())
    if not shown or len(shown) > 24:
        return None
    key = re.sub(r"(?<=[a-z]) (?:mx|mex)$", "", name_key(shown))
    if key in _LETTERS:
        return _LETTERS[key]
    if _LETTER_SPAN.match(key):
        return key.replace(" ", "").upper()
    explained = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", shown)
    if explained:
        size = normal_size(explained[1])
        return f"{size} ({explained[2]})" if size else None
    return _bare_size(shown, key)


def _bare_size(shown: str, key: str) -> str | None:
    bare = _PREFIX.sub("", _HALF.sub(r"\1.5", shown)).strip()
    numbered = _numbered(bare)
    if numbered is not None:
        return numbered
    if _MEASURE.match(bare):
        return bare
    label = read_label(key if key.isalpha() else bare)
    if label is None:
        return None
    if label.system is SizeSystem.ONE:
        return "Unitalla"
    return key.upper() if label.system is SizeSystem.LETTERS else bare


def _numbered(text: str) -> str | None:
    parts = _SYSTEM.match(text)
    if not parts:
        return None
    number = re.sub(r"(?<=\d),(?=\d)", ".", parts[2])
    span = _SPAN.match(number)
    if span:
        written = f"{_short(span[1])}-{_short(span[2])}"
    elif re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", number):
        written = _short(number)
    else:
        return None
    system = _NAMED_SYSTEMS.get((parts[1] or parts[3] or "").lower())
    return f"{system} {written}" if system else written


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def is_pseudo(title: str) -> bool:
    """Tell whether a line is money without goods: a tip, gift wrapping, shipping, a gift card."""
    return _PSEUDO.match(name_key(title)) is not None


def learn(titles: Iterable[str], colors: frozenset[str]) -> Vocabulary:
    """Learn from all names of a file which endings are variants.

    A product seen with two endings or more has variants, and what stands in the endings are options, even
    where no list knows the word (``Vela - Bosque``, ``Vela - Mar``).
    """
    endings: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        for base, tail in _short_cuts(" ".join(title.split())):
            endings[name_key(base)].add(tail)
    styles = {base for base, tails in endings.items() if len(tails) > 1}
    options = {name_key(one) for base in styles for tail in endings[base] for one in _options(tail)}
    return Vocabulary(colors, frozenset(options), frozenset(styles))


def split_name(title: str, vocabulary: Vocabulary) -> VariantName:
    """Take a name apart into product, colour and size.

    Args:
        title: As the file writes it: ``Title - A / B`` or ``Title (A, B)``.
        vocabulary: Colours and what was learned.
    """
    shown = " ".join(title.split())
    for base, tail in [*reversed(_dash_cuts(shown)), *_bracket_cuts(shown)]:
        if all(vocabulary.knows(option) for option in _options(tail)):
            return _named(base, tail, vocabulary)
    for base, tail in _short_cuts(shown):
        options = _options(tail)
        marked = any(vocabulary.knows(option) for option in options) and len(options) > 1
        if marked or name_key(base) in vocabulary.styles:
            return _named(base, tail, vocabulary)
    return VariantName(shown)


def _named(base: str, tail: str, vocabulary: Vocabulary) -> VariantName:
    color, size = variant_of([("", option) for option in _options(tail)], vocabulary)
    return VariantName(base, color, size)


def _dash_cuts(title: str) -> list[tuple[str, str]]:
    """Return the ways to cut ``Title - with dashes - A / B``, the shortest ending first."""
    parts = re.split(r"\s+[-–—]\s+", title)
    return [
        (" - ".join(parts[:at]), " - ".join(parts[at:]))
        for at in range(len(parts) - 1, max(0, len(parts) - 4), -1)
        if all(parts)
    ]


def _bracket_cuts(title: str) -> list[tuple[str, str]]:
    found = re.match(r"^(.+?)\s*\(([^()]+)\)$", title)
    return [(found[1], found[2])] if found else []


def _short_cuts(title: str) -> list[tuple[str, str]]:
    return _dash_cuts(title)[:1] + _bracket_cuts(title)


def _options(tail: str) -> list[str]:
    if normal_size(tail) is not None or name_key(tail) in _NO_VARIANT:
        return [tail]
    by_slash = re.split(r"\s+/\s+|\s*\|\s*", tail)
    parts = by_slash if len(by_slash) > 1 else re.split(r",\s+|;\s*", tail)
    if len(parts) == 1 and "/" in tail:
        first, _, rest = tail.partition("/")
        if normal_size(first) is not None:
            parts = [first, rest]
    return [part.strip() for part in parts if part.strip()]


def variant_of(options: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> tuple[str, str]:
    """Tell colour and size apart among options, whatever their order.

    Args:
        options: Name (empty where the source gives none) and value of each option.
        vocabulary: Colours and what was learned.

    Returns:
        Colour, with any further option after a slash, and size in its one way of writing.
    """
    values = [(name_key(name), " ".join(value.split())) for name, value in options]
    values = [(name, value) for name, value in values if name_key(value) not in _NO_VARIANT]
    size_at = _place(values, _SIZE_NAMES, [normal_size(value) is not None for _, value in values])
    size = values.pop(size_at)[1] if size_at is not None else ""
    color_at = _place(values, _COLOR_NAMES, [vocabulary.is_color(value) for _, value in values])
    first = [values.pop(color_at)[1]] if color_at is not None else []
    return " / ".join(first + [value for _, value in values]), normal_size(size) or size


def _place(values: list[tuple[str, str]], names: re.Pattern[str], fits: list[bool]) -> int | None:
    by_name = [at for at, (name, _) in enumerate(values) if names.search(name)]
    by_value = [at for at, (name, _) in enumerate(values) if fits[at] and not name]
    fallback = [at for at, (name, _) in enumerate(values) if fits[at] and name.isdigit()]
    return next(iter(by_name + by_value + fallback), None)


def read_pairs(text: str) -> list[tuple[str, str]]:
    """Read options with their names: ``Color : Negro | Talla : 25``, ``pa_talla=25,pa_color=Café``."""
    if not re.search(r"[:=]", text):
        return [("", option) for option in _options(text)]
    pairs = [(found[1].removeprefix("pa_"), found[2]) for found in _PAIR.finditer(text)]
    return [(name, value.strip(" ,")) for name, value in pairs if value.strip(" ,")]
