"""The cards of the review: what holds before sending, how it goes, what comes after, the batch before."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from shopdesk.domain.outreach.flows import State
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases_review as said
from shopdesk.services.mail.planned import Planned
from shopdesk.services.mail.review import Review
from shopdesk.ui.widgets import Amount, AmountLine, Button, Card, CheckLine, Elided, Rule, Text, row


class ChecksCard(Card):
    """“Antes de enviar”."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Before sending"), gap=6, parent=parent)
        self.setObjectName("checks_card")

    def show_review(self, found: Review, zone: ZoneInfo, count: int) -> None:
        """Show the checks, the time it takes and the pace."""
        self.clear()
        for check in found.checks:
            self.add(CheckLine(said.check(check, zone), passed=check.passed))
        if found.needs_trial:
            self.add(CheckLine(_("Send yourself a test of this text first"), passed=None))
        self.add(Rule())
        self.add(AmountLine(Amount(_("Time"), said.time_needed(count, found.pace_seconds))))
        self.add(AmountLine(Amount(_("Pace"), said.pace(found.pace_seconds))))


class GoingCard(Card):
    """“Va bien”: the counts while a batch goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Going well"), gap=6, parent=parent)
        self.setObjectName("going_card")

    def show_counts(self, letters: list[Planned], total: int) -> None:
        """Show what left, what is on its way, what is still to come, what has a problem."""
        sent = sum(one.state is State.SENT for one in letters)
        wrong = len(letters) - sent
        going = 1 if len(letters) < total else 0
        self.title.setText(_("Going well") if not wrong else _("Going on"))
        self.clear()
        for words, count in (
            (_("Sent"), sent),
            (_("On their way"), going),
            (_("Still to go"), max(total - len(letters) - going, 0)),
            (_("With a problem"), wrong),
        ):
            self.add(AmountLine(Amount(words, str(count))))


class AfterCard(Card):
    """“Después de este”. ``flow_wanted()`` for its link."""

    flow_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("After this one"), gap=6, parent=parent)
        self.setObjectName("after_card")

    def show_review(self, found: Review) -> None:
        """Show what these people get next; hidden where nothing follows."""
        self.clear()
        self.setVisible(found.follows_on is not None)
        if found.follows_on is not None:
            self.add(Text(said.follows(found.follows_on), "small", tone="muted", wrap=True))
            self.add(Button(_("See the flow"), "link", name="see_flow", press=self.flow_wanted.emit))


class LastCard(Card):
    """“El lote pasado”."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("The batch before"), gap=6, parent=parent)
        self.setObjectName("last_card")

    def show_review(self, found: Review) -> None:
        """Show what came of the batch before; hidden before there was one."""
        self.clear()
        last = found.last_batch
        self.setVisible(last is not None)
        if last is not None:
            for words, count in (
                (_("Sent"), last.sent),
                (_("Answered"), last.replied),
                (_("Bought again"), last.came_back),
            ):
                self.add(AmountLine(Amount(words, str(count))))


class SendingCard(Card):
    """The batch on its way: count, bar, Pausar, Detener."""

    pause_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("next", padding=16, gap=8, parent=parent)
        self.setObjectName("sending_card")
        self.words = Text("", "h2")
        self.note = Elided("", "small", tone="muted")
        self.hold = Button(_("Pause"), name="pause_sending", icon="pause", press=self.pause_wanted.emit)
        self.stop = Button(_("Stop"), "ghost", name="stop_sending", press=self.stop_wanted.emit)
        top: QHBoxLayout = row(self.words, gap=12)
        top.addWidget(self.note, 1)
        top.addWidget(self.hold)
        top.addWidget(self.stop)
        self.body.addLayout(top)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.add(self.bar)
        self.below = Text("", "small", tone="muted", wrap=True)
        self.add(self.below)

    def show_start(self, total: int, pace: float) -> None:
        """Show that the first letter is on its way."""
        self.bar.setRange(0, max(total, 1))
        self.show_step(0, total, "", pace)
        self.show_paused(on=False)
        keeps = _("If you close Shopdesk, the rest stays ready for later.")
        slow = _("{pace} to look after your account").format(pace=said.pace(pace))
        goes_on = _("You can go on working: {pace}. {keeps}").format(pace=slow, keeps=keeps)
        at_once = _("You can go on working. {keeps}").format(keeps=keeps)
        self.below.setText(goes_on if pace > 0 else at_once)

    def show_step(self, done: int, total: int, name: str, pace: float) -> None:
        """Show how far it is and who is next."""
        self.words.setText(_("Sending {place} of {count}").format(place=min(done + 1, total), count=total))
        soon = said.time_left((total - done) * pace)
        self.note.setText(" · ".join(part for part in (name, soon if pace else "") if part))
        self.bar.setValue(done)

    def show_paused(self, *, on: bool) -> None:
        """Switch the button between Pausar and Seguir."""
        if on:
            self.words.setText(_("Paused"))
        self.hold.set_words(_("Go on") if on else _("Pause"), "play" if on else "pause")

    def show_stopping(self) -> None:
        """Say that the letter under way still finishes."""
        self.words.setText(_("Finishing the one under way…"))
        self.hold.setEnabled(False)
        self.stop.setEnabled(False)
