"""The preview of a file speaks of products, days and money, never of fields."""

from __future__ import annotations

import pytest

from shopdesk.runtime import i18n
from shopdesk.services import phrases_rows

SALE = {
    "number": "#1091", "placed_at": "2025-05-05T06:22:55-06:00", "channel": "web", "status": "paid",
    "kind": "sale", "currency": "MXN", "subtotal_minor": "389700", "total_minor": "129900",
    "buyer": "María García", "sku": "TBR-CA-24", "product": "Tenis Brisa", "color": "Café", "size": "24",
    "quantity": "1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def spanish() -> None:
    i18n.set_language("es")


def test_a_sale_is_told_by_its_product_buyer_day_and_money() -> None:
    said = phrases_rows.say(SALE)
    assert said.title == "Tenis Brisa Café, 24"
    assert said.remark == "#1091 · TBR-CA-24 · María García"
    assert said.when == "5 may 2025, 6:22"
    assert said.amount == "$1,299"


def test_two_pieces_and_a_return_say_so() -> None:
    said = phrases_rows.say(SALE | {"quantity": "2", "total_minor": "259800", "kind": "return"})
    assert said.amount == "2 por $2,598"
    assert said.title.startswith("Devolución: ")


@pytest.mark.parametrize(
    ("record", "title", "when", "amount"),
    [
        ({"sku": "A-1", "product": "Bota", "size": "23", "on_hand": "2"}, "Bota, 23", "", "2 pares"),
        ({"supplier": "Calzado León", "currency": "MXN"}, "Calzado León", "", ""),
        ({"event": "Buen Fin", "start": "2026-11-13", "end": "2026-11-16"}, "Buen Fin", "13 nov 2026", ""),
        ({"email": "a@example.com", "consent": "True"}, "a@example.com", "", ""),
        ({"product": "Bota", "color": "bota negra", "day": "ayer"}, "Bota bota negra", "ayer", ""),
    ],
)
def test_other_files_are_told_by_what_they_hold(
    record: dict[str, str], title: str, when: str, amount: str
) -> None:
    said = phrases_rows.say(record)
    assert (said.title, said.when, said.amount) == (title, when, amount)


def test_an_order_that_is_not_simply_paid_says_how_it_stands() -> None:
    assert phrases_rows.say(SALE | {"status": "pending"}).remark.endswith(" · por pagar")
    assert phrases_rows.say(SALE | {"status": "refunded"}).remark.endswith(" · se devolvió el dinero")


def test_no_words_of_the_program_reach_the_owner() -> None:
    said = phrases_rows.say(SALE)
    shown = f"{said.title} {said.remark} {said.when} {said.amount}"
    assert not {"paid", "sale", "MXN", "True", "129900"} & set(shown.split())
