"""Stock as shoe shops keep it: a row a model and colour, a column a size (``22 · 22.5 · 23 …``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from shopdesk.domain.naming import name_key
from shopdesk.domain.variant_names import normal_size
from shopdesk.formats import cells, headers, synonyms
from shopdesk.formats.base import Cells, Kind, ReadOptions, Table
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.day_above import day_above
from shopdesk.formats.naming import Naming
from shopdesk.formats.questions import ask_as_of
from shopdesk.formats.records import Record, StockRecord
from shopdesk.formats.row_format import RowFormat, need_sku_or_product, note_unused
from shopdesk.formats.sifting import Pile
from shopdesk.runtime.i18n import _

_LEAST = 3
_AT = "size:"
_TOTALS = frozenset({"total", "totales", "suma", "total pares", "total piezas", "pares", "total pzas"})
_OWN = {
    name: names
    for name, names in synonyms.columns(Kind.STOCK).items()
    if name in {"sku", "product", "color", "location", "as_of"}
}
_OF_SALES = frozenset({"number", "unit_price", "line_total", "email"})
_SUM = re.compile(r"^(?:sub ?|gran ?)?(?:total(?:es)?|sumas?)\b")


def _size(title: str) -> str:
    """Return the size a header stands for, empty if it is none: years and long numbers are no sizes."""
    size = normal_size(title.strip()) or ""
    number = re.fullmatch(r"\d{1,2}(?:\.5)?", size)
    if number:
        return size if 9 <= float(size) <= 60 else ""
    return size if size and not any(one.isdigit() for one in size) else ""


class SizeRun(RowFormat):
    """Each filled cell under a size is a count; a blank one says nothing of that size."""

    name = "plain-size-run"
    kind = Kind.STOCK
    columns: Mapping[str, Sequence[str]] = _OWN
    needed = frozenset[str]()

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Stock with a column for each size")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely sizes stand across: three or more in the header, and counts below them."""
        sizes = [at for at, title in enumerate(header) if _size(title)]
        picks = headers.pick(header, self.columns)
        if len(sizes) < _LEAST or not {"product", "sku"} & picks.keys():
            return 0.0
        if _OF_SALES & headers.pick(header, synonyms.columns(Kind.SALES)).keys():
            return 0.0
        filled = [text for row in sample for at in sizes if len(row) > at and (text := cells.text(row[at]))]
        counts = sum(text.lstrip("-").isdigit() for text in filled)
        return 0.9 if filled and 2 * counts >= len(filled) else 0.0

    def picks(self, table: Table) -> dict[str, int]:
        """Return the column of each field and of each size; of two columns of a size the first."""
        found = super().picks(table)
        taken = set(found.values())
        for at, title in enumerate(table.header):
            size = _size(title) if at not in taken else ""
            if size:
                found.setdefault(_AT + size, at)
            elif headers.normal(title) in _TOTALS:
                found.setdefault("row_total", at)
        return found

    def introduce(self, table: Table, picks: Mapping[str, int], options: ReadOptions, pile: Pile) -> None:
        """Say which columns are not used, and ask of which day the counts are if nothing says it."""
        note_unused(table, picks, pile)
        if "as_of" not in picks and options.as_of is None and day_above(table) is None:
            pile.questions += (ask_as_of(),)

    def complete(self, fields: Fields, above: Fields) -> None:
        """Fill the model of a row that only names another colour of the model above."""
        if fields.get("product"):
            above["product"] = fields["product"]
        elif fields.get("color") and above.get("product"):
            fields["product"] = above["product"]

    def leave_out(self, fields: Fields) -> tuple[str, str] | None:
        """Leave out sums and rows without a count."""
        named = next((fields[name] for name in ("product", "sku", "color") if fields.get(name)), "")
        if _SUM.match(name_key(named)):
            return "totals_row", _("A total or a page number, not a row of the table.")
        if not any(cell for name, cell in fields.items() if name.startswith(_AT)):
            return "no_counts", _("The row has no count under any size.")
        return None

    def records(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> Sequence[Record]:
        """Read one row into a count a size."""
        need_sku_or_product(fields, view)
        name = naming.read({key: fields.get(key, "") for key in ("product", "color")} | {"size": ""})
        when = view.when("as_of", fields) or view.as_of
        found = []
        for key, cell in fields.items():
            pieces = view.count("on_hand", {"on_hand": cell}) if key.startswith(_AT) and cell else None
            if pieces is not None:
                found.append(
                    StockRecord(
                        line, "", name.product or cells.code(fields.get("sku", "")), name.color,
                        key.removeprefix(_AT), fields.get("location", ""), pieces, as_of=when,
                    )
                )  # fmt: skip
        return found

    def doubt(self, fields: Fields, records: Sequence[Record]) -> tuple[str, str] | None:
        """Warn where the row's own total is another."""
        told = fields.get("row_total", "")
        pieces = sum(one.on_hand or 0 for one in records if isinstance(one, StockRecord))
        if not told.isdigit() or int(told) == pieces:
            return None
        said = _("The sizes of this row add up to {pieces}, its total says {told}.")
        return "total_differs", said.format(pieces=pieces, told=told)


SIZE_RUN = SizeRun()
