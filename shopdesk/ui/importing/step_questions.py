"""Step 2, Columnas: only where a file leaves something open that the owner alone knows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QObject, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.importing import Question
from shopdesk.ui import theme
from shopdesk.ui.importing.chosen import Chosen
from shopdesk.ui.importing.reading_card import CHANGEABLE, ReadingCard
from shopdesk.ui.widgets import Button, Card, ChipRow, Glyph, LineField, Scroll, Text, clear
from shopdesk.ui.widgets.buttons import object_name


class QuestionsStep(QWidget):
    """``answered(path, option, value)`` for each answer; the wizard reads the file again with it."""

    answered = Signal(object, str, object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        self._scroll = Scroll(gap=12)
        column.addWidget(self._scroll)

    def show_files(self, files: list[Chosen]) -> None:
        """Show the open questions of every file, and below them how each is read."""
        clear(self._scroll.body)
        taken = [chosen for chosen in files if chosen.preview is not None and chosen.taken]
        for chosen in taken:
            for question in chosen.preview.result.questions if chosen.preview is not None else ():
                if not question.blocking and question.code in CHANGEABLE:
                    continue  # its card below offers it, with the likely answers
                self._scroll.body.addWidget(self._card(chosen, question))
        for chosen in taken:
            reading = ReadingCard(chosen.path, chosen)
            reading.told.connect(self.answered)
            self._scroll.body.addWidget(reading)
        self._scroll.body.addStretch(1)

    def _card(self, chosen: Chosen, question: Question) -> Card:
        card = Card("warn" if question.blocking else "sunken", padding=14, gap=8)
        head = QHBoxLayout()
        head.addWidget(Glyph("question", 18, "warn", "fill"))
        head.addWidget(Text(question.message, "h3", wrap=True), 1)
        card.body.addLayout(head)
        seen = _("{file} · column {column}: {examples}").format(
            file=chosen.path.name, column=question.column, examples=" · ".join(question.examples)
        )
        card.add(Text(seen if question.column else chosen.path.name, "small", tone="muted", wrap=True))
        card.add(self._editor(chosen, question))
        return card

    def _editor(self, chosen: Chosen, question: Question) -> QWidget:
        answer = _Answer(chosen.path, question.code, self)
        if question.choices:
            chips = ChipRow(name=f"{object_name(chosen.path.stem)}_{question.code}")
            on = getattr(chosen.options, question.code, None)
            entries = [(choice, _choice(question.code, choice), None) for choice in question.choices]
            chips.show_chips(entries, on)
            chips.picked.connect(answer.tell)
            return chips
        if question.code == "account":
            return _ShopAnswer(chosen.path, self)
        if question.code == "as_of":
            return _DayAnswer(chosen, question.message, answer)
        field = LineField("", name=f"answer_{question.code}")
        field.line.setAccessibleName(question.message)
        field.settled.connect(answer.tell)
        return field


def said_of(*, is_asking: bool) -> tuple[str, str]:
    """Return title and line of the step: a question that waits, or how the file is read."""
    if is_asking:
        return _("One thing before reading it"), _("Your file can be read in two ways. You know which.")
    return _("How your file is read"), _("What you change is remembered for files with these columns.")


class _DayAnswer(QWidget):
    """The day of a count: the file's own day, the day before, or any other."""

    def __init__(self, chosen: Chosen, words_: str, answer: _Answer) -> None:
        super().__init__()
        self._answer = answer
        written = chosen.changed_at.date()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        chips = ChipRow(name=f"{object_name(chosen.path.stem)}_day")
        days = [written, written - timedelta(1)]
        chips.show_chips([(day, words.weekday(day), None) for day in days], chosen.options.as_of)
        chips.picked.connect(answer.tell)
        across.addWidget(chips)
        across.addWidget(Text(_("or"), "small", tone="muted"))
        self._day = QDateEdit(QDate(written.year, written.month, written.day))
        self._day.setCalendarPopup(True)
        self._day.setObjectName("answer_as_of")
        self._day.setAccessibleName(words_)
        across.addWidget(self._day)
        across.addWidget(Button(_("It is this day"), name="answer_this_day", small=True, press=self._tell))
        across.addStretch(1)

    def _tell(self) -> None:
        self._answer.tell(self._day.date().toPython())


class _ShopAnswer(QWidget):
    """Whose orders these are: another shop's, by its name, or the same ones changed."""

    def __init__(self, path: Path, step: QuestionsStep) -> None:
        super().__init__()
        self._other, self._same = _Answer(path, "account", step), _Answer(path, "same_shop", step)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self._name = QLineEdit()
        self._name.setObjectName("answer_account")
        self._name.setPlaceholderText(_("Name of the other shop"))
        self._name.setAccessibleName(_("Name of the other shop"))
        self._name.setMaximumWidth(theme.px(240))
        self._name.returnPressed.connect(self._tell)
        across.addWidget(self._name)
        across.addWidget(Button(_("It is another shop"), name="other_shop", small=True, press=self._tell))
        across.addWidget(Text(_("or"), "small", tone="muted"))
        words_ = _("They are the same sales, changed")
        across.addWidget(Button(words_, name="same_shop", small=True, press=self._tell_same))
        across.addStretch(1)

    def _tell(self) -> None:
        if self._name.text().strip():
            self._other.tell(self._name.text().strip())
        else:
            self._name.setFocus()

    def _tell_same(self) -> None:
        self._same.tell(True)


class _Answer(QObject):
    """Remembers which file and question an editor answers."""

    def __init__(self, path: Path, code: str, step: QuestionsStep) -> None:
        super().__init__(step)
        self._path, self._code, self._step = path, code, step

    def tell(self, value: object) -> None:
        self._step.answered.emit(self._path, self._code, value)


def _choice(code: str, choice: str) -> str:
    return {
        ("date_order", "dmy"): _("Day first: 1/2 is the 1st of February"),
        ("date_order", "mdy"): _("Month first: 1/2 is the 2nd of January"),
        ("decimal", "."): _("Point: 1,234.50"),
        ("decimal", ","): _("Comma: 1.234,50"),
    }.get((code, choice), choice)
