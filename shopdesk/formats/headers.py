"""Headers as they can be compared: without case, accents, marks or stray spaces."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_LOST = "\ufffd"
_UNIT = (
    r"(?:mxn|eur|usd|ars|brl|clp|cop|pen|gbp|mx|us|eu|cm|euros?|pesos|(?:mx|us|r)?\$|€|£"
    r"|pzas?|piezas|pares|uds|unidades|units|pieces|pairs|dias|days|(?:con|sin) iva|iva incluido"
    r"|[dmya]{1,4}[/-][dmya]{1,4}[/-][dmya]{1,4})"
)
_ASIDE = re.compile(rf"(?<=\S)\s*(?:\({_UNIT}\)|\[{_UNIT}\]|\b(?:mxn|eur|usd)|€)$")
_CURRENCY = re.compile(r"\b(mxn|eur|usd|ars|brl|clp|cop|pen|gbp)\b|(€)|\b(euros?)\b", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\x00"))


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """Return a header as it is compared: no byte-order mark, case, accents, quotes or double spaces.

    ``"Número de orden:"`` becomes ``numero de orden``, ``unit_price`` becomes ``unit price``.
    """
    bare = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
    bare = "".join(one for one in bare if not unicodedata.combining(one))
    bare = bare.casefold().replace("_", " ").strip(" \t\r\n\"'`*:.;?¿!")
    return _SPACES.sub(" ", bare)


def bare(name: str) -> str:
    """Return a comparable header without what stands aside at its end: ``price (eur)`` is ``price``."""
    return _ASIDE.sub("", name).strip()


def currency(header: str) -> str:
    """Return the ISO code of the currency a header names beside its words; a bare ``$`` says nothing."""
    found = _CURRENCY.search(header)
    return "" if found is None else (found[1] or "EUR").upper()


def normals(header: Iterable[str]) -> list[str]:
    """Return every cell of a header in its comparable form."""
    return [normal(cell) for cell in header]


def restored(names: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return comparable headers with the letters put back that another program turned into ``\ufffd``.

    ``n\ufffdmero de orden`` is ``numero de orden`` where that is the only name known that fits it.

    Args:
        names: Headers in comparable form.
        known: Every name that a format looks for.
    """
    if not any(_LOST in name for name in names):
        return list(names)
    known = frozenset(known)
    return [_restored(name, known) if _LOST in name else name for name in names]


def _restored(name: str, known: frozenset[str]) -> str:
    shape = re.compile("".join("." if one == _LOST else re.escape(one) for one in name))
    fitting = [one for one in known if shape.fullmatch(one)]
    return fitting[0] if len(fitting) == 1 else name


def pick(header: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Find the column of each field: the first name of its list that the header has.

    Args:
        header: Cells of the header row.
        columns: Field to its possible headers, the likelier first, already in comparable form. The first of
            several equal headers counts. A name with a unit aside (``price (eur)``) stands for the bare one
            where the header has no better.

    Returns:
        Field to 0-based column; fields without a column are left out. A column serves one field only.
    """
    places: dict[str, int] = {}
    known = itertools.chain.from_iterable(columns.values())
    for index, name in enumerate(restored(normals(header), known)):
        places.setdefault(name, index)
    aside = Counter(bare(name) for name in places)
    for name, index in list(places.items()):
        if aside[bare(name)] == 1:
            places.setdefault(bare(name), index)
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name, names in columns.items():
        free = [places[one] for one in names if one in places and places[one] not in taken]
        if free:
            found[name] = free[0]
            taken.add(free[0])
    return found


def signature(header: Iterable[str]) -> frozenset[str]:
    """Return the set of comparable names that tells one kind of file from another."""
    return frozenset(name for name in normals(header) if name)


def fit(header: Iterable[str], needed: Iterable[str], usual: Iterable[str] = ()) -> float:
    """Say how well a header fits a signature: 0 if a needed name is absent, else 0.8 to 1 by the usual ones.

    Args:
        header: Cells of a row that may be a header.
        needed: Comparable names that must all be there.
        usual: Names that this kind of file mostly has.
    """
    needed, usual = frozenset(needed), frozenset(usual)
    have = frozenset(restored(normals(header), needed | usual))
    if not have.issuperset(needed):
        return 0.0
    share = len(have & usual) / len(usual) if usual else 1.0
    return 0.8 + 0.2 * share
