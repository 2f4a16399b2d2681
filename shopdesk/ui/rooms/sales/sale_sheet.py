"""A sale, an exchange or a return typed in seconds, without a file."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import stock
from shopdesk.services.hand_sales import TypedSale
from shopdesk.services.stock import Shelf, StockLevel
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.sales.variant_finder import VariantFinder
from shopdesk.ui.widgets import Button, ChipRow, Field, LineField, MoneySpin, Sheet, Spin, Text

SALE, EXCHANGE, RETURN = "sale", "exchange", "return"


class SaleSheet(Sheet):
    """``typed(TypedSale)`` when the owner registers it."""

    typed = Signal(object)

    def __init__(
        self, desk: Desk, currency: str, *, kind: str = SALE, level: StockLevel | None = None
    ) -> None:
        super().__init__("sale_sheet", width=620)
        self._shelf: Shelf | None = None
        self.kinds = ChipRow(name="change")
        self.kinds.show_chips(
            [(SALE, _("Sale"), None), (EXCHANGE, _("Exchange"), None), (RETURN, _("Return"), None)], kind
        )
        self.kinds.picked.connect(self._show_kind)
        self.what = VariantFinder("sale_what", _("What was sold"))
        self.kept = VariantFinder("sale_kept", _("What they take instead"))
        self.pieces = Spin("sale_pieces", _("How many"), low=1, high=999)
        self.price = MoneySpin("sale_price", _("Price of each"), decimals=words.decimals(currency))
        self.order = LineField(_("Number of the first purchase"), name="sale_order", hint=_("If you know it"))
        self.who = LineField(_("Customer"), name="sale_name", hint=_("Optional"))
        self.reach = LineField(_("Phone or e-mail"), name="sale_reach", hint=_("Optional"))
        self.reasons = ChipRow(name="reason")
        self.reasons.show_chips(
            [("talla", _("Size"), None), ("color", _("Colour"), None), ("defecto", _("Defect"), None),
             ("", _("Another reason"), None)],
            "talla",
        )  # fmt: skip
        self._fill()
        self.go = Button("", "primary", name="register_sale", icon="check", press=self._register)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_sale", press=self.close_sheet))
        self.foot.addWidget(self.go)
        self.what.found.connect(self._what_found)
        self.kept.found.connect(self._kept_found)
        self.pieces.valueChanged.connect(self._count_changed)
        self._show_kind(kind)
        if level is not None:
            self.what.choose(level)
        desk.jobs.start(partial(stock.shelf, desk.shop), owner=self, done=self._shelf_read)

    def _fill(self) -> None:
        self.body.addWidget(self.kinds)
        self.body.addWidget(self.what)
        self.body.addWidget(self.kept)
        self._price = Field(_("Price of each"), self.price)
        self._about = _across(self.order, Field(_("Why"), self.reasons))
        self.body.addWidget(_across(Field(_("How many"), self.pieces), self._price))
        self.body.addWidget(self._about)
        self.body.addWidget(_across(self.who, self.reach))
        self.note = Text("", "caption", tone="muted", wrap=True)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def kind(self) -> str:
        """Return what is being typed: sale, exchange or return."""
        return str(self.kinds.key())

    def _show_kind(self, key: object) -> None:
        kind = str(key)
        titles = {
            SALE: (_("Register a sale"), _("What was sold")),
            EXCHANGE: (_("Register an exchange"), _("What came back")),
            RETURN: (_("Register a return"), _("What came back")),
        }
        title, what = titles[kind]
        self.what.field.setAccessibleName(what)
        self.what.title.setText(what)
        self.kept.setVisible(kind == EXCHANGE)
        self._about.setVisible(kind != SALE)
        self._price.setVisible(kind != EXCHANGE)
        note = _("If a file brings this same sale later, it takes its place: it is not counted twice.")
        self.note.setText(note)
        self.say(title)
        self._check()

    def _shelf_read(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.what.set_shelf(shelf)
        self.kept.set_shelf(shelf)
        self._what_found(self.what.level())

    def _what_found(self, level: object) -> None:
        if isinstance(level, StockLevel) and self._shelf is not None:
            self.price.set_minor(self._shelf.prices.get(level.variant_id, 0))
            (self.kept.field if self.kind() == EXCHANGE else self.pieces).setFocus()
        self._check()
        self._place()

    def _kept_found(self, _level: object) -> None:
        self._check()
        self._place()

    def _count_changed(self, _value: int) -> None:
        self._check()

    def _check(self) -> None:
        what, kept, kind = self.what.level(), self.kept.level(), self.kind()
        self.go.set_words(self._words(what, kept))
        if what is None:
            self.go.forbid(_("Say which product first."))
        elif kind == EXCHANGE and kept is None:
            self.go.forbid(_("Say what they take instead."))
        else:
            self.go.forbid("")

    def _words(self, what: StockLevel | None, kept: StockLevel | None) -> str:
        kind, count = self.kind(), self.pieces.value()
        if kind == SALE:
            return ngettext("Register {count} sold", "Register {count} sold", count).format(count=count)
        if kind == RETURN:
            return ngettext("Register {count} back", "Register {count} back", count).format(count=count)
        if what is not None and kept is not None and what.size != kept.size:
            return _("Register exchange {old} → {new}").format(old=what.size, new=kept.size)
        return _("Register exchange")

    def _register(self) -> None:
        what, kept, kind = self.what.level(), self.kept.level(), self.kind()
        if what is None:
            return
        reach = self.reach.value()
        sale = TypedSale(
            what.sku,
            self.pieces.value(),
            kind,
            price_minor=self.price.minor() if kind != EXCHANGE else None,
            related_number=self.order.value() if kind != SALE else "",
            reason=str(self.reasons.key()) if kind != SALE else "",
            name=self.who.value(),
            email=reach if "@" in reach else "",
            phone="" if "@" in reach else reach,
            variant_id=what.variant_id,
            kept_id=kept.variant_id if kept is not None and kind == EXCHANGE else None,
        )
        self.typed.emit(sale)
        self.finish()


def _across(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(12)
    for widget in widgets:
        across.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return holder
