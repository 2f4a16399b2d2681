"""The keyboard map, in one place, and the sheet that shows it (Ayuda › Atajos)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui import printing
from shopdesk.ui.widgets import Button, KeyCap, Scroll, Sheet, Text

Line = tuple[str, str, tuple[str, ...]]
"""Keys as shown, what they do, and the window's own actions among them as Qt writes their keys."""
Column = list[tuple[str, list[Line]]]


def groups() -> list[Column]:
    """Return three columns of groups of lines."""
    return [_going(), _choosing(), _doing()]


def _going() -> Column:
    """The keys that go somewhere and bring files in and out."""
    rooms = tuple(f"Ctrl+{number}" for number in range(1, 8))
    return [
        (
            _("Go"),
            [
                (_("Ctrl 1 … 7"), _("Today, Reorder, Sizes, Messages…"), rooms),
                ("Ctrl K", _("Find or go to anything"), ("Ctrl+K",)),
                ("Ctrl F", _("Find on this page"), ("Ctrl+F",)),
                ("Ctrl ,", _("Settings"), ("Ctrl+,",)),
                ("F6", _("Next panel; with Shift the one before"), ("F6", "Shift+F6")),
                ("F1", _("Help on this page"), ("F1",)),
                (_("Shift F1"), _("The guide (PDF)"), ("Shift+F1",)),
                ("Ctrl /", _("This list"), ("Ctrl+/",)),
            ],
        ),
        (
            _("Bring in and take out"),
            [
                ("Ctrl I", _("Import sales; Ctrl O too"), ("Ctrl+I", "Ctrl+O")),
                ("Ctrl P", _("Print the list"), ("Ctrl+P",)),
                ("Ctrl E", _("Export the table"), ("Ctrl+E",)),
                ("F5", _("Work it out again"), ("F5",)),
            ],
        ),
    ]


def _choosing() -> Column:
    """The keys of lists, charts and letters."""
    return [
        (
            _("In lists"),
            [
                ("↑ ↓", _("Up and down; J and K too"), ()),
                (_("Space"), _("Tick"), ()),
                ("Enter", _("Open"), ()),
                ("E", _("Edit the cell"), ()),
                (_("Shift ↑ ↓"), _("Select several"), ()),
                ("Ctrl C", _("Copy as a table"), ("Ctrl+C",)),
                (_("Shift F10"), _("Menu of the row"), ("Shift+F10",)),
            ],
        ),
        (
            _("In charts"),
            [("← →", _("From bar to bar"), ()), ("Enter", _("Open it, or see it as a table"), ())],
        ),
        (
            _("In a batch of letters"),
            [("← →", _("Previous and next person"), ()), ("S", _("Skip this person"), ())],
        ),
    ]


def _doing() -> Column:
    """The keys of messages, orders and everything."""
    return [
        (
            _("In Messages"),
            [
                ("Ctrl V", _("Paste a new message"), ("Ctrl+V",)),
                ("Ctrl Enter", _("Copy the reply"), ()),
            ],
        ),
        (
            _("In Orders and counts"),
            [
                ("R", _("Receive the order"), ()),
                ("Enter", _("Add 1 while counting"), ()),
                (_("Backspace"), _("Take 1 off"), ()),
            ],
        ),
        (
            _("Everywhere"),
            [
                ("Ctrl Enter", _("Main button of the page"), ("Ctrl+Return", "Ctrl+Enter")),
                ("Ctrl Z", _("Undo"), ("Ctrl+Z",)),
                (_("Ctrl Shift Z"), _("Redo"), ("Ctrl+Shift+Z",)),
                ("Esc", _("Close or go back"), ()),
                ("Ctrl L", _("Light or dark"), ("Ctrl+L",)),
                ("Ctrl +  −", _("Text size"), ("Ctrl++", "Ctrl+=", "Ctrl+-")),
                (_("Ctrl Shift M"), _("Counter mode"), ("Ctrl+Shift+M",)),
                ("Ctrl Q", _("Quit"), ("Ctrl+Q",)),
            ],
        ),
    ]


class ShortcutsSheet(Sheet):
    """Every key, in three columns; can be printed."""

    def __init__(self) -> None:
        super().__init__(
            "shortcuts",
            _("Keyboard shortcuts"),
            _("All that the mouse does the keyboard does too. Sending has no shortcut, on purpose."),
            width=1060,
            height=640,
        )
        across = QHBoxLayout()
        across.setSpacing(24)
        for column in groups():
            across.addLayout(_column(column), 1)
        # In a low window the keys scroll; with the focus on them the arrows do that.
        keys = Scroll(gap=0)
        keys.setObjectName("shortcut_keys")
        keys.setAccessibleName(_("Keyboard shortcuts"))
        keys.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys.body.addLayout(across)
        keys.body.addStretch(1)
        self.body.addWidget(keys, 1)
        note = _("Single letters do nothing while you type in a field.")
        self.foot.addWidget(Text(note, "small", tone="muted", wrap=True), 1)
        self.foot.addWidget(
            Button(_("Print"), "ghost", name="print_shortcuts", icon="printer", press=self._print)
        )
        self.done = Button(_("Done"), "primary", name="shortcuts_done", press=self.close_sheet)
        self.foot.addWidget(self.done)

    def _print(self) -> None:
        printing.preview(self, _paint)


def _column(entries: Column) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(6)
    for title, lines in entries:
        made.addWidget(Text(title, "h3", tone="primaryText"))
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 120)
        grid.setColumnStretch(1, 1)
        for row, (keys, does, _own) in enumerate(lines):
            holder = QWidget()
            left = QHBoxLayout(holder)
            left.setContentsMargins(0, 0, 0, 0)
            left.addWidget(KeyCap(keys))
            left.addStretch(1)
            grid.addWidget(holder, row, 0)
            grid.addWidget(Text(does, "small", wrap=True), row, 1)
        made.addLayout(grid)
        made.addSpacing(6)
    made.addStretch(1)
    return made


def _paint(paper: printing.Paper) -> None:
    paper.text(
        QRectF(18, 16, paper.width - 36, 10), _("Keyboard shortcuts"), size=18, weight=QFont.Weight.Bold
    )
    wide = (paper.width - 36) / 3
    for place, column in enumerate(groups()):
        left, top = 18 + place * wide, 34.0
        for title, lines in column:
            paper.text(QRectF(left, top, wide, 6), title, size=11, weight=QFont.Weight.DemiBold)
            top += 7
            for keys, does, _own in lines:
                paper.text(QRectF(left, top, 22, 6), keys, weight=QFont.Weight.DemiBold)
                paper.text(QRectF(left + 23, top, wide - 25, 6), does)
                top += 6.5
            top += 5
