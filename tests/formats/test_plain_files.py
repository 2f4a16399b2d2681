"""Plain files: the tables of CLI.md in English or Spanish, in any order, with whatever else is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shopdesk.formats.base import Kind, ReadOptions, Unrecognised
from tests.formats.file_builders import a_table, codes, read_table
from tests.formats.sample_figures import read_all

TABLES = {
    "plain-sales": (
        (
            "date,order,channel,sku,product,color,size,category,quantity,unit_price,discount,"
            "customer,email,phone,"
            "city,status,kind,related_order,reason,promised_at,shipped_at,delivered_at"
        ),
        (
            "fecha,pedido,canal,clave,producto,color,talla,categoria,cantidad,"
            "precio unitario,descuento,cliente,"
            "correo,telefono,ciudad,estado,tipo,pedido relacionado,motivo,prometido,enviado,entregado"
        ),
        (
            "2025-01-13,A1,web,T-25,Tenis,Negro,25,Calzado,2,100.00,10.00,Ana,a@example.com,"
            "5512345678,León,paid,sale,,,"
            "2025-01-15,2025-01-14,2025-01-16"
        ),
    ),
    "plain-stock": (
        "as_of,sku,product,color,size,on_hand,location",
        "fecha,clave,producto,color,talla,existencia,sucursal",
        "2025-01-13,T-25,Tenis,Negro,25,-3,Centro",
    ),
    "plain-products": (
        (
            "sku,product,color,size,category,gender,supplier,cost,price,pack,minimum_order,"
            "days_per_unit,care_days,use,fit,"
            "care,url,successor_of,supplier_sku,list_price,state,available_on"
        ),
        (
            "clave,producto,color,talla,categoria,genero,proveedor,costo,precio,paquete,"
            "minimo,dias por pieza,"
            "dias de cuidado,uso,horma,cuidado,enlace,sucesor de,clave del proveedor,"
            "precio de lista,estado,disponible el"
        ),
        (
            "T-25,Tenis,Negro,25,Calzado,mujer,Pieles León,400.00,899.50,6,12,30.5,90,diario,"
            "ancha,seco,http://x,T-24,P-9,"
            "999,active,2025-02-01"
        ),
    ),
    "plain-suppliers": (
        "supplier,email,phone,lead_days,lead_days_sd,review_days,minimum_order_money,notes",
        "proveedor,correo,telefono,dias de entrega,variacion dias,dias entre pedidos,pedido minimo,notas",
        "Pieles León,p@example.com,4771234567,12.5,2,7,5000.00,cierra diciembre",
    ),
    "plain-events": (
        "event,start,end,scope,uplift",
        "evento,inicio,fin,alcance,aumento",
        "Buen Fin,2025-11-13,2025-11-17,todo,1.8",
    ),
    "plain-contacts": (
        "email,name,phone,instagram,city,birthday,consent,consent_at,source,incentive",
        (
            "correo,nombre,telefono,instagram,ciudad,cumpleanos,consentimiento,"
            "fecha de consentimiento,fuente,incentivo"
        ),
        "a@example.com,Ana,5512345678,@ana,León,1990-05-10,yes,2025-01-13,mostrador,10 %",
    ),
    "plain-visits": (
        "date,sku,product,views,channel",
        "fecha,clave,producto,visitas,canal",
        "2025-01-13,T-25,Tenis,41,web",
    ),
    "plain-reviews": (
        "date,text,rating,email,order,product,size",
        "fecha,texto,calificacion,correo,pedido,producto,talla",
        "2025-01-13,Muy cómodos,4.5,a@example.com,A1,Tenis,25",
    ),
    "plain-checkouts": (
        "email,abandoned_at,sku,product,quantity,completed",
        "correo,abandonado,clave,producto,cantidad,completado",
        "a@example.com,2025-01-13 10:00,T-25,Tenis,2,no",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_reads_the_same_in_english_and_in_spanish_and_in_any_order(name: str, tmp_path: Path) -> None:
    english, spanish, row = TABLES[name]
    cells = row.split(",")
    left = read_table(tmp_path, english, cells)
    right = read_table(tmp_path, spanish, cells)
    turned = read_table(tmp_path, list(reversed(english.split(","))), list(reversed(cells)))
    assert left.reading.format.name == name
    assert codes(left) == []
    assert left.records == right.records == turned.records
    assert len(left.records) == 1


def test_every_column_of_sales_arrives(tmp_path: Path) -> None:
    english, _spanish, row = TABLES["plain-sales"]
    (order,) = read_table(tmp_path, english, row.split(",")).orders
    (line,) = order.lines
    assert (order.number, order.channel, order.status, order.kind) == ("A1", "web", "paid", "sale")
    assert (order.customer.name, order.customer.email, order.customer.city) == (
        "Ana",
        "a@example.com",
        "León",
    )
    assert (line.sku, line.product, line.color, line.size, line.category) == (
        "T-25",
        "Tenis",
        "Negro",
        "25",
        "Calzado",
    )
    assert (line.quantity, line.unit_price_minor, line.discount_minor, line.total_minor) == (
        2,
        10000,
        1000,
        19000,
    )
    moments = (order.promised_at, order.shipped_at, order.delivered_at)
    assert [one.date().day for one in moments if one] == [15, 14, 16]
    assert order.total_minor == 19000


def test_every_column_of_products_arrives(tmp_path: Path) -> None:
    english, _spanish, row = TABLES["plain-products"]
    (one,) = read_table(tmp_path, english, row.split(",")).records
    assert (one.cost_minor, one.price_minor, one.list_price_minor) == (40000, 89950, 99900)
    assert (one.pack, one.minimum_order, one.days_per_unit, one.care_days) == (6, 12, 30.5, 90)
    assert (one.use, one.fit, one.care, one.url) == ("diario", "ancha", "seco", "http://x")
    assert (one.successor_of, one.supplier_sku, one.state) == ("T-24", "P-9", "active")
    assert one.available_on == date(2025, 2, 1)


def test_extra_columns_are_left_aside_with_a_note(tmp_path: Path) -> None:
    found = read_table(
        tmp_path, "fecha,producto,cantidad,humor,clima", ["2025-01-13", "Bota", "1", "bien", "frío"]
    )
    assert codes(found) == ["columns_not_used", "no_amounts"]
    assert "humor, clima" in found.reading.problems[0].message


def test_a_sale_without_an_order_number_is_an_order_of_its_own_and_keeps_its_number(tmp_path: Path) -> None:
    row = ["2025-01-13", "Bota", "1", "10.00"]
    first = read_table(tmp_path, "fecha,producto,cantidad,precio", row, row)
    again = read_table(
        tmp_path, "fecha,producto,cantidad,precio", ["2025-01-12", "Vela", "1", "5.00"], row, row
    )
    numbers = [one.number for one in first.orders]
    assert len(set(numbers)) == 2
    assert [one.number for one in again.orders][1:] == numbers


def test_a_return_takes_its_pieces_back_and_names_its_order(tmp_path: Path) -> None:
    head = "date,order,sku,quantity,unit_price,kind,related_order,reason"
    (order,) = read_table(
        tmp_path, head, ["2025-01-13", "R1", "T-25", "1", "100", "devolución", "A1", "grande"]
    ).orders
    assert (order.kind, order.related_order, order.reason) == ("return", "A1", "grande")
    assert (order.total_minor, order.refunded_minor, order.lines[0].quantity) == (0, 10000, 1)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", "paid"),
        ("pagado", "paid"),
        ("pendiente", "pending"),
        ("Cancelada", "cancelled"),
        ("reembolsado", "refunded"),
    ],
)
def test_a_status_may_be_said_in_spanish(word: str, status: str, tmp_path: Path) -> None:
    (order,) = read_table(tmp_path, "fecha,clave,cantidad,estado", ["2025-01-13", "T", "1", word]).orders
    assert order.status == status


def test_a_date_alone_stands_at_noon_so_that_no_zone_moves_it(tmp_path: Path) -> None:
    (order,) = read_table(tmp_path, "fecha,clave,cantidad", ["13/01/2025", "T", "1"]).orders
    assert order.placed_at.isoformat() == "2025-01-13T12:00:00-06:00"


def test_the_day_of_a_count_is_its_own_else_the_one_told(tmp_path: Path) -> None:
    told = ReadOptions(as_of=date(2025, 3, 1))
    dated = read_table(tmp_path, "as_of,sku,on_hand", ["2025-01-13", "T", "4"], ["", "V", "1"], options=told)
    assert [one.as_of for one in dated.records] == [date(2025, 1, 13), date(2025, 3, 1)]
    timed = read_table(tmp_path, "as_of,sku,on_hand", ["2025-01-13 18:30", "T", "4"], options=told)
    assert timed.records[0].as_of.hour == 18


def test_consent_is_never_guessed(tmp_path: Path) -> None:
    head = "correo,nombre,acepta publicidad"
    found = read_table(
        tmp_path,
        head,
        ["a@example.com", "Ana", "sí"],
        ["b@example.com", "Bea", ""],
        ["c@example.com", "Cid", "no"],
    )
    assert [(one.consent, one.consent_source) for one in found.records] == [
        (True, "acepta publicidad"),
        (None, ""),
        (False, "acepta publicidad"),
    ]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("ingrediente,producto,cantidad,unidad,paso", ["harina", "pan", "2", "kg", "1"]),
        ("Store,Lineitem name,Product,Quantity", ["a", "b", "c", "1"]),
        ("correo,total,compras,segmento,ultimo,notas", ["a@b.com", "5", "1", "x", "y", "z"]),
        ("producto,cliente,pedido,precio,canal,entregado", ["Bota", "Ana", "1", "10", "web", "sí"]),
    ],
)
def test_what_could_be_many_things_is_asked_about_unless_told(
    head: str, row: list[str], tmp_path: Path
) -> None:
    with pytest.raises(Unrecognised):
        read_table(tmp_path, head, row)


def test_a_vague_count_is_stock_when_the_owner_says_so(tmp_path: Path) -> None:
    path = a_table(tmp_path / "a.csv", "sku,quantity", ["T", "4"])
    found = read_all(path, ReadOptions(kind=Kind.STOCK, as_of=date(2025, 1, 13)))
    assert [one.on_hand for one in found.records] == [4]


def test_a_bare_name_beside_a_telephone_is_the_buyer_where_the_product_has_its_own_column(
    tmp_path: Path,
) -> None:
    header = "Order ID,Name,Phone,Product,Qty,Grand Total,Order Date"
    row = ["W-1", "Ana López", "5512345678", "Bolsa", 1, 399, "2026-03-14"]
    (order,) = read_table(tmp_path, header, row).orders
    assert (order.customer.name, order.customer.phone) == ("Ana López", "5512345678")
    assert (order.lines[0].product, order.total_minor) == ("Bolsa", 39900)


def test_a_bare_name_alone_stays_the_product(tmp_path: Path) -> None:
    row = ["2026-03-14", "Bolsa Lirio", "5512345678", 1, 399]
    (order,) = read_table(tmp_path, "fecha,nombre,telefono,cantidad,precio", row).orders
    assert (order.lines[0].product, order.customer.name) == ("Bolsa Lirio", "")
