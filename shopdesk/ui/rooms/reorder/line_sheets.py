"""One style opened: its sizes to edit, and the whole sum with other assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_reorder as said
from shopdesk.services.reorder import Line, Plan, StyleRow
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
    Row,
    RowTable,
    Sheet,
    Spin,
    TableCard,
    Text,
    clear,
)


def _columns() -> list[Column]:
    return [
        Column("size", _("Size"), stretch=True),
        Column("on_hand", _("In stock"), Kind.NUMBER, width=70),
        Column("coming", _("On the\nway"), Kind.NUMBER, width=70),
        Column("point", _("Reorder\npoint"), Kind.NUMBER, width=80),
        Column("runs_out", _("Runs out"), width=124),
        Column("order", _("Order"), Kind.SPIN, width=96),
    ]


class SizesSheet(Sheet):
    """The split of a style's quantity. ``saved(dict variant → pieces)``."""

    saved = Signal(object)

    def __init__(self, one: StyleRow, plan: Plan) -> None:
        super().__init__(
            "sizes_sheet",
            said.name_of(one.first),
            said.outlook(plan.today, one.runs_out_on, one.first.arrives_on, counted=one.is_counted),
            width=720,
            height=600,
        )
        self._plan, self._lines = plan, one.lines
        self._pieces = {line.variant_id: line.wanted for line in one.lines}
        self.table = RowTable(_columns(), self._row, name="size_split", words=_("Sizes"), row_height=40)
        self.table.edited.connect(self._typed)
        self.foot_card = TableCard(self.table)
        self.body.addWidget(self.foot_card, 1)
        back = Button(_("As suggested"), "link", name="as_suggested", press=self._as_suggested)
        self.foot.addWidget(back)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_sizes", press=self.close_sheet))
        self.primary = Button(_("Keep"), "primary", name="keep_sizes", icon="check", press=self._keep)
        self.foot.addWidget(self.primary)
        self._show()

    def _show(self) -> None:
        self.table.show_items(self._lines)
        total = sum(self._pieces.values())
        self.foot_card.say(said.pairs(total), "", _("E edits the quantity"))

    def _row(self, line: Line) -> Row:
        plan = self._plan
        return Row(
            line.variant_id,
            (
                Cell(line.size or _("One size"), role="strong", right=line.sku),
                Cell(words.number(line.on_hand)),
                Cell(words.number(line.on_order) if line.on_order else "", tone="muted"),
                Cell(words.number(line.reorder_point), tone="muted"),
                Cell(said.run_out(plan.today, line.runs_out_on, counted=line.stock_known)),
                Cell(value=self._pieces[line.variant_id]),
            ),
            name=_("Size {size}, {stock} in stock, order {order}").format(
                size=line.size, stock=line.on_hand, order=self._pieces[line.variant_id]
            ),
        )

    def _typed(self, key: object, pieces: int) -> None:
        if isinstance(key, int):
            self._pieces[key] = pieces
            self._show()

    def _as_suggested(self) -> None:
        self._pieces = {line.variant_id: line.order for line in self._lines}
        self._show()

    def _keep(self) -> None:
        changed = {
            line.variant_id: None
            if self._pieces[line.variant_id] == line.order
            else self._pieces[line.variant_id]
            for line in self._lines
            if self._pieces[line.variant_id] != line.wanted
        }
        if changed:
            self.saved.emit(changed)
        self.finish()


@dataclass(frozen=True, slots=True)
class Supposed:
    """What the owner supposes in the what-if."""

    lead_days: int
    service: float
    uplift: float
    events: Mapping[str, float] = field(default_factory=dict)


class SumSheet(Sheet):
    """“Ver el cálculo completo”: every term, and what it would be otherwise. ``supposed(Supposed)``."""

    supposed = Signal(object)

    def __init__(self, one: StyleRow, plan: Plan) -> None:
        super().__init__("sum_sheet", said.name_of(one.first), said.why_title(one.why), width=640)
        self._product = one.first.product_id
        terms = plan.terms[one.first.supplier_id]
        self.lead = Spin("what_if_lead", _("If it took this many days"), low=0, high=180)
        self.lead.setValue(round(terms.lead.days))
        self.service = Spin("what_if_service", _("Of 100 who ask, so many find it"), low=50, high=99)
        self.service.setValue(round(100 * plan.service))
        self.uplift = Spin("what_if_sales", _("If it sold, of what is expected"), low=10, high=400)
        self.uplift.setValue(100)
        self.uplift.setSuffix(" %")
        across = QHBoxLayout()
        across.setSpacing(12)
        self._fair = next((lift for lift in plan.lifts if self._product in lift.products), None)
        self.fair = Spin("what_if_event", self._fair_words(), low=10, high=900)
        self.fair.setSuffix(" %")
        if self._fair is not None:
            self.fair.setValue(round(100 * self._fair.factor[one.first.category]))
        for spin in (self.lead, self.service, self.uplift):
            spin.valueChanged.connect(self._suppose)
            across.addWidget(Field(spin.accessibleName(), spin), 1)
        self.fair.valueChanged.connect(self._suppose)
        self.terms = Card("sunken", gap=2)
        self.body.addWidget(self.terms)
        self.body.addWidget(Text(_("What if?"), "h3"))
        self.body.addLayout(across)
        if self._fair is not None:
            self.body.addWidget(Field(self._fair_words(), self.fair))
        self.answer = Text("", "h3", wrap=True)
        self.body.addWidget(self.answer)
        self.foot.addWidget(MethodLink("reorder"))
        self.books = Text("", "small", tone="muted", wrap=True)
        self.books.setVisible(False)
        self.body.addWidget(self.books)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Close"), name="close_sum", press=self.close_sheet))
        self._order = one.order
        self.show_row(one, plan)

    def show_row(self, one: StyleRow, plan: Plan) -> None:
        """Show the terms of a plan's row."""
        clear(self.terms.body)
        terms = plan.terms[one.first.supplier_id]
        lines = said.why_lines(one.why, rate_per_day=one.rate_per_day, terms=terms)
        for line in lines:
            self.terms.add(AmountLine(Amount(line.label, line.amount, is_total=line.is_sum)))
        told = _("Sum: {sum}").format(sum=said.why_sum(one.why))
        self.terms.add(Text(told, "caption", tone="muted", wrap=True))

    def show_books(self, sentences: Sequence[str]) -> None:
        """Show what the formulas of the books would say, and how what was foreseen did."""
        self.books.setText(" ".join([_("What the books would say") + ":", *sentences]))
        self.books.setVisible(bool(sentences))

    def answer_with(self, plan: Plan) -> None:
        """Show what the plan would be with what was supposed."""
        found = next((one for one in plan.styles() if one.first.product_id == self._product), None)
        if found is not None:
            self.answer.setText(
                _("Then the reorder point is {point} and I would order {pairs} instead of {now}.").format(
                    point=words.number(found.why.reorder_point),
                    pairs=said.pairs(found.order),
                    now=words.number(self._order),
                )
            )

    def _suppose(self, _value: int) -> None:
        events = {} if self._fair is None else {self._fair.key: self.fair.value() / 100}
        self.supposed.emit(
            Supposed(self.lead.value(), self.service.value() / 100, self.uplift.value() / 100, events)
        )

    def _fair_words(self) -> str:
        if self._fair is None:
            return ""
        return _("If in {event} it sold, of the usual").format(event=self._fair.name)
