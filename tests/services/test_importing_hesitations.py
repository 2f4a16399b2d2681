"""What made new owners hesitate while they brought their files, and what they read now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.domain.preferences import ShopSettings
from shopdesk.services import customers, importing, phrases_import, settings, stock, today
from shopdesk.services.importing import ImportOptions, ImportResult
from shopdesk.services.summary import summarise

SHOPIFY = (
    "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Lineitem quantity,Lineitem name,"
    "Lineitem price\n"
)
SALE = "#1001,{email},paid,2026-11-02 10:00:00 -0600,MXN,899.00,899.00,1,Tenis Brisa - 25,899.00\n"


@pytest.fixture
def bring(shop, tmp_path: Path) -> Callable[..., ImportResult]:
    """Return a function that writes a file and imports it."""

    def give(content: str, name: str = "ventas.csv") -> ImportResult:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return importing.import_files(shop, [path])[0]

    return give


@pytest.mark.parametrize("content", [SHOPIFY, "fecha;clave;cantidad;precio\n"])
def test_a_file_of_headings_is_refused_and_stands_in_no_list(shop, bring, tmp_path, content):
    done = bring(content)
    assert done.refused is not None
    assert done.refused.code == "no_rows"
    assert "ventas.csv" in done.refused.message
    assert done.refused.next_step
    assert importing.history(shop) == []
    with pytest.raises(type(done.refused)):
        importing.preview(shop, tmp_path / "ventas.csv")


def test_an_address_in_capitals_changes_no_order(shop, bring):
    bring(SHOPIFY + SALE.format(email="ana@example.com"))
    again = bring(SHOPIFY + SALE.format(email="Ana@Example.com"), "otra.csv")
    assert (again.orders_new, again.orders_changed, again.orders_same) == (0, 0, 1)


def test_taking_back_one_of_two_imports_of_a_file_says_that_the_other_keeps_it(shop, bring):
    first = bring(SHOPIFY + SALE.format(email="ana@example.com"))
    second = bring(SHOPIFY + SALE.format(email="ana@example.com"))
    undone = importing.undo(shop, first.id)
    assert undone.orders_removed == 0
    assert "dos veces" in undone.warning
    assert summarise(shop).orders == 1
    kept, gone = importing.history(shop)
    assert (kept.result.id, kept.holds_all, gone.is_kept) == (second.id, True, True)
    assert phrases_import.happened(gone)[1] == "lo que trajo se queda: el mismo archivo se importó otra vez"
    assert phrases_import.happened(kept)[0] == "Guarda lo que el archivo trajo la primera vez"
    assert importing.undo(shop, second.id).warning == ""
    assert summarise(shop).orders == 0


def test_the_money_of_a_file_that_was_partly_here_is_said_to_be_of_the_whole_file(shop, bring):
    bring(SHOPIFY + SALE.format(email="ana@example.com"))
    both = SALE.format(email="ana@example.com") + SALE.format(email="bea@example.com").replace("1001", "1002")
    bring(SHOPIFY + both, "noviembre.csv")
    newest, oldest = importing.history(shop)
    assert phrases_import.happened(newest)[0].startswith("1 venta nueva")
    assert phrases_import.happened(newest)[1].endswith("$1,798 en todo el archivo")  # 2 x 899
    assert phrases_import.happened(oldest)[1].endswith("$899")


WOO = (
    "Order Number,Order Status,Order Date,First Name (Billing),Email (Billing),Country Code (Billing),"
    "Order Total Amount,SKU,Item Name,Quantity,Item Cost\n"
    "5001,Completed,2026-11-02 10:00:00,Inés,ines@example.es,ES,59.90,VES-AZ-S,Vestido Mar Azul,1,59.90\n"
)


def test_a_file_from_spain_that_names_no_currency_is_taken_to_be_in_euros_and_still_asks(shop, bring):
    done = bring(WOO)
    assert (done.total.minor, done.total.currency) == (5990, "EUR")
    assert "currency" in {one.code for one in done.questions}
    assert shop.settings.get(ShopSettings).currency == "EUR"


def test_the_owner_and_the_file_come_before_the_country(shop, tmp_path):
    file = tmp_path / "ventas.csv"
    file.write_text(WOO, encoding="utf-8")
    told = importing.preview(shop, file, ImportOptions(currency="USD")).result
    assert told.total.currency == "USD"
    file.write_text(WOO.replace("59.90,VES", "£59.90,VES"), encoding="utf-8")
    assert importing.preview(shop, file).result.total.currency == "GBP"


def test_a_stock_list_with_its_own_colour_column_is_taken(shop, bring):
    bring(WOO)
    listed = "Referencia;Artículo;Color;Talla;Existencias;Fecha\nVES-AZ-S;Vestido Mar;Azul;S;5;2026-11-21\n"
    done = bring(listed)
    assert (done.rejected, done.accepted) == (0, 1)
    assert [level.on_hand for level in stock.levels(shop)] == [5]


def test_the_computers_clock_is_the_shops_where_the_country_of_the_file_has_it(shop, tmp_path):
    file = tmp_path / "ventas.csv"
    file.write_text(WOO.replace("2026-11-02 10:00", "2026-10-31 23:30"), encoding="utf-8")
    abroad = importing.preview(shop, file, ImportOptions(computer_zone="Asia/Tokyo")).result
    assert abroad.last.date().isoformat() == "2026-10-31"  # and not the day it is in Greenwich by then
    importing.import_files(shop, [file], ImportOptions(computer_zone="Europe/Madrid"))
    assert shop.settings.get(ShopSettings).zone == "Europe/Madrid"


def test_a_shop_of_letters_and_a_shop_of_numbers_are_offered_their_own_sizes(shop, bring):
    bring(WOO)
    assert settings.likely_sizes(shop) == "eu"  # Spain, and no sizes yet
    bring(SHOPIFY + SALE.format(email="a@example.com").replace("Brisa - 25", "Brisa - M"), "otra.csv")
    assert settings.likely_sizes(shop) == "letters"


PLAIN = "fecha,pedido,producto,cantidad,precio,cliente,telefono\n"


def test_a_sale_dated_in_the_future_is_said_and_does_not_make_the_shop_up_to_date(shop, bring):
    later = shop.today() + timedelta(40)
    yesterday = shop.today() - timedelta(1)
    done = bring(PLAIN + f"{later},A1,Aretes,1,120,,\n{yesterday},A2,Aretes,1,120,,\n")
    assert "future_date" in {one.code for one in done.problems}
    assert today.compute(shop).last_sale == yesterday


def test_a_name_of_forty_thousand_letters_is_left_out_and_the_rest_comes_in(shop, bring):
    done = bring(PLAIN + f"2026-11-02,A1,{'x' * 40_000},1,10,,\n2026-11-02,A2,Aretes,1,120,,\n")
    assert (done.accepted, done.rejected) == (1, 1)
    wrong = next(one for one in done.problems if one.code == "cell_too_long")
    assert (wrong.line, wrong.column) == (2, "producto")


def test_a_buyer_known_by_phone_keeps_the_name_an_older_row_gave(shop, bring):
    done = bring(
        PLAIN + "2026-11-03,A2,Aretes,1,120,,55 1234 5678\n2026-11-02,A1,Aretes,1,120,Ana P.,+525512345678\n"
    )
    assert done.orders_new == 2
    assert [(row.name, row.purchases) for row in customers.listed(shop).rows] == [("Ana P.", 2)]
