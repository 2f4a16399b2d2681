"""Contar: one field always ready, the rows to count, what applying would change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopdesk.domain.naming import name_key
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import count_room
from shopdesk.services import phrases_reorder as said
from shopdesk.services.count_room import CountRoom, CountRow
from shopdesk.services.reorder import Line
from shopdesk.ui.widgets import (
    Card,
    Cell,
    Column,
    Kind,
    Row,
    RowTable,
    Spin,
    TableCard,
    Text,
    Tile,
)

MOST_OFFERED = 8
_SHORTEST_CODE = 4


class CountView(QWidget):
    """The field and the table.

    ``counted(variant, pieces or None)`` when a row was counted or taken off; ``picked(variant)``;
    ``learned(code, variant)`` when the product of an unknown code was chosen: once, and it is known.
    """

    counted = Signal(object, object)
    picked = Signal(object)
    learned = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._unknown = ""
        self._room: CountRoom | None = None
        self._last: int | None = None
        self.field = QLineEdit()
        self.field.setObjectName("count_field")
        self.field.setAccessibleName(_("Scan, or type a code or a name"))
        self.field.setPlaceholderText(_("Code or name"))
        self.field.setProperty("big", True)
        self.field.returnPressed.connect(self._entered)
        self.field.installEventFilter(self)
        self.times = Spin("count_times", _("How many at a time"), low=1, high=9999)
        self.times.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.times.setProperty("big", True)
        self.what = Text("", "h3")
        self.what.hide()
        self.hint = Text(_("Scan, or type a code or a name"), "small", tone="muted")
        self.card = TableCard(self._make_table())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._make_entry())
        column.addWidget(self.card, 1)

    def _make_entry(self) -> Card:
        entry = Card("next", padding=14)
        across = QHBoxLayout()
        across.setSpacing(12)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addStretch(1)
        told.addWidget(self.what)
        told.addWidget(self.hint)
        told.addStretch(1)
        across.addWidget(Tile("barcode", "primary", side=44, icon=26))
        across.addWidget(self.field, 3)
        across.addWidget(Text("×", "h2"))
        across.addWidget(self.times)
        across.addLayout(told, 2)
        entry.body.addLayout(across)
        return entry

    def _make_table(self) -> RowTable:
        self.table = RowTable(
            [
                Column("name", _("Product and size"), stretch=True),
                Column("expected", _("Should be"), Kind.NUMBER, width=100),
                Column("counted", _("You counted"), Kind.SPIN, width=104),
                Column("difference", _("Difference"), Kind.NUMBER, width=100),
                Column("state", _("How it goes"), width=130),
            ],
            self._row,
            name="count_rows",
            words=_("What to count"),
            row_height=44,
            placeholder=_("Scan the first pair, or type its name."),
        )
        self.table.edited.connect(self._typed)
        self.table.picked.connect(self.picked)
        return self.table

    def show_room(self, room: CountRoom) -> None:
        """Show the count as it stands."""
        self._room = room
        self.table.show_items(room.rows)
        if self._last is not None:
            self.table.go_to(self._last)
        elif self.table.current_key() is None:
            self.table.go_to_first()
        self._foot(room)
        QTimer.singleShot(0, self, self.ready)

    def ready(self) -> None:
        """Put the cursor where scans go."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def row(self, variant: object) -> CountRow | None:
        """Return a row of the count."""
        rows = self._room.rows if self._room is not None else ()
        return next((one for one in rows if one.variant_id == variant), None)

    def _foot(self, room: CountRoom) -> None:
        done = room.counted
        if not done:
            self.card.say("", "", _("Enter adds 1 · a number and Enter sets · Backspace takes one off"))
            return
        strong = _("{count} counted: {pairs} where there should be {expected}").format(
            count=words.number(len(done)),
            pairs=said.pairs(sum(one.counted or 0 for one in done)),
            expected=words.number(sum(one.expected for one in done)),
        )
        off = sum(1 for one in done if one.difference)
        note = (
            ngettext("{count} differs", "{count} differ", off).format(count=words.number(off)) if off else ""
        )
        self.card.say(strong, note, _("Enter adds 1 · Backspace takes 1"))

    def _row(self, one: CountRow) -> Row:
        state, tone = _state(one, is_last=one.variant_id == self._last)
        difference = one.difference
        shown = "" if difference is None else said.signed(difference) if difference else "0"
        colour = "muted" if not difference else "danger" if difference < 0 else "warn"
        name = ", ".join(part for part in (one.name, one.size) if part)
        return Row(
            one.variant_id,
            (
                Cell(name, one.sku),
                Cell(words.number(one.expected), tone="muted"),
                Cell(value=one.counted),
                Cell(shown, tone=colour, role="h3"),
                Cell(state, badge=tone),
            ),
            name=f"{name}, {state}",
        )

    def _typed(self, key: object, pieces: int) -> None:
        self._last = key if isinstance(key, int) else None
        self.counted.emit(key, pieces)

    def _entered(self) -> None:
        typed = self.field.text().strip()
        if not typed:
            self._add(self.table.current_key(), self.times.value())
            return
        if typed.isdigit() and len(typed) <= 4 and self._room is not None and not self._is_code(typed):
            self._set(self.table.current_key(), int(typed))
        else:
            self._look_up(typed)
        self.field.clear()

    def _is_code(self, typed: str) -> bool:
        assert self._room is not None
        return name_key(typed) in self._room.codes

    def _look_up(self, typed: str) -> None:
        if self._room is None:
            return
        found = count_room.find(self._room, typed)
        if len(found) == 1:
            self._say(found[0])
            if self._unknown:
                self.learned.emit(self._unknown, found[0].variant_id)
                self._unknown = ""
            self._add(found[0].variant_id, self.times.value())
            self.times.setValue(1)
        elif not found:
            self._unknown = typed if _is_code_like(typed) else ""
            once = _("Type its name to choose it: once, and I remember the code.")
            unknown = _("{code} is not in your catalogue").format(code=typed)
            self._tell(unknown, once if self._unknown else _("Type its name to choose it."))
        else:
            names = [said.variant_name(line) for line in found[:MOST_OFFERED]]
            fits = ngettext("{count} product fits", "{count} products fit", len(found))
            self._tell(fits.format(count=words.number(len(found))), " · ".join(names))

    def _say(self, line: Line) -> None:
        self._tell(said.variant_name(line), _("Scan, or type a code or a name"))

    def _tell(self, what: str, hint: str) -> None:
        self.what.setText(what)
        self.what.show()
        self.hint.setText(hint)

    def _add(self, variant: object, pieces: int) -> None:
        if isinstance(variant, int):
            row = self.row(variant)
            self._set(variant, ((row.counted or 0) if row is not None else 0) + pieces)

    def _set(self, variant: object, pieces: int) -> None:
        if isinstance(variant, int):
            self._last = variant
            self.counted.emit(variant, max(0, pieces))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Backspace and not self.field.text():
                self._add(self.table.current_key(), -1)
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = -1 if event.key() == Qt.Key.Key_Up else 1
                row = self.table.currentIndex().row() + step
                if 0 <= row < self.table.rows.rowCount():
                    self.table.setCurrentIndex(self.table.rows.index(row, 0))
                return True
        return super().eventFilter(watched, event)


def _is_code_like(typed: str) -> bool:
    """Tell a code from a name that nothing is called: one word with digits in it."""
    return len(typed) >= _SHORTEST_CODE and " " not in typed and any(sign.isdigit() for sign in typed)


def _state(one: CountRow, *, is_last: bool) -> tuple[str, str]:
    """Say how a row goes, with its tone."""
    difference = one.difference
    if difference is None:
        return _("To count"), "neutral"
    if is_last and difference < 0:
        return _("counting"), "info"
    if difference == 0:
        return _("It matches"), "ok"
    if one.counted == 0:
        return _("It is not there"), "danger"
    if difference < 0:
        return ngettext("{count} short", "{count} short", -difference).format(count=-difference), "danger"
    return ngettext("{count} over", "{count} over", difference).format(count=difference), "warn"
