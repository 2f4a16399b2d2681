"""The review of one batch: people, letter, rail; then sending; then the report."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.delivery import AccountError
from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.domain.preferences import MailSettings
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.context import Shop
from shopdesk.services.mail import approve, preview
from shopdesk.services.mail import phrases_review as said
from shopdesk.services.mail import review as reviews
from shopdesk.services.mail.control import Report
from shopdesk.services.mail.preview import Preview
from shopdesk.services.mail.review import Review
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.mail.account_ask import AccountAsk
from shopdesk.ui.rooms.mail.by_hand import ByHand
from shopdesk.ui.rooms.mail.cards import AfterCard, ChecksCard, GoingCard, LastCard, SendingCard
from shopdesk.ui.rooms.mail.letter import LetterCard
from shopdesk.ui.rooms.mail.people import PeopleCard
from shopdesk.ui.rooms.mail.send_buttons import SendButtons
from shopdesk.ui.rooms.mail.sender import Sender
from shopdesk.ui.rooms.mail.trial import Trial
from shopdesk.ui.rooms.mail.under_way import UnderWay
from shopdesk.ui.widgets import Banner, EmptyState, Fold, Rail, Split


class ReviewView(QWidget):
    """Belongs to the page and uses its header; ``over(Report)`` when a batch ended."""

    over = Signal(object)
    flow_wanted = Signal()

    def __init__(self, page: BasePage, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self._found: Review | None = None
        self._flow = Flow.THANKS
        self._only: frozenset[str] = frozenset()
        self._queue: list[str] = []
        self._asked_trial = False
        self.account = AccountAsk(page, desk)
        self.dispatch = Sender(desk, self)
        self.people = PeopleCard()
        self.letter = LetterCard()
        self.by_hand = ByHand(page, desk, self.letter)
        self.checks, self.going = ChecksCard(), GoingCard()
        self.after, self.last = AfterCard(), LastCard()
        self.going.hide()
        self.sending = SendingCard()
        self.sending.hide()
        self.under_way = UnderWay(self.people, self.going, self.sending, self)
        self.split = self._lay_out()
        self._buttons = SendButtons(self._send_trial, self._press_send)
        self.go_trial, self.go_send = self._buttons.trial, self._buttons.batch
        self.trial = Trial(page, desk, self.go_trial)
        self.trial.sent.connect(self.reload)
        self._connect()

    def _lay_out(self) -> Split:
        main = QWidget()
        across = QHBoxLayout(main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(self.people)
        across.addWidget(self.letter, 1)
        rail = Rail(250)
        rail.add(self.checks, self.going, self.after, self.last)
        split = Split(main, rail, drawer=True, name="review_rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.sending)
        column.addWidget(split, 1)
        return split

    def _connect(self) -> None:
        self.people.picked.connect(self._picked)
        self.people.table.ticks_changed.connect(self._count)
        self.people.skip_wanted.connect(self._skip)
        self.letter.step.connect(self.people.step)
        self.letter.skip_wanted.connect(self._skip)
        self.letter.edit_wanted.connect(self._edit)
        self.letter.edited.connect(self._keep)
        self.after.flow_wanted.connect(self.flow_wanted)
        self.sending.pause_wanted.connect(self._pause)
        self.sending.stop_wanted.connect(self._stop)
        self.dispatch.counted.connect(self._say_grace)
        self.dispatch.idle.connect(self._taken_back)
        self.dispatch.began.connect(self._began)
        self.dispatch.went.connect(self.under_way.add)
        self.dispatch.ended.connect(self._ended)
        self.dispatch.failed.connect(self._failed)

    @property
    def flow(self) -> Flow:
        """The flow under review."""
        return self._flow

    def open(self, flow: Flow, people: frozenset[str] = frozenset()) -> None:
        """Read another batch; ``people`` are ticked alone where they are given."""
        if not self.dispatch.is_busy:
            if flow is not self._flow:
                self._asked_trial = False
            self._flow, self._only = flow, people
            self.reload()

    def reload(self) -> None:
        """Read the batch again, unless it is on its way."""
        if not self.dispatch.is_busy:
            self._page.load(partial(reviews.review, self._desk.shop, self._flow), self._show)

    def fold(self, fold: Fold) -> None:
        """Narrow the list and fold the rail where room ends."""
        self.split.fold(fold)
        self.people.set_room(324 if fold is Fold.WIDE else 290)

    def _show(self, found: Review) -> None:
        self._found = found
        self._page.header.say(said.title(found.flow), said.summary(found))
        if not found.letters:
            self._empty()
            return
        self._page.show_content()
        zone, stood = self._desk.shop.zone(), self.people.table.current_key()
        self.people.show_people(
            found.letters, zone, head=said.customers(len(found.letters)), note=said.counted(found)
        )
        if self._only:
            self.people.tick_only(self._only)
            self._only = frozenset()
        self.after.show_review(found)
        self.last.show_review(found)
        self._count()
        self.account.ask(found)
        if stood is not None:  # else going to the first has shown it
            self._picked(self.people.table.current_key())

    def _empty(self) -> None:
        self.go_send.forbid(_("There is nothing to send."))
        self._page.show_empty(
            EmptyState(
                "envelope-simple",
                _("Nobody waits for this letter today."),
                _("It fills by itself with your sales of the week."),
                button=_("Import sales"),
                button_icon="download-simple",
                press=self._desk.import_files,
                kind="secondary",
            )
        )

    def _count(self) -> None:
        if self._found is None or self.dispatch.is_busy:
            return
        count = len(self.people.ticked())
        self.checks.show_review(self._found, self._desk.shop.zone(), count)
        self._buttons.say_ready(count, why_not=self._why_not(self._found, count))
        self.go_trial.setVisible(self._desk.shop.mail.needs_account)
        strip = ngettext("{count} ready", "{count} ready", count).format(count=count)
        self.split.say(strip, said.time_needed(count, self._found.pace_seconds), _("Before sending"))

    def _why_not(self, found: Review, count: int) -> str:
        if self.account.refusal is not None:
            return self.account.refusal.message
        if not count:
            return _("Tick at least one person.")
        failed = (said.check(one, self._desk.shop.zone()) for one in found.checks if one.passed is False)
        return next(failed, "")

    def _picked(self, key: object) -> None:
        found = self.people.letter(key)
        if found is None:
            return
        self.letter.show_person(found, *self.people.place(key))
        busy = self.dispatch.is_busy or self.under_way.has_begun
        self.letter.allow(changes=not busy and found.state is State.DRAFT)
        by_phone = self._found is not None and found.key in self._found.plan.by_phone
        self.letter.offer_phone(on=by_phone and not busy)
        if by_phone:
            self.by_hand.show(found.key)
            return
        if found.state is State.SKIPPED:
            self.letter.show_nothing(said.aloud(found, self._desk.shop.zone()))
            return
        work = partial(_read, self._desk.shop, found.key, self._found)
        self._desk.jobs.start(work, owner=self, done=self.letter.show_words, failed=self._no_words)

    def _no_words(self, error: Exception) -> None:
        self.letter.show_nothing(str(error))

    def _skip(self, key: str) -> None:
        if self.dispatch.is_busy or self.under_way.has_begun:
            return
        if (found := self.people.letter(key)) is None or found.state is not State.DRAFT:
            return
        self.people.step(1)
        self._page.act(partial(approve.skip, self._desk.shop, key))
        self._desk.undo.add(
            _("{name} is left out this time.").format(name=said.who(found)),
            undo=partial(approve.take_back, self._desk.shop, key),
        )

    def _edit(self, key: str) -> None:
        self._page.act(partial(reviews.editable, self._desk.shop, key), self._open_editor)

    def _open_editor(self, found: tuple[str, str]) -> None:
        self.letter.open_editor(*found)

    def _keep(self, key: str, subject: str, text: str) -> None:
        self._page.act(partial(approve.edit, self._desk.shop, key, subject, text))

    def _send_trial(self) -> None:
        key = self.people.table.current_key()
        if self._found is not None and isinstance(key, str):
            self.trial.send(key, self._found)

    def _press_send(self) -> None:
        if self.dispatch.is_waiting:
            self.dispatch.cancel()
            return
        if self._found is not None and self._found.needs_trial and not self._asked_trial:
            self._asked_trial = True
            self._page.show_banner(
                Banner(
                    "info",
                    _("Nobody has seen this text arrive yet"),
                    _("Send yourself a test first, or press the button again to go on."),
                    button=_("Send me a test"),
                    press=self._send_trial,
                )
            )
            return
        self._page.hide_banner()
        self._queue = self.people.ticked()
        self.dispatch.start(self._queue)

    def _say_grace(self, left: int) -> None:
        self._buttons.say_grace(left)

    def _taken_back(self) -> None:
        self._buttons.end_grace()
        self._count()

    def _began(self, total: int) -> None:
        pace = self._desk.shop.settings.get(MailSettings).pace_seconds
        self._buttons.hide()
        self.checks.hide()
        self.under_way.begin(self._queue, total, pace)

    def _pause(self) -> None:
        self.dispatch.pause()
        self.sending.show_paused(on=self.dispatch.is_paused)

    def _stop(self) -> None:
        self.sending.show_stopping()
        self.dispatch.stop()

    def _close_sending(self) -> None:
        self.under_way.end()
        self.checks.show()
        self._buttons.show()

    def _ended(self, report: Report) -> None:
        self._close_sending()
        self.over.emit(report)

    def _failed(self, error: Exception) -> None:
        self._close_sending()
        if isinstance(error, AccountError):
            self.account.refuse(error)
        else:
            self._page.show_trouble(error)
        self.reload()


def _read(shop: Shop, key: str, found: Review | None) -> Preview:
    return preview.preview(shop, key, of=found.plan if found is not None else None)
