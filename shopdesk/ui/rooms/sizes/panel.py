"""The right column: the style in hand with its bars, and the key sizes that are gone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.charts import sizes as charts
from shopdesk.charts.sizes import Pair
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_fit, phrases_verdict
from shopdesk.services import phrases_sizes as said
from shopdesk.services.sizes import SizesPage, StyleRow, Transfer
from shopdesk.ui import theme
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.widgets import (
    Badge,
    Button,
    Card,
    Cell,
    ColourKey,
    Column,
    FlowBox,
    Kind,
    Row,
    RowTable,
    Text,
)
from shopdesk.ui.widgets.chart_canvas import ChartCanvas


class StyleCard(Card):
    """What is known of one style: the fact, what it costs, bars of sold and there.

    ``run_wanted(product_id)``, ``asked_wanted(product_id)`` and ``guide_wanted()`` for its links.
    """

    run_wanted = Signal(object)
    asked_wanted = Signal(object)
    guide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=6, parent=parent)
        self.setObjectName("style_card")
        self.name = Text("", "h2", wrap=True)
        self.badge = Badge("", "danger")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.name, 1)
        top.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.fact = Text("", "small", tone="muted", wrap=True)
        self.cost = Text("", "small", wrap=True)
        self.verdict = Text("", "small", tone="muted", wrap=True)
        self.bars = ChartCanvas(name="style_bars", words=_("Sold and in stock by size"), height=124)
        self.add(self.fact, self.cost, self.verdict, self.bars)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(ColourKey("primary", _("Sold in 90 days")))
        keys.addWidget(ColourKey("gold", _("In stock now")))
        keys.addStretch(1)
        self.body.addLayout(keys)
        self._product: int | None = None
        self.run = Button(_("Buy a run…"), "link", name="buy_run", press=self._run)
        self.asked = Button("", "link", name="who_asked_link", icon="chat-circle-dots", press=self._asked)
        self.guide = Button(_("Size guide"), "link", name="open_guide", press=self.guide_wanted.emit)
        links = FlowBox(gap=16, lines=2)
        links.add(self.run, self.guide, self.asked, MethodLink("sizes"))
        self.add(links)

    def show_style(self, style: StyleRow, page: SizesPage) -> None:
        """Show another style."""
        self.name.setText(style.name)
        gone = len(style.missing)
        self.badge.say(said.key_sizes(gone) if gone else "")
        self.fact.setText(said.why(style) if gone else said.healthy(style))
        self._say(self.cost, said.cost(style, page) if gone else "")
        reading = page.fits.get(style.product_id)
        told = (phrases_verdict.verdict(style), phrases_fit.fit(reading) if reading is not None else "")
        self._say(self.verdict, " ".join(part for part in told if part))
        self._product = style.product_id
        self.asked.set_words(said.asked(style))
        self.asked.setVisible(bool(style.asked))
        pairs = [
            Pair(cell.label, cell.sold_90, cell.on_hand, said.cell_aloud(style, cell.label, cell))
            for cell in style.cells
        ]
        head = (_("Size"), _("Sold in 90 days"), _("In stock"))
        draw = partial(charts.paired_bars, pairs=pairs, summary=said.bars_summary(style))
        self.bars.show_chart(draw, head=head)

    def _run(self) -> None:
        self.run_wanted.emit(self._product)

    def _asked(self) -> None:
        self.asked_wanted.emit(self._product)

    @staticmethod
    def _say(line: Text, words: str) -> None:
        line.setText(words)
        line.setVisible(bool(words))


class MissingCard(Card):
    """“Tallas clave que faltan”: the keyboard's route through the gaps.

    ``picked(product_id)`` as the current row changes, ``wanted(product_id)`` for “Pedir”.
    """

    picked = Signal(object)
    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Key sizes that are gone"), padding=0, gap=0, parent=parent)
        self.setObjectName("missing_card")
        self.body.setContentsMargins(1, 14, 1, 8)
        self.title.setContentsMargins(15, 0, 15, 4)
        self._waiting: frozenset[int] = frozenset()
        self.table = RowTable(
            [
                Column("style", _("Style"), stretch=True),
                Column("add", "", Kind.LINK, width=62),
            ],
            self._row,
            name="missing_sizes",
            words=_("Key sizes that are gone"),
            row_height=44,
        )
        self.table.horizontalHeader().hide()
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.wanted)
        self.table.acted.connect(self._acted)
        theme.current().changed.connect(self._redress)
        self.none = Text(_("No style has gaps in its key sizes."), "small", tone="muted", wrap=True)
        self.none.setContentsMargins(15, 0, 15, 6)
        self.add(self.table, self.none)

    def show_rows(self, rows: list[StyleRow], waiting: frozenset[int]) -> None:
        """Show the broken styles; ``waiting`` are variants already in the next order."""
        self._waiting = waiting
        self.table.show_items(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self._fit()

    def _redress(self) -> None:
        self.table.show_items([self.table.rows.entry(at) for at in range(self.table.rows.rowCount())])
        self._fit()

    def _fit(self) -> None:
        """Take the height of the rows."""
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(min(max(self.table.rows.rowCount(), 1), 7) * high + 2)

    def _row(self, style: StyleRow) -> Row:
        there = all(cell.variant_id in self._waiting for cell in style.missing)
        links = () if there else (("add", _("Order")),)
        second = " · ".join(part for part in (said.missing(style), said.monthly(style)) if part)
        return Row(
            style.product_id,
            (
                Cell(style.name, second=second, role="strong"),
                Cell(_("Ordered") if there else "", role="small", tone="muted", links=links),
            ),
            name=f"{style.name}, {said.missing(style)}, {said.monthly(style)}",
        )

    def _acted(self, key: object, _action: str) -> None:
        self.wanted.emit(key)


class TransferCard(Card):
    """“Está en otro lugar”: key sizes gone in one place and there in another. ``wanted(Transfer)``."""

    wanted = Signal(object)
    _MOST = 5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("It is in another place"), padding=0, gap=0, parent=parent)
        self.setObjectName("transfer_card")
        self.body.setContentsMargins(1, 14, 1, 8)
        self.title.setContentsMargins(15, 0, 15, 4)
        self._moves: tuple[Transfer, ...] = ()
        self.table = RowTable(
            [Column("what", _("Size"), stretch=True), Column("move", "", Kind.LINK, width=84)],
            self._row,
            name="transfers",
            words=_("It is in another place"),
            row_height=44,
        )
        self.table.horizontalHeader().hide()
        self.table.acted.connect(self._acted)
        self.table.opened.connect(self._acted)
        self.add(self.table)
        self.hide()

    def show_moves(self, moves: tuple[Transfer, ...]) -> None:
        """Show the first few moves; hides when there is none."""
        self._moves = moves[: self._MOST]
        self.table.show_items(list(enumerate(self._moves)))
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(max(len(self._moves), 1) * high + 2)
        self.setVisible(bool(self._moves))

    def _row(self, entry: tuple[int, Transfer]) -> Row:
        at, move = entry
        name, where = said.transfer_parts(move)
        links = (("move", said.move_button(move)),)
        return Row(at, (Cell(name, second=where, role="strong"), Cell(links=links)), name=said.transfer(move))

    def _acted(self, key: object, _action: str = "") -> None:
        if isinstance(key, int):
            self.wanted.emit(self._moves[key])
