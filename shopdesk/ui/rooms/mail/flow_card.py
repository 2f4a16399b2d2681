"""The rules of one flow, and what can be changed: its wait, text, enclosure and occasions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from shopdesk.domain.outreach.flows import WAIT_LIMITS, Flow
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import enclosures, newcomers, phrases, phrases_flows, timing
from shopdesk.services.mail.overview import FlowRow
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.mail.late import LateSheet
from shopdesk.ui.rooms.mail.launches import LaunchesSheet
from shopdesk.ui.rooms.mail.newcomers import NewcomersBlock
from shopdesk.ui.widgets import Amount, AmountLine, Button, Card, Field, Spin, Text, row


class FlowCard(Card):
    """Belongs to the flows tab; ``edit_wanted(Flow)`` and ``due_wanted(Flow)`` for its links."""

    edit_wanted = Signal(object)
    due_wanted = Signal(object)

    def __init__(self, page: BasePage, desk: Desk) -> None:
        super().__init__(gap=6)
        self.setObjectName("flow_card")
        self._page, self._desk = page, desk
        self._flow: FlowRow | None = None

    def show_flow(self, one: FlowRow) -> None:
        """Show another flow."""
        self._flow = one
        self.clear()
        self.add(Text(phrases.flow(one.flow), "h2", wrap=True))
        self.add(Text(phrases_flows.what(one.flow), "small", tone="muted", wrap=True))
        if one.wait or one.flow is Flow.THANKS:
            self.add(AmountLine(Amount(_("Waits"), phrases_flows.waits(one))))
        self.add(AmountLine(Amount(_("Stops if"), phrases_flows.stops(one.flow))))
        if one.flow in WAIT_LIMITS:
            self._add_wait(one)
        if one.guide is not None:
            self._add_guide(on=one.guide)
        if one.newcomers is not None:
            self._add_newcomers(one.newcomers)
        if one.subjects is not None:
            said = phrases_flows.subjects(one.subjects)
            self.add(Text(said, "small", tone="muted", wrap=True))
        occasions = self._occasions(one.flow)
        if occasions is not None:
            self._add_row(occasions)
        edit = Button(_("Edit text"), name="edit_flow_text", icon="pencil-simple", press=self._edit)
        look = Button(_("See who it is for"), "link", name="see_due", press=self._see)
        self._add_row(edit, look)
        look.setVisible(one.is_on and one.due > 0)

    def _add_row(self, *buttons: QWidget) -> None:
        holder = QWidget()
        holder.setLayout(row(*buttons, None))
        self.add(holder)

    def _occasions(self, flow: Flow) -> Button | None:
        """Return the button by which the owner makes an occasion for this flow, where there is one."""
        if flow is Flow.EARLY_ACCESS:
            return Button(_("Launches"), name="open_launches", icon="sparkle", press=self._open_launches)
        if flow is Flow.NOTICE:
            return Button(_("Mark an order late"), name="open_late", icon="truck", press=self._open_late)
        return None

    def _add_wait(self, one: FlowRow) -> None:
        low, high = WAIT_LIMITS[one.flow]
        self.wait = Spin("flow_wait", _("Days it waits"), low=low, high=high)
        self.wait.setValue(one.wait)
        self.wait.setSuffix(" " + _("days"))
        self.wait.editingFinished.connect(self._keep_wait)
        self.add(Field(_("Days it waits"), self.wait))

    def _add_guide(self, *, on: bool) -> None:
        self.guide = QCheckBox(_("The size guide goes along (PDF)"))
        self.guide.setObjectName("flow_guide")
        self.guide.setChecked(on)
        self.guide.toggled.connect(self._keep_guide)
        self.add(self.guide)

    def _add_newcomers(self, found: newcomers.Newcomers) -> None:
        block = NewcomersBlock(found)
        block.story_wanted.connect(self._write_story)
        block.shared.connect(self._share)
        self.add(block)

    def _write_story(self) -> None:
        self._desk.navigator.go("settings", key="shop")

    def _share(self, words: str, on: bool) -> None:
        shop = self._desk.shop
        self._page.act(partial(newcomers.share, shop, words, on=on))
        said = _("Your customers had it too: {what}") if on else _("Your customers did not have it: {what}")
        self._desk.undo.add(said.format(what=words), undo=partial(newcomers.share, shop, words, on=not on))

    def _keep_wait(self) -> None:
        one = self._flow
        if one is not None and self.wait.value() != one.wait:
            self._page.act(partial(timing.set_wait, self._desk.shop, one.flow, self.wait.value()))

    def _keep_guide(self, on: bool) -> None:
        one = self._flow
        if one is not None:
            work = partial(enclosures.set_wanted, self._desk.shop, one.flow, on=on)
            self._page.act(work, failed=self._no_guide)

    def _no_guide(self, error: Exception) -> None:
        self.guide.blockSignals(True)
        self.guide.setChecked(False)
        self.guide.blockSignals(False)
        self._page.show_trouble(error)

    def _open_launches(self) -> None:
        self._desk.show_sheet(LaunchesSheet(self._page, self._desk))

    def _open_late(self) -> None:
        self._desk.show_sheet(LateSheet(self._page, self._desk))

    def _edit(self) -> None:
        if self._flow is not None:
            self.edit_wanted.emit(self._flow.flow)

    def _see(self) -> None:
        if self._flow is not None:
            self.due_wanted.emit(self._flow.flow)
