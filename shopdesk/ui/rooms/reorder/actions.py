"""What the page does when asked: print, copy, write orders down, receive, change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from urllib.parse import quote

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from shopdesk.domain.identity import phone_key
from shopdesk.domain.preferences import PlanningSettings, ShopSettings
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import (
    labels,
    phrases_orders,
    purchase_orders,
    reorder,
    settings,
    stock,
    supplier_lists,
    supplier_mail,
)
from shopdesk.services import phrases_reorder as said
from shopdesk.services.clearance import Leftover
from shopdesk.services.context import Shop
from shopdesk.services.labels import LabelSheet
from shopdesk.services.purchase_orders import Arrived, OnTheWay, State
from shopdesk.services.reorder import Group, Plan, StyleRow
from shopdesk.services.reorder.edits import Before
from shopdesk.services.supplier_mail import Posting
from shopdesk.ui import printing
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.reorder.buying import Buying
from shopdesk.ui.rooms.reorder.cash_sheet import CashSheet
from shopdesk.ui.rooms.reorder.clearance_sheet import ClearanceSheet
from shopdesk.ui.rooms.reorder.line_sheets import SizesSheet
from shopdesk.ui.rooms.reorder.order_sheets import DaySheet
from shopdesk.ui.rooms.reorder.preview import LabelsSheet, PlacedSheet, PreviewSheet
from shopdesk.ui.rooms.reorder.receive_sheet import ReceiveSheet
from shopdesk.ui.rooms.reorder.supplying import Supplying
from shopdesk.ui.rooms.reorder.supposing import Supposing
from shopdesk.ui.widgets import ConfirmSheet

_CASH = "planning.cash_limit_minor"


class Actions(QObject):
    """Does each at once, with a toast that takes it back; after an arrival it offers labels."""

    def __init__(self, page: BasePage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self.buying = Buying(page)
        self.supplying = Supplying(page, self.buying)
        self.open_sum = Supposing(page).open
        self._plan: Plan | None = None
        self._groups: tuple[Group, ...] = ()
        self._order: OnTheWay | None = None

    # lists

    def print_groups(self, plan: Plan, groups: Sequence[Group]) -> None:
        """Preview the lists of some suppliers."""
        self._plan, self._groups = plan, tuple(group for group in groups if group.pieces)
        if not self._groups:
            self._desk.messages.toast(_("There is nothing on the list."))
            return
        shop = self._desk.shop
        lists = supplier_lists.make(shop, plan, self._groups)
        country = shop.settings.get(ShopSettings).country
        addresses = {group.terms.name: group.terms.email for group in self._groups}
        sheet = PreviewSheet(lists, letter=printing.is_letter(country), addresses=addresses)
        sheet.left.connect(self._ask_placed)
        sheet.mailed.connect(self._mail)
        self._desk.show_sheet(sheet)

    def _mail(self, postings: Sequence[Posting]) -> None:
        self._page.act(partial(supplier_mail.post, self._desk.shop, postings), self._mailed)

    def _mailed(self, suppliers_reached: list[str]) -> None:
        told = (
            _("List sent to {suppliers}.").format(suppliers=words.names(suppliers_reached))
            if suppliers_reached
            else _("That list went out already.")
        )
        self._desk.messages.toast(told)
        self._ask_placed()

    def copy_groups(self, plan: Plan, groups: Sequence[Group]) -> None:
        """Put the lists on the clipboard as text and ask whether they were ordered."""
        self._plan, self._groups = plan, tuple(group for group in groups if group.pieces)
        if not self._groups:
            self._desk.messages.toast(_("There is nothing on the list."))
            return
        lists = supplier_lists.make(self._desk.shop, plan, self._groups)
        QGuiApplication.clipboard().setText("\n".join(supplier_lists.as_text(one) for one in lists))
        self._desk.messages.toast(
            ngettext("{count} list copied.", "{count} lists copied.", len(lists)).format(count=len(lists))
        )
        self._ask_placed()

    def _ask_placed(self) -> None:
        groups = [group for group in self._groups if group.terms.id is not None]
        if not groups:
            return
        told = _("I write it down as on the way, so that I do not suggest it twice.")
        sheet = PlacedSheet([f"{g.terms.name} · {said.pairs(g.pieces)}" for g in groups], told)
        sheet.placed.connect(self._place)
        self._desk.show_sheet(sheet)

    def _place(self) -> None:
        groups = tuple(group for group in self._groups if group.terms.id is not None)
        self._page.act(partial(_place, self._desk.shop, self._plan, groups), self._placed)

    def _placed(self, numbers: list[str]) -> None:
        told = ngettext(
            "Order {numbers} is on its way.", "Orders {numbers} are on their way.", len(numbers)
        ).format(numbers=", ".join(numbers))
        self._desk.undo.add(told, undo=partial(_take_back, self._desk.shop, numbers))

    # quantities

    def type_pieces(self, row: StyleRow, pieces: int) -> None:
        """Put a total over a style's suggestion."""
        if pieces == row.wanted:
            return
        self._set(reorder.spread(row, pieces), said.name_of(row.first))

    def _set(self, pieces: Mapping[int, int | None], name: str) -> None:
        shop = self._desk.shop
        self._name = name
        self._page.act(partial(reorder.set_quantities, shop, pieces), self._was_set)

    def _was_set(self, before: Before) -> None:
        told = _("Quantity of {product} changed.").format(product=self._name)
        self._desk.undo.add(told, undo=partial(reorder.restore, self._desk.shop, before))

    def open_sizes(self, row: StyleRow, plan: Plan) -> None:
        """Show a style's sizes to edit."""
        self._name = said.name_of(row.first)
        sheet = SizesSheet(row, plan)
        sheet.saved.connect(self._sizes_saved)
        self._desk.show_sheet(sheet, sheet.table)

    def _sizes_saved(self, pieces: Mapping[int, int | None]) -> None:
        self._set(pieces, self._name)

    def tick(self, on: Sequence[int], off: Sequence[int]) -> None:
        """Put variants on the list, and leave others out."""
        self._page.act(partial(_tick, self._desk.shop, tuple(on), tuple(off)))

    # money and the clearance table

    def ask_cash(self) -> None:
        """Ask how much may be spent on orders."""
        shop = self._desk.shop
        limit = shop.settings.get(PlanningSettings).cash_limit_minor
        sheet = CashSheet(limit, shop.settings.get(ShopSettings).currency)
        sheet.kept.connect(self._keep_cash)
        self._desk.show_sheet(sheet, sheet.limit)

    def _keep_cash(self, limit: int | None) -> None:
        shop = self._desk.shop
        before = shop.settings.get(PlanningSettings).cash_limit_minor
        told = _("There is no limit any more.") if limit is None else _("The limit is written down.")
        keep = settings.keep
        self._desk.undo.add(told, undo=partial(keep, shop, {_CASH: before}))
        self._page.act(partial(keep, shop, {_CASH: limit}))

    def open_clearance(self, found: Sequence[Leftover]) -> None:
        """Show what should go from the shelf."""
        sheet = ClearanceSheet(found)
        sheet.copied.connect(self._copied)
        self._desk.show_sheet(sheet, sheet.table)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.messages.toast(_("The list is copied."))

    # orders

    def receive(self, order: OnTheWay | None, *, whole: bool = False) -> None:
        """Ask what arrived of an order."""
        if order is None or not order.is_open:
            return
        self._order = order
        sheet = ReceiveSheet(order, whole=whole)
        sheet.received.connect(self._receive)
        self._desk.show_sheet(sheet, sheet.scan)
        self._page.act(partial(stock.shelf, self._desk.shop), sheet.set_shelf)

    def receive_all(self, order: OnTheWay | None) -> None:
        """Book everything missing of an order as arrived."""
        if order is not None and order.is_open:
            self._order = order
            self._receive({line.variant_id: Arrived(line.missing) for line in order.lines if line.missing})

    def _receive(self, arrived: dict[int, Arrived]) -> None:
        if self._order is not None and arrived:
            number = self._order.order.number
            self._page.act(partial(purchase_orders.receive, self._desk.shop, number, arrived), self._received)

    def _received(self, receipt: int) -> None:
        number = self._order.order.number if self._order is not None else ""
        told = _("What arrived of order {number} is in stock.").format(number=number)
        self._desk.undo.add(told, undo=partial(purchase_orders.undo_receipt, self._desk.shop, receipt))
        self._page.act(partial(labels.of_receipt, self._desk.shop, receipt), self._show_labels)

    def _show_labels(self, sheet: LabelSheet) -> None:
        if sheet.labels:
            country = self._desk.shop.settings.get(ShopSettings).country
            self._desk.show_sheet(LabelsSheet(sheet, letter=printing.is_letter(country)))

    def confirm(self, order: OnTheWay | None) -> None:
        """Ask which day the supplier promised, and confirm."""
        if order is None or not order.is_open:
            return
        self._order = order
        today = self._desk.shop.today()
        start = max(today, order.due_on)
        first = order.state is State.PLACED
        title = _("{supplier} confirmed it").format(supplier=order.terms.name)
        verb = _("Write it down") if first else _("Change the date")
        sheet = DaySheet(title if first else _("They gave another date"), verb, today, start)
        sheet.given.connect(self._given)
        self._desk.show_sheet(sheet, sheet.day)

    def _given(self, day: date) -> None:
        if self._order is None:
            return
        shop, number = self._desk.shop, self._order.order.number
        if self._order.state is State.PLACED:
            self._page.act(partial(purchase_orders.confirm, shop, number, promised_on=day))
        else:
            self._page.act(partial(purchase_orders.give_date, shop, number, day))

    def write_to(self, order: OnTheWay | None) -> None:
        """Open WhatsApp with a message about an order to its supplier."""
        if order is None:
            return
        country = self._desk.shop.settings.get(ShopSettings).country
        whole = phone_key(order.terms.phone, country) or order.terms.phone
        phone = "".join(c for c in whole if c.isdigit())
        text = phrases_orders.message(order)
        self._desk.shop.opener.open(f"https://wa.me/{phone}?text={quote(text)}")

    def cancel_rest(self, order: OnTheWay | None) -> None:
        """Ask before giving up what has not arrived."""
        if order is None or not order.is_open:
            return
        self._order = order
        line = _("{pairs} of {supplier} will not be waited for any more.").format(
            pairs=said.pairs(order.missing), supplier=order.terms.name
        )
        sheet = ConfirmSheet(_("Cancel what is missing?"), line, verb=_("Cancel it"), keep=_("Keep waiting"))
        sheet.confirmed.connect(self._cancel)
        self._desk.show_sheet(sheet)

    def _cancel(self) -> None:
        if self._order is not None:
            self._page.act(partial(purchase_orders.cancel, self._desk.shop, self._order.order.number))


def _place(shop: Shop, plan: Plan | None, groups: Sequence[Group]) -> list[str]:
    if plan is not None:
        reorder.keep(shop, plan)
    return [purchase_orders.place_group(shop, group) for group in groups]


def _take_back(shop: Shop, numbers: Sequence[str]) -> None:
    for number in numbers:
        purchase_orders.take_back(shop, number)


def _tick(shop: Shop, on: Sequence[int], off: Sequence[int]) -> None:
    if on:
        reorder.tick(shop, on, on=True)
    if off:
        reorder.tick(shop, off, on=False)
