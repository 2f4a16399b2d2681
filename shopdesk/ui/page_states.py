"""What a page can look like: content, empty, busy, failed; a banner above, a caption for older figures."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopdesk.runtime.errors import Cancelled
from shopdesk.runtime.i18n import _
from shopdesk.ui.jobs import SHOW_AFTER_MS
from shopdesk.ui.messages import Trouble, in_words
from shopdesk.ui.widgets import Banner, EmptyState, PageHeader, ProgressLine, Text, clear


class PageStates(QWidget):
    """A page's frame; ``ui.page`` says how it is used.

    Attributes:
        header: Title, summary, buttons, tabs.
        body: Where the content goes.
        progress: The bar of the busy state.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page_has_shown = False
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
        self._page_lay_out()
        self._page_wait = QTimer(self)
        self._page_wait.setSingleShot(True)
        self._page_wait.setInterval(SHOW_AFTER_MS)
        self._page_wait.timeout.connect(self.show_busy)

    def _page_lay_out(self) -> None:
        self._page_column = QVBoxLayout(self)
        self._page_column.setContentsMargins(24, 18, 24, 18)
        self._page_column.setSpacing(0)
        self._page_column.addWidget(self.header)
        self._page_column.addWidget(self.stale_note)
        self._page_column.addSpacing(14)
        self._page_column.addLayout(self.banner_place)
        self._page_column.addWidget(self.stack, 1)

    def reload(self) -> None:
        """Read what the page shows."""

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

    def _page_settled(self) -> None:
        self._page_wait.stop()
        self._page_has_shown = True
