"""Making two products one: find the other, see what goes along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from shopdesk.domain.naming import name_key
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import correcting
from shopdesk.services.context import Shop
from shopdesk.services.correcting import Change
from shopdesk.services.product_card import ProductCard
from shopdesk.services.sales_page import ProductLine
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.sales.correct_sheet import change_row
from shopdesk.ui.widgets import Button, Cell, Column, Kind, Row, RowTable, SearchField, Sheet, TableCard, Text

_SHOWN = 60


class JoinSheet(Sheet):
    """``chosen(product id)`` of the product whose sizes become this one's."""

    chosen = Signal(int)

    def __init__(self, desk: Desk, card: ProductCard, lines: Sequence[ProductLine]) -> None:
        super().__init__(
            "join_sheet",
            _("Which product is {name} too?").format(name=card.title),
            _("Its sizes, sales and counts become this one's. It can be taken back."),
            width=920,
            height=620,
        )
        self._desk, self._card = desk, card
        self._lines = tuple(line for line in lines if line.row.product_id != card.product_id)
        self._asked: int | None = None
        self.search = SearchField(_("Find a product"), name="find_join")
        self.search.setText(card.name.split(" ")[0])
        self.search.searched.connect(self._find)
        columns = [
            Column("name", _("Product"), stretch=True),
            Column("sizes", _("Sizes"), Kind.NUMBER, 80),
            Column("stock", _("On hand"), Kind.NUMBER, 90),
        ]
        self.table = RowTable(columns, _row, name="join_with", words=_("Products"), row_height=38)
        self.table.placeholder = _("Nothing called that.")
        self.table.picked.connect(self._look)
        self.body.addWidget(self.search)
        self.body.addWidget(TableCard(self.table), 3)
        self.body.addWidget(Text(_("What changes"), "h3"))
        changes = [Column("what", "", stretch=True), Column("along", "", width=280)]
        self.changes = RowTable(
            changes, change_row, name="join_changes", words=_("What changes"), row_height=34
        )
        self.changes.horizontalHeader().hide()
        self.changes.placeholder = _("Choose the other product.")
        self.body.addWidget(TableCard(self.changes), 2)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_join", press=self.close_sheet))
        self.go = Button(_("Make them one"), "primary", name="join_now", icon="check", press=self._go)
        self.foot.addWidget(self.go)
        self.go.forbid(_("Choose the other product."))
        self._find(self.search.text())

    def _find(self, typed: str) -> None:
        parts = name_key(typed).split()
        hits = [line for line in self._lines if all(part in name_key(line.name) for part in parts)]
        self.table.show_items(hits[:_SHOWN])
        self._seen((None, ()))
        self.table.go_to_first()
        self._look(self.table.current_key())

    def _look(self, key: object) -> None:
        if isinstance(key, int) and key != self._asked:
            self._asked = key
            self.go.forbid(_("Looking at what changes…"))
            work = partial(_preview, self._desk.shop, self._card.product_id, key)
            self._desk.jobs.start(work, owner=self, done=self._seen)

    def _seen(self, found: tuple[int | None, tuple[Change, ...]]) -> None:
        other, changes = found
        if other is not None and other != self._asked:
            return
        self._asked = other
        self.changes.show_items(enumerate(changes))
        self.go.forbid("" if changes else _("Choose the other product."))
        count = len(changes)
        if count:
            said = ngettext("Bring {count} size here", "Bring {count} sizes here", count)
            self.go.set_words(said.format(count=count))

    def _go(self) -> None:
        if self._asked is not None:
            self.chosen.emit(self._asked)
        self.finish()


def _preview(shop: Shop, kept: int, other: int) -> tuple[int, tuple[Change, ...]]:
    return other, correcting.preview(shop, correcting.merging(shop, kept, other))


def _row(line: ProductLine) -> Row:
    cells = (Cell(line.name, right=line.row.code), Cell(words.number(line.row.sizes)),
             Cell(words.number(line.on_hand)))  # fmt: skip
    return Row(line.row.product_id, cells, name=line.name)
