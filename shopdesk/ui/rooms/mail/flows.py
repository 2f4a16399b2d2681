"""Flujos: the table of flows, the rules of the one in hand, and the contact budget."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.outreach.flows import Flow, Kind
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases, phrases_flows, status
from shopdesk.services.mail.overview import FlowRow, Overview
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.mail.flow_card import FlowCard
from shopdesk.ui.widgets import (
    Amount,
    AmountLine,
    Card,
    Cell,
    Column,
    Fold,
    Group,
    NoteCard,
    Rail,
    Row,
    RowTable,
    Rule,
    Split,
    TableCard,
    Text,
)
from shopdesk.ui.widgets import (
    Kind as CellKind,
)


class FlowsView(QWidget):
    """Belongs to the page; ``edit_wanted(Flow)`` and ``due_wanted(Flow)`` for its links."""

    edit_wanted = Signal(object)
    due_wanted = Signal(object)

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
        self.card = FlowCard(page, desk)
        for wanted, told in (
            (self.card.edit_wanted, self.edit_wanted),
            (self.card.due_wanted, self.due_wanted),
        ):
            wanted.connect(told)
        self.budget = Card(title=_("Nobody gets too many"), gap=6)
        self.quiet = NoteCard("", icon="moon")
        rail = Rail(286)
        rail.add(self.card, self.budget, self.quiet)
        self.split = Split(TableCard(self.table), rail, drawer=True, name="flows_rail")
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
                Cell(phrases_flows.when(one), role="small", tone="muted"),
                Cell(phrases_flows.text_state(one), role="small", tone="muted"),
                Cell(phrases_flows.month(one), role="small", tone="text" if one.sent else "muted"),
                Cell(turn, badge=tone),
            ),
            name=f"{name}, {_('on') if one.is_on else _('off')}, {phrases_flows.when(one)}, {turn}",
        )

    def _current(self) -> FlowRow | None:
        found = self.table.current_item()
        return found if isinstance(found, FlowRow) else None

    def _picked(self, _key: object) -> None:
        one = self._current()
        if one is None:
            return
        self.card.show_flow(one)
        turn, _tone = phrases_flows.turn(one)
        self.split.say(phrases.flow(one.flow), turn, _("See"))

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


def _place(one: FlowRow) -> tuple[bool, bool]:
    """Stand the thank-you first, then what is on."""
    return one.flow is not Flow.THANKS, not one.is_on
