"""One person's card over the page: everything that happened, and what the owner may do."""

from __future__ import annotations

from PySide6.QtCore import Signal

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_customers as say
from shopdesk.services.customers import Card, MailStatus
from shopdesk.ui.widgets import Badge, Button, FactLine, Scroll, Sheet, Text, row

_SHOWN = 200


class PersonSheet(Sheet):
    """The card. ``unsubscribed(str)`` and ``forgotten(str)`` carry the person's key."""

    unsubscribed = Signal(str)
    forgotten = Signal(str)

    def __init__(self, card: Card, currency: str) -> None:
        super().__init__("person", card.who.shown, say.card_line(card, currency), width=760, height=620)
        self._key = card.who.key
        words_, tone = say.status(card.who.mail)
        self.body.addLayout(row(Badge(words_, tone), Text(self._reach(card), "small", tone="muted"), None))
        timeline = Scroll()
        for moment in card.moments[:_SHOWN]:
            icon, said = say.moment(moment)
            line = words.weekday(moment.day)
            if moment.detail:
                line = f"{line} · {moment.detail}"
            timeline.body.addWidget(FactLine(icon, "primary", said, line))
        if not card.moments:
            timeline.body.addWidget(Text(_("Nothing has happened yet."), "body", tone="muted"))
        timeline.body.addStretch(1)
        self.body.addWidget(timeline, 1)
        if card.who.email and card.who.mail is not MailStatus.UNSUBSCRIBED:
            stop = Button(_("Send no letters"), name="unsubscribe", icon="envelope-simple", press=self._stop)
            self.foot.addWidget(stop)
        erase = Button(_("Erase their data"), "danger", name="forget", icon="trash", press=self._forget)
        self.foot.addWidget(erase)
        self.foot.addStretch(1)

    def _reach(self, card: Card) -> str:
        return " · ".join(part for part in (card.who.email, card.who.phone) if part)

    def _stop(self) -> None:
        self.unsubscribed.emit(self._key)
        self.close_sheet()

    def _forget(self) -> None:
        self.forgotten.emit(self._key)
        self.close_sheet()
