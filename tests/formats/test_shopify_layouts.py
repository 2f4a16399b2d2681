"""Shopify's files in the layouts and states that shops have them in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shopdesk.formats.base import ReadOptions, Undecided
from tests.formats.file_builders import codes, read_table

ORDER = (
    "Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,"
    "Cancelled at,Refunded Amount,Source,"
    "Phone,Billing Phone"
)
OPTIONS = "Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU"


def an_order(**cells: str) -> list[str]:
    """Return a paid order of one pair for 1,299 pesos."""
    usual = {
        "Name": "#1",
        "Financial Status": "paid",
        "Currency": "MXN",
        "Subtotal": "1299.00",
        "Shipping": "0.00",
        "Taxes": "179.17",
        "Total": "1299.00",
        "Discount Amount": "0.00",
        "Created at": "2025-01-13 10:00:00 -0600",
        "Lineitem quantity": "1",
        "Lineitem name": "Tenis Brisa - 25.5 / Negro",
        "Lineitem price": "1299.00",
    }
    return [({**usual, **cells}).get(title, "") for title in ORDER.split(",")]


def a_line(name: str = "#1", **cells: str) -> list[str]:
    """Return a further line of an order: most columns are blank."""
    usual = {"Name": name, "Created at": "2025-01-13 10:00:00 -0600", "Lineitem quantity": "1"}
    return [({**usual, **cells}).get(title, "") for title in ORDER.split(",")]


def only(tmp_path: Path, *rows: list[str]) -> Any:
    """Read one order."""
    (order,) = read_table(tmp_path, ORDER, *rows).orders
    return order


def test_taxes_on_top_are_told_from_taxes_within_by_the_sums(tmp_path: Path) -> None:
    within = only(tmp_path, an_order())
    on_top = only(tmp_path, an_order(Subtotal="1299.00", Total="1478.17"))
    neither = only(tmp_path, an_order(Total="1500.00"))
    assert (within.taxes_included, on_top.taxes_included, neither.taxes_included) == (True, False, None)
    assert on_top.total_minor == 147817


def test_a_discount_on_the_order_is_spread_over_its_lines_to_the_last_cent(tmp_path: Path) -> None:
    order = only(
        tmp_path,
        an_order(**{"Subtotal": "1700.00", "Total": "1700.00", "Discount Amount": "99.00"}),
        a_line(**{"Lineitem name": "Bota - 24", "Lineitem price": "500.00"}),
    )
    # 9,900 cents over 129,900 and 50,000: 7,148.4 and 2,751.5, the larger remainder gets the cent.
    assert [line.discount_minor for line in order.lines] == [7148, 2752]
    assert sum(line.total_minor for line in order.lines) == 170000


def test_a_discount_on_the_shipping_leaves_the_lines_alone(tmp_path: Path) -> None:
    order = only(tmp_path, an_order(**{"Discount Amount": "149.00", "Shipping": "149.00"}))
    assert order.lines[0].discount_minor == 0
    assert order.discount_minor == 14900


def test_a_tip_is_money_and_no_stock(tmp_path: Path) -> None:
    order = only(
        tmp_path,
        an_order(Total="1349.00"),
        a_line(**{"Lineitem name": "Tip", "Lineitem price": "50.00"}),
    )
    assert [line.is_pseudo for line in order.lines] == [False, True]
    assert order.total_minor == 134900


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Financial Status": "pending", "Fulfillment Status": "fulfilled"}, "pending"),
        ({"Financial Status": "voided"}, "cancelled"),
        ({"Financial Status": "refunded", "Cancelled at": "2025-01-14 10:00:00 -0600"}, "cancelled"),
        ({"Financial Status": "refunded"}, "refunded"),
        ({"Financial Status": "partially_refunded"}, "paid"),
        ({"Financial Status": "authorized"}, "pending"),
        ({"Financial Status": "partially_paid"}, "pending"),
    ],
)
def test_the_status_says_where_the_money_is(tmp_path: Path, cells: dict[str, str], status: str) -> None:
    assert only(tmp_path, an_order(**cells)).status == status


@pytest.mark.parametrize(
    ("source", "channel"),
    [
        ("web", "web"),
        ("", "web"),
        ("pos", "pos"),
        ("580111", "web"),
        ("2329312", "app-2329312"),
        ("tiktok", "tiktok"),
    ],
)
def test_the_source_is_the_channel(tmp_path: Path, source: str, channel: str) -> None:
    assert only(tmp_path, an_order(Source=source)).channel == channel


def test_a_file_that_lost_lines_says_so(tmp_path: Path) -> None:
    found = read_table(tmp_path, ORDER, an_order(Subtotal="2598.00", Total="2598.00"))
    assert codes(found) == ["lost_lines"]


def test_phones_that_excel_spoiled_are_none(tmp_path: Path) -> None:
    order = only(tmp_path, an_order(**{"Phone": "5.25589E+11", "Billing Phone": "TRUE"}))
    assert order.customer.phone == ""
    kept = only(tmp_path, an_order(**{"Phone": "", "Billing Phone": "'+52 55 8937 5459"}))
    assert kept.customer.phone == "+52 55 8937 5459"


def test_a_chilean_order_has_no_cents(tmp_path: Path) -> None:
    cells = {
        "Currency": "CLP",
        "Subtotal": "19990",
        "Total": "19990",
        "Taxes": "0",
        "Lineitem price": "19990",
    }
    order = only(tmp_path, an_order(**cells))
    assert (order.currency, order.total_minor, order.lines[0].unit_price_minor) == ("CLP", 19990, 19990)


def test_two_offsets_in_one_file_are_kept_apart(tmp_path: Path) -> None:
    found = read_table(
        tmp_path,
        ORDER,
        an_order(**{"Created at": "2025-07-13 10:00:00 -0700"}),
        an_order(**{"Name": "#2", "Created at": "2025-12-13 10:00:00 -0800"}),
    )
    hours = [one.placed_at.utcoffset().total_seconds() / 3600 for one in found.orders]  # type: ignore[union-attr]
    assert hours == [-7, -8]


def test_inventory_of_today_reads_on_hand_current_never_new(tmp_path: Path) -> None:
    head = (
        f"Handle,Title,{OPTIONS},HS Code,COO,Location,Bin name,Incoming (not editable),"
        "Unavailable (not editable),Committed (not editable),Available (not editable),"
        "On hand (current),On hand (new)"
    )
    row = [
        "a",
        "Tenis",
        "Talla",
        "25,5",
        "Color",
        "Negro",
        "",
        "",
        "T",
        "",
        "",
        "Centro",
        "",
        6,
        0,
        3,
        -2,
        1,
        99,
    ]
    found = read_table(tmp_path, head, row, options=ReadOptions(as_of=date(2025, 1, 13)))
    (shelf,) = found.records
    assert (shelf.on_hand, shelf.committed, shelf.available, shelf.incoming) == (1, 3, -2, 6)
    assert (shelf.product, shelf.color, shelf.size, shelf.location) == ("Tenis", "Negro", "25.5", "Centro")
    assert shelf.as_of == date(2025, 1, 13)
    assert found.reading.questions == ()


def test_inventory_of_2023_has_no_suffixes(tmp_path: Path) -> None:
    head = f"Handle,Title,{OPTIONS},HS Code,COO,Location,Incoming,Unavailable,Committed,Available,On hand"
    row = ["a", "Tenis", "Title", "Default Title", "", "", "", "", "T", "", "", "Centro", 0, 0, 1, 4, 5]
    (shelf,) = read_table(tmp_path, head, row).records
    assert (shelf.on_hand, shelf.committed, shelf.available) == (5, 1, 4)
    assert (shelf.color, shelf.size) == ("", "")


def test_the_oldest_inventory_has_a_column_a_location_and_not_stocked_is_not_zero(tmp_path: Path) -> None:
    head = f"Handle,Title,{OPTIONS},HS Code,COO,Tienda Centro,Bodega"
    found = read_table(
        tmp_path,
        head,
        ["a", "Tenis", "Talla", "25", "", "", "", "", "T-25", "", "", "4", "not stocked"],
        ["a", "Tenis", "Talla", "26", "", "", "", "", "T-26", "", "", "0", "-2"],
        ["a", "Tenis", "Talla", "27", "", "", "", "", "T-27", "", "", "not stocked", "not stocked"],
    )
    shelves = [(one.sku, one.location, one.available, one.on_hand) for one in found.records]
    assert shelves == [
        ("T-25", "Tienda Centro", 4, None),
        ("T-26", "Tienda Centro", 0, None),
        ("T-26", "Bodega", -2, None),
    ]
    assert found.reading.counts.by_reason == {"not_stocked": 1}


def test_products_carry_their_name_down_to_their_variants(tmp_path: Path) -> None:
    head = (
        "Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,"
        "Variant Price,Cost per item,Image Src,Status"
    )
    found = read_table(
        tmp_path,
        head,
        [
            "bota",
            "Bota Sierra",
            "Fabricante",
            "Botas",
            "Color",
            "Café",
            "Talla",
            "24",
            "B-24",
            "899.50",
            "400",
            "x",
            "active",
        ],
        ["bota", "", "", "", "", "Café", "", "25", "B-25", "899.50", "400", "", ""],
        ["bota", "", "", "", "", "", "", "", "", "", "", "otra.jpg", ""],
        ["vela", "Vela", "", "", "Title", "Default Title", "", "", "", "99", "", "", "draft"],
    )
    assert [(one.product, one.color, one.size, one.state) for one in found.records] == [
        ("Bota Sierra", "Café", "24", "active"),
        ("Bota Sierra", "Café", "25", "active"),
        ("Vela", "", "", "draft"),
    ]
    assert (found.records[1].price_minor, found.records[1].cost_minor) == (89950, 40000)
    assert found.reading.counts.ignored == 1


def test_older_customers_say_consent_in_another_column(tmp_path: Path) -> None:
    head = "First Name,Last Name,Email,Accepts Marketing,Company,City,Phone,Total Spent,Total Orders,Tags"
    found = read_table(
        tmp_path,
        head,
        ["Ana", "Mora", "ANA@Example.com", "yes", "", "León", "", "0", "0", ""],
        ["Luis", "", "", "no", "", "", "'+525512345678", "0", "0", ""],
        ["", "", "", "", "", "", "", "0", "0", ""],
    )
    ana, luis = found.records
    assert (ana.email, ana.consent, ana.consent_source) == ("ana@example.com", True, "Accepts Marketing")
    assert (luis.email, luis.phone, luis.consent) == ("", "+525512345678", False)
    assert found.reading.counts.rejected == 1


def test_abandoned_checkouts_are_no_orders(tmp_path: Path) -> None:
    head = (
        "Id,Email,Created at,Completed at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem sku,"
        "Abandoned Checkout URL"
    )
    found = read_table(
        tmp_path,
        head,
        [
            "9",
            "a@example.com",
            "2025-01-13 10:00:00 -0600",
            "",
            "MXN",
            "1798.50",
            "1",
            "Bota - 24 / Negro",
            "B",
            "http://x",
        ],
        ["9", "", "", "", "", "", "1", "Tenis - 25", "T", ""],
    )
    assert found.reading.format.name == "shopify-checkouts"
    assert [(one.email, one.product, one.size, one.completed) for one in found.records] == [
        ("a@example.com", "Bota", "24", False),
        ("a@example.com", "Tenis", "25", False),
    ]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Created at": "11/10/24 09:02"}, "undecided_date_order"),
        ({"Lineitem price": "1.299", "Subtotal": "1.299", "Total": "1.299"}, "undecided_decimal"),
    ],
)
def test_what_a_spreadsheet_rewrote_is_asked_about_not_guessed(
    tmp_path: Path, cells: dict[str, str], code: str
) -> None:
    with pytest.raises(Undecided) as caught:
        read_table(tmp_path, ORDER, an_order(**cells))
    assert caught.value.code == code
    told = ReadOptions(zone="America/Mexico_City", date_order="mdy", decimal=",")
    (order,) = read_table(tmp_path, ORDER, an_order(**cells), options=told).orders
    assert order.total_minor == 129900
    assert order.placed_at.month == (11 if "Created at" in cells else 1)
