"""The right column: the style in hand with its bars, and the key sizes that are gone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.charts import sizes as charts
from shopdesk.charts.sizes import Pair
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_sizes as said
from shopdesk.services.sizes import SizesPage, StyleRow
from shopdesk.ui.widgets import Badge, Card, Cell, ColourKey, Column, Kind, Row, RowTable, Text
from shopdesk.ui.widgets.chart_canvas import ChartCanvas


class StyleCard(Card):
    """What is known of one style: the fact, what it costs, bars of sold and there."""

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
        self.bars = ChartCanvas(name="style_bars", words=_("Sold and in stock by size"), height=134)
        self.add(self.fact, self.cost, self.verdict, self.bars)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(ColourKey("primary", _("Sold in 90 days")))
        keys.addWidget(ColourKey("gold", _("In stock now")))
        keys.addStretch(1)
        self.body.addLayout(keys)

    def show_style(self, row: StyleRow, page: SizesPage) -> None:
        """Show another style."""
        self.name.setText(row.name)
        gone = len(row.missing)
        self.badge.say(said.key_sizes(gone) if gone else "")
        self.fact.setText(said.why(row) if gone else said.healthy(row))
        self._say(self.cost, said.cost(row, page) if gone else "")
        self._say(self.verdict, " ".join(part for part in (said.verdict(row), said.asked(row)) if part))
        pairs = [
            Pair(cell.label, cell.sold_90, cell.on_hand, said.cell_aloud(row, cell.label, cell))
            for cell in row.cells
        ]
        self.bars.show_chart(partial(charts.paired_bars, pairs=pairs, summary=said.bars_summary(row)))

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
                Column("month", _("Usual sales"), Kind.NUMBER, width=112),
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
        self.none = Text(_("No style has gaps in its key sizes."), "small", tone="muted", wrap=True)
        self.none.setContentsMargins(15, 0, 15, 6)
        self.add(self.table, self.none)

    def show_rows(self, rows: list[StyleRow], waiting: frozenset[int]) -> None:
        """Show the broken styles; ``waiting`` are variants already in the next order."""
        self._waiting = waiting
        self.table.show_items(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(min(max(len(rows), 1), 7) * high + 2)

    def _row(self, row: StyleRow) -> Row:
        there = all(cell.variant_id in self._waiting for cell in row.missing)
        links = () if there else (("add", _("Order")),)
        return Row(
            row.product_id,
            (
                Cell(row.name, second=said.missing(row), role="strong"),
                Cell(said.monthly(row), role="small", tone="muted"),
                Cell(_("Ordered") if there else "", role="small", tone="muted", links=links),
            ),
            name=f"{row.name}, {said.missing(row)}, {said.monthly(row)}",
        )

    def _acted(self, key: object, _action: str) -> None:
        self.wanted.emit(key)
