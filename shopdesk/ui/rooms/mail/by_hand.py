"""For people without an address: the words as a WhatsApp draft or an SMS to copy, marked by hand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import whatsapp
from shopdesk.services.mail.whatsapp import Draft
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.mail.letter import LetterCard


class ByHand(QObject):
    """Serves the letter card's buttons for people with a phone only; the last one used names the channel."""

    def __init__(self, page: BasePage, desk: Desk, letter: LetterCard) -> None:
        super().__init__(page)
        self._page, self._desk, self._letter = page, desk, letter
        self._channel: dict[str, str] = {}
        letter.phone_wanted.connect(self._open)
        letter.sms_wanted.connect(self._copy)
        letter.phone_done.connect(self._done)

    def show(self, key: str) -> None:
        """Show the draft of one letter."""
        work = partial(whatsapp.draft, self._desk.shop, key)
        self._desk.jobs.start(work, owner=self._page, done=self._show, failed=self._no_words)

    def _show(self, draft: Draft) -> None:
        self._letter.view.show_letter(None)
        self._letter.view.setPlainText(draft.text)

    def _no_words(self, error: Exception) -> None:
        self._letter.show_nothing(str(error))

    def _open(self, key: str) -> None:
        self._channel[key] = "whatsapp"
        self._page.act(partial(_open_draft, self._desk.shop, key))

    def _copy(self, key: str) -> None:
        self._channel[key] = "sms"
        self._page.act(partial(whatsapp.draft, self._desk.shop, key), self._copied)

    def _copied(self, draft: Draft) -> None:
        QGuiApplication.clipboard().setText(draft.text)
        said = _("Copied. Paste it into an SMS to {phone}, then mark it as sent.")
        self._desk.messages.toast(said.format(phone=draft.phone))

    def _done(self, key: str) -> None:
        channel = self._channel.get(key, "whatsapp")
        self._page.act(partial(whatsapp.mark_sent, self._desk.shop, key, channel=channel))


def _open_draft(shop: Shop, key: str) -> bool:
    return shop.opener.open(whatsapp.draft(shop, key).link)
