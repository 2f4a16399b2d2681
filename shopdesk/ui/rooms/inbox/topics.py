"""Temas: what the messages teach, each with the thing to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from shopdesk.charts import topics as charts
from shopdesk.domain.friction import Friction
from shopdesk.domain.replies.consistency import TwoAnswers
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_inbox as names
from shopdesk.services import phrases_topics as said
from shopdesk.services.inbox.lessons import PageGap
from shopdesk.services.inbox.topics import Topic, TopicsPage
from shopdesk.ui import theme
from shopdesk.ui.rooms.inbox.topic_cards import TopicCards
from shopdesk.ui.widgets import (
    Badge,
    Button,
    Card,
    Cell,
    ColourKey,
    Column,
    Fold,
    Kind,
    Rail,
    Row,
    RowTable,
    Scroll,
    Text,
    Tile,
    clear,
    row,
)
from shopdesk.ui.widgets.chart_canvas import ChartCanvas

_RAIL = 322
_MOST_BARS = 7
_TILES = {
    Friction.JUMP: ("arrows-left-right", "danger"),
    Friction.RISING: ("trend-up", "warn"),
    Friction.TOO_FEW: ("shield-check", "neutral"),
    Friction.STEADY: ("check", "neutral"),
}


class TopicsTab(QWidget):
    """``see_wanted(list of messages)``, ``text_wanted(gap)``, ``sizes_wanted()``, ``faq_wanted()``."""

    see_wanted = Signal(object)
    text_wanted = Signal(object)
    sizes_wanted = Signal()
    faq_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: TopicsPage | None = None
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        scroll = Scroll()
        self._main = scroll.body
        self._alerts = QHBoxLayout()
        self._alerts.setSpacing(12)
        self._main.addLayout(self._alerts)
        self._chart_card()
        self._gaps_card()
        across.addWidget(scroll, 1)
        self.rail = Rail(_RAIL)
        self.rail.setFixedWidth(theme.px(_RAIL))
        self.cards = TopicCards()
        self.cards.see_wanted.connect(self.see_wanted)
        self.cards.sizes_wanted.connect(self.sizes_wanted)
        self.cards.faq_wanted.connect(self.faq_wanted)
        self.rail.body.insertWidget(0, self.cards)
        across.addWidget(self.rail)

    def _chart_card(self) -> None:
        card = Card(gap=6)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(6)
        head = row(Text(_("What they write about"), "h2"), None)
        head.addLayout(self._keys)
        card.body.addLayout(head)
        self.canvas = ChartCanvas(name="topics_by_month", words=_("What they write about"), height=176)
        self.canvas.clicked.connect(self._see_tag)
        card.add(self.canvas)
        self._main.addWidget(card)

    def _gaps_card(self) -> None:
        card = Card(padding=0, gap=0)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        head = row(
            Text(_("What each product page lacks"), "h2"),
            None,
            Text(_("questions in 60 days"), "small", tone="muted"),
        )
        head.setContentsMargins(16, 12, 16, 6)
        card.body.addLayout(head)
        self.gaps = RowTable(
            [
                Column("product", _("Product and question"), stretch=True),
                Column("times", _("Times"), Kind.NUMBER, width=64),
                Column("todo", _("What to do"), width=210),
                Column("copy", "", Kind.LINK, width=120),
            ],
            self._row,
            name="page_gaps",
            words=_("What each product page lacks"),
            row_height=50,
            placeholder=_("No product is asked about twice."),
        )
        self.gaps.setMinimumHeight(150)
        self.gaps.acted.connect(self._acted)
        card.body.addWidget(self.gaps, 1)
        self._main.addWidget(card, 1)

    def fold(self, fold: Fold) -> None:
        """Arrange for the room there is."""
        folded = fold is Fold.FOLDED
        self.rail.setVisible(not folded)
        if folded:
            self._main.addWidget(self.cards)
        else:
            self.rail.body.insertWidget(0, self.cards)

    def show_page(self, page: TopicsPage, two: Sequence[TwoAnswers], today: date, zone: ZoneInfo) -> None:
        """Show what the messages teach, and what was answered in two ways."""
        self.page = page
        clear(self._alerts)
        for place, topic in enumerate(page.alerts):
            self._alerts.addWidget(self._alert(topic, place), 1)
        clear(self._keys)
        now, then = (said.month_label(today, before=before) for before in (False, True))
        self._keys.addWidget(ColourKey("primary", now))
        self._keys.addWidget(ColourKey("gold", then))
        bars = [
            charts.TopicBar(
                names.tag_name(bar.tag),
                bar.now,
                bar.before,
                str(bar.now),
                _("before {count}").format(count=bar.before),
                said.month_tip(bar),
                bar.tag,
            )
            for bar in page.months[:_MOST_BARS]
        ]
        draw = partial(charts.topic_bars, bars=bars, summary=said.month_summary(page.months))
        self.canvas.show_chart(draw, head=(_("Topic"), now, then))
        self.gaps.show_items(page.gaps)
        self.gaps.go_to_first()
        self.cards.show_page(page, two, zone)

    def top_gap(self) -> PageGap | None:
        """Return the question to answer first."""
        return self.page.gaps[0] if self.page and self.page.gaps else None

    def _alert(self, topic: Topic, place: int) -> Card:
        icon, tone = _TILES[topic.signal.kind if topic.signal else Friction.STEADY]
        words, badge_tone = said.kind(topic)
        card = Card(padding=15, gap=6)
        card.body.addLayout(row(Tile(icon, tone, side=36, icon=20), Badge(words, badge_tone), None, gap=10))
        line = Text(said.line(topic), "small", tone="muted", wrap=True)
        card.add(Text(said.title(topic), "h3", wrap=True), line)
        link = Button(said.see(topic), "link", name=f"see_alert_{place}", press=partial(self._see, topic))
        card.add(link)
        link.setVisible(bool(topic.messages))
        card.body.addStretch(1)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return card

    def _see_tag(self, tag: object) -> None:
        """Show what was written this month about a topic."""
        months = self.page.months if self.page else ()
        self.see_wanted.emit(next((one.messages for one in months if one.tag == tag), ()))

    def _see(self, topic: Topic) -> None:
        self.see_wanted.emit(topic.messages)

    def _acted(self, key: object, _action: str) -> None:
        gap = next((g for g in (self.page.gaps if self.page else ()) if (g.product_id, g.tag) == key), None)
        if gap is not None:
            self.text_wanted.emit(gap)

    def _row(self, gap: PageGap) -> Row:
        quote = " ".join(gap.quotes[0].split()) if gap.quotes else names.tag_name(gap.tag)
        aloud = _("{product}, {topic}, {count} times").format(
            product=gap.product, topic=names.tag_name(gap.tag), count=gap.times
        )
        return Row(
            (gap.product_id, gap.tag),
            (
                Cell(gap.product, quote),
                Cell(str(gap.times), role="strong"),
                Cell(said.todo(gap.tag)),
                Cell(links=(("copy", _("Copy text")),)),
            ),
            name=aloud,
        )
