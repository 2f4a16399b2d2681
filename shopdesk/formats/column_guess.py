"""Which column of an unknown file is which: by its header's words, then by what its cells are.

The best match of the whole header is taken first, so that ``Qty`` comes before ``Total order quantity``, and
a header whose cells say otherwise (``Discount code``, ``Shipping method``) is not taken at its word.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from shopdesk.domain.variant_names import normal_size
from shopdesk.formats import cells, dates, headers, numbers, packed, synonyms
from shopdesk.formats.base import Cells, Table
from shopdesk.formats.cells import COUNTS, MOMENTS, MONEY, NUMBERS

Found = dict[int, tuple[str, float]]
"""0-based column to its field and how sure that is, 0..1."""

_CLOSE = 88
_SAMPLE = 50
_CERTAIN, _TRIMMED, _PART, _ALIKE, _HELD = 1.0, 0.9, 0.85, 0.8, 0.5
_DATES = ("placed_at", "day", "as_of", "start")
_STOP = frozenset({
    "de", "del", "la", "el", "los", "las", "lo", "al", "da", "do", "das", "dos", "of", "the", "a", "an", "y",
    "e", "o", "en", "por", "x", "c/u", "para", "mi", "su", "cada",
})  # fmt: skip
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKS = re.compile(r"[$€%#¿?¡!:*\"'.]+|\bmxn\b|\bmx\b|\br\$")
_BACK = frozenset({
    "refunded", "refund", "reembolso", "reembolsado", "devuelto", "devolucion", "reembolsada",
})  # fmt: skip
_AMOUNTS = frozenset({"unit_price", "line_total", "total"})
_NO_PRICE = frozenset({
    "costo", "coste", "cost", "envio", "flete", "shipping", "iva", "impuesto", "impuestos", "tax",
    "descuento", "discount", "propina", "tip", "comision", "fee", "margen", "margin", "ganancia",
    "utilidad", "profit", "saldo", "anticipo", "abono", "deposit", "reembolso", "refund",
})  # fmt: skip
_FOR_BACK = frozenset({"refunded", "refunded_quantity", "line_refunded"})
_ANYBODY = frozenset({"name", "nombre", "nome", "first name", "primer nombre"})
_NUMBER_WORDS = frozenset({
    "no", "num", "numero", "n", "nro", "calza", "calzado", "t", "talla", "size", "tam",
})  # fmt: skip


def guess(header: Cells, sample: Sequence[Cells], columns: synonyms.Columns) -> Found:
    """Return the likeliest field of each column that has one; a field is given once.

    Args:
        header: Header cells as written.
        sample: Some rows below it.
        columns: Field to its known headers.
    """
    found: Found = {at: (name, _CERTAIN) for name, at in headers.pick(header, columns).items()}
    filled = _columns(header, sample)
    _by_words(header, filled, columns, found)
    _by_cells(filled, columns, found)
    if {"product", "quantity"} <= columns.keys() and not _has_goods(found):
        listed = packed.column(header, sample)
        found |= {listed: ("product", 0.7)} if listed is not None else {}
    if "size" in columns and not any(name == "size" for name, _sure in found.values()):
        free = (at for at in size_columns(header, sample) if at not in found)
        found |= dict.fromkeys(list(free)[:1], ("size", 0.6))
    return found


def _has_goods(found: Found) -> bool:
    return any(name in {"product", "sku"} for name, _sure in found.values())


def size_columns(header: Cells, sample: Sequence[Cells]) -> Iterator[int]:
    """Yield columns whose header says no more than *number* and whose cells are all sizes."""
    for at, texts in enumerate(_columns(header, sample)):
        words = set(_bare(headers.normal(header[at])).replace("/", " ").split())
        if words & _NUMBER_WORDS and texts and all(map(_is_size, texts)):
            yield at


def with_sizes(picks: dict[str, int], table: Table) -> dict[str, int]:
    """Return the columns of a known file and, if none is called size, the one that holds sizes."""
    if "size" in picks:
        return picks
    sample = [row.cells for row in itertools.islice(table.rows(), _SAMPLE)]
    free = [at for at in size_columns(table.header, sample) if at not in picks.values()]
    return picks | {"size": free[0]} if free else picks


def with_marked(picks: dict[str, int], table: Table, columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the columns of a known file and those that differ from a known header by marks only.

    ``No. Nota`` is ``no nota`` and ``Desc. $`` is ``desc``: an order number or a discount read past would
    change the count of sales and what they brought in.
    """
    sample = [row.cells for row in itertools.islice(table.rows(), _SAMPLE)]
    found: Found = {at: (name, _CERTAIN) for name, at in picks.items()}
    known = {name: tuple(names) for name, names in columns.items()}
    _by_words(table.header, _columns(table.header, sample), known, found)
    return picks | {name: at for at, (name, sure) in found.items() if name not in picks and sure >= _TRIMMED}


def with_buyer(picks: dict[str, int], header: Cells) -> dict[str, int]:
    """Return the columns of sales and, if none is the buyer's, a bare *name* that stands beside a telephone.

    Alone, *name* may be the product's; where the product has a column of its own and the row says how to
    reach somebody, it is that person's.
    """
    if "name" in picks or not picks.keys() & {"product", "sku"} or not picks.keys() & {"phone", "email"}:
        return picks
    for at, title in enumerate(header):
        if at not in picks.values() and headers.normal(title) in _ANYBODY:
            return picks | {"name": at}
    return picks


def with_price(picks: dict[str, int], table: Table, columns: synonyms.Columns) -> dict[str, int]:
    """Return the columns of sales and, if none is known to say an amount, the one that likely does.

    By the words of its header first, else the only column whose cells carry the mark of a currency.
    """
    if _AMOUNTS & picks.keys():
        return picks
    sample = [row.cells for row in itertools.islice(table.rows(), _SAMPLE)]
    filled = _columns(table.header, sample)
    found: Found = {at: (name, _CERTAIN) for name, at in picks.items()}
    _by_words(table.header, filled, {name: columns[name] for name in sorted(_AMOUNTS)}, found)
    marked = [
        at for at, texts in enumerate(filled) if at not in found and _is_amount(table.header[at], texts)
    ]
    if len(found) == len(picks) and len(marked) == 1:
        found[marked[0]] = ("unit_price", _HELD)
    return picks | {name: at for at, (name, _sure) in found.items() if name not in picks}


def _is_amount(title: str, texts: Sequence[str]) -> bool:
    """Tell whether cells are marked as money, under a header that does not say they are another's."""
    marked = [one for one in texts if any(mark in one for mark in "$€£") and _is_number(one)]
    words = set(_bare(headers.normal(title)).split())
    return bool(texts) and 2 * len(marked) >= len(texts) and not words & _NO_PRICE


def _columns(header: Cells, sample: Sequence[Cells]) -> list[list[str]]:
    return [_filled(sample, at) for at in range(len(header))]


def _filled(sample: Sequence[Cells], at: int) -> list[str]:
    return [text for row in sample if len(row) > at and (text := cells.text(row[at]))]


def _by_words(header: Cells, filled: Sequence[list[str]], columns: synonyms.Columns, found: Found) -> None:
    """Take the best of all pairs of column and field, then the next best of what is left."""
    pairs = []
    taken = {name for name, _sure in found.values()}
    for at, title in enumerate(header):
        if at in found or not filled[at]:
            continue
        for name, names in columns.items():
            if name not in taken and _may_be(name, title, filled[at]):
                sure = _likeness(title, names)
                if sure:
                    pairs.append((sure, -at, name))
    for sure, minus_at, name in sorted(pairs, reverse=True):
        if -minus_at not in found and name not in taken:
            found[-minus_at] = (name, min(sure, _TRIMMED))
            taken.add(name)


def _likeness(title: str, names: Sequence[str]) -> float:
    """Say how alike a header is to the known ones of a field, 0..0.9."""
    whole = headers.normal(title)
    if len(whole) < 2:
        return 0.0
    known = _known(tuple(names))
    bare = _bare(whole)
    if bare in known:
        return _TRIMMED
    parts = [_bare(part) for part in re.split(r"[/|,+]| o | y ", whole)]
    if len(parts) > 1 and any(part in known for part in parts):
        return _PART
    if len(bare) > 2 and any(fuzz.token_sort_ratio(bare, one) >= _CLOSE for one in known if len(one) > 2):
        return _ALIKE
    return _held(bare, known)


def _held(bare: str, known: frozenset[str]) -> float:
    """Look for a known header within a longer one; the longer the known part, the surer."""
    words = bare.split()
    spans = {" ".join(words[at:to]) for at in range(len(words)) for to in range(at + 1, len(words) + 1)}
    within = [len(one.split()) / len(words) for one in spans if one in known and len(one) > 2]
    return _HELD + 0.2 * max(within) if within else 0.0


@lru_cache(maxsize=1_000)
def _known(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_bare, names)) - {""}


@lru_cache(maxsize=20_000)
def _bare(name: str) -> str:
    """Return a comparable header without brackets, marks and the words that only join."""
    shown = _MARKS.sub(" ", _BRACKETS.sub(" ", name))
    words = [word for word in re.split(r"[\s\-]+", shown) if word and word not in _STOP]
    return " ".join(words)


def _may_be(name: str, title: str, filled: Sequence[str]) -> bool:
    """Tell whether the cells under a header can be what the field holds."""
    says_back = bool(_BACK & set(_bare(headers.normal(title)).split()))
    if says_back != (name in _FOR_BACK) and (says_back or name in _FOR_BACK):
        return False
    reads = _reader(name)
    return reads is None or 2 * sum(map(reads, filled)) >= len(filled)


def _reader(name: str) -> Callable[[str], bool] | None:
    if name in MOMENTS:
        return _is_moment
    if name in MONEY or name in COUNTS or name in NUMBERS - {"lead_days"}:
        return _is_number
    checks = {"email": cells.email, "phone": cells.phone}
    check = checks.get(name)
    return None if check is None else lambda cell: bool(check(cell))


def _is_number(cell: str) -> bool:
    try:
        numbers.bare(cell)
    except numbers.NotANumber:
        return cell.lower() in {"-", "—", "agotado"}
    return True


def _is_moment(cell: str) -> bool:
    try:
        dates.order_of(cell)
    except dates.NotADate:
        return False
    return True


def _by_cells(filled: Sequence[list[str]], columns: synonyms.Columns, found: Found) -> None:
    """Take columns whose cells give them away: addresses and dates."""
    taken = {name for name, _sure in found.values()}
    date_field = next((name for name in _DATES if name in columns), "")
    for at, texts in enumerate(filled):
        if at in found or len(texts) < 2:
            continue
        if "email" in columns and "email" not in taken and all(map(cells.email, texts)):
            found[at] = ("email", 0.7)
            taken.add("email")
        elif date_field and date_field not in taken and all(map(_is_day, texts)):
            found[at] = (date_field, 0.6)
            taken.add(date_field)


def _is_day(cell: str) -> bool:
    return not cell.isdigit() and _is_moment(cell)


def _is_size(cell: str) -> bool:
    size = normal_size(cell)
    if size is None:
        return False
    number = re.fullmatch(r"\d{1,2}(?:\.5)?", size)
    return 9 <= float(size) <= 50 if number else not size.isdigit()
