"""Ctrl+K: find a product, a customer, a page or something to do. Accents do not matter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import finding
from shopdesk.ui import registry
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.palette_rows import Entry, EntryDelegate, plain
from shopdesk.ui.widgets import Cell, Column, Glyph, Group, Row, RowTable, Rule, Sheet, Text

LIMIT = 5


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
        words = plain(self._painted.wanted)
        groups: list[tuple[str, list[Entry]]] = [
            (_("Products"), [_of_product(f) for f in found if f.kind == "product"]),
            (_("Customers"), [_of_customer(f) for f in found if f.kind == "customer"]),
            (
                _("Do"),
                _deeds(found)
                + _messages(found)
                + [e for e in _actions() if not words or words in plain(e.title)],
            ),
            (_("Pages"), [e for e in _pages() if not words or words in plain(e.title)]),
        ]
        rows: list[object] = []
        for title, entries in groups:
            if entries:
                rows += [Group(title, title), *entries]
        self.table.show_items(rows)
        self.table.placeholder = _("Nothing called that.")
        self.table.go_to_first()

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


def _row(entry: Entry) -> Row:
    told = (entry.title, entry.fact, entry.badge[0] if entry.badge else "", entry.keys)
    return Row(entry.key, (Cell(entry.title),), name=", ".join(part for part in told if part))


def _of_product(found: finding.Found) -> Entry:
    place, deed = Place("reorder", "all", found.key), Place("reorder", "lines", found.key)
    return Entry(f"p{found.key}", "sneaker", found.title, found.fact, place, _alarm(found), deed=deed)


def _alarm(found: finding.Found) -> tuple[str, str] | None:
    """Say what is gone from the shelf: everything, or some of the sizes."""
    if found.is_gone:
        return _("sold out"), "danger"
    if not found.gone:
        return None
    said = ngettext("{count} size sold out", "{count} sizes sold out", found.gone)
    return said.format(count=found.gone), "warn"


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
            "",
            Place("reorder", "lines", first.key),
            keys="Ctrl+Enter",
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


def _messages(found: list[finding.Found]) -> list[Entry]:
    """Return the way to the messages that hold the words, if any do."""
    return [
        Entry(
            "search_messages",
            "magnifying-glass",
            _("Search “{words}” in messages").format(words=one.title),
            one.fact,
            Place("inbox", "all", one.title),
        )
        for one in found
        if one.kind == "messages"
    ]


def _of_customer(found: finding.Found) -> Entry:
    return Entry(f"c{found.key}", "users", found.title, found.fact, Place("customers", "", found.key))


def _pages() -> list[Entry]:
    return [
        Entry(f"go_{spec.room}", spec.icon, spec.words(), "", Place(spec.room)) for spec in registry.PAGES
    ]


def _actions() -> list[Entry]:
    return [
        Entry("do_import", "download-simple", _("Import sales"), "", Place("sales"), keys="Ctrl+I"),
        Entry("do_sale", "receipt", _("Register a sale"), "", Place("sales", "", "sale")),
        Entry(
            "do_exchange", "arrows-left-right", _("Register an exchange"), "", Place("sales", "", "exchange")
        ),
        Entry("do_reorder", "package", _("See what to order"), "", Place("reorder", "lines"), keys="Ctrl+2"),
        Entry(
            "do_send",
            "paper-plane-right",
            _("Review the letters to send"),
            "",
            Place("mail", "due"),
            keys="Ctrl+5",
        ),
        Entry(
            "do_answer",
            "chat-circle-dots",
            _("Answer messages"),
            "",
            Place("inbox", "waiting"),
            keys="Ctrl+4",
        ),
        Entry("do_undo", "arrow-counter-clockwise", _("See the imports"), "", Place("sales", "imports")),
        Entry("do_backup", "database", _("Make a backup"), "", Place("settings", "", "backup")),
        Entry(
            "do_theme",
            "moon",
            _("Change how it looks"),
            "",
            Place("settings", "", "appearance"),
            keys="Ctrl+L",
        ),
    ]
