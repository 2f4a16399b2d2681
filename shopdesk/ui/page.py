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

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.runtime.errors import Cancelled
from shopdesk.runtime.i18n import _
from shopdesk.ui.desk import Desk
from shopdesk.ui.jobs import SHOW_AFTER_MS, Job
from shopdesk.ui.messages import Trouble, in_words
from shopdesk.ui.navigator import Place
from shopdesk.ui.widgets import (
    Banner,
    EmptyState,
    Fold,
    PageHeader,
    ProgressLine,
    SearchField,
    Text,
    clear,
)

if TYPE_CHECKING:
    from shopdesk.ui.widgets import RowTable

T = TypeVar("T")


class BasePage(QWidget):
    """A page of the window; see the module for how to write one.

    Attributes:
        tables: Names of the tables whose change makes the page reload.
        help_topic: Name of the help text for F1, e.g. ``reorder``; empty = the room's name.
        desk: What a page may use.
        header: Title, summary, buttons, tabs.
        body: Where the content goes.
    """

    tables: ClassVar[frozenset[str]] = frozenset()
    help_topic: ClassVar[str] = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.is_stale = True
        self._page_has_shown = False
        self._page_loading: Job | None = None
        self._page_asked = 0
        self.header = PageHeader()
        self.banner_place = QVBoxLayout()
        self.stale_note = Text("", "caption", tone="warn", wrap=True)
        self.stale_note.hide()
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self._page_busy = QWidget()
        busy = QVBoxLayout(self._page_busy)
        self.progress = ProgressLine()
        self.progress.setMaximumWidth(520)
        self.progress.setMinimumWidth(360)
        self.progress.cancelled.connect(self._page_cancel)
        busy.addStretch(1)
        busy.addWidget(self.progress)
        busy.addStretch(2)
        busy.setAlignment(self.progress, Qt.AlignmentFlag.AlignHCenter)
        self._page_other = QWidget()
        self._page_other_place = QVBoxLayout(self._page_other)
        self._page_blank = QWidget()
        self.stack = QStackedWidget()
        for state in (self._page_blank, self.content, self._page_busy, self._page_other):
            self.stack.addWidget(state)
        self._page_column = QVBoxLayout(self)
        self._page_column.setContentsMargins(24, 18, 24, 18)
        self._page_column.setSpacing(0)
        self._page_column.addWidget(self.header)
        self._page_column.addWidget(self.stale_note)
        self._page_column.addSpacing(14)
        self._page_column.addLayout(self.banner_place)
        self._page_column.addWidget(self.stack, 1)
        self._page_wait = QTimer(self)
        self._page_wait.setSingleShot(True)
        self._page_wait.setInterval(SHOW_AFTER_MS)
        self._page_wait.timeout.connect(self.show_busy)

    def reload(self) -> None:
        """Read what the page shows; call ``self.load``."""
        self.show_content()

    def go(self, place: Place) -> None:
        """Show a tab or a thing; ``place.tab`` and ``place.key`` may be empty."""
        if place.tab and place.tab in self.header.tabs.keys():  # noqa: SIM118 - a method, not a dict
            self.header.tabs.pick(place.tab)

    def fold(self, fold: Fold) -> None:
        """Arrange for the room there is; call ``super().fold`` first, then fold the page's own Split."""
        folded = fold is Fold.FOLDED
        self.header.fold(folded)
        margins = (20, 12, 16, 12) if folded else (24, 18, 24, 18)
        self._page_column.setContentsMargins(*margins)

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

    def show_content(self) -> None:
        """Show the page's content."""
        self._page_settled()
        self.stack.setCurrentWidget(self.content)

    def show_empty(self, empty: EmptyState) -> None:
        """Show an empty state in place of the content."""
        self._page_settled()
        clear(self._page_other_place)
        self._page_other_place.addWidget(empty)
        self.stack.setCurrentWidget(self._page_other)

    def show_failed(self, error: Exception) -> None:
        """Show a failure in place of the content, with a way on."""
        trouble = in_words(error)
        state = EmptyState(
            "warning-circle",
            trouble.title,
            trouble.line,
            button=_("Try again"),
            button_icon="arrow-clockwise",
            press=self.reload,
            kind="secondary",
        )
        if trouble.detail:
            state.setToolTip(trouble.detail)
        self.show_empty(state)

    def show_busy(self) -> None:
        """Show that the page is being worked out, with Cancel."""
        self._page_wait.stop()
        self.progress.show_progress(0, 0, _("Working it out…"))
        self.stack.setCurrentWidget(self._page_busy)

    def mark_stale(self, words: str) -> None:
        """Say that older figures are on screen; empty takes it away."""
        self.stale_note.setText(words)
        self.stale_note.setVisible(bool(words))

    def show_banner(self, banner: Banner, *, blocks: bool = False) -> None:
        """Show a state that lasts, one a page. Where it ``blocks`` the work it takes the primary."""
        self.hide_banner()
        self.banner_place.addWidget(banner)
        self.banner_place.addSpacing(12)
        if blocks and self.header.primary is not None:
            self.header.primary.set_kind("secondary")
            self.header.primary.setEnabled(False)

    def hide_banner(self) -> None:
        """Take the banner away and give the page its primary back."""
        clear(self.banner_place)
        if self.header.primary is not None and self.header.primary.property("kind") == "secondary":
            self.header.primary.set_kind("primary")
            self.header.primary.setEnabled(True)

    def show_trouble(self, error: Exception) -> None:
        """Say a failure in a banner above what is on screen."""
        if isinstance(error, Cancelled):
            return
        self.show_trouble_words(in_words(error))

    def show_trouble_words(self, trouble: Trouble) -> None:
        """Say a failure already in words in a banner."""
        hide = self.hide_banner
        banner = Banner("danger", trouble.title, trouble.line, button=_("Understood"), press=hide)
        banner.setToolTip(trouble.detail)
        self.show_banner(banner)

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

    def _page_settled(self) -> None:
        self._page_wait.stop()
        self._page_has_shown = True

    def _page_cancel(self) -> None:
        if self._page_loading is not None:
            self._page_loading.cancel()

    def _page_nothing(self, _outcome: object) -> None:
        pass

    def _visible_table(self) -> RowTable | None:
        from shopdesk.ui.widgets import RowTable

        shown = [table for table in self.findChildren(RowTable) if table.isVisible()]
        focused = QGuiApplication.focusObject()
        return next((table for table in shown if table is focused), shown[0] if shown else None)

    @staticmethod
    def in_a_field() -> bool:
        """Say whether the focus is in something one types into."""
        focus = QGuiApplication.focusObject()
        return isinstance(focus, QLineEdit) or (focus is not None and focus.inherits("QTextEdit"))
