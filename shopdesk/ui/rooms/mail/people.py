"""The list of a batch: who gets it, who does not and why, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from shopdesk.domain.outreach.flows import State
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases_review as said
from shopdesk.services.mail.planned import Planned
from shopdesk.services.mail.review import READY
from shopdesk.ui import theme
from shopdesk.ui.widgets import Card, Cell, Column, Kind, Row, RowTable, Rule, Text

_MARKS = {
    State.SENT: ("check-circle", "ok", "fill"),
    State.UNKNOWN: ("question", "warn", "fill"),
    State.FAILED: ("warning-circle", "danger", "fill"),
    State.SKIPPED: ("minus-circle", "muted", ""),
    State.SENDING: ("paper-plane-right", "primaryText", "fill"),
}


class PeopleTable(RowTable):
    """The table of people; S skips the current one, ← and → belong to the page."""

    skip_pressed = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_S:
            self.skip_pressed.emit()
        elif plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class PeopleCard(Card):
    """The left column. ``picked(key)``, ``ticks_changed()``, ``skip_wanted(key)``."""

    picked = Signal(object)
    ticks_changed = Signal()
    skip_wanted = Signal(str)

    def __init__(
        self, name: str = "mail_people", parent: QWidget | None = None, *, state_room: int = 150
    ) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.setObjectName("people_card")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._zone = ZoneInfo("UTC")
        self._room = 324
        self._leaving: str = ""
        self._frozen = False
        self.head = Text("", "h3")
        self.note = Text("", "small", tone="muted")
        top = QHBoxLayout()
        top.setContentsMargins(16, 9, 15, 9)
        top.addWidget(self.head)
        top.addStretch(1)
        top.addWidget(self.note)
        self.body.addLayout(top)
        self.body.addWidget(Rule())
        self.table = PeopleTable(
            [
                Column("tick", "", Kind.TICK, width=40),
                Column("person", _("Customer"), stretch=True),
                Column("state", _("State"), Kind.NUMBER, width=state_room),
            ],
            self._row,
            name=name,
            words=_("People of this batch"),
            row_height=47,
            key=attrgetter("key"),
        )
        self.table.horizontalHeader().hide()
        self.table.setMinimumHeight(60)
        self.table.picked.connect(self.picked)
        self.table.ticks_changed.connect(self.ticks_changed)
        self.table.skip_pressed.connect(self._skip)
        self.table.stepped.connect(self.step)
        self.table.more = self._offer
        inner = QHBoxLayout()
        inner.setContentsMargins(1, 0, 1, 8)
        inner.addWidget(self.table)
        self.body.addLayout(inner, 1)
        self._take_room()
        theme.current().changed.connect(self._redress)

    def set_room(self, width: int) -> None:
        """Take a width in logical pixels at 100 %; larger letters take more."""
        self._room = width
        self._take_room()

    def _take_room(self) -> None:
        self.setFixedWidth(theme.px(self._room))

    def _redress(self) -> None:
        self._take_room()
        self._spread()  # the table gave its spans up to measure its rows anew

    def show_people(self, letters: Sequence[Planned], zone: ZoneInfo, *, head: str, note: str) -> None:
        """Show a batch; every ready letter is ticked unless it was unticked before."""
        self._zone = zone
        before = set(self.table.rows.keys())
        kept = self.table.ticked()
        self.table.show_items(letters)
        self._spread()
        ready = {one.key for one in letters if one.state in READY}
        self.table.set_ticked({key for key in ready if key not in before or key in kept})
        self.say(head, note)
        if self.table.current_key() is None:
            self.table.go_to_first()

    def tick_only(self, people: frozenset[str]) -> None:
        """Tick the ready letters of these people and no others, and go to the first."""
        letters = (self.letter(key) for key in self.table.rows.keys())  # noqa: SIM118
        theirs = [one.key for one in letters if one and one.person in people and one.state in READY]
        self.table.set_ticked(theirs)
        if theirs:
            self.table.go_to(theirs[0])

    def _spread(self) -> None:
        """Give the name the room of the badge where there is none."""
        self.table.clearSpans()
        for row in range(self.table.rows.rowCount()):
            self._spread_one(row)

    def _spread_one(self, row: int) -> None:
        said_nothing = not said.has_badge(self.table.rows.entry(row))
        if said_nothing or self.table.columnSpan(row, 1) > 1:
            self.table.setSpan(row, 1, 1, 2 if said_nothing else 1)

    def say(self, head: str, note: str) -> None:
        """Change the words above the list."""
        self.head.setText(head)
        self.note.setText(note)

    def freeze(self, *, on: bool) -> None:
        """While a batch goes, ticks cannot be changed."""
        self._frozen = on
        self.table.viewport().update()

    def show_leaving(self, key: str) -> None:
        """Mark the letter that is on its way."""
        former, self._leaving = self._leaving, key
        for one in (former, key):
            row = self.table.rows.row_of(one) if one else -1
            if row >= 0:
                self.table.rows.replace(row, self.table.rows.entry(row))

    def show_result(self, letter: Planned) -> None:
        """Show what became of a letter."""
        if self._leaving == letter.key:
            self._leaving = ""
        self.table.replace(letter.key, letter)
        row = self.table.rows.row_of(letter.key)
        if row >= 0:
            self._spread_one(row)

    def ticked(self) -> list[str]:
        """Return the keys of the ready letters that are ticked, in the order of the list."""
        chosen = self.table.ticked()
        return [str(key) for key in self.table.rows.keys() if key in chosen]  # noqa: SIM118

    def letter(self, key: object) -> Planned | None:
        """Return a letter of the list."""
        row = self.table.rows.row_of(key)
        found = self.table.rows.entry(row) if row >= 0 else None
        return found if isinstance(found, Planned) else None

    def step(self, by: int) -> None:
        """Go to the next or previous person who gets a letter."""
        shown = self._due()
        now = self.table.current_key()
        if not shown:
            return
        at = shown.index(now) + by if now in shown else 0
        self.table.go_to(shown[max(0, min(at, len(shown) - 1))])

    def place(self, key: object) -> tuple[int, int]:
        """Return where a person stands among those who get a letter, from 1, and how many those are."""
        shown = self._due()
        return (shown.index(key) + 1 if key in shown else 0), len(shown)

    def _due(self) -> list[object]:
        """Return the keys of those who get a letter, in the order of the list."""
        entries = (self.table.rows.entry(row) for row in range(self.table.rows.rowCount()))
        return [one.key for one in entries if isinstance(one, Planned) and one.state is not State.SKIPPED]

    def _offer(self, key: object) -> list[QAction]:
        """Return what the menu of a person does besides ticking: skip, as S does, while they get a letter."""
        letter = self.letter(key)
        if letter is None or letter.state not in READY or self._frozen:
            return []
        skip = QAction(_("Skip this person"), self)
        skip.triggered.connect(self._skip)
        return [skip]

    def _skip(self) -> None:
        key = self.table.current_key()
        if isinstance(key, str):
            self.skip_wanted.emit(key)

    def _row(self, letter: Planned) -> Row:
        words, tone = said.badge(letter, self._zone)
        skipped = letter.state is State.SKIPPED
        leaving = letter.key == self._leaving
        mark = _MARKS[State.SENDING] if leaving else _MARKS.get(letter.state, ("", "", ""))
        return Row(
            letter.key,
            (
                Cell(),
                Cell(
                    letter.name or letter.recipient,
                    letter.about,
                    role="h3",
                    tone="muted" if skipped else "text",
                ),
                Cell(words, badge=tone if words else ""),
            ),
            name=said.aloud(letter, self._zone),
            muted=skipped,
            can_tick=letter.state in READY and not leaving,
            blocked=mark[0] or "minus-circle",
            blocked_tone=mark[1] or "muted",
            blocked_style=mark[2],
        )
