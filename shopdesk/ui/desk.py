"""What a page may use: the shop once it is open, the runners, undo, messages, the way to other pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui.jobs import Jobs
from shopdesk.ui.messages import Messages
from shopdesk.ui.navigator import Navigator, Place
from shopdesk.ui.refresh import Refresh
from shopdesk.ui.undo import UndoList
from shopdesk.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


class Desk(QObject):
    """Made once by the window and given to every page as ``self.desk``.

    Attributes:
        jobs: ``start(work, owner=, done=, failed=, network=)``.
        undo: ``add(text, undo=, redo=)`` after an action: shows the toast with Deshacer.
        messages: ``toast(words)``, ``tell(error)``.
        navigator: ``go("reorder", tab="lines", key=...)``.
        refresh: Says which tables changed; pages need not listen, ``BasePage.tables`` is enough.
        stage: Where the window shows pages, once it is made. A page is made inside it: taken in later, all it
            holds would be dressed a second time (15 to 40 ms).

    Signals: ``opened()`` when the shop is there, ``ready()`` when the pages' code is too;
    ``wants_import(list of paths)`` opens the import wizard; ``wants_example``, ``wants_own``, ``wants_erase``
    and ``wants_restore((file, pass phrase))`` change the shop; ``wants_counter()`` asks to go into counter
    mode or out of it, ``counter_changed()`` says that it happened; ``today_known(Today, shop name)``
    comes after Hoy was worked out; ``ended_away(title, line)`` when what takes long has ended, for an owner
    who is elsewhere by then.
    """

    opened = Signal()
    ready = Signal()
    wants_import = Signal(object)
    wants_example = Signal()
    wants_own = Signal()
    wants_erase = Signal()
    wants_restore = Signal(object)
    wants_counter = Signal()
    counter_changed = Signal()
    today_known = Signal(object, str)
    ended_away = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self.undo = UndoList(self.jobs, self)
        self.messages = Messages(self.undo, self)
        self.navigator = Navigator(self)
        self.refresh = Refresh(self)
        self.jobs.broke.connect(self.messages.tell)
        self._shop: Shop | None = None
        self._host: QWidget | None = None
        self.stage: QWidget | None = None
        self._is_loaded = True
        self._is_counter = False

    @property
    def shop(self) -> Shop:
        """The open shop.

        Raises:
            RuntimeError: Before ``opened``; pages are made after it, so they need not ask.
        """
        if self._shop is None:
            raise RuntimeError("the shop is not open yet")
        return self._shop

    @property
    def is_open(self) -> bool:
        """Whether the shop is there."""
        return self._shop is not None

    @property
    def is_ready(self) -> bool:
        """Whether the shop is open and the pages' code is loaded: then any page can be made at once."""
        return self.is_open and self._is_loaded

    @property
    def is_counter(self) -> bool:
        """Whether the window is in counter mode: one page, nothing else to be reached."""
        return self._is_counter

    def set_counter(self, *, on: bool) -> None:
        """Go into counter mode or out of it; what could be undone before is forgotten."""
        if on != self._is_counter:
            self._is_counter = on
            self.undo.clear()
            self.messages.clear()
            self.counter_changed.emit()

    def allowed(self, place: Place) -> Place:
        """Return where the window may go when it is asked to go to a place."""
        if self._is_counter:
            return Place("counter")
        return Place("today") if place.room == "counter" else place

    def set_loaded(self, loaded: bool) -> None:
        """Say whether the pages' code is there; says ``ready`` once shop and code both are."""
        self._is_loaded = loaded
        if self.is_ready:
            self.ready.emit()

    def set_shop(self, shop: Shop) -> None:
        """Take an opened shop, listen to its changes and say ``opened``."""
        self._shop = shop
        shop.store.listen(self.refresh.tables_changed)
        self.undo.clear()
        self.opened.emit()
        if self.is_ready:
            self.ready.emit()

    def set_host(self, host: QWidget) -> None:
        """Say over what sheets and toasts appear."""
        self._host = host

    def show_sheet(self, sheet: Sheet, focus: QWidget | None = None) -> None:
        """Open a dialog over the page."""
        if self._host is None:
            raise RuntimeError("no window to show a sheet in")
        sheet.open_over(self._host, focus)

    def import_files(self, files: Sequence[Path] = ()) -> None:
        """Open the import wizard, with files already chosen if there are any."""
        self.wants_import.emit(list(files))

    def exported(self, file: Path) -> None:
        """Say where an exported file went."""
        self.messages.toast(_("Saved in {file}").format(file=file.name))

    def noted(self, _outcome: object) -> None:
        """Take the end of a write nobody waits for."""
