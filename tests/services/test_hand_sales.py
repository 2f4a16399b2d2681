"""Sales typed in seconds, and the file that tells the same later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.services import hand_sales, importing, stock
from shopdesk.services.hand_sales import TypedSale
from shopdesk.services.importing import ImportOptions
from shopdesk.services.summary import summarise

STOCK = """as_of,sku,product,size,on_hand
2026-11-21,BOTA-26,Bota Sierra,26,5
2026-11-21,BOTA-27,Bota Sierra,27,5
"""


@pytest.fixture
def counted(shop, tmp_path: Path):
    """Return a shop with five pieces of two sizes, counted this morning."""
    _bring(shop, tmp_path, STOCK, "stock.csv")
    return shop


def _bring(shop, folder: Path, content: str, name: str, **options: object):
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return importing.import_files(shop, [path], ImportOptions(**options))[0]  # type: ignore[arg-type]


def _stock(shop) -> dict[str, int]:
    return {level.sku: level.on_hand for level in stock.levels(shop)}


def _rows(shop, statement: str) -> list[tuple]:
    with shop.store.read() as session:
        return [tuple(row) for row in session.connection().execute(text(statement))]


def test_a_counter_sale_lowers_the_stock_at_once(counted):
    typed = hand_sales.add(counted, TypedSale("bota-26", 2, price_minor=129900))
    assert typed.number == "M-1"
    assert _stock(counted) == {"BOTA-26": 3, "BOTA-27": 5}
    assert summarise(counted).total.minor == 259800


def test_an_exchange_typed_moves_both_sizes_and_the_demand_of_the_first_order(counted, tmp_path):
    _bring(
        counted, tmp_path, "date,order,sku,quantity,unit_price\n2026-11-10,A-1,BOTA-26,1,1299\n", "sales.csv"
    )
    hand_sales.add(
        counted, TypedSale("BOTA-26", kind="exchange", kept="BOTA-27", related_number="A-1", reason="talla")
    )
    assert _stock(counted) == {"BOTA-26": 6, "BOTA-27": 4}
    told = _rows(counted, "SELECT quantity, returned_on, ordered_on, reason FROM return_line")
    assert told == [(1, "2026-11-21", "2026-11-10", "talla")]


def test_the_counters_own_file_takes_the_place_of_what_was_typed(counted, tmp_path):
    hand_sales.add(counted, TypedSale("BOTA-26", 2, price_minor=129900))
    hand_sales.add(counted, TypedSale("BOTA-27", 1, price_minor=129900))
    content = "date,order,channel,sku,quantity,unit_price\n2026-11-21,T-9,pos,BOTA-26,2,1299\n"
    done = _bring(counted, tmp_path, content, "pos.csv")
    assert done.facts == {"typed_by_hand": 1}
    assert _stock(counted) == {"BOTA-26": 3, "BOTA-27": 4}
    numbers = "SELECT number FROM sale_order ORDER BY number"
    assert _rows(counted, numbers) == [("M-2",), ("T-9",)]
    importing.undo(counted, done.id)
    assert _rows(counted, numbers) == [("M-1",), ("M-2",)]
    assert _stock(counted) == {"BOTA-26": 3, "BOTA-27": 4}


def test_an_order_of_the_online_shop_is_never_taken_for_a_typed_one(counted, tmp_path):
    hand_sales.add(counted, TypedSale("BOTA-26", 2, price_minor=129900))
    content = "date,order,channel,sku,quantity,unit_price\n2026-11-21,W-9,web,BOTA-26,2,1299\n"
    assert _bring(counted, tmp_path, content, "web.csv").facts == {}
    assert _stock(counted)["BOTA-26"] == 1


def test_a_return_typed_puts_the_piece_back(counted):
    hand_sales.add(counted, TypedSale("BOTA-26", kind="return", price_minor=129900))
    assert _stock(counted)["BOTA-26"] == 6
    assert summarise(counted).refunded.minor == 129900


def test_a_buyer_with_an_address_is_a_customer(counted):
    hand_sales.add(counted, TypedSale("BOTA-26", email="ana@example.com", name="Ana"))
    assert summarise(counted).customers_with_email == 1


def test_what_cannot_be_kept_is_said(counted):
    with pytest.raises(NotFound):
        hand_sales.add(counted, TypedSale("NADA-1"))
    with pytest.raises(WrongInput):
        hand_sales.add(counted, TypedSale("BOTA-26", kind="exchange"))
    with pytest.raises(WrongInput):
        hand_sales.add(counted, TypedSale("BOTA-26", 0))


def test_a_count_is_what_is_there_and_says_how_far_off_we_were(counted):
    done = stock.count(counted, [stock.Count("BOTA-26", 3)])[0]
    assert (done.expected, done.variance, done.level.on_hand) == (5, -2, 3)


def test_what_is_typed_in_one_second_keeps_its_order(counted):
    hand_sales.add(counted, TypedSale("BOTA-26", 1))
    stock.count(counted, [stock.Count("BOTA-26", 8)])
    hand_sales.add(counted, TypedSale("BOTA-26", 2))
    stock.adjust(counted, "BOTA-26", -1)
    assert _stock(counted)["BOTA-26"] == 5
    stock.count(counted, [stock.Count("BOTA-26", 6)])
    assert _stock(counted)["BOTA-26"] == 6


def test_a_count_of_all_places_leaves_the_others_what_they_hold(counted, tmp_path):
    content = "as_of,sku,location,on_hand\n2026-11-21,BOTA-26,Bodega,4\n"
    _bring(counted, tmp_path, content, "bodega.csv")
    assert _stock(counted)["BOTA-26"] == 9
    stock.count(counted, [stock.Count("BOTA-26", 7)])
    assert _stock(counted)["BOTA-26"] == 7
    places = "SELECT l.name, s.on_hand FROM stock_snapshot s JOIN location l ON l.id = s.location_id"
    assert dict(_rows(counted, f"{places} WHERE s.kind = 'count'"))["Bodega"] == 4
    stock.count(counted, [stock.Count("BOTA-26", 2)])
    assert _stock(counted)["BOTA-26"] == 2


def test_a_count_of_a_day_stands_at_its_opening(counted):
    stock.count(counted, [stock.Count("BOTA-26", 9)], at=date(2026, 11, 20))
    assert _stock(counted)["BOTA-26"] == 5  # this morning's count is newer


def test_what_is_set_aside_is_not_promised_until_it_is_let_go(counted):
    level = stock.reserve(counted, "BOTA-26", 2, person="Ana", until=date(2026, 11, 25)).level
    assert (level.reserved, level.promisable) == (2, 3)
    stock.release(counted, stock.held(counted)[0].id)
    assert stock.held(counted) == []
    assert stock.level_of(counted, level.variant_id).promisable == 5


def test_a_correction_keeps_its_reason(counted):
    assert stock.adjust(counted, "BOTA-26", -1, reason="merma").on_hand == 4
    assert _rows(counted, "SELECT kind, pieces, note FROM stock_movement") == [("adjustment", -1, "merma")]


def test_what_was_typed_is_taken_back_with_both_halves_of_an_exchange(counted):
    before = _stock(counted)
    sale = hand_sales.add(counted, TypedSale("BOTA-26", 2))
    swap = hand_sales.add(
        counted, TypedSale("BOTA-26", kind="exchange", kept="BOTA-27", related_number=sale.number)
    )
    assert _stock(counted) == {"BOTA-26": 4, "BOTA-27": 4}
    hand_sales.remove(counted, sale.number)  # the exchange of it stays
    hand_sales.remove(counted, swap.number)
    assert _stock(counted) == before
    for table in ("sale_order", "order_line", "return_line", "stock_movement"):
        assert _rows(counted, f"SELECT id FROM {table}") == [], table
    with pytest.raises(NotFound):
        hand_sales.remove(counted, sale.number)


def test_pieces_let_go_by_mistake_are_held_again(counted):
    held = stock.reserve_variant(
        counted, stock.levels(counted)[0].variant_id, 2, person="Ana", until=date(2026, 11, 25)
    )
    stock.release(counted, held.id)
    stock.release(counted, held.id, taken_back=True)
    assert [(one.person, one.level.promisable) for one in stock.held(counted)] == [("Ana", 3)]
