"""What one may do on a person's card: write, answer, stop letters, merge, export, erase."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import customers, phrases_person
from shopdesk.services.customers import CustomerRow, MailStatus, customer_key
from shopdesk.services.customers.rights import Certificate
from shopdesk.services.customers.whole import Next, Whole
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Chosen
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.customers.again import AgainSheet
from shopdesk.ui.rooms.customers.erasing import CertificateSheet
from shopdesk.ui.rooms.customers.merging import MergeSheet
from shopdesk.ui.widgets import Button, ConfirmSheet, IconButton


class PersonActions(QObject):
    """The buttons of the card and what they do. ``gone()`` once the person was erased."""

    gone = Signal()

    def __init__(self, page: BasePage, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._whole: Whole | None = None
        self.more = IconButton("dots-three", _("More"), name="person_menu", press=self._menu)
        self.stop = Button(_("Send no letters"), name="unsubscribe", icon="prohibit", press=self._stop)
        self.again = Button(
            _("Send letters again"), name="allow_letters", icon="envelope-simple", press=self._ask_again
        )
        self.primary = Button("", "primary", name="person_next", icon="paper-plane-tilt", press=self._next)
        self.buttons = (self.more, self.stop, self.again, self.primary)

    def set_visible(self, shown: bool) -> None:
        """Show the buttons, or hide them while no card is open."""
        self.more.setVisible(shown)
        self.primary.setVisible(shown)
        who = self._whole.card.who if self._whole else None
        can_stop = who is not None and bool(who.email) and who.mail is not MailStatus.UNSUBSCRIBED
        self.stop.setVisible(shown and can_stop)
        self.again.setVisible(shown and who is not None and who.mail is MailStatus.UNSUBSCRIBED)

    def show(self, whole: Whole) -> str:
        """Take a person and return the line under the name."""
        self._whole = whole
        self.set_visible(True)
        if whole.next is Next.ANSWER:
            self.primary.set_words(_("Answer them"), "chat-circle-dots")
            self.primary.forbid("")
        else:
            self.primary.set_words(_("Write to them"), "paper-plane-tilt")
            self.primary.forbid("" if whole.due is not None else _("No letter is due to them today."))
        return phrases_person.line(whole)

    def split(self, merge: int) -> None:
        """Take a merge back."""
        self._page.act(partial(customers.unmerge, self._desk.shop, merge), self._was_split)

    def _was_split(self, _outcome: object) -> None:
        self._desk.messages.toast(_("They are two customers again."))

    def _next(self) -> None:
        whole = self._whole
        if whole is not None and whole.waiting is not None:
            self._desk.navigator.go("inbox", key=whole.waiting[0])
        elif whole is not None and whole.due is not None:
            one = frozenset({customer_key(whole.card.who.id)})
            self._desk.navigator.go("mail", key=Chosen(whole.due.value, one))

    def _menu(self) -> None:
        menu = QMenu(self.more)
        for words, act in (
            (_("Merge with another customer…"), self._ask_merge),
            (_("Save everything you know of them…"), self._export),
            (_("Erase their data…"), self._ask_to_forget),
        ):
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _key(self) -> str:
        return str(self._whole.card.who.id) if self._whole else ""

    def _stop(self) -> None:
        if self._whole is not None:
            work = partial(customers.unsubscribe, self._desk.shop, self._whole.card.who.email)
            self._page.act(work, self._stopped)

    def _stopped(self, _outcome: object) -> None:
        # No Undo: who was unsubscribed is written to again for a reason only, on their card.
        self._desk.messages.toast(_("No letter will go there any more."))

    def _ask_again(self) -> None:
        if self._whole is not None:
            sheet = AgainSheet(self._whole.card.who.shown)
            sheet.given.connect(self._allow)
            self._desk.show_sheet(sheet, sheet.why.line)

    def _allow(self, why: str) -> None:
        if self._whole is not None:
            address = self._whole.card.who.email
            work = partial(customers.allow, self._desk.shop, self._key(), address, why)
            self._page.act(work, partial(self._allowed, address))

    def _allowed(self, address: str, _outcome: object) -> None:
        undo = partial(customers.unsubscribe, self._desk.shop, address)
        self._desk.undo.add(_("Letters go there again."), undo=undo)

    def _ask_merge(self) -> None:
        if self._whole is not None:
            sheet = MergeSheet(self._desk, self._whole.card.who)
            sheet.chosen.connect(self._merge)
            self._desk.show_sheet(sheet)

    def _merge(self, other: object) -> None:
        if isinstance(other, CustomerRow):
            work = partial(customers.merge, self._desk.shop, self._key(), str(other.id))
            self._page.act(work, self._merged)

    def _merged(self, number: int) -> None:
        undo = partial(customers.unmerge, self._desk.shop, number)
        self._desk.undo.add(_("They are one customer now."), undo=undo)

    def _export(self) -> None:
        self._page.act(partial(customers.export, self._desk.shop, self._key()), self._ask_where)

    def _ask_where(self, found: dict[str, Any]) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self._page, _("Save everything you know of them"), f"{found['who']['name']}.json", "JSON (*.json)"
        )
        if name:
            Path(name).write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
            self._desk.messages.toast(_("Saved in {file}.").format(file=Path(name).name))

    def _ask_to_forget(self) -> None:
        sheet = ConfirmSheet(
            _("Erase everything about this person?"),
            _("Their orders stay as sales of nobody. This cannot be undone."),
            verb=_("Erase everything"),
            keep=_("Keep"),
        )
        sheet.confirmed.connect(self._forget)
        self._desk.show_sheet(sheet)

    def _forget(self) -> None:
        self._page.act(partial(customers.forget, self._desk.shop, self._key()), self._forgotten)

    def _forgotten(self, done: Certificate) -> None:
        orders = done.orders_kept_without_name
        said = ngettext(
            "Erased. {count} order stays without a name.",
            "Erased. {count} orders stay without a name.",
            orders,
        )
        self._desk.messages.toast(said.format(count=orders))
        self._whole = None
        self.gone.emit()
        self._desk.show_sheet(CertificateSheet(done, self._desk.shop))
