"""Resurtir: what to order and why, everything on the shelf, what is on the way, who from."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_reorder as said
from shopdesk.services import reorder_room
from shopdesk.services.reorder import StyleRow
from shopdesk.services.reorder_room import Room
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.reorder import page_words
from shopdesk.ui.rooms.reorder.actions import Actions
from shopdesk.ui.rooms.reorder.count_mode import CountMode
from shopdesk.ui.rooms.reorder.everything import EverythingView
from shopdesk.ui.rooms.reorder.hands import Hands
from shopdesk.ui.rooms.reorder.lines import LinesView
from shopdesk.ui.rooms.reorder.on_the_way import OrdersView
from shopdesk.ui.rooms.reorder.order_rail import OrdersRail
from shopdesk.ui.rooms.reorder.rail import LinesRail, outlook
from shopdesk.ui.rooms.reorder.suppliers import SuppliersView
from shopdesk.ui.rooms.reorder.views import TABS
from shopdesk.ui.widgets import Button, Fold, Split


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
        self.is_counting = False
        self._on_rail: dict[LinesRail, StyleRow] = {}
        self.header.tabs.picked.connect(self._pick_tab)
        self.header.went_back.connect(self._end_count)
        self._show_tabs()

    def wire(self, view: object) -> None:
        """Connect a view made just now."""
        match view:
            case LinesView():
                view.picked.connect(self._line_picked)
                view.opened.connect(self.open_sizes)
                view.typed.connect(self.typed)
                view.ticks_changed.connect(self.ticked)
                view.printed.connect(self.print_one)
                view.naming.connect(self.name_unnamed)
                view.table.menu = self.line_menu
            case EverythingView():
                view.picked.connect(self._product_picked)
                view.opened.connect(self.open_sizes)
                view.count_wanted.connect(self._start_count)
                view.clearance_wanted.connect(self.open_clearance)
                view.table.menu = self.line_menu
            case OrdersView():
                view.picked.connect(self._order_picked)
                view.opened.connect(self.open_rail)
                view.receive_wanted.connect(self.receive_one)
            case SuppliersView():
                view.opened.connect(self.open_supplier)
            case CountMode():
                view.changed.connect(self._arrange)
                view.ended.connect(self._end_count)

    def wire_rail(self, rail: LinesRail | OrdersRail) -> None:
        """Connect the rail of a view."""
        if isinstance(rail, LinesRail):
            rail.lead_wanted.connect(self.change_lead)
            rail.detail_wanted.connect(self.open_sum)
            rail.stock.menu_wanted.connect(self.pop_menu)
        else:
            rail.card.all_came.connect(self.all_came)
            rail.card.part_came.connect(self.receive)
            rail.card.rest_cancelled.connect(self.cancel_rest)
            rail.card.date_given.connect(self.confirm)
            rail.card.confirmed.connect(self.confirm)

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
        self.refill()
        if self.tab() != "lines":
            self.view(self.tab())
        self.lines.show_plan(room.plan)
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
            self.tabs.setCurrentWidget(self.count.split)
            self.header.say(_("Count"), self.count.summary())
            self.hide_banner()
            self.show_content()
            return
        self.show_view(tab)
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
        if self.is_made("count"):
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
        tab = self.tab()
        if tab == "suppliers":
            return
        view = self.view(tab)
        if not view.table.go_to(wanted) and tab == "lines":
            self.header.tabs.pick("all")
            self.everything.table.go_to(wanted)

    def _line_picked(self, key: object) -> None:
        self._show_rail(key, self.lines_rail, self.splits["lines"])

    def _product_picked(self, key: object) -> None:
        self._show_rail(key, self.all_rail, self.splits["all"])

    def _show_rail(self, key: object, rail: LinesRail, split: Split) -> None:
        room = self.room
        if room is None or key is None:
            return
        row = next((one for one in room.plan.styles() if one.first.product_id == key), None)
        if row is None or self._on_rail.get(rail) is row:
            return
        self._on_rail[rail] = row
        rail.show_row(row, room.plan, room.history, room.alternatives.get(row.first.product_id, ()))
        sentence = _("{product}: {sum}").format(product=said.name_of(row.first), sum=said.why_sum(row.why))
        note = outlook(room.plan, row)
        split.say(sentence, note, _("See chart and sum"))

    def _order_picked(self, key: object) -> None:
        one = self.orders.order(key)
        if one is None or self.room is None:
            self.orders_rail.hide_all()
            return
        self.orders_rail.show_order(one, self.room)
        self.go_write.set_words(_("Write to {supplier}").format(supplier=one.terms.name))
        self.go_write.forbid("" if one.terms.phone else _("This supplier has no phone yet."))
        self.splits["orders"].say(f"{one.order.number} · {one.terms.name}", "", _("See the order"))
