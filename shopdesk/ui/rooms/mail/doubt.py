"""“¿Le llegó a Diego?”: what is known of a doubtful letter and the owner's word; what failed and its mend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.domain.outreach.flows import State
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases_failures
from shopdesk.services.mail import phrases_review as said
from shopdesk.services.mail.planned import Planned
from shopdesk.ui.widgets import Badge, Button, Card, Glyph, LineField, Rule, Text, row


class DoubtCard(Card):
    """One letter to settle. ``settled(key, was_sent)``, ``retry(key, address)``, ``later()``."""

    settled = Signal(str, bool)
    retry = Signal(str, str)
    later = Signal()

    def __init__(self, prefix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(padding=22, gap=8, parent=parent)
        self._prefix = prefix
        self.setObjectName(f"{prefix}doubt_card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._letter: Planned | None = None
        self.address: LineField | None = None

    def show_letter(
        self, letter: Planned, story: Mapping[str, Any], zone: ZoneInfo, *, others_sent: int
    ) -> None:
        """Show what is known of a letter and what can be done."""
        self._letter = letter
        self.clear()
        if letter.state is State.UNKNOWN:
            self._unknown(letter, story, zone, others_sent)
        else:
            self._failed(letter, zone)
        self.body.addStretch(1)

    def _top(self, words: str, letter: Planned, zone: ZoneInfo) -> None:
        badge, tone = said.badge(letter, zone)
        top = QWidget()
        across = QHBoxLayout(top)
        across.setContentsMargins(0, 0, 0, 0)
        title = Text(words, "h1", wrap=True)
        across.addWidget(title, 1)
        if badge:
            icon = {"warn": "question", "danger": "warning"}.get(tone, "")
            across.addWidget(Badge(badge, tone, icon=icon))
        self.add(top)
        line = f"{letter.recipient} · «{letter.subject}»" if letter.subject else letter.recipient
        self.add(Text(line, "body", tone="muted", wrap=True))

    def _unknown(self, letter: Planned, story: Mapping[str, Any], zone: ZoneInfo, others_sent: int) -> None:
        who = said.who(letter)
        self._top(_("Did it reach {name}?").format(name=who), letter, zone)
        self.add(Text(_("What we know"), "h2"))
        for icon, token, title, note in _steps(story, zone):
            self.add(_Step(icon, token, title, note))
        self.add(Rule())
        look = _("Look in your Sent folder. If it is there, {name} has it.").format(name=who)
        self.add(Text(look, "body", wrap=True))
        seen = Button(
            _("I saw it in Sent"), name=f"{self._prefix}seen_in_sent", icon="check", press=self._seen
        )
        again = Button(
            _("It is not there: send again"),
            name=f"{self._prefix}send_again",
            icon="paper-plane-tilt",
            press=self._again,
        )
        later = Button(_("Decide later"), "ghost", name=f"{self._prefix}decide_later", press=self.later.emit)
        buttons = QWidget()
        buttons.setLayout(row(seen, again, None, later))
        self.add(buttons)
        waits = _("Until you decide it counts as sent: {name} gets no other.").format(name=who)
        others = _("The other {count} did leave.").format(count=others_sent) if others_sent else ""
        self.add(Text(f"{waits} {others}".strip(), "small", tone="muted", wrap=True))

    def _failed(self, letter: Planned, zone: ZoneInfo) -> None:
        if letter.state is not State.FAILED:
            self._top(letter.name or letter.recipient, letter, zone)
            return
        self._top(_("It did not reach {name}").format(name=said.who(letter)), letter, zone)
        self.add(Text(phrases_failures.remedy(letter.reason), "body", wrap=True))
        if letter.server_reply:
            told = _("Their server said: {words}").format(words=letter.server_reply)
            self.add(Text(told, "small", tone="muted", wrap=True))
        self.address = LineField(_("Address"), name=f"{self._prefix}mended_address")
        self.address.set_value(letter.recipient)
        self.add(self.address)
        again = Button(
            _("Correct and send again"), name=f"{self._prefix}retry_letter", icon="check", press=self._retry
        )
        later = Button(_("Leave it"), "ghost", name=f"{self._prefix}leave_failed", press=self.later.emit)
        buttons = QWidget()
        buttons.setLayout(row(again, None, later))
        self.add(buttons)
        safe = _("It certainly did not leave, so sending again is safe.")
        self.add(Text(safe, "small", tone="muted", wrap=True))

    def _seen(self) -> None:
        if self._letter is not None:
            self.settled.emit(self._letter.key, True)

    def _again(self) -> None:
        if self._letter is not None:
            self.settled.emit(self._letter.key, False)

    def _retry(self) -> None:
        if self._letter is not None and self.address is not None:
            self.retry.emit(self._letter.key, self.address.value())


class _Step(QWidget):
    def __init__(self, icon: str, token: str, title: str, note: str) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 2, 0, 2)
        across.setSpacing(14)
        across.addWidget(Glyph(icon, 20, token, "fill" if token != "muted" else ""))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Text(title, "h3", wrap=True))
        text.addWidget(Text(note, "small", tone="muted", wrap=True))
        across.addLayout(text, 1)


def _steps(story: Mapping[str, Any], zone: ZoneInfo) -> list[tuple[str, str, str, str]]:
    """Return what is known as lines: icon, colour, what happened when, how we know."""
    found = []
    began, cut = story.get("began"), story.get("cut")
    if isinstance(began, datetime):
        at = _second(began, zone)
        found.append(
            (
                "check-circle",
                "ok",
                _("{time} · your account took the recipient").format(time=at),
                _("the server said yes to the address"),
            )
        )
        found.append(
            (
                "check-circle",
                "ok",
                _("{time} · the text began to leave").format(time=at),
                _("it was noted before it was sent"),
            )
        )
    ended = _second(cut, zone) if isinstance(cut, datetime) else ""
    words = str(story.get("words") or "")
    if words == "killed":
        title, note = _("Shopdesk closed in the middle"), _("the server's answer did not arrive")
    elif words == "restored":
        title, note = _("A backup was restored"), _("the note of that day says that it began to leave")
    else:
        title, note = _("the connection was cut"), _("the server's answer did not arrive")
    found.append(("question", "warn", f"{ended} · {title}" if ended else title, note))
    return found


def _second(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local.hour}:{local.minute:02d}:{local.second:02d}"
