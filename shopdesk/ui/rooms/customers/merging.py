"""Choosing who else a customer is: search, look, merge."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from shopdesk.domain.naming import name_key
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import customers
from shopdesk.services.customers import CustomerRow, Listing
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Cell, Column, Kind, Row, RowTable, SearchField, Sheet, TableCard

_SHOWN = 50


class MergeSheet(Sheet):
    """``chosen(CustomerRow)`` carries who is the same person."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, who: CustomerRow) -> None:
        super().__init__(
            "merge",
            _("Who else is {name}?").format(name=who.shown),
            _("Their purchases, messages and letters become one story. It can be taken back from the card."),
            width=720,
            height=560,
        )
        self._who = who
        self._rows: tuple[CustomerRow, ...] = ()
        self.search = SearchField(_("Search a customer"), name="search_merge")
        self.search.setText(who.name.split(" ")[0] if who.name else "")
        self.search.searched.connect(self._find)
        self.table = RowTable(
            [
                Column("name", _("Name"), stretch=True),
                Column("reach", _("Address or phone"), width=240),
                Column("bought", _("Purchases"), Kind.NUMBER, 90),
            ],
            self._row,
            name="merge_with",
            words=_("Customers"),
            row_height=40,
        )
        self.table.placeholder = _("Nobody called that.")
        self.table.opened.connect(self._choose)
        self.body.addWidget(self.search)
        self.body.addWidget(TableCard(self.table), 1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), name="cancel_merge", press=self.close_sheet))
        self.go = Button(_("Merge them"), "primary", name="merge_these", icon="check", press=self._merge)
        self.foot.addWidget(self.go)
        desk.jobs.start(partial(customers.listed, desk.shop), owner=self, done=self._listed)

    def _listed(self, found: Listing) -> None:
        self._rows = tuple(row for row in found.rows if row.id != self._who.id)
        self._find(self.search.text())

    def _find(self, typed: str) -> None:
        wanted = name_key(typed)
        hits = [r for r in self._rows if wanted in name_key(f"{r.name} {r.email} {r.phone}")]
        self.table.show_items(hits[:_SHOWN])
        self.go.forbid("" if hits else _("Nobody called that."))

    def _row(self, row: CustomerRow) -> Row:
        reach = row.email or row.phone
        cells = (Cell(row.shown, row.city, role="strong"), Cell(reach), Cell(words.number(row.purchases)))
        return Row(row.id, cells, f"{row.shown}, {reach}")

    def _merge(self) -> None:
        self._choose(self.table.current_key())

    def _choose(self, key: object) -> None:
        found = next((row for row in self._rows if row.id == key or row is key), None)
        if found is not None:
            self.chosen.emit(found)
            self.finish()
