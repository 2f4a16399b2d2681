"""The first rows of a file in the preview read as the owner wrote them."""

from __future__ import annotations

from shopdesk.services import phrases_rows


def test_a_sale_shows_its_day_product_pieces_money_and_buyer_and_no_cents_or_codes():
    record = {
        "number": "1001", "placed_at": "2025-09-22T12:00:00", "status": "paid", "kind": "sale",
        "currency": "MXN", "total_minor": "109950", "product": "Tenis Ráfaga", "color": "Blanco",
        "size": "25", "quantity": "1", "unit_price_minor": "109950", "buyer": "Ana López",
    }
    first, second = phrases_rows.shown(record)
    assert first == "lun 22 sep 2025 · Tenis Ráfaga Blanco 25 · 1 par"
    assert second == "$1,099.50 · Ana López · n.º 1001"


def test_a_return_says_so_and_a_row_of_stock_says_how_many_there_are():
    _first, second = phrases_rows.shown({"placed_at": "2026-01-02", "kind": "return", "status": "paid"})
    assert second == "devolución"
    first, second = phrases_rows.shown({"sku": "BO-1", "product": "Botín", "size": "24", "on_hand": "3"})
    assert (first, second) == ("Botín 24 · 3 pares", "BO-1")


def test_a_contact_is_a_person():
    assert phrases_rows.shown({"name": "Luz", "email": "luz@correo.example"})[0] == "Luz · luz@correo.example"
