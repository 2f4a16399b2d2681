"""What the owner's hands do on the page: each press with what is in hand, passed on to ``Actions``."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_reorder as said
from shopdesk.services.purchase_orders import OnTheWay
from shopdesk.services.reorder import NoteCode, StyleRow
from shopdesk.services.reorder_room import Room
from shopdesk.ui.rooms.reorder import page_words
from shopdesk.ui.rooms.reorder.actions import Actions
from shopdesk.ui.rooms.reorder.views import TABS, Views
from shopdesk.ui.widgets import Banner


class Hands(Views):
    """Buttons, keys and menus of the page, which makes the pieces named here."""

    deeds: Actions
    _doubtful = ""

    def tab(self) -> str:
        """Return the key of the tab on."""
        return self.header.tabs.key() or TABS[0]

    def row(self) -> StyleRow | None:
        """Return the style in hand."""
        if self.room is None:
            return None
        table = self.everything.table if self.tab() == "all" else self.lines.table
        key = table.current_key()
        return next((one for one in self.room.plan.styles() if one.first.product_id == key), None)

    def copy_lists(self) -> None:
        """Copy every list for WhatsApp."""
        if self.room is not None:
            self.deeds.copy_groups(self.room.plan, self.room.plan.groups())

    def print_one(self, key: object) -> None:
        """Preview the list of one supplier."""
        if self.room is not None:
            groups = [group for group in self.room.plan.groups() if (group.terms.id or 0) == key]
            self.deeds.print_groups(self.room.plan, groups)

    def typed(self, key: object, pieces: int) -> None:
        """Put a typed total over a suggestion."""
        row = self.lines.row_of(key)
        if row is not None:
            self.deeds.type_pieces(row, pieces)

    def ticked(self) -> None:
        """Put on the list or leave out what was ticked."""
        on, off = self.lines.untick_changes()
        if on or off:
            self.deeds.tick(on, off)

    def open_sizes(self, _key: object) -> None:
        """Show the sizes of the style in hand."""
        row = self.row()
        if row is not None and self.room is not None:
            self.deeds.open_sizes(row, self.room.plan)

    def open_sum(self) -> None:
        """Show the whole sum of the style in hand."""
        row = self.row()
        if row is not None and self.room is not None:
            self.deeds.open_sum(row, self.room.plan)

    def open_season(self) -> None:
        """Show what to buy of the style in hand once for a season."""
        row = self.row()
        if row is not None:
            self.deeds.buying.open_season(row)

    def change_lead(self) -> None:
        """Change the lead time behind the style in hand."""
        row = self.row()
        if row is not None and self.room is not None:
            terms = self.room.plan.terms[row.first.supplier_id]
            if terms.id is None:
                self.deeds.supplying.name_for([row])
            else:
                self.deeds.supplying.change(terms)

    def show_note(self, room: Room) -> None:
        """Say the one thing the owner should mend, over the list only."""
        note = page_words.worst_note(room.plan) if self.tab() == "lines" else None
        if note is None:
            self.hide_banner()
            return
        self._doubtful = note.subject
        mend = {
            NoteCode.LEAD_DEFAULT: (_("Change it"), self._mend_lead),
            NoteCode.NO_SUPPLIER: (_("Say who sells it"), self.name_unnamed),
            NoteCode.CASH_LIMIT: (_("Change it"), self.deeds.ask_cash),
        }
        button, press = mend.get(note.code, ("", self._mend_lead))
        self.show_banner(Banner("warn", said.say_note(note), button=button, press=press))

    def _mend_lead(self) -> None:
        rows = self.room.suppliers if self.room is not None else ()
        found = next((one for one in rows if one.name == self._doubtful), None)
        if found is not None:
            self.deeds.supplying.change(found)

    def open_supply(self) -> None:
        """Show who sells the style in hand, and what it cost."""
        row = self.row()
        if row is not None:
            self.deeds.supplying.open_supply(row)

    def name_unnamed(self) -> None:
        """Ask who sells what is on the list without a supplier; what is left out of it is left out here."""
        if self.room is not None:
            plan = self.room.plan
            due = [row for row in plan.due_styles() if row.first.supplier_id is None]
            every = [row for row in plan.styles() if row.first.supplier_id is None]
            self.deeds.supplying.name_for([row for row in due if row.is_ticked] or due or every)

    def open_clearance(self) -> None:
        """Show what should go from the shelf."""
        if self.room is not None:
            self.deeds.open_clearance(self.room.leftovers)

    def open_supplier(self, key: object) -> None:
        """Show a supplier to change."""
        terms = self.suppliers.terms(key)
        if terms is not None:
            self.deeds.supplying.change(terms)

    def open_rail(self, _key: object) -> None:
        """Open the folded rail."""
        split = self.splits.get(self.tab())
        if split is not None:
            split.open_rail()

    def _current_order(self) -> OnTheWay | None:
        one = self.orders.current()
        if one is not None and one.is_open:
            return one
        open_ = self.room.open_orders if self.room is not None else ()
        return open_[0] if open_ else None

    def write(self) -> None:
        """Write to the supplier of the order in hand."""
        self.deeds.write_to(self.orders.current())

    def receive(self) -> None:
        """Ask what arrived of the order in hand, or of the latest."""
        self.deeds.receive(self._current_order())

    def receive_one(self, key: object) -> None:
        """Ask what arrived of one order."""
        self.orders.table.go_to(key)
        self.deeds.receive(self.orders.order(key))

    def all_came(self) -> None:
        """Book the rest of the order in hand."""
        self.deeds.receive_all(self.orders.current())

    def cancel_rest(self) -> None:
        """Give up the rest of the order in hand."""
        self.deeds.cancel_rest(self.orders.current())

    def confirm(self) -> None:
        """Ask which day was promised."""
        self.deeds.confirm(self.orders.current())

    def line_menu(self, _key: object) -> list[QAction]:
        """Return what the menu of a row does."""
        return self._actions(self)

    def pop_menu(self) -> None:
        """Open the menu of the rail."""
        rail = self.all_rail if self.tab() == "all" else self.lines_rail
        menu = QMenu(self)
        menu.addActions(self._actions(menu))
        menu.exec(rail.stock.more.mapToGlobal(QPoint(0, rail.stock.more.height())))

    def _actions(self, owner: QWidget) -> list[QAction]:
        entries = [
            (_("Edit sizes…"), partial(self.open_sizes, None)),
            (_("See the whole sum"), self.open_sum),
            (_("Who sells it…"), self.open_supply),
            (_("Change lead time"), self.change_lead),
            (_("Season buy…"), self.open_season),
            (_("Dates ahead…"), self.deeds.buying.open_dates),
            (_("Spend at most…"), self.deeds.ask_cash),
        ]
        found = []
        for told, call in entries:
            action = QAction(told, owner)
            action.triggered.connect(call)
            found.append(action)
        return found
