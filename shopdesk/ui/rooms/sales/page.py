"""Ventas: four tabs on one header."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.i18n import _
from shopdesk.services import importing, phrases_months, sales_list, sales_months, sales_page, sales_table
from shopdesk.services import phrases_sales as say
from shopdesk.services.context import Shop
from shopdesk.services.importing import PastImport
from shopdesk.services.sales_list import SalesList, Wanted
from shopdesk.services.sales_months import MonthsView
from shopdesk.services.sales_page import ProductLine, SalesView
from shopdesk.ui import exporting
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.sales.deeds import Deeds
from shopdesk.ui.rooms.sales.imports import ImportsTab
from shopdesk.ui.rooms.sales.months import MonthsTab
from shopdesk.ui.rooms.sales.product_sheet import ProductSheet
from shopdesk.ui.rooms.sales.products import ProductsTab
from shopdesk.ui.rooms.sales.sale_sheet import EXCHANGE, SALE, SaleSheet
from shopdesk.ui.rooms.sales.weeks import WeeksTab
from shopdesk.ui.widgets import Button, EmptyState, Fold

SALES, MONTHS, PRODUCTS, IMPORTS = "sales", "months", "products", "imports"


class Page(BasePage):
    """What was sold, what there is, what was brought in."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "sale_order",
            "order_line",
            "return_line",
            "import_batch",
            "product",
            "variant",
            "supplier_item",
            "stock_snapshot",
            "stock_movement",
            "reservation",
            "variant_alias",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: SalesView | None = None
        self._lines: tuple[ProductLine, ...] = ()
        self._months: MonthsView | None = None
        self.header.say(_("Sales"))
        self.header.show_tabs(
            [(SALES, _("Sales")), (MONTHS, _("Months")), (PRODUCTS, _("Products")), (IMPORTS, _("Imports"))],
            SALES,
        )
        self.header.tabs.picked.connect(self._show_tab)
        self.export = Button(_("Export"), name="export_sales", icon="export", press=self._export)
        self.header.add_button(self.export)
        self.type = Button(_("Register sale"), name="register_by_hand", icon="receipt", press=self._type_sale)
        self.header.add_button(self.type)
        self.bring = Button(
            _("Import sales"),
            "primary",
            name="import_sales_here",
            icon="download-simple",
            press=desk.import_files,
        )
        self.header.add_button(self.bring)
        self.weeks, self.months = WeeksTab(desk), MonthsTab(desk)
        self.products, self.imports = ProductsTab(desk), ImportsTab(desk)
        self.deeds = Deeds(self)
        self.products.opened.connect(self._open_product)
        self.imports.wants_undo.connect(self._undo)
        self.weeks.wants_undo.connect(self._undo)
        self.weeks.wants_week.connect(self._open_week)
        self.weeks.wants_list.connect(self._list)
        self.tabs = QStackedWidget()
        self.body.addWidget(self.tabs, 1)  # before it is filled: what it holds would be dressed twice
        for tab in (self.weeks, self.months, self.products, self.imports):
            self.tabs.addWidget(tab)

    def reload(self) -> None:
        self.load(partial(_read, self.desk.shop), self._show)

    def fold(self, fold: Fold) -> None:
        super().fold(fold)
        self.weeks.fold(fold)

    def go(self, place: Place) -> None:
        super().go(place)
        if place.tab == IMPORTS and place.key is not None:
            self.imports.table.go_to(place.key)

        if place.key in (SALE, EXCHANGE):
            self._type_sale(str(place.key))
        elif place.tab == PRODUCTS and place.key is not None:
            self._open_product(place.key)

    def _type_sale(self, kind: str = SALE) -> None:
        currency = self.desk.shop.settings.get(ShopSettings).currency
        sheet = SaleSheet(self.desk, currency, kind=kind)
        sheet.typed.connect(self.deeds.register)
        self.desk.show_sheet(sheet, sheet.what.field)

    def _open_product(self, product: object) -> None:
        if isinstance(product, int) and self.view is not None:
            sheet = ProductSheet(self.desk, self.deeds, product, self._lines, self.view.currency)
            self.desk.show_sheet(sheet, sheet.table)

    def _show(self, found: Found) -> None:
        self.view, self._lines, past, self._months = found
        if not past and not self.view.latest.sales:
            self.show_empty(
                EmptyState(
                    "receipt",
                    _("There are no sales yet"),
                    _("Bring the file of your shop and they appear here, week by week."),
                    button=_("Import sales"),
                    button_icon="download-simple",
                    press=self.desk.import_files,
                    kind="secondary",
                )
            )
            return
        self.weeks.show_view(self.view)
        self.months.show_view(self._months)
        self.products.show_lines(self._lines, self.view.currency)
        self.imports.show_past(past, self.view.today)
        self.show_content()
        self._show_tab(self.header.tabs.key())

    def _show_tab(self, key: str) -> None:
        self.tabs.setCurrentIndex((SALES, MONTHS, PRODUCTS, IMPORTS).index(key))
        if self.view is None or self._months is None:
            return
        summaries = {
            SALES: say.summary(self.view),
            MONTHS: phrases_months.months_summary(self._months),
            PRODUCTS: say.products_summary(
                sum(1 for line in self._lines if line.is_goods),
                sum(1 for line in self._lines if line.is_goods and line.row.cost_minor is None),
            ),
            IMPORTS: say.imports_summary(self.view),
        }
        self.header.say(_("Sales"), summaries[key])

    def _open_week(self, week: date) -> None:
        self.act(partial(_week, self.desk.shop, week), self.weeks.show_week)

    def _list(self, wanted: Wanted, most: int) -> None:
        self.act(partial(sales_list.listed, self.desk.shop, wanted, most), self.weeks.card.show_list)

    def _undo(self, import_id: int) -> None:
        self.act(partial(importing.undo, self.desk.shop, import_id), self._undone)

    def _undone(self, outcome: importing.Undone) -> None:
        words = _("{file} was undone: the figures are as before.").format(file=outcome.file)
        kept = _("{file} was undone. {warning}").format(file=outcome.file, warning=outcome.warning)
        self.desk.messages.toast(kept if outcome.warning else words)

    def export_work(self) -> Callable[[], list[list[str]]] | None:
        """Write every sale of the list, those beyond the screen too; other tabs as they stand."""
        if self.header.tabs.key() != SALES or self.view is None:
            return None
        return partial(sales_table.table, self.desk.shop, self.weeks.card.wanted)

    def _export(self) -> None:
        rows = self.export_work() or self.export_table()
        if callable(rows) or len(rows) > 1:
            exporting.ask_and_write(self, _("Sales"), rows, self.desk)


Found = tuple[SalesView, tuple[ProductLine, ...], list[PastImport], MonthsView]
WeekFound = tuple[SalesList, tuple[int, int]]


def _read(shop: Shop) -> Found:
    return (
        sales_page.view(shop),
        sales_page.catalogue(shop),
        sales_page.history(shop),
        sales_months.view(shop),
    )


def _week(shop: Shop, week: date) -> WeekFound:
    return sales_list.listed(shop, Wanted(week)), sales_page.week_returns(shop, week)
