"""The owner's own files: sales, stock, products, suppliers, people; what is refused, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.errors import NotFound
from shopdesk.services import importing, stock
from shopdesk.services.importing import ImportOptions, ImportResult
from shopdesk.services.importing.left_out import write_left_out
from shopdesk.services.summary import summarise
from shopdesk.store import settings as store_settings


@pytest.fixture
def bring(shop, tmp_path: Path) -> Callable[..., ImportResult]:
    """Return a function that writes a file and imports it."""

    def give(content: str, name: str = "file.csv", **options: object) -> ImportResult:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return importing.import_files(shop, [path], ImportOptions(**options))[0]  # type: ignore[arg-type]

    return give


def _rows(shop, statement: str) -> list[tuple]:
    with shop.store.read() as session:
        return [tuple(row) for row in session.connection().execute(text(statement))]


DEMAND = "SELECT sku, is_demand FROM order_line ORDER BY sku"
SALES = """fecha,pedido,clave,producto,color,talla,cantidad,precio,cliente,email
2026-11-02,A-1,BOTA-24,Bota Sierra,Café,24,2,1299.00,Ana López,ana@example.com
2026-11-02,A-1,BOTA-25,Bota Sierra,Café,25,1,1299.00,Ana López,ana@example.com
2026-11-03,A-2,TENIS-26,Tenis Brisa,Negro,26,1,899.00,PUBLICO EN GENERAL,
"""


def test_sales_in_the_owners_words_come_in(shop, bring):
    done = bring(SALES)
    assert (done.kind, done.orders_new, done.lines, done.units, done.rejected) == ("sales", 2, 3, 4, 0)
    assert done.total.minor == 3 * 129900 + 89900
    found = summarise(shop)
    assert (found.customers, found.customers_with_email, found.variants) == (1, 1, 3)


def test_the_same_file_again_changes_nothing(shop, bring):
    bring(SALES)
    again = bring(SALES)
    assert (again.orders_new, again.orders_changed, again.orders_same) == (0, 0, 2)


def test_a_status_that_changed_is_an_update(shop, bring):
    head = "date,order,sku,quantity,unit_price,status\n"
    bring(f"{head}2026-11-02,A-1,BOTA-24,1,100,pending\n2026-11-09,A-2,BOTA-24,1,100,paid\n")
    done = bring(f"{head}2026-11-02,A-1,BOTA-24,1,100,paid\n")
    assert (done.orders_changed, summarise(shop).pending) == (1, 0)


def test_an_exchange_moves_stock_now_and_demand_to_the_first_day(shop, bring):
    bring("as_of,sku,on_hand\n2026-11-01,BOTA-26,5\n2026-11-01,BOTA-27,5\n", "stock.csv")
    bring("""date,order,sku,product,size,quantity,unit_price,kind,related_order
2026-11-05,A-1,BOTA-26,Bota Sierra,26,1,1299,sale,
2026-11-12,A-2,BOTA-27,Bota Sierra,27,1,0,exchange,A-1
""")
    levels = {level.sku: level.on_hand for level in stock.levels(shop)}
    assert levels == {"BOTA-26": 5, "BOTA-27": 4}
    told = "SELECT v.sku, k.sku, r.quantity, r.returned_on, r.ordered_on FROM return_line r"
    told += " JOIN variant v ON v.id = r.variant_id LEFT JOIN variant k ON k.id = r.kept_variant_id"
    assert _rows(shop, told) == [("BOTA-26", "BOTA-27", 1, "2026-11-12", "2026-11-05")]
    assert _rows(shop, DEMAND) == [("BOTA-26", 1), ("BOTA-27", 0)]


def test_an_exchange_that_comes_before_its_first_order_ends_the_same(shop, bring):
    bring(
        """date,order,sku,product,size,quantity,unit_price,kind,related_order
2026-11-12,A-2,BOTA-27,Bota Sierra,27,1,0,exchange,A-1
""",
        "late.csv",
    )
    assert _rows(shop, "SELECT is_demand FROM order_line") == [(1,)]
    bring(
        """date,order,sku,product,size,quantity,unit_price,kind,related_order
2026-11-05,A-1,BOTA-26,Bota Sierra,26,1,1299,sale,
""",
        "early.csv",
    )
    told = "SELECT quantity, returned_on, ordered_on FROM return_line"
    assert _rows(shop, told) == [(1, "2026-11-12", "2026-11-05")]
    assert _rows(shop, DEMAND) == [("BOTA-26", 1), ("BOTA-27", 0)]


def test_an_exchange_told_by_its_two_halves_is_one_exchange(shop, bring):
    bring("""date,order,sku,product,size,quantity,unit_price,kind,related_order
2026-11-05,A-1,BOTA-26,Bota Sierra,26,2,1299,sale,
2026-11-12,A-2,BOTA-26,Bota Sierra,26,-1,1299,exchange,A-1
2026-11-12,A-2,BOTA-27,Bota Sierra,27,1,1299,exchange,A-1
""")
    told = "SELECT v.sku, k.sku, r.quantity, r.ordered_on FROM return_line r"
    told += " JOIN variant v ON v.id = r.variant_id LEFT JOIN variant k ON k.id = r.kept_variant_id"
    assert _rows(shop, told) == [("BOTA-26", "BOTA-27", 1, "2026-11-05")]
    moves = _rows(shop, "SELECT kind, pieces FROM stock_movement ORDER BY kind")
    assert moves == [("exchange", -1), ("return", 1)]


def test_a_plain_return_puts_stock_back_and_stays_demand(shop, bring):
    bring("as_of,sku,on_hand\n2026-11-01,BOTA-26,5\n", "stock.csv")
    bring("""date,order,sku,quantity,unit_price,kind,related_order,reason
2026-11-05,A-1,BOTA-26,2,1299,sale,,
2026-11-12,A-3,BOTA-26,1,1299,return,A-1,talla chica
""")
    assert stock.levels(shop)[0].on_hand == 4
    told = "SELECT quantity, reason, kept_variant_id FROM return_line"
    assert _rows(shop, told) == [(1, "talla chica", None)]
    found = summarise(shop)
    assert (found.orders, found.units, found.refunded.minor) == (1, 2, 129900)


def test_a_cancelled_order_moves_nothing(shop, bring):
    bring("as_of,sku,on_hand\n2026-11-01,BOTA-26,5\n", "stock.csv")
    bring("date,order,sku,quantity,unit_price,status\n2026-11-05,A-1,BOTA-26,2,1299,cancelada\n")
    assert stock.levels(shop)[0].on_hand == 5
    assert summarise(shop).cancelled == 1


def test_a_sku_that_contradicts_the_catalogue_is_refused_with_its_whole_order(shop, bring, tmp_path):
    bring(SALES)
    path = tmp_path / "rejects.csv"
    done = bring(
        """fecha,pedido,clave,producto,color,talla,cantidad,precio
2026-11-09,B-1,BOTA-24,Bota Sierra,Café,27,1,1299
2026-11-09,B-1,BOTA-25,Bota Sierra,Café,25,1,1299
2026-11-09,B-2,BOTA-25,Bota Sierra,Café,25,1,1299
""",
        "wrong.csv",
        rejects=path,
    )
    assert (done.rows, done.accepted, done.rejected, done.orders_new) == (3, 1, 2, 1)
    assert [(p.line, p.code) for p in done.problems if p.severity == "error"] == [
        (2, "contradiction"), (3, "contradiction"),
    ]  # fmt: skip
    mended = path.read_text("utf-8-sig").replace(",27,", ",24,")
    again = bring(mended, "mended.csv")
    assert (again.orders_new, again.rejected) == (1, 0)
    assert summarise(shop).orders == 4


def test_rows_left_out_are_written_again_from_the_import_and_come_in_once_mended(shop, bring, tmp_path):
    done = bring("fecha,pedido,clave,producto,cantidad,precio\n2026-11-31,A-1,X,Bota,1,10\n")
    path = tmp_path / "otra-vez.csv"
    assert write_left_out(shop, done.id, path) == 1
    again = bring(path.read_text("utf-8-sig").replace("2026-11-31", "2026-11-30"), "mended.csv")
    assert (again.rejected, again.orders_new) == (0, 1)
    assert _rows(shop, "SELECT reason FROM sale_order") == [("",)]  # that is another reason
    with pytest.raises(NotFound):
        write_left_out(shop, again.id, path)


def test_a_rejects_file_runs_no_formulas(shop, bring, tmp_path):
    path = tmp_path / "rejects.csv"
    head = "fecha,pedido,clave,producto,cantidad,precio\n"
    bring(f"{head}never,A-1,X,=1+1,1,10\n2026-11-02,A-2,X,X,1,10\n", rejects=path)
    assert "'=1+1" in path.read_text("utf-8-sig")


def test_dates_that_can_be_read_both_ways_ask(shop, bring):
    asked = bring("date,sku,quantity\n03/04/2026,X,1\n05/06/2026,X,1\n")
    assert asked.refused is not None
    assert asked.refused.code == "undecided_date_order"
    assert "--date-order" in asked.refused.next_step
    done = bring("date,sku,quantity\n03/04/2026,X,1\n05/06/2026,X,1\n", date_order="dmy")
    assert done.first.astimezone(shop.zone()).date() == date(2026, 4, 3)


def test_stock_of_many_days_is_a_history_of_fixed_points(shop, bring):
    bring("as_of,sku,on_hand\n2026-11-01,X,9\n2026-11-08,X,4\n2026-11-15,X,0\n2026-11-21,X,7\n", "stock.csv")
    opening, share, _grade = stock.daily(shop, date(2026, 11, 14), date(2026, 11, 21)).of(1)
    assert opening.tolist() == [4, 0, 0, 0, 0, 0, 0, 7]
    assert share.tolist() == [1, 0, 0, 0, 0, 0, 0, 1]


def test_products_name_what_sales_knew_by_sku_alone(shop, bring):
    bring("date,order,sku,quantity,unit_price\n2026-11-05,A-1,BOTA-26,2,1299\n")
    bring(
        """sku,product,color,size,category,supplier,cost,pack
BOTA-26,Bota Sierra,Café,26,Botas,Calzados León,540.50,6
""",
        "products.csv",
    )
    assert _rows(shop, "SELECT name, color, category FROM product") == [("Bota Sierra", "Café", "Botas")]
    assert _rows(shop, "SELECT cost_minor, pack FROM supplier_item") == [(54050, 6)]
    assert summarise(shop).variants == 1


def test_a_cost_that_changed_is_kept_with_its_day(shop, bring):
    row = "sku,product,supplier,cost\nBOTA-26,Bota,Calzados León,{cost}\n"
    bring(row.format(cost="540"), "a.csv")
    bring(row.format(cost="600"), "b.csv")
    assert _rows(shop, "SELECT cost_minor FROM cost_change ORDER BY id") == [(54000,), (60000,)]
    importing.undo(shop, 2)
    assert _rows(shop, "SELECT cost_minor FROM supplier_item") == [(54000,)]
    assert _rows(shop, "SELECT cost_minor FROM cost_change ORDER BY id") == [(54000,)]


def test_consent_comes_only_from_its_own_column(shop, bring):
    bring(
        """email,name,consent,consent_at,source
ana@example.com,Ana,si,2026-10-01,tienda
luis@example.com,Luis,no,2026-10-02,tienda
eva@example.com,Eva,,,
""",
        "contacts.csv",
        kind="contacts",
    )
    said = "SELECT k.value, c.is_granted, date(c.at), c.source FROM consent c"
    said += " JOIN customer_key k ON k.customer_id = c.customer_id ORDER BY k.value"
    assert _rows(shop, said) == [
        ("ana@example.com", 1, "2026-10-01", "tienda"), ("luis@example.com", 0, "2026-10-02", "tienda"),
    ]  # fmt: skip


def test_another_currency_is_kept_apart_and_said(shop, bring):
    bring("date,order,sku,quantity,unit_price\n2026-11-05,A-1,X,1,100\n", "a.csv", currency="MXN")
    bring("date,order,sku,quantity,unit_price\n2026-11-05,B-1,X,1,50\n", "b.csv", currency="USD")
    found = summarise(shop)
    assert (found.total.minor, found.total.currency) == (10000, "MXN")
    assert [(t.minor, t.currency, n) for t, _r, n in found.others] == [(5000, "USD", 1)]


def test_the_same_order_number_for_another_sale_asks_whose_it_is(shop, bring):
    head = "date,order,sku,quantity,unit_price,customer,email\n"
    bring(head + "2026-01-05,1001,BOTA-26,1,100,Ana,ana@example.com\n", "a.csv")
    other = head + "2026-06-09,1001,VELA-1,3,20,Luis,luis@example.com\n"
    asked = bring(other, "b.csv")
    assert asked.refused is not None
    assert asked.refused.code == "undecided_account"
    done = bring(other, "b.csv", account="segunda")
    assert done.orders_new == 1
    assert summarise(shop).orders == 2


def test_a_refused_file_does_not_stop_the_others(shop, tmp_path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.pdf"
    good.write_text(SALES, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 not a table")
    first, second = importing.import_files(shop, [bad, good])
    assert first.refused is not None
    assert second.orders_new == 2


def test_an_import_that_is_stopped_leaves_nothing(shop, sample):
    from shopdesk.runtime.errors import Cancelled

    def stop(done: int, total: int, what: str) -> None:
        if done:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        importing.import_files(shop, [sample("shopify_orders_mxn.csv")], None, stop)
    assert summarise(shop).orders == 0
    assert importing.history(shop) == []


def test_pages_are_told_what_changed(shop, bring):
    told: list[frozenset[str]] = []
    shop.store.listen(told.append)
    bring(SALES)
    assert {"sale_order", "order_line", "variant", "customer", "import_batch"} <= told[-1]
    importing.undo(shop, 1)
    assert {"sale_order", "order_line", "import_batch"} <= told[-1]


def test_reviews_taken_back_take_their_tags_along(shop, bring):
    bring("date,text,rating,email\n2026-11-02,Muy bonitas,5,ana@example.com\n", "r.csv", kind="reviews")
    with shop.store.write() as session:
        session.connection().execute(
            text("INSERT INTO message_tag (message_id, tag, probability, is_applied, by_owner)"
                 " VALUES (1, 'quality', 1, 1, 0)")
        )  # fmt: skip
    importing.undo(shop, 1)
    assert _rows(shop, "SELECT COUNT(*) FROM message") == [(0,)]
    assert _rows(shop, "SELECT COUNT(*) FROM message_tag") == [(0,)]


def test_a_supplier_that_is_in_use_outlives_its_file(shop, bring):
    bring("supplier,email\nCalzados León,leon@example.com\nNadie,n@example.com\n", "s.csv", kind="suppliers")
    with shop.store.write() as session:
        session.connection().execute(
            text("INSERT INTO purchase_order (supplier_id, number, state, placed_at, currency, note)"
                 " VALUES (1, 'P-1', 'placed', '2026-11-20 12:00:00.000000', 'MXN', '')")
        )  # fmt: skip
    importing.undo(shop, 1)
    assert _rows(shop, "SELECT name FROM supplier") == [("Calzados León",)]


def test_what_the_owner_said_of_a_file_is_not_asked_again_for_the_next_of_its_kind(shop, tmp_path):
    head = "fecha,pedido,producto,cantidad,precio\n"
    first, second = tmp_path / "enero.csv", tmp_path / "febrero.csv"
    first.write_text(head + "05/01/2026,E1,Bota,1,1.299\n")
    second.write_text(head + "06/02/2026,F1,Bota,2,1.099\n")
    asked = importing.import_files(shop, [first])[0]
    assert asked.refused is not None
    told = ImportOptions(date_order="dmy", decimal=",", zone="America/Tijuana", currency="MXN")
    assert importing.import_files(shop, [first], told)[0].refused is None
    done = importing.import_files(shop, [second])[0]
    # 1.099 under a decimal comma is a thousand and ninety-nine, twice; noon in Tijuana is 20:00 UTC.
    assert (done.refused, done.total.minor) == (None, 219800)
    assert done.first.isoformat() == "2026-02-06T20:00:00+00:00"
    again = importing.import_files(shop, [second], ImportOptions(date_order="mdy"))[0]
    assert again.first.month == 6


def test_a_notebook_whose_headers_carry_marks_joins_its_notes_and_takes_its_discounts_off(shop, tmp_path):
    # Note 7: 100 + 50 less 10, note 8: 80. Read past «No. Nota» and «Desc. $» they were three sales of 230.
    file = tmp_path / "cuaderno.csv"
    file.write_text(
        "Fecha de venta;No. Nota;Modelo;Número;Pzas;Precio c/u;Desc. $\n"
        "23/10/2026;7;Flat;24;1;100,00;10,00\n23/10/2026;7;Bota;25;1;50,00;\n24/10/2026;8;Flat;23;1;80,00;\n",
        encoding="utf-8",
    )
    (result,) = importing.import_files(shop, [file])
    assert (result.orders_new, result.total.minor) == (2, 22000)


ABROAD = (
    "Número de orden;Email;Fecha;Estado de la orden;Estado del pago;Estado del envío;Moneda;"
    "Subtotal de productos;Descuento;Costo de envío;Total;Nombre del comprador;País;Nombre del producto;"
    "Precio del producto;Cantidad del producto;SKU\n"
    "865;ana@example.com;05/11/2025 23:23:08;Abierta;Recibido;Enviado;ARS;100;0;0;100;Ana;Argentina;"
    "Reflector;100;1;R-1\n"
    "866;eva@example.com;13/11/2025 10:00:00;Abierta;Recibido;Enviado;ARS;100;0;0;100;Eva;Argentina;"
    "Reflector;100;1;R-1\n"
)


def test_a_country_written_out_is_the_shops(shop, bring: Callable[..., ImportResult]) -> None:
    bring(ABROAD)
    settings = shop.settings.get(ShopSettings)
    assert (settings.country, settings.currency) == ("AR", "ARS")
    # The times state no offset: whose clock they are is asked, never guessed from an address.
    assert settings.zone == "America/Mexico_City"


def test_a_catalogue_without_a_currency_takes_that_of_the_first_sales(
    shop, bring: Callable[..., ImportResult]
) -> None:
    bring("sku,producto,costo,precio\nB-1,Bolso,20.00,59.90\n", "productos.csv")
    with shop.store.read() as session:
        assert not store_settings.is_set(session, "shop.currency")
    sales = bring(
        "fecha,pedido,sku,producto,cantidad,precio (EUR)\n2026-11-02,1,B-1,Bolso,1,59.90\n", "ventas.csv"
    )
    assert (sales.total.minor, sales.total.currency) == (5990, "EUR")
    assert "other_currency" not in {one.code for one in sales.problems}
    assert _rows(shop, "SELECT cost_minor, price_minor, currency FROM variant") == [(2000, 5990, "EUR")]


def test_a_price_in_money_without_cents_follows_the_first_sales(
    shop, bring: Callable[..., ImportResult]
) -> None:
    # 12990 with no currency was kept as 12,990.00; Chilean pesos have no cents: 12,990.
    bring("sku,producto,precio\nB-1,Bolso,12990\n", "productos.csv")
    bring("fecha,pedido,sku,producto,cantidad,precio (CLP)\n2026-11-02,1,B-1,Bolso,1,12990\n", "ventas.csv")
    assert _rows(shop, "SELECT price_minor, currency FROM variant") == [(12990, "CLP")]
