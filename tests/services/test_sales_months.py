"""Months that add up: sold, given back, margin without tax, the same days of the year before."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from shopdesk.services import importing, sales_months
from shopdesk.services.context import Shop
from shopdesk.services.sales_months import Month

PRODUCTS = "sku,product,size,cost,price\nA-24,Tenis Nube,24,400,1000\nB-25,Bota Sierra,25,,1500\n"
SALES = (
    "date,order,channel,sku,product,size,quantity,unit_price,status,kind,related_order\n"
    "2025-10-05,1,Mostrador,A-24,Tenis Nube,24,1,900,paid,sale,\n"
    "2025-11-03,2,Mostrador,A-24,Tenis Nube,24,1,900,paid,sale,\n"
    "2025-11-28,3,Mostrador,A-24,Tenis Nube,24,1,900,paid,sale,\n"
    "2026-10-05,4,Mostrador,A-24,Tenis Nube,24,2,1000,paid,sale,\n"
    "2026-10-06,5,Web,B-25,Bota Sierra,25,1,1500,paid,sale,\n"
    "2026-10-07,6,Web,A-24,Tenis Nube,24,1,1000,cancelled,sale,\n"
    "2026-10-08,7,Mostrador,A-24,Tenis Nube,24,1,1000,paid,return,4\n"
    "2026-11-10,8,Mostrador,A-24,Tenis Nube,24,1,1080,paid,sale,\n"
)


@pytest.fixture
def sold(shop: Shop, tmp_path: Path) -> Shop:
    """Return a shop with eight orders over two years."""
    for name, content in (("productos.csv", PRODUCTS), ("ventas.csv", SALES)):
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        importing.import_files(shop, [file])
    return shop


@pytest.fixture
def month(sold: Shop) -> Callable[[int, int], Month]:
    """Return a function that finds one month of the view."""
    found = {one.month: one for one in sales_months.view(sold).months}
    return lambda year, number: found[date(year, number, 1)]


def test_a_month_is_what_was_sold_less_what_came_back(month: Callable[[int, int], Month]) -> None:
    october = month(2026, 10)
    assert october.orders == 2  # the cancelled one and the return are not sales
    assert october.total_minor == 3_500_00  # 2 × 1,000 + 1,500
    assert october.net_minor == 2_500_00  # less the pair that came back
    assert october.pieces == 2


def test_the_margin_speaks_only_of_pieces_whose_cost_is_known(month: Callable[[int, int], Month]) -> None:
    october = month(2026, 10)
    # One Tenis Nube stayed sold: 1,000 less 400 = 600, 60 %. The Bota has no cost.
    assert october.costed_minor == 1_000_00
    assert october.margin_minor == 600_00
    assert october.margin_share == pytest.approx(0.6)
    assert october.goods_minor == 2_500_00


def test_the_running_month_is_compared_with_the_same_days_of_last_year(
    month: Callable[[int, int], Month],
) -> None:
    november = month(2026, 11)
    assert november.until == date(2026, 11, 20)
    assert november.before_minor == 900_00  # the sale of the 3rd; that of the 28th is still ahead
    assert sales_months.change(november.net_minor, november.before_minor) == pytest.approx(0.2)
    assert month(2025, 10).before_minor is None  # the history does not reach


def test_stock_at_cost_says_how_much_of_it_it_knows(sold: Shop, tmp_path: Path) -> None:
    file = tmp_path / "existencias.csv"
    file.write_text("as_of,sku,on_hand\n2026-11-20,A-24,5\n2026-11-20,B-25,3\n", encoding="utf-8")
    importing.import_files(sold, [file])
    stock = sales_months.stock_value(sold)
    assert (stock.pieces, stock.costed_pieces, stock.cost_minor) == (8, 5, 2_000_00)


def test_the_accountant_gets_every_order_of_the_month_and_no_customer(sold: Shop, tmp_path: Path) -> None:
    file = tmp_path / "octubre.csv"
    assert sales_months.last_whole(sold) == date(2026, 10, 1)
    assert sales_months.write(sold, date(2026, 10, 1), file) == 4
    with file.open(encoding="utf-8-sig", newline="") as read:
        rows = list(csv.DictReader(read))
    assert [row["Número de venta"] for row in rows] == ["4", "5", "6", "7"]
    assert sum(float(row["Lo que quedó"]) for row in rows) == 2500.00  # the same as the month's net
    assert rows[2]["Estado"] == "Cancelado"
    assert not any("cliente" in name.casefold() for name in rows[0])


def test_a_shop_without_sales_has_no_months(shop: Shop) -> None:
    assert sales_months.view(shop).months == ()
