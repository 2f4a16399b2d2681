"""From nothing to a window with the morning's numbers, then the shop behind it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from shopdesk.runtime import i18n, paths
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import morning
from shopdesk.services.morning import Glance
from shopdesk.ui import appearance, icons, opening, qt_words, recovering, registry, reporting, single, theme
from shopdesk.ui.ahead import Ahead
from shopdesk.ui.collecting import Collector
from shopdesk.ui.counts import Recount
from shopdesk.ui.desk import Desk
from shopdesk.ui.messages import in_words
from shopdesk.ui.notifying import Notifier
from shopdesk.ui.resting import Rest
from shopdesk.ui.rooms.today.page import Page as TodayPage
from shopdesk.ui.widgets import Band
from shopdesk.ui.window import Window

if TYPE_CHECKING:
    from shopdesk.services.backups import Kept
    from shopdesk.services.context import Shop
    from shopdesk.services.updates import Notice


def make_application(folder: DataFolder, glance: Glance, language: str | None) -> QApplication:
    """Return the application, dressed and speaking the owner's language."""
    QApplication.setApplicationName("Shopdesk")
    QApplication.setOrganizationName("Shopdesk")
    # Beside the shop, so that another data folder is another desk.
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder.root / "window"))
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    spoken = language or glance.language
    i18n.set_language(spoken if spoken in i18n.LANGUAGES else i18n.DEFAULT)
    i18n.set_goods(i18n.Goods(glance.goods))
    qt_words.speak(app)
    theme.current().start()
    appearance.take(glance.theme, glance.text_size, high_contrast=glance.high_contrast)
    app.setWindowIcon(QIcon(icons.pixmap("storefront", 64, "primary", "fill")))
    return app


class Starter(QObject):
    """Opens the shop once the window is on screen, changes shops, and keeps what must outlive a function."""

    def __init__(self, folder: DataFolder, *, today: date | None, demo: bool) -> None:
        super().__init__()
        self.folder, self._today, self._demo = folder, today, demo
        self._own = paths.data_folder() if demo else folder
        self.glance = morning.glance(folder)
        self.desk = Desk(self)
        self.rest = Rest(self)
        self.collector = Collector(self, rest=self.rest, is_busy=self._is_busy)
        self.collector.start()
        self.shop: Shop | None = None
        self._news: Notice | None = None
        self.page = TodayPage(self.desk, self.glance, today)
        self.window = Window(self.desk, self.page)
        self.ahead = Ahead(self.window, self.rest, self)
        self.recount = Recount(self.page, self.desk, self.rest, self)
        self.notifier = Notifier(self.desk, self.window, self)
        self.window.show_counts(self.glance.today, self.glance.shop_name)
        if self.glance.has_sales and self.glance.today is None:
            self.window.sidebar.set_freshness(_("Working it out…"), "faint")
        self.window.painted.connect(self.open_shop)
        self.desk.wants_example.connect(self._to_example)
        self.desk.wants_own.connect(self._to_own)
        self.desk.wants_erase.connect(self._erase)
        self.desk.wants_restore.connect(self._restore)
        self.chooser = recovering.CopyChooser(self.desk, self)
        self.chooser.chosen.connect(self._put_chosen_back)
        self.desk.set_loaded(False)
        self.desk.set_counter(on=self.glance.at_counter)
        self._hourly = QTimer(self)
        self._hourly.setInterval(3_600_000)
        self._hourly.timeout.connect(self._copy_daily)
        self._hourly.start()

    def open_shop(self) -> None:
        """Load what is heavy and open the shop, off the window's thread."""
        self.rest.watch(self.window)
        self._run(partial(opening.open_folder, self.folder, self._today, demo=self._demo))
        # In the other runner: a page made before its code was loaded froze the window for seconds.
        self.desk.jobs.start(
            registry.preload, owner=self, done=self._loaded, failed=self._loaded, network=True
        )

    def _is_busy(self) -> bool:
        return not self.desk.jobs.is_idle

    def _loaded(self, _outcome: object) -> None:
        self.collector.settle()
        self.desk.set_loaded(True)
        self.desk.jobs.start(opening.read_vectors, owner=self, done=self._vectors_read, network=True)

    def _vectors_read(self, are_used: bool) -> None:
        logging.getLogger(__name__).info("sentence vectors are used: %s", are_used)

    def close(self) -> None:
        """Close the shop's file."""
        self.collector.stop()
        self.ahead.stop()
        self.recount.stop()
        if self.shop is not None:
            self.shop.store.close()

    def _run(self, work: Callable[[], Shop]) -> None:
        job = self.desk.jobs.start(work, owner=self, done=self._opened, failed=self._not_opened)
        job.progressed.connect(self.page.progress.show_progress)
        if self._demo:
            self.page.drop_reading()
            self.page.show_busy()

    def _opened(self, shop: Shop) -> None:
        self.shop = shop
        # Asked of the shop itself: the glance of a file that another program held would have said nothing.
        self.desk.set_counter(on=opening.counter_is_on(shop))
        self.desk.set_shop(shop)
        self.window.forget_pages()
        self.ahead.start()
        self._say_example()
        self._copy_daily()
        self._ask_for_news()

    def _copy_daily(self) -> None:
        """Make today's copy behind what the pages ask for; asked again each hour, for days that never end."""
        if self.shop is not None and not self._demo:
            work = partial(opening.copy_if_due, self.shop)
            self.desk.jobs.start(work, owner=self, done=self._copied, failed=self.desk.messages.tell)

    def _ask_for_news(self) -> None:
        """Ask for a newer version behind everything else, if the owner said yes; no answer says nothing."""
        if self.shop is not None and not self._demo and not self.desk.is_counter:
            work = partial(opening.newer_version, self.shop)
            nothing = self.desk.noted
            self.desk.jobs.start(work, owner=self, done=self._say_news, failed=nothing, network=True)

    def _say_news(self, found: Notice | None) -> None:
        if found is None or self._demo:
            return
        self._news = found
        words = _("Shopdesk {version} is out").format(version=found.version)
        verb = _("See what changed") if found.page else _("Understood")
        self.window.set_band(Band(words, verb, self._open_news))

    def _open_news(self) -> None:
        self.window.set_band(None)
        if self.shop is not None and self._news is not None and self._news.page:
            work = partial(self.shop.opener.open, self._news.page)
            self.desk.jobs.start(work, owner=self, done=self.desk.noted, network=True)

    def _copied(self, trouble: str) -> None:
        if trouble:
            self.desk.messages.toast(trouble)

    def _not_opened(self, error: Exception) -> None:
        self.desk.set_counter(on=False)  # there is no shop to hide, and the reason stands on Hoy
        show = partial(self._say_not_opened, error)
        find = partial(opening.newest_copy, self.folder)
        self.desk.jobs.start(find, owner=self, done=show, failed=partial(show, None))

    def _say_not_opened(self, error: Exception, found: Kept | None, _second: object = None) -> None:
        put_back = partial(self._put_newest_back, found)
        day = found.day if found is not None else None
        choose = partial(self.chooser.ask, self.folder.copies)
        state = recovering.state(error, day, again=self.open_shop, put_back=put_back, choose=choose)
        self.page.show_empty(state)
        self.window.say_not_opened(in_words(error).title)

    def _put_newest_back(self, found: Kept | None) -> None:
        if found is not None:
            self._put_chosen_back((found.file, ""))

    def _put_chosen_back(self, chosen: tuple[Path, str]) -> None:
        work = partial(opening.put_back, None, chosen, self.folder, self._today)
        self.desk.jobs.start(work, owner=self, done=self._copy_is_back, failed=self.chooser.refuse)

    def _copy_is_back(self, found: tuple[Shop, ShopdeskError | None]) -> None:
        self.chooser.let_go()
        self._put_back(found)
        if found[1] is None:
            self.desk.messages.toast(_("The copy is back. The damaged file lies in the folder of copies."))

    def _to_example(self) -> None:
        self._demo = True
        self.folder = DataFolder(self._own.root / "example")
        self._run(partial(opening.change, self.shop, None, self.folder, self._today, demo=True))

    def _to_own(self) -> None:
        example, self._demo, self.folder = self.folder, False, self._own
        self._run(partial(opening.change, self.shop, example, self.folder, self._today, demo=False))

    def _erase(self) -> None:
        self._run(partial(opening.change, self.shop, self.folder, self.folder, self._today, demo=False))

    def _restore(self, chosen: tuple[Path, str]) -> None:
        if self.shop is not None:
            work = partial(opening.put_back, self.shop, chosen, self.folder, self._today)
            self.desk.jobs.start(work, owner=self, done=self._restored, failed=self._not_opened)

    def _restored(self, found: tuple[Shop, ShopdeskError | None]) -> None:
        self._put_back(found)
        if found[1] is None:
            self.desk.messages.toast(_("The copy is back. Your shop as it was is kept among the backups."))

    def _put_back(self, found: tuple[Shop, ShopdeskError | None]) -> None:
        shop, refused = found
        self._opened(shop)
        if refused is not None:
            self.desk.messages.tell(refused)

    def _say_example(self) -> None:
        if not self._demo:
            self.window.set_band(None)
            return
        words = _("You are looking at an example shop")
        self.window.set_band(Band(words, _("Use my sales"), self.desk.wants_own.emit))


def open_window(
    folder: DataFolder,
    *,
    language: str | None,
    today: date | None,
    demo: bool,
    files: Sequence[Path] = (),
) -> int:
    """Show the window and return when it was closed; a second window on the same shop is refused."""
    app = make_application(folder, morning.glance(folder), language)
    from shopdesk.runtime import logs

    held = single.hold(folder)
    if held is None:
        single.say_open_already()
        return 1
    logs.set_up(folder.logs)
    # The window's thread asks for the interpreter more often than the import behind it gives it away.
    sys.setswitchinterval(0.001)
    starter = Starter(folder, today=today, demo=demo)
    reporting.catch_bugs(starter)
    starter.window.restore()
    starter.window.show()
    if files:
        starter.window.take_files(list(files))
    code = app.exec()
    starter.close()
    held.release()
    if not starter.desk.jobs.has_ended:
        # A long calculation hears of the end at its next report. Python would stop its thread amid compiled
        # code, which aborts ("terminate called without an active exception"); what it wrote is rolled back.
        logging.shutdown()
        os._exit(code)
    return code
