"""What the page does about suppliers: change one, add one, name who sells what; each can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import suppliers, supply
from shopdesk.services.phrases_reorder import name_of
from shopdesk.services.reorder import StyleRow
from shopdesk.services.suppliers import Stood, Terms
from shopdesk.services.supply import Kept, Supply
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.reorder.buying import Buying
from shopdesk.ui.rooms.reorder.supplier_sheet import SupplierSheet
from shopdesk.ui.rooms.reorder.supply_sheet import NameSheet, SupplySheet


class Supplying(QObject):
    """Sheets about suppliers; an offer that is kept shows at once in the one that is open."""

    def __init__(self, page: BasePage, buying: Buying) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self._buying = buying
        self._sheet: SupplySheet | None = None
        self._row: StyleRow | None = None
        self._products: tuple[int, ...] = ()
        self._supplier = ""

    # the supplier

    def change(self, terms: Terms) -> None:
        """Show what is known of a supplier, to change."""
        sheet = self._supplier_sheet(terms)
        sheet.boxes_wanted.connect(partial(self._buying.open_packs, terms))
        self._desk.show_sheet(sheet, sheet.first_field())

    def add(self) -> None:
        """Ask for a new supplier."""
        sheet = self._supplier_sheet(None)
        self._desk.show_sheet(sheet, sheet.first_field())

    def _supplier_sheet(self, terms: Terms | None) -> SupplierSheet:
        shop = self._desk.shop
        known = [one.name for one in suppliers.listed(shop)]
        currency = shop.settings.get(ShopSettings).currency
        sheet = SupplierSheet(terms, shop.today(), currency=currency, known=known)
        sheet.saved.connect(self._saved)
        return sheet

    def _saved(self, name: str, values: dict[str, object]) -> None:
        self._page.act(partial(suppliers.change, self._desk.shop, name, **values), self._was_saved)

    def _was_saved(self, before: Stood) -> None:
        told = _("{supplier} is written down.").format(supplier=before.name)
        if before.values is not None:
            told = _("You changed {supplier}").format(supplier=before.name)
        self._desk.undo.add(told, undo=partial(suppliers.put_back, self._desk.shop, before))

    # who sells what

    def open_supply(self, row: StyleRow) -> None:
        """Show who sells a product, with what it cost."""
        self._row = row
        self._page.act(partial(supply.read, self._desk.shop, row.first.product_id), self._show_supply)

    def _show_supply(self, found: Supply) -> None:
        if self._sheet is not None:
            self._sheet.show_supply(found)
            return
        if self._row is None:
            return
        self._sheet = SupplySheet(name_of(self._row.first), found)
        self._sheet.kept.connect(self._keep_offer)
        self._sheet.chosen.connect(self._choose)
        self._sheet.closed.connect(self._supply_closed)
        self._desk.show_sheet(self._sheet, self._sheet.name.line)

    def _supply_closed(self) -> None:
        self._sheet = None

    def _keep_offer(self, name: str, cost: int | None, pack: int, minimum: int) -> None:
        if self._row is not None:
            work = partial(
                supply.put_offer, self._desk.shop, self._row.first.product_id, name,
                cost_minor=cost, pack=pack, minimum=minimum,
            )  # fmt: skip
            self._page.act(work, self._offer_kept)

    def _choose(self, name: str) -> None:
        if self._row is not None:
            work = partial(supply.name_first, self._desk.shop, [self._row.first.product_id], name)
            self._page.act(work, self._offer_kept)

    def _offer_kept(self, before: Kept) -> None:
        if self._row is not None:
            told = _("Who sells {product} is written down.").format(product=name_of(self._row.first))
            self._desk.undo.add(told, undo=partial(supply.put_back, self._desk.shop, before))
            self._page.act(partial(supply.read, self._desk.shop, self._row.first.product_id), self._refill)

    def _refill(self, found: Supply) -> None:
        if self._sheet is not None:
            self._sheet.show_supply(found)

    # naming

    def name_for(self, rows: Sequence[StyleRow]) -> None:
        """Ask who sells these products, which nobody is named for."""
        if not rows:
            return
        self._products = tuple(row.first.product_id for row in rows)
        known = [one.name for one in suppliers.listed(self._desk.shop)]
        sheet = NameSheet([name_of(row.first) for row in rows], known)
        sheet.named.connect(self._name)
        self._desk.show_sheet(sheet, sheet.name.line)

    def _name(self, supplier: str) -> None:
        self._supplier = supplier
        self._page.act(partial(supply.name_first, self._desk.shop, self._products, supplier), self._was_named)

    def _was_named(self, before: Kept) -> None:
        told = ngettext(
            "{count} product is ordered from {supplier} now.",
            "{count} products are ordered from {supplier} now.",
            len(self._products),
        ).format(count=len(self._products), supplier=self._supplier)
        self._desk.undo.add(told, undo=partial(supply.put_back, self._desk.shop, before))
