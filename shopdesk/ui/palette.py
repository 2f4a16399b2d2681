"""Ctrl+K: find a product, a customer, a page or something to do. Accents do not matter."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import finding
from shopdesk.ui import registry
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.widgets import Cell, Column, Glyph, Group, Row, RowTable, Rule, Sheet, Text

LIMIT = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: what it is, one live fact, where Enter and Ctrl+Enter go."""

    key: str
    icon: str
    title: str
    fact: str
    place: Place
    badge: tuple[str, str] | None = None
    deed: Place | None = None
    """Where its own work is done: Ctrl+Enter; None = the same place."""


def plain(words: str) -> str:
    """Return words without accents and case, for comparing."""
    flat = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in flat if not unicodedata.combining(c))


class Palette(Sheet):
    """Type, arrows move, Enter opens; nothing here sends."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("palette", width=680, height=490, bare=True)
        self.setAccessibleName(_("Find or go"))
        self._desk = desk
        self._waiting = ""
        self.line = QLineEdit()
        self.line.setObjectName("palette_line")
        self.line.setProperty("bare", True)
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
        columns = [Column("what", "", stretch=True), Column("badge", "", width=170)]
        self.table = RowTable(columns, self._row, name="palette_rows", words=_("Found"), row_height=44)
        self.table.horizontalHeader().hide()
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._clicked)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Rule())
        self.foot.setContentsMargins(20, 8, 20, 10)
        self.foot.addWidget(Text(_("↑ ↓ move · Enter opens · Ctrl+Enter does"), "caption", tone="muted"))
        self.foot.addStretch(1)
        self.foot.addWidget(Text(_("Pages, products, customers and actions"), "caption", tone="muted"))
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
        words = plain(self.line.text().strip())
        groups: list[tuple[str, list[Entry]]] = [
            (_("Products"), [_of_product(f) for f in found if f.kind == "product"]),
            (_("Customers"), [_of_customer(f) for f in found if f.kind == "customer"]),
            (_("Do"), _deeds(found) + [e for e in _actions() if not words or words in plain(e.title)]),
            (_("Pages"), [e for e in _pages() if not words or words in plain(e.title)]),
        ]
        rows: list[object] = []
        for title, entries in groups:
            if entries:
                rows += [Group(title, title), *entries]
        self.table.show_items(rows)
        self.table.placeholder = _("Nothing called that.")
        self.table.go_to_first()

    def _row(self, entry: Entry) -> Row:
        badge = Cell(entry.badge[0], badge=entry.badge[1]) if entry.badge else Cell()
        first = Cell(entry.title, entry.fact, icon=entry.icon, role="strong")
        return Row(entry.key, (first, badge), name=f"{entry.title}, {entry.fact}")

    def _clicked(self) -> None:
        self._open(self.table.current_key())

    def _open(self, _key: object, *, deed: bool = False) -> None:
        entry = self.table.current_item()
        if not isinstance(entry, Entry):
            return
        self.finish()
        if entry.key == "do_import":
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


def _of_product(found: finding.Found) -> Entry:
    place, deed = Place("reorder", "all", found.key), Place("reorder", "lines", found.key)
    return Entry(f"p{found.key}", "sneaker", found.title, found.fact, place, deed=deed)


def _deeds(found: list[finding.Found]) -> list[Entry]:
    """Return what can be done with the first product found."""
    first = next((one for one in found if one.kind == "product"), None)
    if first is None:
        return []
    name = first.title
    return [
        Entry(
            "order_it",
            "package",
            _("Order {product}").format(product=name),
            "Ctrl Enter",
            Place("reorder", "lines", first.key),
        ),
        Entry(
            "count_it",
            "barcode",
            _("Count {product}").format(product=name),
            first.fact,
            Place("reorder", "count"),
        ),
        Entry(
            "size_it",
            "ruler",
            _("See the sizes of {product}").format(product=name),
            "",
            Place("sizes", "", first.key),
        ),
    ]


def _of_customer(found: finding.Found) -> Entry:
    return Entry(f"c{found.key}", "users", found.title, found.fact, Place("customers", "", found.key))


def _pages() -> list[Entry]:
    return [
        Entry(f"go_{spec.room}", spec.icon, spec.words(), _("Page"), Place(spec.room))
        for spec in registry.PAGES
    ]


def _actions() -> list[Entry]:
    return [
        Entry("do_import", "download-simple", _("Import sales"), "Ctrl I", Place("sales")),
        Entry("do_sale", "receipt", _("Register a sale"), "", Place("sales", "", "sale")),
        Entry(
            "do_exchange", "arrows-left-right", _("Register an exchange"), "", Place("sales", "", "exchange")
        ),
        Entry("do_reorder", "package", _("See what to order"), "Ctrl 2", Place("reorder", "lines")),
        Entry(
            "do_send", "paper-plane-right", _("Review the letters to send"), "Ctrl 5", Place("mail", "due")
        ),
        Entry("do_answer", "chat-circle-dots", _("Answer messages"), "Ctrl 4", Place("inbox", "waiting")),
        Entry("do_undo", "arrow-counter-clockwise", _("See the imports"), "", Place("sales", "imports")),
        Entry("do_backup", "database", _("Make a backup"), "", Place("settings", "", "backup")),
        Entry("do_theme", "moon", _("Change how it looks"), "Ctrl L", Place("settings", "", "appearance")),
    ]
