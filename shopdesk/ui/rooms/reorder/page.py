"""Resurtir: what to order and why, everything on the shelf, what is on the way, who from."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_reorder as said
from shopdesk.services import reorder_room
from shopdesk.services.reorder_room import Room
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.reorder import page_words
from shopdesk.ui.rooms.reorder.actions import Actions
from shopdesk.ui.rooms.reorder.count_mode import CountMode
from shopdesk.ui.rooms.reorder.everything import EverythingView
from shopdesk.ui.rooms.reorder.hands import TABS, Hands
from shopdesk.ui.rooms.reorder.lines import LinesView
from shopdesk.ui.rooms.reorder.on_the_way import OrdersView
from shopdesk.ui.rooms.reorder.order_rail import OrdersRail
from shopdesk.ui.rooms.reorder.rail import LinesRail, outlook
from shopdesk.ui.rooms.reorder.suppliers import SuppliersView
from shopdesk.ui.widgets import Button, Fold, RowTable, Split


class Page(Hands):
    """The page; see ``BasePage``."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "order_line", "return_line", "stock_movement", "stock_snapshot", "purchase_order",
            "purchase_order_line", "receipt_line", "product", "variant", "supplier", "supplier_item",
            "size_request", "suggestion_edit", "setting", "event",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.deeds = Actions(self)
        self.room: Room | None = None
        self._wanted: object = None
        self.header.say(_("Reorder"))
        self.go_copy = Button(
            _("Copy for WhatsApp"), name="copy_whatsapp", icon="whatsapp-logo", press=self.copy_lists
        )
        self.go_print = Button("", "primary", name="print_lists", icon="printer", press=self.print_list)
        self.go_receive = Button(
            _("Goods arrived"), "primary", name="goods_arrived", icon="truck", press=self.receive
        )
        self.go_write = Button(
            _("Write to the supplier"), name="write_supplier", icon="whatsapp-logo", press=self.write
        )
        self.go_new = Button(
            _("New supplier"), "primary", name="new_supplier", icon="plus", press=self.deeds.supplying.add
        )
        for button in (self.go_copy, self.go_write, self.go_receive, self.go_print, self.go_new):
            self.header.add_button(button)
        self.lines, self.lines_rail = LinesView(), LinesRail()
        self.everything, self.all_rail = EverythingView(), LinesRail()
        self.orders, self.orders_rail = OrdersView(), OrdersRail()
        self.suppliers = SuppliersView()
        self.splits = [
            Split(self.lines, self.lines_rail, drawer=True),
            Split(self.everything, self.all_rail, drawer=True),
            Split(self.orders, self.orders_rail, drawer=True),
        ]
        self.count = CountMode(self)
        self.header.add_button(self.count.leave)
        self.header.add_button(self.count.go)
        self.splits.append(self.count.split)
        self.is_counting = False
        self.tabs = QStackedWidget()
        self.body.addWidget(self.tabs, 1)  # before it is filled: what it holds would be dressed twice
        for widget in (*self.splits[:3], self.suppliers, self.count.split):
            self.tabs.addWidget(widget)
        self._connect()
        self._show_tabs()

    def _connect(self) -> None:
        self.header.tabs.picked.connect(self._pick_tab)
        self.lines.picked.connect(self._line_picked)
        self.lines.opened.connect(self.open_sizes)
        self.lines.typed.connect(self.typed)
        self.lines.ticks_changed.connect(self.ticked)
        self.lines.printed.connect(self.print_one)
        self.lines.naming.connect(self.name_unnamed)
        self.lines.table.menu = self.everything.table.menu = self.line_menu
        self.lines_rail.lead_wanted.connect(self.change_lead)
        self.lines_rail.detail_wanted.connect(self.open_sum)
        self.lines_rail.stock.menu_wanted.connect(self.pop_menu)
        self.everything.picked.connect(self._product_picked)
        self.everything.opened.connect(self.open_sizes)
        self.all_rail.lead_wanted.connect(self.change_lead)
        self.all_rail.detail_wanted.connect(self.open_sum)
        self.all_rail.stock.menu_wanted.connect(self.pop_menu)
        self.orders.picked.connect(self._order_picked)
        self.orders.opened.connect(self.open_rail)
        self.orders.receive_wanted.connect(self.receive_one)
        card = self.orders_rail.card
        card.all_came.connect(self.all_came)
        card.part_came.connect(self.receive)
        card.rest_cancelled.connect(self.cancel_rest)
        card.date_given.connect(self.confirm)
        card.confirmed.connect(self.confirm)
        self.suppliers.opened.connect(self.open_supplier)
        self.everything.count_wanted.connect(self._start_count)
        self.everything.clearance_wanted.connect(self.open_clearance)
        self.count.changed.connect(self._arrange)
        self.count.ended.connect(self._end_count)
        self.header.went_back.connect(self._end_count)

    def reload(self) -> None:
        """Work the page out off the window's thread."""
        self.load(partial(reorder_room.read, self.desk.shop), self._show)

    def go(self, place: Place) -> None:
        """Show a tab, a product, an order, or the count (``suspects``: of the ten most doubtful)."""
        if place.tab == "count":
            self._start_count(suspects=place.key == "suspects")
            return
        self._end_count()
        super().go(place)
        if place.key is not None:
            self._wanted = place.key
            self._go_to_wanted()

    def fold(self, fold: Fold) -> None:
        """Fold the rails into drawers where room ends."""
        super().fold(fold)
        for split in self.splits:
            split.fold(fold)
        self._show_buttons(self.tab())

    def print_list(self) -> None:
        """Preview the lists of all suppliers with something ticked."""
        if self.room is not None and self.go_print.isEnabled():
            self.deeds.print_groups(self.room.plan, self.room.plan.groups())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_R and self.tab() == "orders" and not self.in_a_field():
            self.receive()
            return
        super().keyPressEvent(event)

    # showing

    def _show(self, room: Room) -> None:
        self.room = room
        self._show_tabs()
        self.lines.show_plan(room.plan)
        self.everything.show_room(room)
        self.orders.show_room(room)
        self.suppliers.show_room(room)
        if not room.orders:
            self.orders_rail.hide_all()
        self._arrange()
        self._go_to_wanted()
        self._show_current()

    def _show_tabs(self) -> None:
        titles = page_words.tabs(self.room)
        on = self.header.tabs.key() or TABS[0]
        self.header.show_tabs(list(zip(TABS, titles, strict=True)), on=on)

    def _arrange(self) -> None:
        """Set summary, buttons and the state of the tab on."""
        room, tab = self.room, self.tab()
        if room is None:
            return
        self._show_buttons(tab)
        if self.is_counting:
            self.tabs.setCurrentIndex(len(TABS))
            self.header.say(_("Count"), self.count.summary())
            self.hide_banner()
            self.show_content()
            return
        self.tabs.setCurrentIndex(TABS.index(tab))
        self.header.say(_("Reorder"), page_words.summary(room, tab))
        lists = sum(1 for group in room.plan.groups() if group.pieces)
        self.go_print.set_words(page_words.print_button(lists))
        reason = "" if lists else _("There is nothing on the list.")
        self.go_print.forbid(reason)
        self.go_copy.forbid(reason)
        self.go_receive.forbid("" if room.open_orders else _("Nothing is on the way."))
        self.show_note(room)
        if tab == "lines" and not room.plan.due_styles():
            self.show_empty(page_words.nothing(room.plan, self.desk.import_files))
        else:
            self.show_content()

    def _show_buttons(self, tab: str) -> None:
        on_orders = tab == "orders" and not self.is_counting
        on_suppliers = tab == "suppliers" and not self.is_counting
        lists = not on_orders and not on_suppliers and not self.is_counting
        self.go_print.setVisible(lists)
        self.go_copy.setVisible(lists)
        self.go_new.setVisible(on_suppliers)
        self.go_receive.setVisible(on_orders)
        self.go_write.setVisible(on_orders)
        self.count.leave.setVisible(self.is_counting)
        self.count.go.setVisible(self.is_counting)
        usual = self.go_receive if on_orders else self.go_new if on_suppliers else self.go_print
        self.header.primary = self.count.go if self.is_counting else usual
        self.header.set_back(_("Reorder") if self.is_counting else "")
        self.header.tabs.setVisible(not self.is_counting)
        self.header.rule.setVisible(not self.is_counting)

    def _start_count(self, *, suspects: bool = True) -> None:
        self.is_counting = True
        self.count.with_suspects = suspects
        self.count.reload()
        self._arrange()

    def _end_count(self) -> None:
        if self.is_counting:
            self.is_counting = False
            self._arrange()
            self._show_current()

    def _pick_tab(self, _key: str) -> None:
        self._arrange()
        self._show_current()

    def _show_current(self) -> None:
        """Fill the rail of the tab on."""
        if self.is_counting:
            self.count.reload()
            return
        match self.tab():
            case "lines":
                self._line_picked(self.lines.table.current_key())
            case "all":
                self._product_picked(self.everything.table.current_key())
            case "orders":
                self._order_picked(self.orders.table.current_key())

    def _go_to_wanted(self) -> None:
        if self.room is None or self._wanted is None:
            return
        wanted, self._wanted = self._wanted, None
        tables: dict[str, RowTable] = {
            "lines": self.lines.table, "all": self.everything.table, "orders": self.orders.table,
        }  # fmt: skip
        table = tables.get(self.tab())
        if table is not None and not table.go_to(wanted) and self.tab() == "lines":
            self.header.tabs.pick("all")
            self.everything.table.go_to(wanted)

    def _line_picked(self, key: object) -> None:
        self._show_rail(key, self.lines_rail, self.splits[0])

    def _product_picked(self, key: object) -> None:
        self._show_rail(key, self.all_rail, self.splits[1])

    def _show_rail(self, key: object, rail: LinesRail, split: Split) -> None:
        room = self.room
        if room is None or key is None:
            return
        row = next((one for one in room.plan.styles() if one.first.product_id == key), None)
        if row is None:
            return
        rail.show_row(row, room.plan, room.history, room.alternatives.get(row.first.product_id, ()))
        sentence = _("{product}: {sum}").format(product=said.name_of(row.first), sum=said.why_sum(row.why))
        note = outlook(room.plan, row)
        split.say(sentence, note, _("See chart and sum"))

    def _order_picked(self, key: object) -> None:
        one = self.orders.order(key)
        if one is None or self.room is None:
            return
        self.orders_rail.show_order(one, self.room)
        self.go_write.set_words(_("Write to {supplier}").format(supplier=one.terms.name))
        self.go_write.forbid("" if one.terms.phone else _("This supplier has no phone yet."))
        self.splits[2].say(f"{one.order.number} · {one.terms.name}", "", _("See the order"))
