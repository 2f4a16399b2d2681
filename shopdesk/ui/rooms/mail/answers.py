"""Respuestas: the figure with its range, doubtful scores beside their sentence, products and wishes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases_answers as said
from shopdesk.services.mail import quotes, surveys
from shopdesk.services.mail.surveys import Answer, Results, is_open
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.mail.quote_card import QuoteCard
from shopdesk.ui.rooms.mail.score import ConfirmCard, ScoreBar
from shopdesk.ui.widgets import (
    Amount,
    AmountLine,
    Button,
    Card,
    Cell,
    ChipRow,
    Column,
    Fold,
    Kind,
    Rail,
    Row,
    RowTable,
    Split,
    Text,
)

_FILTERS = ("open", "all", "high", "middle", "low")


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
        self.quoting = QuoteCard()
        self.quoting.chosen.connect(self._quote)
        rail.add(self.confirm, self.quoting, self.products, self.wishes)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._figure())
        column.addWidget(self._list(), 1)
        self.split = Split(main, rail, drawer=True, name="answers_rail")
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
        self.filter = ChipRow(name="answers")
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
            below = [said.sizes(one), *(f"«{words}»" for words in one.quotes[:1])]
            for words in filter(None, below):
                self.products.add(Text(words, "caption", tone="muted", wrap=True))
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
        self.quoting.show_words(said.own_words(one) if isinstance(one, Answer) else "", self._quoted())
        if isinstance(one, Answer):
            self.split.say(said.quote(one), said.badge(one)[0], _("See"))

    def _quoted(self) -> frozenset[str]:
        return frozenset(quotes.permitted(self._desk.shop))

    def _quote(self, words: object, may: object) -> None:
        shop, note = self._desk.shop, quotes.permit if may else quotes.withdraw
        self._page.act(partial(note, shop, str(words)))

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
