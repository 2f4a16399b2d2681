"""Flujos: the table of flows, the rules of the one in hand, and the contact budget."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from shopdesk.domain.outreach.flows import WAIT_LIMITS, Flow, Kind
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import overview, phrases, phrases_flows, status, timing
from shopdesk.services.mail.overview import FlowRow, Overview
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.widgets import (
    Amount,
    AmountLine,
    Button,
    Card,
    Cell,
    Column,
    Field,
    Fold,
    Group,
    NoteCard,
    Rail,
    Row,
    RowTable,
    Rule,
    Sheet,
    Spin,
    Split,
    TableCard,
    Text,
    row,
)
from shopdesk.ui.widgets import (
    Kind as CellKind,
)


class FlowsView(QWidget):
    """Belongs to the page; ``edit_wanted(Flow)`` and ``due_wanted(Flow)`` for its links."""

    edit_wanted = Signal(object)
    try_wanted = Signal(object)
    due_wanted = Signal(object)
    changed = Signal()

    def __init__(self, page: BasePage, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self._found: Overview | None = None
        self.table = RowTable(
            [
                Column("on", "", CellKind.SWITCH, width=62),
                Column("flow", _("Flow"), width=164),
                Column("when", _("When"), stretch=True),
                Column("text", _("Text"), width=104),
                Column("month", _("Last 30 days"), width=158),
                Column("turn", _("Due"), CellKind.NUMBER, width=86),
            ],
            self._row,
            name="mail_flows",
            words=_("Flows"),
            row_height=34,
        )
        self.table.picked.connect(self._picked)
        self.table.acted.connect(self._acted)
        self.table.opened.connect(self._opened)
        self.card = Card(gap=6)
        self.card.setObjectName("flow_card")
        self.budget = Card(title=_("Nobody gets too many"), gap=6)
        self.quiet = NoteCard("", icon="moon")
        rail = Rail(286)
        rail.add(self.card, self.budget, self.quiet)
        self.split = Split(TableCard(self.table), rail, drawer=True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.split)

    def fold(self, fold: Fold) -> None:
        """Fold the rail into a drawer where room ends."""
        self.split.fold(fold)

    def show_flows(self, found: Overview) -> None:
        """Show the flows by kind, and the budget."""
        self._found = found
        entries: list[object] = []
        for kind in (Kind.SERVICE, Kind.MARKETING):
            title, note = phrases_flows.group(kind)
            entries.append(Group(kind.value, title, note))
            mine = [one for one in found.rows if one.kind is kind]
            ordered = sorted(mine, key=_place)
            entries.extend(ordered)
        self.table.show_items(entries)
        if self.table.current_key() is None:
            self.table.go_to_first()
        self._picked(self.table.current_key())
        self._budget(found)
        self.quiet.words.setText(phrases_flows.quiet(found.quiet))

    def go_to(self, flow: Flow) -> None:
        """Show the rules of a flow."""
        self.table.go_to(flow.value)

    def _budget(self, found: Overview) -> None:
        self.budget.clear()
        about = _("A person, every 30 days, counting mail, WhatsApp and SMS:")
        self.budget.add(Text(about, "small", tone="muted", wrap=True))
        for words, count in (
            (_("Thank-yous"), "1"),
            (_("News"), "2"),
            (_("Survey, every 90 days"), "1"),
        ):
            self.budget.add(AmountLine(Amount(words, count)))
        self.budget.add(Rule())
        self.budget.add(AmountLine(Amount(_("Reached their cap"), str(found.reached_cap))))
        self.budget.add(AmountLine(Amount(_("On hold for a complaint"), str(found.frozen))))

    def _row(self, one: FlowRow) -> Row:
        turn, tone = phrases_flows.turn(one)
        quiet = "text" if one.is_on else "muted"
        name = phrases.flow(one.flow)
        return Row(
            one.flow.value,
            (
                Cell(on=one.is_on),
                Cell(name, role="h3", tone=quiet),
                Cell(phrases_flows.moment(one.flow), role="small", tone="muted"),
                Cell(phrases_flows.text_state(one), role="small", tone="muted"),
                Cell(phrases_flows.month(one), role="small", tone="text" if one.sent else "muted"),
                Cell(turn, badge=tone),
            ),
            name=f"{name}, {_('on') if one.is_on else _('off')}, {phrases_flows.moment(one.flow)}, {turn}",
        )

    def _current(self) -> FlowRow | None:
        found = self.table.current_item()
        return found if isinstance(found, FlowRow) else None

    def _picked(self, _key: object) -> None:
        one = self._current()
        if one is None:
            return
        self.card.clear()
        self.card.add(Text(phrases.flow(one.flow), "h2", wrap=True))
        self.card.add(Text(phrases_flows.what(one.flow), "small", tone="muted", wrap=True))
        self.card.add(AmountLine(Amount(_("Waits"), phrases_flows.waits(one))))
        self.card.add(AmountLine(Amount(_("Stops if"), phrases_flows.stops(one.flow))))
        if one.flow in WAIT_LIMITS:
            low, high = WAIT_LIMITS[one.flow]
            self.wait = Spin("flow_wait", _("Days it waits"), low=low, high=high)
            self.wait.setValue(one.wait)
            self.wait.setSuffix(" " + _("days"))
            self.wait.editingFinished.connect(self._keep_wait)
            self.card.add(Field(_("Days it waits"), self.wait))
        edit = Button(_("Edit text"), name="edit_flow_text", icon="pencil-simple", press=self._edit)
        look = Button(_("See who it is for"), "link", name="see_due", press=self._see)
        look.setVisible(one.is_on and one.due > 0)
        holder = QWidget()
        holder.setLayout(row(edit, look, None))
        self.card.add(holder)
        turn, _tone = phrases_flows.turn(one)
        self.split.say(phrases.flow(one.flow), turn, _("See"))

    def _keep_wait(self) -> None:
        one = self._current()
        if one is not None and self.wait.value() != one.wait:
            self._page.act(partial(timing.set_wait, self._desk.shop, one.flow, self.wait.value()))

    def _acted(self, key: object, action: str) -> None:
        one = next((r for r in (self._found.rows if self._found else ()) if r.flow.value == key), None)
        if one is None:
            return
        if action == "on" and not one.is_reviewed:
            # A text the owner has never read is read before it may prepare anything.
            self.table.replace(key, one)
            self.edit_wanted.emit(one.flow)
            return
        self.switch(one.flow, on=action == "on")

    def switch(self, flow: Flow, *, on: bool) -> None:
        """Turn a flow on or off, with undo."""
        shop = self._desk.shop
        self._page.act(partial(status.switch, shop, flow, on=on))
        said = _("{flow}: on.") if on else _("{flow}: off.")
        self._desk.undo.add(
            said.format(flow=phrases.flow(flow)), undo=partial(status.switch, shop, flow, on=not on)
        )

    def _opened(self, _key: object) -> None:
        self.split.open_rail()

    def _edit(self) -> None:
        one = self._current()
        if one is not None:
            self.edit_wanted.emit(one.flow)

    def _see(self) -> None:
        one = self._current()
        if one is not None:
            self.due_wanted.emit(one.flow)


def _place(one: FlowRow) -> tuple[bool, bool]:
    """Stand the thank-you first, then what is on."""
    return one.flow is not Flow.THANKS, not one.is_on


class VacationSheet(Sheet):
    """“Estoy de vacaciones”: until when the letters pause."""

    def __init__(self, page: BasePage, desk: Desk, until: QDate | None) -> None:
        super().__init__(
            "vacation",
            _("Until when are you away?"),
            _("Letters pause and replies say when you are back. Word of a late parcel still goes."),
            width=460,
        )
        self._page, self._desk = page, desk
        self.day = QDateEdit(until or QDate.currentDate().addDays(7))
        self.day.setObjectName("vacation_until")
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.body.addWidget(Field(_("I am back on"), self.day))
        self.foot.addStretch(1)
        if until is not None:
            self.foot.addWidget(Button(_("I am back"), name="end_vacation", press=self._end))
        else:
            self.foot.addWidget(Button(_("Cancel"), name="cancel_vacation", press=self.close_sheet))
        self.foot.addWidget(Button(_("Pause letters"), "primary", name="begin_vacation", press=self._begin))

    def _begin(self) -> None:
        day = self.day.date()
        chosen = date(day.year(), day.month(), day.day())
        self._page.act(partial(overview.set_vacation, self._desk.shop, chosen))
        self.finish()

    def _end(self) -> None:
        self._page.act(partial(overview.set_vacation, self._desk.shop, None))
        self.finish()
