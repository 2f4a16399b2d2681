"""Step 1, Archivo: drop or choose files, see what each is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_import as say
from shopdesk.ui import theme
from shopdesk.ui.choosing import ask_for_files
from shopdesk.ui.dropping import files_of, readable
from shopdesk.ui.importing.chosen import Chosen
from shopdesk.ui.importing.sources import SourcesCard
from shopdesk.ui.widgets import Badge, Button, Card, Elided, Glyph, Rule, Scroll, Text, clear


class FileStep(QWidget):
    """``added(list of paths)`` for new files, ``ticked(path, bool)`` when one is wanted or not."""

    added = Signal(object)
    ticked = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 4, 0, 0)
        across.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(12)
        self.drop = _DropCard()
        self.drop.dropped.connect(self.added)
        self.drop.choose.clicked.connect(self._ask)
        left.addWidget(self.drop)
        self._title = Text("", "h3")
        left.addWidget(self._title)
        self._list = Card(padding=0, gap=0)
        self._scroll = Scroll(gap=0)
        self._list.body.setContentsMargins(1, 6, 1, 6)
        self._list.body.addWidget(self._scroll)
        left.addWidget(self._list)
        self.leave = QCheckBox(_("Look for new sales files in Downloads"))
        self.leave.setObjectName("watch_downloads")
        left.addWidget(self.leave)
        left.addStretch(1)
        across.addLayout(left, 1)
        self.sources = SourcesCard()
        self.sources.setMaximumHeight(16_777_215)
        beside = Scroll(gap=0)  # large letters in a low window need more height than there is
        beside.setFixedWidth(theme.px(304))
        beside.body.addWidget(self.sources)
        across.addWidget(beside)

    def show_files(self, files: list[Chosen]) -> None:
        """Show the files and what is known of each."""
        self._title.setText(_("Your files") if files else "")
        self._list.setVisible(bool(files))
        clear(self._scroll.body)
        for place, chosen in enumerate(files):
            if place:
                self._scroll.body.addWidget(Rule())
            line = _FileLine(chosen)
            line.tick.toggled.connect(self._tick)
            self._scroll.body.addWidget(line)
        self._scroll.body.addStretch(1)
        self._scroll.setFixedHeight(min(theme.px(51) * max(len(files), 1), theme.px(186)))

    def _tick(self, on: bool) -> None:
        sender = self.sender()
        if sender is not None:
            self.ticked.emit(Path(str(sender.property("path"))), on)

    def _ask(self) -> None:
        found = ask_for_files(self)
        if found:
            self.added.emit(found)


class _DropCard(Card):
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__("drop", padding=14, gap=8)
        self.setAcceptDrops(True)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.body.addWidget(Glyph("download-simple", 32, "primaryText", "duotone"), 0, middle)
        self.body.addWidget(Text(_("Drop one or several files here"), "h3"), 0, middle)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(Text(_("or"), "small", tone="muted"))
        self.choose = Button(_("Choose a file"), name="choose_files", small=True)
        across.addWidget(self.choose)
        across.addStretch(1)
        self.body.addLayout(across)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if readable(files_of(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(readable(files_of(event.mimeData())))


class _FileLine(QWidget):
    def __init__(self, chosen: Chosen) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 8, 14, 8)
        across.setSpacing(12)
        self.tick = QCheckBox()
        # What cannot be read is not taken, whatever is ticked.
        self.tick.setChecked(chosen.taken and not _is_wrong(chosen))
        self.tick.setEnabled(not _is_wrong(chosen))
        self.tick.setProperty("path", str(chosen.path))
        self.tick.setObjectName("take_file")
        self.tick.setAccessibleName(chosen.path.name)
        across.addWidget(self.tick)
        across.addWidget(Glyph("file-csv", 22, "muted"))
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(Elided(chosen.path.name, "h3", own=True))
        tone = "danger" if _is_wrong(chosen) else "muted"
        text.addWidget(Text(_line(chosen), "caption", tone=tone, wrap=True))
        across.addLayout(text, 1)
        badge = _badge(chosen)
        if badge is not None:
            across.addWidget(badge)


def _is_wrong(chosen: Chosen) -> bool:
    return chosen.error is not None and not chosen.asks


def _line(chosen: Chosen) -> str:
    if chosen.error is not None and not chosen.asks:
        return str(chosen.error)
    when = words.clock(chosen.changed_at)
    day = words.weekday(chosen.changed_at.date())
    if chosen.is_unknown:
        return _("I do not know these columns yet: you say once what they are.")
    if chosen.preview is None:
        return _("Reading it…")
    rows = say.rows(chosen.preview.result.rows) if chosen.preview.result.rows else ""
    return " · ".join(part for part in (rows, f"{day}, {when}") if part)


def _badge(chosen: Chosen) -> Badge | None:
    if chosen.is_unknown:
        return Badge(_("Say what it is"), "warn")
    if chosen.asks:
        return Badge(_("Has a question"), "warn")
    if chosen.error is not None:
        return Badge(_("Cannot be read"), "danger", icon="warning")
    if chosen.preview is None:
        return None
    result = chosen.preview.result
    if result.kind == "sales":
        return Badge(say.source(result.format), "primary")
    return Badge(say.kind(result.kind), "primary")


def next_of(files: Sequence[Chosen]) -> tuple[str, str]:
    """Return what the button below says, and why it may not be pressed yet; empty = it may."""
    wanted = [chosen for chosen in files if chosen.taken and (chosen.error is None or chosen.asks)]
    many = len(wanted)
    said = ngettext("Read {count} file", "Read {count} files", many) if many else _("Read the file")
    if not wanted:
        return said, _("Choose a file first.")
    reading = any(not chosen.is_read for chosen in wanted)
    return said.format(count=many), _("Reading it…") if reading else ""


def kinds_read() -> str:
    """Say what can be brought."""
    return _("Sales, stock, products, customers or suppliers. I read CSV and Excel; yours is not touched.")
