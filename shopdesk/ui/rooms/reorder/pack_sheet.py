"""“Corridas”: the boxes a supplier sells, to add and to take away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from shopdesk.runtime import words
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import pack_runs
from shopdesk.services.pack_runs import Run
from shopdesk.services.phrases_reorder import pairs
from shopdesk.ui.widgets import Button, Cell, Column, Kind, LineField, Row, RowTable, Sheet, TableCard


class PackSheet(Sheet):
    """``added(name, sizes)`` and ``removed(Run)``; the caller shows the boxes again with ``show_runs``."""

    added = Signal(str, str)
    removed = Signal(object)

    def __init__(self, supplier: str, runs: Sequence[Run]) -> None:
        super().__init__(
            "pack_sheet", _("Boxes of {supplier}").format(supplier=supplier),
            _("So many of each size in one box. Size maps and season buys use them."), width=640, height=520,
        )  # fmt: skip
        self._runs: list[Run] = []
        self.table = RowTable(
            [
                Column("name", _("Box"), stretch=True),
                Column("pieces", _("Pairs"), Kind.NUMBER, width=90),
                Column("remove", "", Kind.LINK, width=90),
            ],
            self._row,
            name="pack_runs",
            words=_("Boxes"),
            placeholder=_("No boxes yet. Write the first one below."),
        )
        self.table.acted.connect(self._acted)
        self.name = LineField(_("Name of the box"), name="pack_name", value="")
        self.sizes = LineField(_("Sizes, like 22×1, 23×2, 24×2"), name="pack_sizes", value="")
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.name, 1)
        across.addWidget(self.sizes, 2)
        self.body.addWidget(TableCard(self.table), 1)
        self.body.addLayout(across)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Close"), name="close_packs", press=self.close_sheet))
        add = Button(_("Add the box"), "primary", name="add_pack", icon="plus", press=self._add)
        self.foot.addWidget(add)
        self.primary = add
        self.show_runs(runs)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show the boxes there are now."""
        self._runs = list(runs)
        self.table.show_items(self._runs)

    def _row(self, one: Run) -> Row:
        content = ", ".join(f"{size}×{words.number(pieces)}" for size, pieces in one.sizes.items())
        cells = (
            Cell(one.name, content, role="strong"),
            Cell(words.number(one.pieces)),
            Cell(links=(("remove", _("Remove")),)),
        )
        return Row(one.id, cells, name=f"{one.name}, {content}, {pairs(one.pieces)}")

    def _acted(self, key: object, _action: str) -> None:
        found = next((one for one in self._runs if one.id == key), None)
        if found is not None:
            self.removed.emit(found)

    def _add(self) -> None:
        try:
            pack_runs.read_sizes(self.sizes.value())
        except WrongInput as refused:
            self.sizes.show_error(str(refused.message))
            return
        self.sizes.show_error("")
        self.added.emit(self.name.value(), self.sizes.value())
        self.name.set_value("")
        self.sizes.set_value("")
