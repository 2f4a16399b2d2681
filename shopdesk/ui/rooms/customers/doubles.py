"""The fifth tab: customers who may be one. Nothing is merged without the owner's word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_person
from shopdesk.services.customers.doubles import Pair
from shopdesk.services.customers.listing import CustomerRow
from shopdesk.ui.widgets import Cell, Column, EmptyState, Kind, Row, RowTable, TableCard

MERGE, APART = "merge", "apart"


class DoublesView(QWidget):
    """``merged(Pair)`` and ``kept_apart(Pair)``."""

    merged = Signal(object)
    kept_apart = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pairs: dict[int, Pair] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.table = RowTable(
            [
                Column("one", _("Customer"), width=270),
                Column("other", _("May be the same as"), width=270),
                Column("why", _("Why"), stretch=True),
                Column("do", "", Kind.LINK, width=220),
            ],
            self._row,
            name="doubles",
            words=_("Customers who may be one"),
        )
        self.table.tints_first = True
        self.table.acted.connect(self._act)
        self.card = TableCard(self.table)
        self.empty = EmptyState(
            "users",
            _("Nobody stands twice in your list"),
            _("When a file brings two spellings of what may be one person, they wait here for your word."),
        )
        column.addWidget(self.card, 1)
        column.addWidget(self.empty, 1)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show the pairs that wait."""
        self._pairs = {pair.number: pair for pair in pairs}
        self.card.setVisible(bool(pairs))
        self.empty.setVisible(not pairs)
        self.table.show_items(pairs)
        said = ngettext("{count} pair waits for your word", "{count} pairs wait for your word", len(pairs))
        note = _("A merge can be taken back at any time, from the card.")
        self.card.say(said.format(count=len(pairs)), note)

    def first(self) -> Pair | None:
        """Return the pair at the top."""
        return next(iter(self._pairs.values()), None)

    def _row(self, pair: Pair) -> Row:
        cells = (
            _person(pair.one),
            _person(pair.other),
            Cell(phrases_person.alike(pair.reason), tone="muted", role="small"),
            Cell(links=((MERGE, _("They are one")), (APART, _("They are two")))),
        )
        said = _("{one} and {other}: {why}")
        why = phrases_person.alike(pair.reason)
        return Row(pair.number, cells, said.format(one=pair.one.shown, other=pair.other.shown, why=why))

    def _act(self, key: object, action: str) -> None:
        pair = self._pairs.get(key) if isinstance(key, int) else None
        if pair is not None:
            (self.merged if action == MERGE else self.kept_apart).emit(pair)


def _person(one: CustomerRow) -> Cell:
    times = ngettext("{count} purchase", "{count} purchases", one.purchases).format(
        count=words.number(one.purchases)
    )
    reach = one.email or one.phone
    return Cell(one.shown, " · ".join(part for part in (reach, times) if part), role="strong")
