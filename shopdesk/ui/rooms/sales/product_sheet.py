"""One product opened: stock size by size, what is set aside, and putting its names right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from shopdesk.runtime import words
from shopdesk.runtime.errors import NotFound
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_product as say
from shopdesk.services import product_card
from shopdesk.services.product_card import ProductCard, SizeRow
from shopdesk.services.sales_page import ProductLine
from shopdesk.services.stock import Held
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.sales.aside_sheet import AsideSheet
from shopdesk.ui.rooms.sales.code_sheet import CodeSheet
from shopdesk.ui.rooms.sales.correct_sheet import CorrectSheet
from shopdesk.ui.rooms.sales.deeds import Deeds
from shopdesk.ui.rooms.sales.join_sheet import JoinSheet
from shopdesk.ui.rooms.sales.sale_sheet import SaleSheet
from shopdesk.ui.widgets import (
    Button,
    Card,
    Cell,
    Column,
    Kind,
    Row,
    RowTable,
    Sheet,
    TableCard,
    Text,
    clear,
    row,
)

Catalogue = tuple[ProductLine, ...]


class ProductSheet(Sheet):
    """Tick sizes to correct or take out only those; ``read()`` after each reading."""

    read = Signal()

    def __init__(self, desk: Desk, deeds: Deeds, product_id: int, lines: Catalogue, currency: str) -> None:
        super().__init__("product_sheet", "…", width=880, height=620)
        self._desk, self._deeds, self._product = desk, deeds, product_id
        self._lines, self._currency = lines, currency
        self.card_now: ProductCard | None = None
        self.correct = Button(_("Correct names"), "link", name="correct_names", press=self._correct)
        self.apart = Button(_("Take out ticked sizes"), "link", name="take_apart", press=self._take_apart)
        self.join = Button(_("Join with another"), "link", name="join_product", press=self._join)
        self.code = Button(_("Another code"), "link", name="add_code", press=self._code)
        self.goods = Button(_("It is not goods"), "link", name="mark_goods", press=self._mark)
        self.body.addLayout(row(self.correct, self.apart, self.join, self.code, None, self.goods, gap=16))
        self.table = RowTable(
            [
                Column("tick", "", Kind.TICK, width=36),
                Column("size", _("Size"), stretch=True),
                Column("stock", _("On hand"), Kind.NUMBER, 84),
                Column("since", _("How it is known"), width=170),
                Column("aside", _("Set aside"), Kind.NUMBER, 84),
                Column("free", _("To promise"), Kind.NUMBER, 96),
                Column("sold", _("Sold"), Kind.NUMBER, 92),
            ],
            _row,
            name="product_sizes",
            words=_("Sizes"),
            row_height=40,
        )
        self.table.placeholder = _("It has no sizes left.")
        self.table.ticks_changed.connect(self._ticked)
        self.body.addWidget(TableCard(self.table), 1)
        self.aside = Card("sunken", padding=12, gap=4)
        self._holds = QVBoxLayout()
        self.aside.body.addLayout(self._holds)
        self.body.addWidget(self.aside)
        self.foot.addStretch(1)
        self.reserve = Button(_("Set pieces aside"), name="reserve", icon="handshake", press=self._set_aside)
        self.swap = Button(_("Register exchange"), name="sheet_exchange", press=self._exchange)
        self.sell = Button(_("Register sale"), "primary", name="sheet_sale", icon="receipt", press=self._sell)
        for button in (self.reserve, self.swap, self.sell):
            self.foot.addWidget(button)
        self._ticked()
        deeds.done.connect(self._again)
        self._again()

    def _again(self) -> None:
        work = partial(product_card.card, self._desk.shop, self._product)
        self._desk.jobs.start(work, owner=self, done=self._show, failed=self._gone)

    def _gone(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.finish()  # it was made one with another
            return
        self._desk.messages.tell(error)

    def _show(self, card: ProductCard) -> None:
        self.card_now = card
        self.say(card.title, say.summary(card))
        self.table.show_items(card.sizes)
        if self.table.current_key() is None:
            self.table.go_to_first()
        for button in (self.reserve, self.swap, self.sell):
            button.setVisible(card.is_goods)
        self.goods.set_words(_("It is not goods") if card.is_goods else _("It is goods"))
        clear(self._holds)
        self.aside.setVisible(bool(card.held))
        for one in card.held:
            let = Button(_("Let go"), "link", name=f"let_go_{one.id}", press=self._let_go)
            let.setProperty("held_id", one.id)
            self._holds.addLayout(row(Text(say.held(one), "small"), None, let))
        self._ticked()
        self.read.emit()

    def _ticked(self) -> None:
        count = len(self.table.ticked())
        words_ = ngettext("Take out {count} size", "Take out {count} sizes", max(count, 1))
        self.apart.set_words(words_.format(count=count) if count else _("Take out ticked sizes"))
        self.apart.forbid("" if count else _("Tick the sizes that are another product."))

    def _row_now(self) -> SizeRow | None:
        found = self.table.current_item()
        if isinstance(found, SizeRow):
            return found
        return self.card_now.sizes[0] if self.card_now is not None and self.card_now.sizes else None

    def _chosen(self) -> tuple[SizeRow, ...]:
        sizes = self.card_now.sizes if self.card_now is not None else ()
        ticked = self.table.ticked()
        return tuple(size for size in sizes if size.variant_id in ticked) or sizes

    def _open_correct(self, *, apart: bool) -> None:
        if self.card_now is not None:
            sheet = CorrectSheet(self._desk, self.card_now, self._chosen(), apart=apart)
            sheet.corrected.connect(self._deeds.correct)
            self._desk.show_sheet(sheet, sheet.product.line)

    def _correct(self) -> None:
        self._open_correct(apart=False)

    def _take_apart(self) -> None:
        self._open_correct(apart=True)

    def _join(self) -> None:
        if self.card_now is not None:
            sheet = JoinSheet(self._desk, self.card_now, self._lines)
            sheet.chosen.connect(partial(self._deeds.join, self._product))
            self._desk.show_sheet(sheet, sheet.search)

    def _code(self) -> None:
        size = self._row_now()
        if self.card_now is not None and size is not None:
            sheet = CodeSheet(self.card_now, size)
            sheet.told.connect(partial(self._deeds.add_code, size.variant_id))
            sheet.let_go.connect(partial(self._deeds.forget_code, size.variant_id))
            self._desk.show_sheet(sheet)

    def _mark(self) -> None:
        if self.card_now is not None:
            self._deeds.mark_goods(self._product, goods=not self.card_now.is_goods)

    def _set_aside(self) -> None:
        size = self._row_now()
        if self.card_now is not None and size is not None:
            sheet = AsideSheet(self.card_now, size, self._desk.shop.today())
            sheet.set_aside.connect(self._deeds.set_aside)
            self._desk.show_sheet(sheet)

    def _let_go(self) -> None:
        sender = self.sender()
        held = self._held(int(sender.property("held_id"))) if sender is not None else None
        if held is not None:
            self._deeds.let_go(held)

    def _held(self, number: int) -> Held | None:
        holds = self.card_now.held if self.card_now is not None else ()
        return next((one for one in holds if one.id == number), None)

    def _exchange(self) -> None:
        self._type("exchange")

    def _sell(self) -> None:
        self._type("sale")

    def _type(self, kind: str) -> None:
        size = self._row_now()
        sheet = SaleSheet(self._desk, self._currency, kind=kind, level=size.level if size else None)
        sheet.typed.connect(self._deeds.register)
        self._desk.show_sheet(sheet)


def _row(size: SizeRow) -> Row:
    level = size.level
    codes = ", ".join(part for part in (size.sku, *(code.code for code in size.codes)) if part)
    name = Cell(size.size or _("One size"), codes, role="strong")
    if level is None:
        none = Cell("–", tone="faint")
        return Row(
            size.variant_id, (Cell(), name, none, none, none, none, Cell(words.number(size.sold))), name.text
        )
    below = level.on_hand < 0
    cells = (
        Cell(),
        name,
        Cell(words.number(level.on_hand), tone="danger" if below else "text", role="h3"),
        Cell(say.since(level), tone="muted", role="small"),
        Cell(words.number(level.reserved) if level.reserved else "", tone="muted"),
        Cell(words.number(level.promisable), tone="muted"),
        Cell(words.number(size.sold), tone="muted"),
    )
    said = _("Size {size}, {stock} in stock, {free} to promise")
    return Row(
        size.variant_id, cells, said.format(size=size.size, stock=level.on_hand, free=level.promisable)
    )
