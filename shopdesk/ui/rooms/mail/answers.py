"""Respuestas: the figure with its range, doubtful scores beside their sentence, products and wishes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.domain.surveys import Nps
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases_answers as said
from shopdesk.services.mail import surveys
from shopdesk.services.mail.surveys import Answer, Results, is_open
from shopdesk.ui import theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.widgets import (
    Amount,
    AmountLine,
    Button,
    Card,
    Cell,
    Chip,
    ChipRow,
    Column,
    FlowBox,
    Fold,
    Kind,
    Rail,
    Row,
    RowTable,
    Split,
    Text,
    row,
)
from shopdesk.ui.widgets.painting import box, words_at

_FILTERS = ("open", "all", "high", "middle", "low")


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


class AnswersView(QWidget):
    """Belongs to the page."""

    topics_wanted = Signal()

    def __init__(self, page: BasePage, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self._found: Results | None = None
        self.table = RowTable(
            [
                Column("answer", _("Answer"), stretch=True),
                Column("read", _("Read"), Kind.NUMBER, width=170),
            ],
            self._row,
            name="mail_answers",
            words=_("Answers"),
            row_height=53,
            placeholder=_("No answers yet."),
        )
        self.table.horizontalHeader().hide()
        self.table.picked.connect(self._picked)
        self.confirm = ConfirmCard()
        self.confirm.settled.connect(self._settle)
        self.products = Card(title=_("By product"), gap=6)
        self.wishes = Card(title=_("What would they like to see next?"), gap=6)
        rail = Rail(320)
        rail.add(self.confirm, self.products, self.wishes)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._figure())
        column.addWidget(self._list(), 1)
        self.split = Split(main, rail, drawer=True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.split)

    def _figure(self) -> Card:
        card = Card(padding=16, gap=4)
        self.figure = Text("", "figure")
        self.rests = Text("", "small", tone="muted")
        self.range = Text("", "small")
        self.caution = Text("", "caption", tone="muted", wrap=True)
        self.bar = ScoreBar()
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(Text(_("Would they recommend us?"), "h3"))
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch(1)
        beside.addWidget(self.rests)
        beside.addWidget(self.range)
        beside.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.figure)
        line.addLayout(beside)
        left.addLayout(line)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.bar)
        right.addWidget(self.caution)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addLayout(left)
        across.addLayout(right, 1)
        card.body.addLayout(across)
        return card

    def _list(self) -> Card:
        card = Card(padding=0, gap=0)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.filter = ChipRow()
        self.filter.picked.connect(self._filtered)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(15, 11, 15, 8)
        inner.addWidget(self.filter)
        card.add(holder)
        edge = QHBoxLayout()
        edge.setContentsMargins(1, 0, 1, 8)
        edge.addWidget(self.table)
        card.body.addLayout(edge, 1)
        self.table.setMinimumHeight(60)
        return card

    def fold(self, fold: Fold) -> None:
        """Fold the rail into a drawer where room ends."""
        self.split.fold(fold)

    def show_results(self, found: Results) -> None:
        """Show the figure and the answers, those to read first."""
        self._found = found
        known = found.nps
        self.figure.setText(said.figure(known))
        first, second = said.interval(known)
        self.rests.setText(first)
        self.range.setText(second)
        self.caution.setText(said.caution(known))
        self.bar.show_nps(known)
        on = self.filter.key() if self.filter.key() in _FILTERS else "all"
        self.filter.show_chips(
            [
                ("open", _("To read"), len(self._matching("open"))),
                ("all", _("All answers"), len(found.answers)),
                ("high", _("9 and 10:"), len(self._matching("high"))),
                ("middle", _("7 and 8:"), len(self._matching("middle"))),
                ("low", _("0 to 6:"), len(self._matching("low"))),
            ],
            on=on,
        )
        self._filtered(on)
        self._rail(found)

    def read_open(self) -> None:
        """Go to the first answer the owner must look at."""
        waiting = self._matching("open")
        if waiting:
            self.table.go_to(waiting[0].id)
            self.split.open_rail()

    def _matching(self, key: object) -> list[Answer]:
        answers = list(self._found.answers) if self._found is not None else []
        tests: dict[str, Callable[[Answer], bool]] = {
            "open": is_open,
            "high": partial(_within, low=9, high=10),
            "middle": partial(_within, low=7, high=8),
            "low": partial(_within, low=0, high=6),
        }
        chosen = tests.get(str(key))
        kept = [one for one in answers if chosen is None or chosen(one)]
        return sorted(kept, key=is_open, reverse=True)

    def _filtered(self, key: object) -> None:
        self.table.show_items(self._matching(key))
        if self.table.current_key() is None:
            self.table.go_to_first()
        self._picked(self.table.current_key())

    def _rail(self, found: Results) -> None:
        self.products.clear()
        self.products.setVisible(bool(found.by_product))
        for one in found.by_product[:6]:
            self.products.add(AmountLine(Amount(one.product, said.product(one))))
        small = _("In numbers: under 10 we use no percent.")
        self.products.add(Text(small, "caption", tone="muted", wrap=True))
        wishes = [one.what_next for one in found.answers if one.what_next][:5]
        self.wishes.clear()
        self.wishes.setVisible(bool(wishes))
        for wish in wishes:
            self.wishes.add(Text(f"«{wish}»", "small", wrap=True))
        self.wishes.add(Button(_("See in Topics"), "link", name="see_topics", press=self.topics_wanted.emit))

    def _picked(self, _key: object) -> None:
        one = self.table.current_item()
        self.confirm.show_answer(one if isinstance(one, Answer) and one.id > 0 and is_open(one) else None)
        if isinstance(one, Answer):
            self.split.say(said.quote(one), said.badge(one)[0], _("See"))

    def _settle(self, identity: object, score: object) -> None:
        shop = self._desk.shop
        if isinstance(identity, int) and isinstance(score, int):
            self._page.act(partial(surveys.confirm, shop, identity, score))
        elif isinstance(identity, int):
            self._page.act(partial(surveys.discard, shop, identity))

    def _row(self, one: Answer) -> Row:
        words, tone = said.badge(one)
        shown = "?" if one.score is None or not one.counts else str(one.score)
        who = said.who(one, self._desk.shop.zone(), self._desk.shop.today())
        return Row(
            one.id,
            (
                Cell(said.quote(one), who, tile=said.tone(one), tile_text=shown),
                Cell(words, badge=tone),
            ),
            name=f"{said.quote(one)}, {who}, {words}",
        )


def _within(one: Answer, *, low: int, high: int) -> bool:
    return one.counts and one.score is not None and low <= one.score <= high
