"""How to write a page.

Add ``ui/rooms/<room>/page.py`` with a class ``Page(BasePage)``; ``ui/registry.py`` names it already. A page
is made on the first visit, after the shop was opened, and then kept:

    class Page(BasePage):
        tables = frozenset({"stock_movement", "purchase_order"})   # reload when one of these changes

        def __init__(self, desk: Desk) -> None:
            super().__init__(desk)
            self.header.say(_("Reorder"))
            self.go_print = Button(_("Print lists"), "primary", name="print_lists", press=self.print_list)
            self.header.add_button(self.go_print)
            self.table = RowTable([...], self._row, name="lines", words=_("Products to order"))
            self.split = Split(TableCard(self.table), self.rail, drawer=True)
            self.body.addWidget(self.split, 1)

        def reload(self) -> None:                 # called on the first show and whenever data changed
            self.load(partial(reorder.suggest, self.desk.shop), self._show)

        def _show(self, lines: tuple[Line, ...]) -> None:
            if lines:
                self.show_content()
                self.table.show_items(lines)
            else:
                self.show_empty(EmptyState("package", _("Nothing to order."), ...))

        def fold(self, fold: Fold) -> None:       # called when the window's room changes
            super().fold(fold)
            self.split.fold(fold)

``load`` runs the work off the window's thread, shows the busy state only where nothing was there
before, and turns an exception into the failed state with “Intentar de nuevo”. For writes use
``self.act(work, done)``: its failure becomes a banner and what is on screen stays. After a write the
store announces the tables and the page reloads by itself; add ``self.desk.undo.add(text,
undo=partial(...))`` for the toast with Deshacer.

States: ``show_content``, ``show_empty``, ``show_failed``, ``show_busy``; ``mark_stale(words)`` puts a
caption under the summary while older figures are on screen; ``show_banner`` and ``hide_banner`` for a
state that lasts. Keys the window sends here: ``press_primary`` (Ctrl+Enter), ``search_here`` (Ctrl+F),
``export_table`` (Ctrl+E), ``print_list`` (Ctrl+P), ``copy`` (Ctrl+C), ``go_back`` (Esc), ``paste``
(Ctrl+V outside a field). Override those that make sense. Layout: 24 px at the sides, 18 above and
below; the header; ``body`` (a QVBoxLayout) takes the rest. Do not connect lambdas; do not query, do
arithmetic or build words in ``paint`` or ``data``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStackedWidget, QWidget

from shopdesk.ui.desk import Desk
from shopdesk.ui.jobs import Job
from shopdesk.ui.navigator import Place
from shopdesk.ui.page_states import PageStates
from shopdesk.ui.widgets import (
    Fold,
    SearchField,
)

if TYPE_CHECKING:
    from shopdesk.ui.widgets.rowtable.taking import Tabular

T = TypeVar("T")
View = TypeVar("View", bound=QWidget)


class BasePage(PageStates):
    """A page of the window; see the module for how to write one.

    Attributes:
        tables: Names of the tables whose change makes the page reload.
        parts: Names of the views not needed at first, each a ``cached_property`` that ends with
            ``self.part(view, stack)``: made when first asked for, or before that in a rest of the owner's.
        help_topic: Name of the help text for F1, e.g. ``reorder``; empty = the room's name.
        desk: What a page may use.
        header: Title, summary, buttons, tabs.
        body: Where the content goes.
    """

    tables: ClassVar[frozenset[str]] = frozenset()
    parts: ClassVar[tuple[str, ...]] = ()
    help_topic: ClassVar[str] = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.stage)
        self.desk = desk
        self._page_fold = Fold.WIDE
        self._page_parts: list[QWidget] = []
        self.is_stale = True
        self._page_loading: Job | None = None
        self._page_asked = 0
        self.progress.cancelled.connect(self._page_cancel)

    def reload(self) -> None:
        """Read what the page shows; call ``self.load``."""
        self.show_content()

    def go(self, place: Place) -> None:
        """Show a tab or a thing; ``place.tab`` and ``place.key`` may be empty."""
        if place.tab and place.tab in self.header.tabs.keys():  # noqa: SIM118 - a method, not a dict
            self.header.tabs.pick(place.tab)

    def fold(self, fold: Fold) -> None:
        """Arrange for the room there is; call ``super().fold`` first, then fold the page's own Split."""
        self._page_fold = fold
        folded = fold is Fold.FOLDED
        self.header.fold(folded)
        margins = (20, 12, 16, 12) if folded else (24, 18, 24, 18)
        self._page_column.setContentsMargins(*margins)
        for view in self._page_parts:
            self._page_arrange(view)

    def _page_arrange(self, view: QWidget) -> None:
        fold = getattr(view, "fold", None)
        if fold is not None:
            fold(self._page_fold)

    def part(self, view: View, stack: QStackedWidget) -> View:
        """Take in a view made just now, arranged for the room there is."""
        stack.addWidget(view)
        self._page_parts.append(view)
        self._page_arrange(view)
        return view

    def is_made(self, part: str) -> bool:
        """Say whether one of ``parts`` was made; asking for it by name would make it."""
        return part in self.__dict__

    def make_part(self) -> bool:
        """Make one of ``parts`` that is not there yet; False where none is left to make."""
        left = next((name for name in self.parts if not self.is_made(name)), None)
        if left is not None:
            getattr(self, left)
        return left is not None

    @property
    def help_part(self) -> str:
        """Which part of the page F1 explains first: the tab on, ``detail`` where a detail has none."""
        tabs = self.header.tabs
        return "detail" if tabs.isHidden() else tabs.key() or "detail"

    def press_primary(self) -> None:
        """Do the page's primary action, as Ctrl+Enter asks; pages that send override this to do nothing."""
        if self.header.primary is not None and self.header.primary.isEnabled():
            self.header.primary.click()

    def search_here(self) -> None:
        """Put the cursor into the page's search field."""
        for field in self.findChildren(SearchField):
            if field.isVisible():
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                field.selectAll()
                return

    def export_table(self) -> list[list[str]]:
        """Return what Ctrl+E writes: header and rows; the visible table unless overridden."""
        table = self._visible_table()
        return table.as_table() if table is not None else []

    def export_work(self) -> Callable[[], Sequence[Sequence[str]]] | None:
        """Return what reads the rows Ctrl+E writes, where the table shows only some of them; else None."""
        return None

    def print_list(self) -> None:
        """Print what the page prints; nothing unless overridden."""

    @property
    def can_print(self) -> bool:
        """Whether ``print_list`` does anything here."""
        return type(self).print_list is not BasePage.print_list

    def copy(self) -> None:
        """Copy the selected rows of the visible table."""
        table = self._visible_table()
        if table is not None:
            table.copy_rows()

    def paste(self) -> None:
        """Take the clipboard, pressed outside any field; nothing unless overridden."""

    def go_back(self) -> None:
        """Leave a detail, close a panel; the header's way back unless overridden."""
        if not self.header.back.isHidden():
            self.header.went_back.emit()

    def can_leave(self) -> bool:
        """Say whether the window may close now; a page that works in the background may ask first."""
        return True

    def load(self, work: Callable[..., T], done: Callable[[T], object]) -> Job:
        """Run a read off the window's thread; failures become the failed state."""
        if self._page_loading is not None and not self._page_loading.is_over:
            self._page_loading.cancel()
        self._page_asked += 1
        arrived = partial(self._page_loaded, self._page_asked, done)
        fell = partial(self._page_not_loaded, self._page_asked)
        if not self._page_has_shown:
            self._page_wait.start()
        job = self.desk.jobs.start(work, owner=self, done=arrived, failed=fell)
        job.progressed.connect(self.progress.show_progress)
        self._page_loading = job
        return job

    def act(
        self,
        work: Callable[..., T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        network: bool = False,
    ) -> Job:
        """Run a write or a call to the outside; a failure becomes a banner, what is on screen stays."""
        then, otherwise = done or self._page_nothing, failed or self.show_trouble
        return self.desk.jobs.start(work, owner=self, done=then, failed=otherwise, network=network)

    def drop_reading(self) -> None:
        """Let go of what is being read: its answer, should it still come, is of another shop."""
        self._page_asked += 1
        self._page_cancel()

    def refresh(self) -> None:
        """Reload if something changed since the last time; called by the window on show."""
        if self.is_stale:
            self.is_stale = False
            self.reload()

    def _page_loaded(self, asked: int, done: Callable[[Any], object], outcome: Any) -> None:
        if asked != self._page_asked:
            return  # a newer reading is under way, perhaps of another tab
        self._page_loading = None
        self._page_wait.stop()
        done(outcome)
        if self.stack.currentWidget() in (self._page_blank, self._page_busy):
            self.show_content()

    def _page_not_loaded(self, asked: int, error: Exception) -> None:
        if asked != self._page_asked:
            return  # replaced by a newer reading
        self._page_wait.stop()
        self.show_failed(error)

    def _page_cancel(self) -> None:
        if self._page_loading is not None:
            self._page_loading.cancel()

    def _page_nothing(self, _outcome: object) -> None:
        pass

    def _visible_table(self) -> Tabular | None:
        """Return the table with the focus, else the first on screen; rows before maps."""
        from shopdesk.ui.widgets import RowTable
        from shopdesk.ui.widgets.rowtable.taking import Tabular

        found = [view for view in self.findChildren(QAbstractItemView) if isinstance(view, Tabular)]
        shown = sorted((v for v in found if v.isVisible()), key=lambda view: not isinstance(view, RowTable))
        focused = QGuiApplication.focusObject()
        return next((table for table in shown if table is focused), shown[0] if shown else None)

    @staticmethod
    def in_a_field() -> bool:
        """Say whether the focus is in something one types into."""
        focus = QGuiApplication.focusObject()
        return isinstance(focus, QLineEdit) or (focus is not None and focus.inherits("QTextEdit"))
