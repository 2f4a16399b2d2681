"""The clearance table: what should go from the shelf, with what to do with each and the money in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from shopdesk.domain.naming import styled
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_clearance as said
from shopdesk.services.clearance import Leftover, Reason
from shopdesk.services.phrases_reorder import pairs
from shopdesk.ui.widgets import Button, Cell, Column, Group, Kind, Row, RowTable, Sheet, TableCard


class ClearanceSheet(Sheet):
    """``copied(str)`` carries the table as text."""

    copied = Signal(str)

    def __init__(self, found: Sequence[Leftover]) -> None:
        super().__init__(
            "clearance_sheet", _("For the clearance table"), said.summary(found), width=820, height=640
        )
        self._found = list(found)
        self.table = RowTable(
            [
                Column("product", _("Product"), stretch=True),
                Column("sizes", _("Sizes"), width=190),
                Column("pieces", _("Pairs"), Kind.NUMBER, width=80),
                Column("cost", _("At cost"), Kind.NUMBER, width=120),
            ],
            self._row,
            name="clearance",
            words=_("For the clearance table"),
            placeholder=_("Nothing on the shelf is too much."),
        )
        entries: list[Any] = []
        for reason in Reason:
            members = [one for one in self._found if one.reason is reason]
            if members:
                told = ngettext("{count} product", "{count} products", len(members)).format(
                    count=words.number(len(members))
                )
                entries += [Group(reason.value, said.reason(reason), told), *members]
        self.table.show_items(entries)
        card = TableCard(self.table)
        cost = sum(one.cost_minor for one in self._found)
        total = pairs(sum(one.pieces for one in self._found))
        money = words.money(cost, self._found[0].currency) if cost else ""
        card.say(_("{sum} · {money} at cost").format(sum=total, money=money) if cost else total, "", "")
        self.body.addWidget(card, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Close"), name="close_clearance", press=self.close_sheet))
        self.foot.addWidget(
            Button(_("Copy the list"), "primary", name="copy_clearance", icon="copy", press=self._copy)
        )

    def _row(self, one: Leftover) -> Row:
        name = styled(one.product, one.color)
        note = (
            said.advice(one)
            if one.is_ordered
            else _("{advice} No longer ordered.").format(advice=said.advice(one))
        )
        return Row(
            one.product_id,
            (
                Cell(name, note, role="strong"),
                Cell(words.names(list(dict.fromkeys(size for size in one.sizes if size)))),
                Cell(words.number(one.pieces)),
                Cell(words.money(one.cost_minor, one.currency) if one.cost_minor else ""),
            ),
            name=f"{name}, {note}",
        )

    def _copy(self) -> None:
        self.copied.emit(said.as_text(self._found))
        self.finish()
