"""What the reply rests on, and what the person bought: the right column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.domain.replies.parts import Need
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_inbox as names
from shopdesk.services import phrases_messages as said
from shopdesk.services.customers import Card as CustomerCard
from shopdesk.services.customers import MomentKind
from shopdesk.services.inbox.answering import Suggestion
from shopdesk.ui.widgets import Button, Card, FactLine, NoteCard, Rail, Rule, Text

WIDTH = 264
_PURCHASES = 4


class FactsRail(Rail):
    """Receipts, open questions, purchases. ``policy_wanted()``, ``card_wanted()``."""

    policy_wanted = Signal()
    card_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent=parent)
        self._facts = Card(title=_("Based on"), padding=14, gap=10)
        self._open = Card("warn", padding=14, gap=8)
        self._bought = Card(padding=14, gap=8)
        self._note = NoteCard(
            _("If the stock changes or you promise a date, you are told before copying."), kind="warn"
        )
        self.add(self._facts, self._open, self._bought, self._note)
        self._bought.hide()
        self._open.hide()

    def show_suggestion(
        self, made: Suggestion, today: date, zone: ZoneInfo, named: Mapping[str, str]
    ) -> None:
        """Show the receipts of a reply, what they are about, and what the reply leaves open."""
        self._facts.clear()
        shown = [(one, said.fact(one, today, zone)) for one in made.facts]
        found = [(named.get(one.key, ""), line) for one, line in shown if line is not None]
        for at, (about, (icon, tone, title, value, source)) in enumerate(found):
            if at:
                self._facts.add(Rule())
            self._facts.add(FactLine(icon, tone, about or title, value, source=source))
        if not found:
            words_ = _("Nothing yet: the reply promises nothing.")
            self._facts.add(Text(words_, "small", tone="muted", wrap=True))
        lacks_policy = any(one.reason == Need.NO_POLICY for one in made.pending)
        lines = [names.pending_line(one, made.language) for one in made.pending]
        self._show_open(lines, lacks_policy=lacks_policy)

    def _show_open(self, lines: Sequence[str], *, lacks_policy: bool) -> None:
        self._open.clear()
        self._open.setVisible(bool(lines))
        for line in dict.fromkeys(lines):
            self._open.add(Text(line, "small", wrap=True))
        if lacks_policy:
            self._open.add(
                Button(_("Write a policy"), "link", name="write_policy", press=self.policy_wanted.emit)
            )

    def show_customer(self, card: CustomerCard | None, name: str) -> None:
        """Show what the person bought; nothing for somebody unknown."""
        self._bought.clear()
        bought = [m for m in card.moments if m.kind is MomentKind.PURCHASE] if card else []
        self._bought.setVisible(bool(bought))
        if not bought:
            return
        self._bought.add(Text(_("{name} already bought").format(name=name.split(" ")[0]), "h3", wrap=True))
        for one in bought[:_PURCHASES]:
            self._bought.add(_Line(one.what, words.short_month(one.day)))
        self._bought.add(Button(_("See card"), "link", name="see_card", press=self.card_wanted.emit))


class _Line(QWidget):
    """A purchase and its month."""

    def __init__(self, what: str, when: str) -> None:
        super().__init__()
        from shopdesk.ui.widgets import row

        line = row(Text(what, "small", wrap=True), None, Text(when, "caption", tone="muted"))
        line.setStretch(0, 1)
        self.setLayout(line)
