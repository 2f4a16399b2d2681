"""How a batch ended: what left, what failed with its mend, what nobody can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.outreach.flows import State
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.context import Shop
from shopdesk.services.mail import phrases_review as said
from shopdesk.services.mail import preview, review, status
from shopdesk.services.mail.planned import Planned
from shopdesk.services.mail.review import TROUBLED
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.mail.doubt import DoubtCard
from shopdesk.ui.rooms.mail.letter import LetterCard
from shopdesk.ui.rooms.mail.people import PeopleCard
from shopdesk.ui.widgets import Banner, ChipRow, Fold, Scroll


class ReportView(QWidget):
    """Belongs to the page and uses its header; ``settled()`` after each word of the owner."""

    settled = Signal()

    def __init__(self, page: BasePage, desk: Desk, name: str = "") -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self._letters: tuple[Planned, ...] = ()
        self.filter = ChipRow(name=f"{name}report")
        self.filter.picked.connect(self._filter)
        self.people = PeopleCard(f"{name}mail_report", state_room=184)
        self.people.set_room(430)
        self.people.body.insertWidget(1, self._chips())
        self.people.picked.connect(self._picked)
        self.doubt = DoubtCard(name)
        self.doubt.settled.connect(self._settle)
        self.doubt.retry.connect(self._retry)
        self.doubt.later.connect(self._later)
        self.letter = LetterCard(f"{name}sent_")
        self.letter.read_only()
        self.letter.step.connect(self.people.step)
        self.stack = QStackedWidget()
        self.doubt_place = Scroll()
        self.doubt_place.body.addWidget(self.doubt)
        self.stack.addWidget(self.doubt_place)
        self.stack.addWidget(self.letter)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(self.people)
        across.addWidget(self.stack, 1)

    def _chips(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 0, 12, 8)
        column.addWidget(self.filter)
        return holder

    def fold(self, fold: Fold) -> None:
        """Narrow the list where room ends."""
        self.people.set_room({Fold.WIDE: 430, Fold.NARROW: 360, Fold.FOLDED: 320}[fold])

    @property
    def open_ones(self) -> tuple[Planned, ...]:
        """Letters still to settle."""
        return tuple(one for one in self._letters if one.state in TROUBLED)

    def show_letters(self, letters: Sequence[Planned], flow_title: str, summary: str) -> None:
        """Show letters, those to settle first."""
        rank = {State.UNKNOWN: 0, State.FAILED: 1, State.QUEUED: 2}
        self._page.header.say(flow_title, summary)
        self.show_list(sorted(letters, key=lambda one: (rank.get(one.state, 3), one.name.casefold())))
        self._banner()

    def show_list(self, letters: Sequence[Planned]) -> None:
        """Show letters in the order given."""
        self._letters = tuple(letters)
        waiting = len(self.open_ones)
        self.filter.show_chips(
            [("open", _("To settle"), waiting), ("all", _("All"), None)],
            on="open" if waiting and self.filter.key() == "open" else "all",
        )
        self._filter(self.filter.key())
        if self.people.table.current_key() is None:
            self.people.table.go_to_first()
        self._picked(self.people.table.current_key())

    def _banner(self) -> None:
        doubtful = [one for one in self._letters if one.state is State.UNKNOWN]
        if not doubtful:
            self._page.hide_banner()
            return
        if len(doubtful) == 1:
            title = _("I don't know if the one to {name} left").format(name=doubtful[0].name)
        else:
            title = ngettext(
                "I don't know if {count} letter left", "I don't know if {count} letters left", len(doubtful)
            ).format(count=len(doubtful))
        line = _("The connection was cut just as it was handed over. It is not sent again by itself.")
        self._page.show_banner(Banner("warn", title, line, icon="question"))

    def _filter(self, key: object) -> None:
        shown = self.open_ones if key == "open" else self._letters
        head = ngettext("{count} letter", "{count} letters", len(self._letters))
        self.people.show_people(
            shown, self._desk.shop.zone(), head=head.format(count=len(self._letters)), note=""
        )

    def _picked(self, key: object) -> None:
        found = self.people.letter(key)
        if found is None:
            return
        troubled = found.state in TROUBLED
        self.stack.setCurrentWidget(self.doubt_place if troubled else self.letter)
        if troubled:
            work = partial(review.story, self._desk.shop, found.key)
            self._desk.jobs.start(work, owner=self, done=self._show_story)
            return
        self.letter.show_person(found, *self.people.place(key))
        read = partial(_read, self._desk.shop, found.key)
        self._desk.jobs.start(read, owner=self, done=self.letter.show_words, failed=self._no_words)

    def _show_story(self, story: Mapping[str, Any]) -> None:
        found = self.people.letter(self.people.table.current_key())
        if found is not None and found.state in TROUBLED:
            sent = sum(one.state is State.SENT for one in self._letters)
            self.doubt.show_letter(found, story, self._desk.shop.zone(), others_sent=sent)

    def _no_words(self, error: Exception) -> None:
        self.letter.show_nothing(str(error))

    def _settle(self, key: str, was_sent: bool) -> None:
        self._page.act(partial(status.resolve, self._desk.shop, key, was_sent=was_sent), self._changed)

    def _retry(self, key: str, address: str) -> None:
        self._page.act(partial(status.retry, self._desk.shop, key, address), self._changed)

    def _later(self) -> None:
        self.people.step(1)

    def _changed(self, now: Planned) -> None:
        self.show_list([now if one.key == now.key else one for one in self._letters])
        if not any(one.state is State.UNKNOWN for one in self._letters):
            self._page.hide_banner()
        if now.state is State.QUEUED:
            who = said.who(now)
            self._desk.messages.toast(_("The letter to {name} is ready again.").format(name=who))
        self.settled.emit()


def _read(shop: Shop, key: str) -> preview.Preview:
    return preview.preview(shop, key)
