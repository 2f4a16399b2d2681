"""Hoy: what needs the owner, in an order the eye learns; the Monday answer and the week beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_today as say
from shopdesk.services.morning import Glance, Task, TaskKind, Today
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.today.alldone import AllDone
from shopdesk.ui.rooms.today.coming import ComingCard, DoneLine
from shopdesk.ui.rooms.today.downloads import DownloadsWatch
from shopdesk.ui.rooms.today.rail import TodayRail
from shopdesk.ui.rooms.today.welcome import Welcome
from shopdesk.ui.widgets import Banner, Fold, Split, TaskRow, clear, section

if TYPE_CHECKING:
    from shopdesk.services.context import Shop

PLACES: dict[TaskKind, Place] = {
    TaskKind.FAILURE: Place("mail", "due"),
    TaskKind.LETTERS: Place("mail", "due"),
    TaskKind.REORDER: Place("reorder", "lines"),
    TaskKind.SIZES: Place("sizes"),
    TaskKind.MESSAGES: Place("inbox", "waiting"),
    TaskKind.PROMISES: Place("inbox", "promised"),
    TaskKind.COMPLAINTS: Place("mail", "answers"),
    TaskKind.WORD: Place("inbox", "word"),
}
FACES: dict[TaskKind, tuple[str, str]] = {
    TaskKind.FAILURE: ("plugs", "danger"),
    TaskKind.LETTERS: ("hand-heart", "primary"),
    TaskKind.REORDER: ("package", "barro"),
    TaskKind.SIZES: ("ruler", "gold"),
    TaskKind.MESSAGES: ("chat-circle-dots", "info"),
    TaskKind.PROMISES: ("handshake", "info"),
    TaskKind.COMPLAINTS: ("star", "plum"),
    TaskKind.WORD: ("handshake", "primary"),
}

TABLES = frozenset(
    {
        "done_today",
        "import_batch",
        "message",
        "order_line",
        "outbox_letter",
        "product",
        "purchase_order",
        "receipt",
        "return_line",
        "sale_order",
        "setting",
        "size_request",
        "stock_movement",
        "stock_snapshot",
        "supplier",
        "supplier_item",
        "suppression",
        "survey_answer",
        "variant",
    }
)


class Page(BasePage):
    """Made before the shop is open, from what was kept last time; worked out again when it is."""

    tables: ClassVar[frozenset[str]] = TABLES

    def __init__(self, desk: Desk, glance: Glance, today: date | None = None) -> None:
        super().__init__(desk)
        self._glance = glance
        self._frozen = today
        self.today: Today | None = glance.today
        self._is_worked_out = False
        self._main = QWidget()
        self._column = QVBoxLayout(self._main)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.rail = TodayRail(desk)
        self.split = Split(self._main, self.rail)
        self.body.addWidget(self.split, 1)
        self._welcome: Welcome | None = None
        self.header.say(say.greeting(glance.owner, self._hour()))
        desk.opened.connect(self._opened)
        self.downloads = DownloadsWatch(desk, self)
        self.downloads.found.connect(self._found_files)
        if not glance.has_sales:
            self._show_welcome()
        elif self.today is not None:
            self.show_today(self.today)
        else:
            self._say_opening()

    def _say_opening(self) -> None:
        """With nothing kept to be shown meanwhile: say what happens; it cannot be cancelled."""
        self.progress.show_progress(0, 0, _("Opening your shop…"))
        self.progress.cancel.hide()
        self.stack.setCurrentWidget(self._page_busy)

    def reload(self) -> None:
        if self.desk.is_open:
            self.progress.cancel.show()
            if self.stack.currentWidget() is self._page_busy:
                self.show_busy()
            self.downloads.look()
            self.load(partial(_work_out, self.desk.shop), self._worked_out)

    def fold(self, fold: Fold) -> None:
        super().fold(fold)
        self.split.fold(fold)
        # Folded, all of it is one column: its bar stands at the window's edge, clear of the cards.
        room = self.split.edge if fold is Fold.FOLDED else 0
        if room:
            self._page_column.setContentsMargins(20, 12, 2, 0)
        self.header.setContentsMargins(0, 0, room, 0)
        self.banner_place.setContentsMargins(0, 0, room + 10 if room else 0, 0)

    def press_primary(self) -> None:
        """Press the next card's button; the banner's or the welcome's where they hold the primary."""
        for row in self.findChildren(TaskRow):
            if row.isVisible() and row.button.property("kind") == "primary":
                row.button.click()
                return
        if self._welcome is not None and self._welcome.isVisible():
            self._welcome.choose.click()

    @property
    def welcome(self) -> Welcome:
        """The two doors of the first run; made when they are first shown."""
        if self._welcome is None:
            self._welcome = Welcome(self.desk)
            self.stack.addWidget(self._welcome)
        return self._welcome

    def show_today(self, today: Today) -> None:
        """Show the page; a kept one says that it is being worked out again."""
        self.today = today
        self.header.setVisible(True)
        self.header.say(
            say.greeting(self._glance.owner, self._hour()), say.date_line(self._day(), today.event)
        )
        self._show_band(today)
        clear(self._column)
        if today.tasks:
            self._add_tasks(today)
        else:
            self._column.addWidget(AllDone(self.desk, today))
        self._add_coming(today)
        self._column.addStretch(1)
        self.rail.show_today(today, self._day())
        self.show_content()

    def _add_tasks(self, today: Today) -> None:
        waiting = len(today.tasks)
        finished = sum(1 for count in today.done.values() if count)
        note = ngettext("{count} waiting", "{count} waiting", waiting).format(count=waiting)
        if finished:
            done = ngettext("{count} done", "{count} done", finished).format(count=finished)
            note = _("{waiting} · {done}").format(waiting=note, done=done)
        self._column.addWidget(section(_("What asks for you today"), note))
        for place, task in enumerate(today.tasks):
            self._column.addWidget(self._row(task, is_next=place == 0 and not self._has_blocking_banner()))
        line = say.done(today.done)
        if line:
            self._column.addWidget(DoneLine(line))

    def _add_coming(self, today: Today) -> None:
        if today.coming:
            self._column.addSpacing(6)
            self._column.addWidget(section(_("What comes")))
            self._column.addWidget(ComingCard(today.coming))

    def _row(self, task: Task, *, is_next: bool) -> TaskRow:
        icon, tone = FACES[task.kind]
        alarm = say.alarm(task)
        row = TaskRow(
            icon,
            tone,
            say.title(task),
            say.why(task, self._day()),
            button=say.button(task),
            press=self._go_there,
            name=f"task_{task.kind}",
            is_next=is_next,
            badge=(alarm, "danger", "warning") if alarm else None,
        )
        row.button.setProperty("kind_of_task", task.kind.value)
        return row

    def _go_there(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.desk.navigator.went.emit(PLACES[TaskKind(sender.property("kind_of_task"))])

    def _worked_out(self, found: tuple[Today, str, str]) -> None:
        today, owner, shop_name = found
        self._glance = replace(self._glance, owner=owner, shop_name=shop_name)
        self._is_worked_out = True
        self.desk.today_known.emit(today, shop_name)
        if today.last_sale is None:
            self._show_welcome()
        else:
            self.show_today(today)

    def _opened(self) -> None:
        self.is_stale = True
        self.refresh()

    def _show_welcome(self) -> None:
        self._page_settled()
        self.header.setVisible(False)
        self.stack.setCurrentWidget(self.welcome)

    def _is_old(self, today: Today) -> bool:
        return today.last_sale is not None and (self._day() - today.last_sale).days > 3

    def _found_files(self, _files: object) -> None:
        if self.today is not None and self.today.last_sale is not None:
            self._show_band(self.today)

    def _show_band(self, today: Today) -> None:
        """Say that the sales are old, else that new files wait: one band, the worse one."""
        if self._is_old(today):
            self._warn_of_age(today)
        elif self.downloads.files:
            self._offer_files()
        else:
            self.hide_banner()

    def _offer_files(self) -> None:
        files = self.downloads.files
        title = ngettext("I found {count} file", "I found {count} files", len(files))
        self.show_banner(
            Banner(
                "info",
                title.format(count=len(files)),
                _("New in Downloads: {names}").format(names=words.names([one.name for one in files[:3]])),
                icon="download-simple",
                button=_("Import"),
                press=self._import_found,
            )
        )

    def _import_found(self) -> None:
        self.desk.import_files(self.downloads.files)

    def _has_blocking_banner(self) -> bool:
        return False

    def _warn_of_age(self, today: Today) -> None:
        if today.last_sale is None:
            return
        days = (self._day() - today.last_sale).days
        late = ngettext(
            "It is {count} day behind: stock may differ.",
            "They are {count} days behind: stock may differ.",
            days,
        )
        line = late.format(count=days)
        found = len(self.downloads.files)
        if found:
            waiting = ngettext("I found {count} new file.", "I found {count} new files.", found)
            line = f"{line} {waiting.format(count=found)}"
        banner = Banner(
            "warn",
            _("Your sales end on {day}").format(day=words.day_of_month(today.last_sale)),
            line,
            icon="clock-countdown",
            button=_("Import"),
            press=self._import_found,
        )
        self.show_banner(banner)

    def _day(self) -> date:
        if self._is_worked_out and self.today is not None:
            return self.today.day
        return self._frozen or datetime.now().astimezone().date()

    def _hour(self) -> int:
        return 9 if self._frozen is not None else datetime.now().astimezone().hour


def _work_out(shop: Shop) -> tuple[Today, str, str]:
    """Return the page, the owner's name and the shop's; what is heavy loads here, in the runner's thread."""
    from shopdesk.domain.preferences import ShopSettings
    from shopdesk.services import today

    chosen = shop.settings.get(ShopSettings)
    return today.compute(shop), chosen.owner, chosen.name
