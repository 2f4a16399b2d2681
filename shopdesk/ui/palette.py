"""Ctrl+K: find a product, a customer, a page or something to do. Accents do not matter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import finding
from shopdesk.ui import palette_entries as entries
from shopdesk.ui.desk import Desk
from shopdesk.ui.palette_rows import Entry, EntryDelegate, plain
from shopdesk.ui.widgets import Cell, Column, Glyph, Group, Row, RowTable, Rule, Sheet, Text

LIMIT = 5
_PAGES = ("go_", "part_")


class Palette(Sheet):
    """Type, arrows move, Enter opens; nothing here sends."""

    def __init__(self, desk: Desk, commands: Sequence[Entry] = ()) -> None:
        """``commands``: what the window's menus do."""
        super().__init__("palette", width=680, height=490, bare=True)
        self.setAccessibleName(_("Find or go"))
        self._desk = desk
        self._offered = (*entries.actions(), *commands, *entries.pages())
        self._plain = {one.key: plain(f"{one.title} {one.fact}") for one in self._offered}
        self._waiting = ""
        self.line = QLineEdit()
        self.line.setObjectName("palette_line")
        self.line.setProperty("bare", True)
        self.line.setProperty("big", True)
        self.line.setPlaceholderText(_("Find or go to anything"))
        self.line.setAccessibleName(_("Find or go to anything"))
        self.line.installEventFilter(self)
        top = QWidget()
        across = QHBoxLayout(top)
        across.setContentsMargins(18, 12, 18, 8)
        across.setSpacing(12)
        across.addWidget(Glyph("magnifying-glass", 18))
        across.addWidget(self.line, 1)
        across.addWidget(Text("Esc", "badge"))
        self.body.setSpacing(0)
        self.body.addWidget(top)
        self.body.addWidget(Rule())
        columns = [Column("what", "", stretch=True)]
        self.table = RowTable(columns, _row, name="palette_rows", words=_("Found"), row_height=44)
        self.table.horizontalHeader().hide()
        self._painted = EntryDelegate(self.table.rows, self.table)
        self.table.setItemDelegate(self._painted)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._clicked)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Rule())
        self.foot.setContentsMargins(20, 8, 20, 10)
        self.foot.addWidget(Text(_("↑ ↓ move · Enter opens · Ctrl+Enter does"), "caption", tone="muted"))
        self.foot.addStretch(1)
        self.foot.addWidget(
            Text(_("Pages, products, customers, messages and actions"), "caption", tone="muted")
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(80)
        self._timer.timeout.connect(self._ask)
        self.line.textChanged.connect(self._restart)
        self._show([])

    def _restart(self) -> None:
        self._timer.start()

    def _ask(self) -> None:
        words = self.line.text().strip()
        self._waiting = words
        if len(words) < 2:
            self._show([])
            return
        work = partial(finding.find, self._desk.shop, words, LIMIT)
        self._desk.jobs.start(work, owner=self, done=self._found)

    def _found(self, found: list[finding.Found]) -> None:
        if found and found[0].asked != self._waiting:
            return
        self._show(found)

    def _show(self, found: list[finding.Found]) -> None:
        self._painted.wanted = self.line.text().strip()
        kept = [one for one in self._offered if self._fits(one)]
        pages = [one for one in kept if one.key.startswith(_PAGES)]
        deeds = [one for one in kept if not one.key.startswith(_PAGES)]
        groups: list[tuple[str, list[Entry]]] = [
            (_("Products"), [entries.of_product(f) for f in found if f.kind == "product"]),
            (_("Customers"), [entries.of_customer(f) for f in found if f.kind == "customer"]),
            (_("Do"), entries.deeds_of(found) + entries.messages_of(found) + deeds),
            (_("Pages"), pages),
        ]
        rows: list[object] = []
        for title, lines in groups:
            if lines:
                rows += [Group(title, title), *lines]
        self.table.show_items(rows)
        self.table.placeholder = _("Nothing called that.")
        self.table.go_to_first()

    def _fits(self, entry: Entry) -> bool:
        """Whether a line holds every word typed; with nothing typed tabs and menus stay away."""
        typed = plain(self.line.text()).split()
        if not typed:
            return not entry.key.startswith(("part_", "menu_"))
        return all(word in self._plain[entry.key] for word in typed)

    def _clicked(self) -> None:
        self._open(self.table.current_key())

    def _open(self, _key: object, *, deed: bool = False) -> None:
        entry = self.table.current_item()
        if not isinstance(entry, Entry):
            return
        self.finish()
        if entry.call is not None:
            entry.call()
        elif entry.key == "do_import":
            self._desk.import_files()
        else:
            self._desk.navigator.went.emit(entry.deed if deed and entry.deed else entry.place)

    def press_primary(self) -> None:
        """Do the row's own work."""
        self._open(None, deed=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.table.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(None, deed=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
        return super().eventFilter(watched, event)


def _row(entry: Entry) -> Row:
    told = (entry.title, entry.fact, entry.badge[0] if entry.badge else "", entry.keys)
    return Row(entry.key, (Cell(entry.title),), name=", ".join(part for part in told if part))
