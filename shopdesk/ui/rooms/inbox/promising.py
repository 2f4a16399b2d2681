"""Qué prometer: what can be promised today, the true last pieces, to copy and to export."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_inbox as names
from shopdesk.services.stock import StockLevel
from shopdesk.ui import leading
from shopdesk.ui.desk import Desk
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.widgets import (
    Cell,
    ChipRow,
    Column,
    Kind,
    Row,
    RowTable,
    SearchField,
    TableCard,
    row,
)

THERE, LAST, NOT, ALL = "there", "last", "not", "all"


class PromisableTab(QWidget):
    """What is shown is what the page's button copies and Ctrl+E exports."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: tuple[StockLevel, ...] = ()
        self._chosen: object = THERE
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.chips = ChipRow(name="promise")
        self.chips.picked.connect(self._pick)
        self.search = SearchField(_("Search a model"), name="search_promisable")
        self.search.setMaximumWidth(240)
        self.search.searched.connect(self._arrange)
        column.addLayout(row(self.chips, None, MethodLink("promise"), self.search, gap=8))
        self.table = RowTable(
            [
                Column("product", _("Product"), stretch=True, order=_by_name),
                Column("size", _("Size"), width=90),
                Column("promisable", _("Can be promised"), Kind.NUMBER, width=130, order=_by_pieces),
                Column("state", _("State"), width=230),
                Column("as_of", _("As of"), width=130),
            ],
            self._row,
            name="promisable",
            words=_("What can be promised today"),
            row_height=36,
            placeholder=_("Nothing here."),
        )
        self.table.tints_first = True
        self.card = TableCard(self.table)
        column.addWidget(self.card, 1)

    def show_levels(self, levels: Sequence[StockLevel]) -> None:
        """Show what can be promised."""
        self._levels = tuple(levels)
        self.chips.show_chips(
            [
                (THERE, _("Can be promised"), len(self._of(THERE))),
                (LAST, _("Last pieces"), len(self._of(LAST))),
                (NOT, _("Not today"), len(self._of(NOT))),
                (ALL, _("All"), len(self._levels)),
            ],
            on=self._chosen,
        )
        self._arrange()

    def shown(self) -> list[StockLevel]:
        """Return what the list shows."""
        typed = self.search.text().strip().casefold()
        return [
            one
            for one in self._of(self._chosen)
            if typed in f"{one.product} {one.color} {one.sku}".casefold()
        ]

    def leads(self, desk: Desk, _key: object) -> list[QAction]:
        """Return the ways from the row in hand to its product."""
        one = self.table.current_item()
        return leading.to_product(desk, one.product_id) if isinstance(one, StockLevel) else []

    def summary(self) -> str:
        """Say the page's one line."""
        there, last = len(self._of(THERE)), len(self._of(LAST))
        return _("{sizes} · {last}").format(
            sizes=ngettext("{count} size can be promised", "{count} sizes can be promised", there).format(
                count=words.number(there)
            ),
            last=ngettext("{count} with true last pieces", "{count} with true last pieces", last).format(
                count=words.number(last)
            ),
        )

    def _of(self, key: object) -> list[StockLevel]:
        tests = {
            THERE: [one for one in self._levels if one.promisable > 0],
            LAST: [one for one in self._levels if one.is_last_pieces],
            NOT: [one for one in self._levels if one.promisable == 0],
        }
        return tests.get(str(key), list(self._levels))

    def _pick(self, key: object) -> None:
        self._chosen = key
        self._arrange()

    def _arrange(self, _typed: str = "") -> None:
        found = self.shown()
        self.table.show_items(found)
        pieces = sum(one.promisable for one in found)
        said = ngettext("{count} pair can be promised", "{count} pairs can be promised", pieces)
        note = _("An old count counts as nothing: check it first.")
        self.card.say(said.format(count=words.number(pieces)), note)

    def _row(self, one: StockLevel) -> Row:
        name = f"{one.product} {one.color.lower()}".strip()
        state = names.reason_name(one.reason) or names.state_name(one.state)
        if one.when:
            state = _("{state}, expected {day}").format(state=state, day=words.day(one.when))
        if one.is_last_pieces:
            state = _("Last pieces")
        tone = "warn" if one.is_last_pieces else "text" if one.promisable else "muted"
        as_of = words.day(one.as_of.date()) if one.as_of else "–"
        aloud = _("{product}, size {size}, {count} can be promised").format(
            product=name, size=one.size, count=one.promisable
        )
        cells = (
            Cell(name, role="strong"),
            Cell(one.size),
            Cell(words.number(one.promisable), role="strong"),
            Cell(state, tone=tone),
            Cell(as_of, tone="muted"),
        )
        return Row(one.variant_id, cells, name=aloud, muted=one.promisable == 0)


def _by_name(one: StockLevel) -> str:
    return f"{one.product} {one.color}".casefold()


def _by_pieces(one: StockLevel) -> int:
    return one.promisable
