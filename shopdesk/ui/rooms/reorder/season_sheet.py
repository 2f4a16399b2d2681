"""“Compra de temporada”: what to buy once for a whole season, and why that many."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_season as told
from shopdesk.services.phrases_reorder import name_of, pairs
from shopdesk.services.reorder import SeasonBuy, StyleRow
from shopdesk.services.reorder.season_buy import MOST_WEEKS, Terms
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.widgets import (
    Amount,
    AmountLine,
    Button,
    Card,
    Cell,
    Column,
    Field,
    Kind,
    MoneySpin,
    Row,
    RowTable,
    Sheet,
    Spin,
    Switch,
    TableCard,
    Text,
    clear,
    row,
)

_WEEKS, _WAIT_MS = 12, 250
_LEFTOVER_OF_COST = 0.5


class SeasonSheet(Sheet):
    """``asked(Terms)`` when an assumption changes; ``ordered(dict variant → pieces)`` puts it on the list."""

    asked = Signal(object)
    ordered = Signal(object)

    def __init__(self, one: StyleRow) -> None:
        title = _("Season buy: {product}").format(product=name_of(one.first))
        super().__init__(
            "season_sheet", title, _("For what you can buy only once: all of it now, none later."),
            width=820, height=660,
        )  # fmt: skip
        self._buy: SeasonBuy | None = None
        self._places = words.decimals(one.first.currency)
        across = self._assumptions(one)
        self.sums = Card("sunken", gap=2)
        self.table = RowTable(
            [
                Column("size", _("Size"), stretch=True),
                Column("buy", _("Buy"), Kind.NUMBER, width=100),
                Column("boxed", _("In boxes"), Kind.NUMBER, width=120),
            ],
            self._row,
            name="season_sizes",
            words=_("Sizes"),
            row_height=36,
        )
        self.boxes = Switch(_("In the supplier's boxes"), name="in_boxes")
        self.boxes.toggled.connect(self._boxes_toggled)
        self.box_note = Text("", "small", tone="muted", wrap=True)
        self.body.addLayout(across)
        self.body.addWidget(self.sums)
        self.body.addWidget(TableCard(self.table), 1)
        self.body.addLayout(row(self.boxes, self.box_note, None))
        self.go = Button("", "primary", name="order_season", icon="check", press=self._order)
        self.foot.addStretch(1)
        self.foot.addWidget(MethodLink("season_buy"))
        self.foot.addWidget(Button(_("Leave it"), name="leave_season", press=self.close_sheet))
        self.foot.addWidget(self.go)
        self.primary = self.go
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self.ask)
        self._show_go()

    def _assumptions(self, one: StyleRow) -> QHBoxLayout:
        """Return the fields of what is assumed, each asking anew when it changes."""
        cost, price = one.first.cost_minor or 0, one.first.price_minor or 0
        self.weeks = Spin("season_weeks", _("Weeks it sells"), low=1, high=MOST_WEEKS)
        self.weeks.setValue(_WEEKS)
        self.uplift = Spin("season_sales", _("Of the usual sales"), low=10, high=900)
        self.uplift.setValue(100)
        self.uplift.setSuffix(" %")
        self.cost = self._money("season_cost", _("It costs you"), cost)
        self.price = self._money("season_price", _("You sell it at"), price)
        brings = round(cost * _LEFTOVER_OF_COST)
        self.leftover = self._money("season_leftover", _("A leftover brings"), brings)
        across = QHBoxLayout()
        across.setSpacing(12)
        for field in (self.weeks, self.uplift, self.cost, self.price, self.leftover):
            field.valueChanged.connect(self._changed)
            across.addWidget(Field(field.accessibleName(), field), 1)
        return across

    def terms(self) -> Terms:
        """Return what is assumed now."""
        return Terms(
            self.weeks.value(),
            self.cost.minor(),
            self.price.minor(),
            self.leftover.minor(),
            self.uplift.value() / 100,
        )

    def ask(self) -> None:
        """Ask for the buy of what is assumed now."""
        refused = told.refusal(self.terms())
        if refused:
            self.answer_not(refused)
        else:
            self.asked.emit(self.terms())

    def answer_with(self, buy: SeasonBuy) -> None:
        """Show a buy and its sum."""
        self._buy = buy
        clear(self.sums.body)
        for line in told.lines(buy, self.weeks.value()):
            self.sums.add(AmountLine(Amount(line.label, line.amount, is_total=line.is_sum)))
        self.table.show_items(list(range(len(buy.pieces))))
        self.boxes.setVisible(buy.boxed is not None)
        self.box_note.setText(told.boxes(buy.boxed) if buy.boxed is not None else "")
        self._show_go()

    def answer_not(self, why: str) -> None:
        """Say why there is no answer."""
        self._buy = None
        clear(self.sums.body)
        self.sums.add(Text(why, "small", tone="warn", wrap=True))
        self.table.show_items([])
        self._show_go()

    def _money(self, name: str, label: str, minor: int) -> MoneySpin:
        field = MoneySpin(name, label, decimals=self._places)
        field.set_minor(minor)
        return field

    def _changed(self, _value: float) -> None:
        self._wait.start()

    def _row(self, place: int) -> Row:
        assert self._buy is not None
        variant, size, pieces = self._buy.pieces[place]
        boxed = self._buy.boxed
        name = ngettext("Size {size}, buy {count}", "Size {size}, buy {count}", pieces).format(
            size=size, count=words.number(pieces)
        )
        return Row(
            variant,
            (
                Cell(size or _("One size"), role="strong"),
                Cell(words.number(pieces)),
                Cell("" if boxed is None else words.number(boxed.pieces[place]), tone="muted"),
            ),
            name=name,
        )

    def _chosen(self) -> dict[int, int]:
        if self._buy is None:
            return {}
        boxed = self._buy.boxed if self.boxes.isChecked() else None
        return {
            variant: pieces if boxed is None else boxed.pieces[i]
            for i, (variant, _size, pieces) in enumerate(self._buy.pieces)
        }

    def _boxes_toggled(self, _on: bool) -> None:
        self._show_go()

    def _show_go(self) -> None:
        total = sum(self._chosen().values())
        self.go.set_words(_("Put {pairs} on the list").format(pairs=pairs(total)))
        self.go.forbid("" if total else _("There is nothing to buy."))

    def _order(self) -> None:
        self.ordered.emit(self._chosen())
        self.finish()
