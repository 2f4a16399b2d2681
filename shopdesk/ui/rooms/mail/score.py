"""A survey's figure as a bar and a line, and the card that asks the owner what a score was."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.domain.surveys import Nps
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases_answers as said
from shopdesk.services.mail.surveys import Answer
from shopdesk.ui import theme
from shopdesk.ui.widgets import Button, Card, Chip, FlowBox, Text, row
from shopdesk.ui.widgets.painting import box, words_at


class ScoreBar(QWidget):
    """The three groups as one bar, and the figure with its range on a line from −100 to 100."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(theme.px(78))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._known: Nps | None = None
        theme.current().changed.connect(self.update)

    def show_nps(self, known: Nps) -> None:
        """Show another figure."""
        self._known = known
        first, second = said.interval(known)
        self.setAccessibleName(", ".join((f"NPS {said.figure(known)}", first, second, *said.groups(known))))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._known is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._groups(painter, self._known)
        self._line(painter, self._known)
        painter.end()

    def _groups(self, painter: QPainter, known: Nps) -> None:
        total = max(known.answers, 1)
        labels = said.groups(known)
        shares = (known.detractors, known.neutrals, known.promoters)
        inks = (("danger", "onPrimary"), ("border", "text"), ("primary", "onPrimary"))
        left = 0.0
        for count, label, (fill, ink) in zip(shares, labels, inks, strict=True):
            if not count:
                continue
            width = self.width() * count / total
            area = QRectF(left, 0, max(width - 2, 4), theme.px(28))
            box(painter, area, fill, radius=4)
            shown, middle = label if width > 70 else str(count), Qt.AlignmentFlag.AlignHCenter
            words_at(painter, area, shown, role="badge", token=ink, align=middle)
            left += width

    def _line(self, painter: QPainter, known: Nps) -> None:
        top, edge = theme.px(44), 20.0
        width = self.width() - 2 * edge
        box(painter, QRectF(edge, top, width, 7), "sunken", radius=3)
        marks = {-100: "−100", 0: "0", 100: "100"}
        if known.value is not None and known.low is not None and known.high is not None:
            low, high = (edge + width * (v + 100) / 200 for v in (known.low, known.high))
            box(painter, QRectF(low, top, high - low, 7), "primarySoft", radius=3)
            at = edge + width * (known.value + 100) / 200
            box(painter, QRectF(at - 7, top - 3.5, 14, 14), "primary", radius=7)
            marks = {v: t for v, t in marks.items() if all(abs(v - e) > 14 for e in (known.low, known.high))}
            marks |= {round(v): f"{round(v)}".replace("-", "−") for v in (known.low, known.high)}
        for value, text in marks.items():
            at = edge + width * (value + 100) / 200
            area = QRectF(at - 24, top + 12, 48, 18)
            words_at(painter, area, text, role="caption", token="muted", align=Qt.AlignmentFlag.AlignHCenter)


class ConfirmCard(Card):
    """“¿Qué calificación es?”: one click corrects what was read."""

    settled = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=8, parent=parent)
        self.setObjectName("confirm_score")
        self._answer: Answer | None = None
        self._chosen: int | None = None

    def show_answer(self, answer: Answer | None) -> None:
        """Ask about an answer; nothing to ask hides the card."""
        self._answer = answer
        self.clear()
        self.setVisible(answer is not None)
        if answer is None:
            return
        self._chosen = answer.score
        self.add(Text(said.quote(answer), "h3", wrap=True))
        self.add(Text(_("Which score is it?"), "small", tone="muted"))
        numbers = FlowBox(gap=4)
        self._chips = [Chip(str(n), key=n, name=f"score_{n}") for n in range(11)]
        for chip in self._chips:
            chip.setChecked(chip.key == answer.score)
            chip.clicked.connect(self._pick)
            numbers.add(chip)
        self.add(numbers)
        self.yes = Button("", name="confirm_score_yes", press=self._yes)
        drop = Button(_("Do not count it"), "ghost", name="discard_score", press=self._no)
        holder = QWidget()
        holder.setLayout(row(self.yes, drop, None))
        self.add(holder)
        self._say()

    def _pick(self) -> None:
        pressed = self.sender()
        for chip in self._chips:
            chip.setChecked(chip is pressed)
        if isinstance(pressed, Chip) and isinstance(pressed.key, int):
            self._chosen = pressed.key
        self._say()

    def _say(self) -> None:
        if self._chosen is None:
            self.yes.set_words(_("Choose a number"))
            self.yes.forbid(_("Choose a number"))
        else:
            self.yes.set_words(_("Yes, it is {score}").format(score=self._chosen))
            self.yes.forbid("")

    def _yes(self) -> None:
        if self._answer is not None and self._chosen is not None:
            self.settled.emit(self._answer.id, self._chosen)

    def _no(self) -> None:
        if self._answer is not None:
            self.settled.emit(self._answer.id, None)
