"""Tallas: which sizes are gone, what that costs, and one click to order them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_sizes as said
from shopdesk.services import sizes
from shopdesk.services.context import Shop
from shopdesk.services.sizes import MapView, SizesPage, StyleRow, Transfer
from shopdesk.ui import printing, theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.sizes.actions import Actions
from shopdesk.ui.rooms.sizes.card import MapCard
from shopdesk.ui.rooms.sizes.panel import MissingCard, StyleCard, TransferCard
from shopdesk.ui.rooms.sizes.paper import MapPaper, map_paper
from shopdesk.ui.widgets import (
    Button,
    Chip,
    ChipRow,
    EmptyState,
    Fold,
    Rail,
    Split,
    Text,
    row,
)


@dataclass(frozen=True, slots=True)
class _Read:
    page: SizesPage
    waiting: frozenset[int]
    moves: tuple[Transfer, ...]


def _read(shop: Shop) -> _Read:
    page = sizes.page(shop)
    return _Read(page, frozenset(sizes.waiting(shop)), sizes.transfers(shop, page))


class Page(BasePage):
    """The page; see ``BasePage``."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "order_line",
            "return_line",
            "stock_movement",
            "stock_snapshot",
            "purchase_order_line",
            "receipt_line",
            "product",
            "variant",
            "size_request",
            "unmet_request",
            "setting",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.deeds = Actions(self)
        self._known: _Read | None = None
        self._view: MapView | None = None
        self._group: str | None = None
        self._wanted: int | None = None
        self._preview: QPrintPreviewDialog | None = None
        self.header.say(_("Sizes"))
        self.go_print = Button(_("Print map"), name="print_map", icon="printer", press=self.print_list)
        self.go_add = Button(
            said.add_button(0), "primary", name="add_sizes", icon="plus", press=self._add_all
        )
        self.header.add_button(self.go_print)
        self.header.add_button(self.go_add)
        self.body.addLayout(self._chips())
        self.map = MapCard()
        self.map.chosen.connect(self._chosen)
        self.map.opened.connect(self._open)
        self.map.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.map.table.customContextMenuRequested.connect(self._menu)
        self.style_card = StyleCard()
        self.missing_card = MissingCard()
        self.missing_card.picked.connect(self._go_to)
        self.missing_card.wanted.connect(self._add_one)
        rail = Rail(332)
        self.style_card.run_wanted.connect(self._ask_run)
        self.style_card.asked_wanted.connect(self._ask_who)
        self.transfer_card = TransferCard()
        self.transfer_card.wanted.connect(self.deeds.move)
        self.style_card.guide_wanted.connect(self._ask_guide)
        rail.add(self.style_card, self.missing_card, self.transfer_card)
        self.split = Split(self.map, rail, drawer=True, name="style_rail")
        self.body.addWidget(self.split, 1)

    def _chips(self) -> QHBoxLayout:
        self.groups = ChipRow(name="group")
        self.groups.picked.connect(self._pick_group)
        self.only_gaps = Chip(_("Only with gaps"), key="gaps", name="only_gaps")
        self.only_gaps.toggled.connect(self._filter)
        self.caption = Text("", "small", tone="muted")
        theme.current().changed.connect(self._say_cells)
        self._say_cells()
        line = row(self.groups, self.only_gaps, None, self.caption, gap=6)
        line.setAlignment(self.groups, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _say_cells(self) -> None:
        coloured = _("Each cell: pairs in stock. Colour: weeks they last.")
        self.caption.setText(_("Each cell: pairs in stock.") if theme.current().high_contrast else coloured)

    def reload(self) -> None:
        """Compute the page off the window's thread."""
        self.load(partial(_read, self.desk.shop), self._show)

    def go(self, place: Place) -> None:
        """Show a style: its group, its row, its panel."""
        super().go(place)
        if place.tab == "guide":
            self._ask_guide()
        if isinstance(place.key, int):
            self._group = None
            self._wanted = place.key
            self._arrange()

    def fold(self, fold: Fold) -> None:
        """Fold the rail into a drawer where room ends."""
        super().fold(fold)
        self.split.fold(fold)
        self.caption.setVisible(fold is not Fold.FOLDED)
        self.map.fold(folded=fold is Fold.FOLDED)

    def print_list(self) -> None:
        """Preview the map of the group shown, on the shop's paper."""
        paper = self.paper()
        if paper is not None:
            letter = printing.is_letter(self.desk.shop.settings.get(ShopSettings).country)
            self._preview = printing.preview(self, paper.paint(), letter=letter, landscape=True)

    def export_table(self) -> list[list[str]]:
        """Return the rows of the map shown."""
        return self.map.table.map.as_table()

    def copy(self) -> None:
        """Copy the row in hand, with the sizes above it."""
        header, *lines = self.map.table.map.as_table()
        at = self.map.table.currentIndex().row()
        if 0 <= at < len(lines):
            QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in (header, lines[at])))

    def copy_image(self) -> None:
        """Put the map on the clipboard as a picture."""
        QGuiApplication.clipboard().setPixmap(self.map.grab())

    def save_image(self) -> None:
        """Ask where and save the map as a picture."""
        place, _kind = QFileDialog.getSaveFileName(self, _("Save image…"), "mapa-tallas.png", "PNG (*.png)")
        if place:
            self.map.grab().save(place)

    def paper(self) -> MapPaper | None:
        """Return what is printed of the group shown; None before anything is."""
        if self._view is None or self._known is None:
            return None
        return map_paper(self.desk.shop, self._known.page, self._view)

    def _show(self, known: _Read) -> None:
        self._known = known
        page = known.page
        self.header.say(page.option_name or _("Sizes"), said.summary(page))
        if not page.rows:
            self.go_add.forbid(_("There are no sizes to add."))
            self.go_print.forbid(_("There is no map to print."))
            self.show_empty(
                EmptyState(
                    "ruler",
                    said.summary(page),
                    _("Import a file with a size column, or split the sizes from the names in the import."),
                    button=_("Import sales"),
                    button_icon="download-simple",
                    press=self.desk.import_files,
                    kind="secondary",
                )
            )
            return
        self.go_print.forbid()
        self.show_content()
        self._arrange()

    def _arrange(self, *, stay: bool = True) -> None:
        if self._known is None:
            return
        page = self._known.page
        if self._wanted is not None:
            self._group = sizes.group_of(page, self._wanted)
        view = sizes.view(page, self._group, only_gaps=self.only_gaps.isChecked())
        self._view, self._group = view, view.group
        self.groups.show_chips([(g.key, said.group(g.key), None) for g in view.groups], on=view.group)
        self.groups.setVisible(bool(view.groups))
        broken = [line.style for line in view.rows if line.style.missing]
        self.missing_card.show_rows(broken, self._known.waiting)
        shown = {line.style.product_id for line in view.rows}
        self.transfer_card.show_moves(tuple(m for m in self._known.moves if m.product_id in shown))
        self._count(broken)
        self.map.show_view(view, stay=stay)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.map.go_to(wanted)

    def _count(self, broken: list[StyleRow]) -> None:
        waiting = self._known.waiting if self._known is not None else frozenset()
        left = [cell for line in broken for cell in line.missing if cell.variant_id not in waiting]
        self.go_add.set_words(said.add_button(len(left)))
        if left:
            self.go_add.forbid()
        elif broken:
            self.go_add.forbid(_("They are in Reorder already."))
        else:
            self.go_add.forbid(_("No key size is gone here."))

    def _chosen(self, product_id: object) -> None:
        found = self._style(product_id)
        if found is None or self._known is None:
            return
        self.style_card.show_style(found, self._known.page)
        gone = said.missing(found) if found.missing else said.healthy(found)
        self.split.say(found.name, gone, _("See"))
        self.missing_card.table.go_to(product_id)

    def _style(self, product_id: object) -> StyleRow | None:
        rows = self._known.page.rows if self._known is not None else ()
        return next((line for line in rows if line.product_id == product_id), None)

    def _go_to(self, product_id: object) -> None:
        if isinstance(product_id, int):
            self.map.go_to(product_id)

    def _open(self, _product_id: object) -> None:
        self.split.open_rail()

    def _pick_group(self, key: object) -> None:
        self._group = str(key)
        self._arrange(stay=False)

    def _filter(self, _on: bool) -> None:
        self._arrange(stay=False)

    def _add_all(self) -> None:
        if self._view is not None:
            self.deeds.add([line.style for line in self._view.rows if line.style.missing])

    def _add_one(self, product_id: object) -> None:
        found = self._style(product_id)
        if found is not None and found.missing:
            self.deeds.add([found])

    def _ask_run(self, product_id: object) -> None:
        found = self._style(product_id)
        if found is not None:
            self.deeds.ask_run(found)

    def _ask_who(self, product_id: object) -> None:
        found = self._style(product_id)
        if found is not None:
            self.deeds.ask_who(found)

    def _ask_guide(self) -> None:
        rows = self._known.page.rows if self._known is not None else ()
        self.deeds.ask_guide(sorted({line.brand for line in rows if line.brand}))

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        found = self._style(self.map.table.current_style())
        entries = [
            (_("Copy row"), self.copy),
            (_("Copy image"), self.copy_image),
            (_("Save image…"), self.save_image),
            (_("Print map"), self.print_list),
        ]
        if found is not None and found.missing:
            entries.insert(0, (said.add_button(len(found.missing)), self._add_current))
        for text, call in entries:
            action = QAction(text, menu)
            action.triggered.connect(call)
            menu.addAction(action)
        menu.exec(self.map.table.viewport().mapToGlobal(at))

    def _add_current(self) -> None:
        self._add_one(self.map.table.current_style())
