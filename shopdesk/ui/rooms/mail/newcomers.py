"""What the welcome rests on, in its card: the story it tells and what newcomers were promised."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.mail.newcomers import Benefit, Newcomers
from shopdesk.ui.widgets import Button, Text, row


class NewcomersBlock(QWidget):
    """``story_wanted()`` to write the story; ``shared(words, on)`` when customers had a benefit too."""

    story_wanted = Signal()
    shared = Signal(str, bool)

    def __init__(self, found: Newcomers) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        told = _("It tells the story of your shop.") if found.story else _("It has no story to tell yet.")
        column.addWidget(Text(told, "small", tone="muted", wrap=True))
        words = _("Change the story") if found.story else _("Write the story")
        column.addLayout(row(Button(words, "link", name="write_story", press=self.story_wanted.emit), None))
        if found.benefits:
            about = _("Promised to newcomers. Tick what your customers had too; until then it waits:")
            column.addWidget(Text(about, "small", tone="muted", wrap=True))
        for one in found.benefits:
            column.addWidget(self._benefit(one))

    def _benefit(self, one: Benefit) -> QWidget:
        counted = ngettext("«{what}», {count} person", "«{what}», {count} people", one.people)
        words = counted.format(what=one.words, count=one.people)
        box = QCheckBox()
        box.setObjectName("benefit_shared")
        box.setAccessibleName(words)
        box.setChecked(one.is_shared)
        box.toggled.connect(partial(self._tell, one.words))
        said = Text(words, wrap=True)  # beside the box, not in it: a check box never breaks its line
        said.setBuddy(box)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(said, 1)
        return holder

    def _tell(self, words: str, on: bool) -> None:
        self.shared.emit(words, on)
