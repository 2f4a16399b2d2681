"""The 26 files of one shoe shop, each in another program's words, tell the same story."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from shopdesk.formats.base import ReadOptions
from shopdesk.formats.records import content
from tests.formats.sample_figures import (
    FIGURES,
    FIGURES_OF,
    NOT_HELD,
    SAMPLES,
    expected,
    held,
    needs_samples,
    read_all,
)

pytestmark = needs_samples
ENTRIES = expected()


def _name(entry: dict[str, Any]) -> str:
    return entry["file"]


@pytest.mark.parametrize("entry", ENTRIES, ids=_name)
def test_each_sample_gives_the_figures_it_carries(entry: dict[str, Any]) -> None:
    found = read_all(SAMPLES / entry["file"])
    assert found.reading.format.name == entry["format"]
    figures = {key: FIGURES_OF.get((entry["format"], key), FIGURES[key])(found) for key in held(entry)}
    assert figures == held(entry)
    assert found.reading.counts.rejected == 0


@pytest.mark.parametrize("key", sorted(NOT_HELD), ids=str)
def test_a_figure_that_is_not_checked_says_why(key: tuple[str, str]) -> None:
    assert NOT_HELD[key]
    assert any(entry["format"] == key[0] and key[1] in entry["expected"] for entry in ENTRIES)


def test_the_overlap_pair_shares_fourteen_orders_changes_one_and_adds_fifteen() -> None:
    entry = next(one for one in ENTRIES if "import_after" in one["expected"])
    before = {
        one.number: content(one) for one in read_all(SAMPLES / entry["expected"]["import_after"]).orders
    }
    after = {one.number: content(one) for one in read_all(SAMPLES / entry["file"]).orders}
    same = [number for number in after if before.get(number) == after[number]]
    changed = [number for number in after if number in before and before[number] != after[number]]
    new = [number for number in after if number not in before]
    wanted = entry["expected"]
    assert (len(new), len(changed), len(same)) == (
        wanted["new_orders"],
        wanted["updated_orders"],
        wanted["unchanged_orders"],
    )


TELLING_EVERYTHING = (
    "shopify_orders_mxn.csv",
    "woocommerce_csv_export_item_rows.csv",
    "woocommerce_webtoffee_wide.csv",
    "tiendanube_ventas_mx_punto.csv",
    "tiendanube_ventas_ar_coma.csv",
    "nuvemshop_vendas_br.csv",
    "tiktok_shop_orders.csv",
)


def _truth() -> dict[int, dict[str, Any]]:
    orders = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))["orders"]
    return {order["number"]: order for order in orders}


@pytest.mark.parametrize("file", TELLING_EVERYTHING)
def test_every_line_has_the_product_color_and_size_of_the_truth(file: str) -> None:
    found = read_all(SAMPLES / file)
    truth = sorted(_truth().values(), key=lambda one: one["created"])
    orders = sorted(found.orders, key=lambda one: one.placed_at)
    for told, order in zip(truth, orders, strict=True):
        wanted = Counter((x["sku"], x["title"], x["color"], x["size"], x["qty"]) for x in told["lines"])
        read = Counter((x.sku, x.product, x.color, x.size, x.quantity) for x in order.lines)
        assert read == wanted
        assert order.placed_at == datetime.fromisoformat(told["created"])


@pytest.mark.parametrize("file", TELLING_EVERYTHING)
def test_lines_add_up_to_what_was_paid_for_the_goods(file: str) -> None:
    for order in read_all(SAMPLES / file).orders:
        goods = sum(line.total_minor for line in order.lines)
        assert goods + order.shipping_minor == order.total_minor
        assert sum(line.discount_minor for line in order.lines) == order.discount_minor


def test_a_pack_of_mercado_libre_spreads_its_money_over_its_products() -> None:
    orders = read_all(SAMPLES / "mercadolibre_ventas_mx.xlsx").orders
    pack = next(one for one in orders if one.number == "2000009001088000")
    # 2,338.20 for two of 1,299.00 each: 259.80 off, half on each line.
    assert [line.total_minor for line in pack.lines] == [116910, 116910]
    assert [line.sku for line in pack.lines] == ["TBR-CA-24", "TBR-NE-26"]
    assert pack.rows == tuple(range(pack.rows[0], pack.rows[0] + 3))


def test_csv_and_xlsx_of_mercado_libre_tell_the_same() -> None:
    left = read_all(SAMPLES / "mercadolibre_ventas_mx.xlsx").orders
    right = read_all(SAMPLES / "mercadolibre_ventas_mx.csv").orders
    assert [content(one) for one in left] == [content(one) for one in right]


def test_a_refund_at_square_goes_back_on_the_line_and_the_day_it_came_back() -> None:
    orders = read_all(SAMPLES / "square_items.csv").orders
    order = next(one for one in orders if one.number == "tx6040011031676")
    (line,) = order.lines
    assert (line.refunded_quantity, order.refunded_minor) == (1, 89950)
    assert line.refunded_at is not None
    assert line.refunded_at - order.placed_at > timedelta(days=3)


def test_the_general_public_of_the_till_is_nobody() -> None:
    orders = read_all(SAMPLES / "pos_generico_mx_cp1252.csv").orders
    names = {one.customer.name for one in orders}
    assert "" in names
    assert not any("PUBLICO" in name.upper() for name in names)


def test_the_hand_kept_sheet_reads_half_sizes_and_days_without_a_year() -> None:
    found = read_all(SAMPLES / "hoja_whatsapp_mx.csv")
    assert {line.size for one in found.orders for line in one.lines} >= {"24.5", "25.5", "EU 36", "CH"}
    assert {one.placed_at.year for one in found.orders} == {2025}
    days = [one.placed_at.date() for one in found.orders]
    assert days == sorted(days)


def test_without_a_zone_local_times_stay_local_and_ask() -> None:
    found = read_all(SAMPLES / "tiendanube_ventas_mx_punto.csv", ReadOptions(currency="MXN"))
    assert [one.code for one in found.reading.questions] == ["zone"]
    assert all(one.placed_at.tzinfo is None for one in found.orders)


def test_inventory_asks_of_which_day_it_is() -> None:
    found = read_all(SAMPLES / "shopify_inventory_two_locations.csv")
    assert [(one.code, one.blocking) for one in found.reading.questions] == [("as_of", False)]
