"""Shopify's export of inventory, in the three layouts it has had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.domain import variant_names
from shopdesk.formats import cells, headers
from shopdesk.formats.base import Cells, Kind, ReadOptions, Table
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.naming import Naming
from shopdesk.formats.questions import ask_as_of
from shopdesk.formats.records import Record, StockRecord
from shopdesk.formats.row_format import RowFormat
from shopdesk.formats.sifting import Pile
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

OPTIONS: Mapping[str, Sequence[str]] = {
    "option1": ("option1 value",),
    "option2": ("option2 value",),
    "option3": ("option3 value",),
    "option1_name": ("option1 name",),
    "option2_name": ("option2 name",),
    "option3_name": ("option3 name",),
}
_COLUMNS: Mapping[str, Sequence[str]] = {
    "handle": ("handle",),
    "title": ("title",),
    **OPTIONS,
    "sku": ("sku",),
    "location": ("location",),
    "on_hand": ("on hand (current)", "on hand"),
    "committed": ("committed (not editable)", "committed"),
    "available": ("available (not editable)", "available"),
    "incoming": ("incoming (not editable)", "incoming"),
    "unavailable": ("unavailable (not editable)", "unavailable"),
}
_OTHER = frozenset({"hs code", "coo", "bin name", "barcode"})
_NOT_STOCKED = frozenset({"not stocked", "no se almacena", "sin existencias", "nao estocado"})
_AT = "at:"


def options_of(fields: Fields, naming: Naming) -> tuple[str, str]:
    """Return colour and size of a row's option columns, whatever their order."""
    pairs = [(fields.get(f"option{at}_name", ""), fields.get(f"option{at}", "")) for at in (1, 2, 3)]
    return variant_names.variant_of([pair for pair in pairs if pair[1]], naming.vocabulary)


class ShopifyInventory(RowFormat):
    """A row per variant and location, or (before 2022) per variant with a column per location.

    On hand is ``On hand (current)``, never ``On hand (new)``, which is for the owner to fill. Where only
    ``Available`` stands, orders open at that moment are already out of it. ``not stocked`` is not 0.
    """

    name = "shopify-inventory"
    kind = Kind.STOCK
    columns = _COLUMNS
    needed = frozenset({"handle", "title", "option1 name", "option1 value", "sku"})
    habits = Habits(decimal=".")

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Shopify: inventory")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is Shopify's inventory."""
        del sample
        names = headers.signature(header)
        if not names >= self.needed or "variant price" in names or "price" in names:
            return 0.0
        if "location" in names:
            return 1.0 if names & {"on hand (current)", "on hand", *self.columns["available"]} else 0.0
        return 0.9 if self._shelves(header) and names & _OTHER else 0.0

    def picks(self, table: Table) -> dict[str, int]:
        """Return the column of each field; of the oldest layout, each location's column too."""
        picks = super().picks(table)
        if "location" not in picks:
            picks |= {f"{_AT}{table.header[at]}": at for at in self._shelves(table.header)}
        return picks

    def _shelves(self, header: Sequence[str]) -> list[int]:
        known = {name for names in self.columns.values() for name in names} | _OTHER
        return [at for at, name in enumerate(headers.normals(header)) if name and name not in known]

    def introduce(self, table: Table, picks: Mapping[str, int], options: ReadOptions, pile: Pile) -> None:
        """Ask of which day the counts are."""
        del table
        if options.as_of is None:
            pile.questions += (ask_as_of(),)
        if "on_hand" not in picks and "location" in picks:
            said = _("The file has only what is available: pieces of open orders are already taken off.")
            pile.note("available_only", said)

    def leave_out(self, fields: Fields) -> tuple[str, str] | None:
        """Leave out rows of places where the variant is not kept."""
        counts = [fields.get(name, "") for name in ("on_hand", "available") if name in fields]
        counts = counts or [cell for name, cell in fields.items() if name.startswith(_AT)]
        if counts and all(not cell or cell.lower() in _NOT_STOCKED for cell in counts):
            return "not_stocked", _("The variant is not kept at this location.")
        return None

    def doubt(self, fields: Fields, records: Sequence[Record]) -> tuple[str, str] | None:
        """Doubt a shelf whose available is not what is on hand less what is committed or set apart."""
        for one in records:
            if not isinstance(one, StockRecord) or None in {one.on_hand, one.available, one.committed}:
                continue
            apart = fields.get("unavailable", "")
            rest = (one.on_hand or 0) - (one.committed or 0) - (int(apart) if apart.isdecimal() else 0)
            if rest != one.available:
                said = _("On hand {hand} less committed {committed} is not the available {available}.")
                numbers = {"hand": one.on_hand, "committed": one.committed, "available": one.available}
                return "stock_does_not_add_up", said.format(**numbers)
        return None

    def records(
        self, line: int, fields: Fields, view: Understanding, naming: Naming
    ) -> Sequence[StockRecord]:
        """Read a shelf, or all shelves of a variant."""
        if "location" in fields:
            return (self._shelf(line, fields, fields.get("location", ""), view, naming),)
        found = []
        for name, cell in fields.items():
            if name.startswith(_AT) and cell and cell.lower() not in _NOT_STOCKED:
                own = fields | {"available": cell}
                found.append(self._shelf(line, own, name.removeprefix(_AT), view, naming))
        return found

    def _shelf(
        self, line: int, fields: Fields, location: str, view: Understanding, naming: Naming
    ) -> StockRecord:
        color, size = options_of(fields, naming)
        stocked = {name: "" if cell.lower() in _NOT_STOCKED else cell for name, cell in fields.items()}
        return StockRecord(
            line,
            cells.code(fields.get("sku", "")),
            fields.get("title", "") or fields.get("handle", ""),
            color,
            size,
            location,
            view.count("on_hand", stocked),
            view.count("committed", stocked),
            view.count("available", stocked),
            view.count("incoming", stocked),
            view.as_of,
            fields.get("handle", ""),
        )


SHOPIFY_INVENTORY = ShopifyInventory()
