"""What is done with messages besides answering: mark, put off, close, note who wrote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication, QImage

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.inbox import attachments, contacts, views
from shopdesk.services.inbox.contacts import Contact
from shopdesk.services.inbox.views import MessageView
from shopdesk.ui import leading
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.inbox.contact_sheet import ContactSheet


class Handling(QObject):
    """Deeds on one message or many; ``page`` lends its runner, ``left`` hears which left the list."""

    def __init__(self, page: BasePage, left: Callable[[list[int]], None]) -> None:
        super().__init__(page)
        self._page, self.desk, self._left = page, page.desk, left

    def answered(self, ids: list[int]) -> None:
        """Mark as answered, with a way back."""
        self._leave(ids, views.mark_answered, _("Marked as answered."))

    def _leave(self, ids: list[int], work: Callable[..., None], said: str) -> None:
        shop = self.desk.shop
        self._left(ids)
        self._page.act(partial(work, shop, ids))
        self.desk.undo.add(said, undo=partial(views.reopen, shop, ids))

    def actions(self, messages: list[MessageView]) -> list[QAction]:
        """Return what can be done with messages, as a menu."""
        ids = [one.id for one in messages]
        today = self.desk.shop.today()
        monday = today + timedelta(7 - today.weekday())
        entries = [
            (_("Already answered"), partial(self._bulk, "answered", ids)),
            (_("Remind me tomorrow"), partial(self._snooze, ids, today + timedelta(1))),
            (_("Remind me on Monday"), partial(self._snooze, ids, monday)),
            (_("Close without answering"), partial(self._bulk, "closed", ids)),
        ]
        if len(ids) == 1:
            entries.append((_("Copy the size guide as a picture"), partial(self._copy_guide, ids[0])))
            entries.append((_("Note the contact…"), partial(self._note_contact, messages[0])))
        found = []
        for label, call in entries:
            action = QAction(label, self._page)
            action.triggered.connect(call)
            found.append(action)
        if len(messages) == 1:
            found += leading.to_customer(self.desk, messages[0].customer_id)
            found += leading.to_product(self.desk, messages[0].product_id)
        return found

    def _bulk(self, status: str, ids: list[int], _checked: bool = False) -> None:
        if status == "answered":
            self.answered(ids)
        else:
            self._leave(ids, views.close, _("Closed without an answer."))

    def _snooze(self, ids: list[int], until: date, _checked: bool = False) -> None:
        said_ = _("Back on {day}.").format(day=words.weekday(until))
        self._leave(ids, partial(views.snooze, until=until), said_)

    def _copy_guide(self, number: int, _checked: bool = False) -> None:
        work = partial(attachments.size_guide, self.desk.shop, number)
        self._page.act(work, self._guide_drawn)

    def _guide_drawn(self, picture: Path) -> None:
        QGuiApplication.clipboard().setImage(QImage(str(picture)))
        self.desk.messages.toast(_("Picture copied"))

    def _note_contact(self, message: MessageView, _checked: bool = False) -> None:
        sheet = ContactSheet(message.customer or message.author, message.text)
        sheet.noted.connect(partial(self._keep_contact, message.id))
        self.desk.show_sheet(sheet)

    def _keep_contact(self, number: int, contact: Contact) -> None:
        work = partial(contacts.note, self.desk.shop, contact, message_id=number)
        self._page.act(work, self._contact_kept)

    def _contact_kept(self, _customer: int) -> None:
        self.desk.messages.toast(_("Contact kept."))
