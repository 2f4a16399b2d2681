"""Files as real shops keep them, whose headers nobody agreed on: what an owner gets out of each."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from shopdesk.formats import mapped
from shopdesk.formats.base import Kind, ReadOptions, Unrecognised
from shopdesk.formats.opening import open_file
from shopdesk.formats.reading import glance, read
from shopdesk.formats.records import ContactRecord, StockRecord, SupplierRecord
from tests.formats.sample_figures import MEXICO, read_all


def _file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "file.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_month_in_excel_with_titles_day_totals_and_a_number_column_for_the_size(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B1"] = "ZAPATERÍA LUPITA"
    sheet.merge_cells("B1:I1")
    sheet["B2"] = "Ventas del mes de octubre 2025"
    sheet.append([])
    rows = [
        ["FECHA", "NOTA", "CLIENTE", "MODELO", "COLOR", "No.", "PARES", "PRECIO", "IMPORTE"],
        [date(2025, 10, 3), "A-101", "Lupita Ríos", "Bota Sierra", "Café", 24.5, 1, 1299, 1299],
        [date(2025, 10, 3), "A-101", "Lupita Ríos", "Tenis Brisa", "Blanco", 26, 2, 899, 1798],
        ["Total 03/10", None, None, None, None, None, 3, None, 3097],
        [date(2025, 10, 4), "A-103", "PÚBLICO EN GENERAL", "Tenis Brisa", "Negro", 27, 1, 459.5, 459.5],
        ["TOTAL DEL MES", None, None, None, None, None, 4, None, 3556.5],
    ]
    for row in rows:
        sheet.append([None, *row])
    path = tmp_path / "octubre.xlsx"
    book.save(path)
    found = read_all(path)
    # 1,299.00 + 2 x 899.00 + 459.50
    assert sum(one.total_minor for one in found.orders) == 355650
    assert [line.size for one in found.orders for line in one.lines] == ["24.5", "26", "27"]
    assert [one.customer.name for one in found.orders] == ["Lupita Ríos", ""]
    counts = found.reading.counts
    assert (counts.accepted, counts.rejected, counts.by_reason) == (3, 0, {"totals_row": 2})


NOTEBOOK = """Fecha Vta,Artículo (modelo y color),Talla/No.,Cant.,P. Público,Desc. %,Total $,Le vendí a,Cel.
03-oct-25,Tenis Brisa blanco,26.5,1,"$899.00 MXN",10%,"$809.10",Karla,999 123 4567
3-oct-25,Bota Sierra café,24,2,"$1,299.00 MXN",,"$2,598.00",Mostrador,
04-oct-25,Sandalia Playa negra,23½,1,$459.50 MXN,5%,$436.53,Rosa,+52 1 55 1234 5678
"""


def test_a_notebook_is_guessed_whole_and_its_shares_off_are_discounts(tmp_path: Path) -> None:
    path = _file(tmp_path, NOTEBOOK, "cp1252")
    with pytest.raises(Unrecognised):
        read(path)
    proposal = glance(path).proposal
    assert {one.header: one.field for one in proposal.columns} == {
        "Fecha Vta": "date", "Artículo (modelo y color)": "product", "Talla/No.": "size",
        "Cant.": "quantity", "P. Público": "unit_price", "Desc. %": None, "Total $": "total",
        "Le vendí a": "customer", "Cel.": "phone",
    }  # fmt: skip
    orders = read_all(path, ReadOptions(zone="America/Mexico_City", mapping=proposal.mapping())).orders
    # 899.00 less 10 %, two of 1,299.00, 459.50 less 5 % (22.975, as the shop rounds it).
    assert [one.total_minor for one in orders] == [80910, 259800, 43653]
    assert [one.discount_minor for one in orders] == [8990, 0, 2297]
    assert [(one.lines[0].product, one.lines[0].color, one.lines[0].size) for one in orders] == [
        ("Tenis Brisa", "blanco", "26.5"), ("Bota Sierra", "café", "24"), ("Sandalia Playa", "negra", "23.5"),
    ]  # fmt: skip
    assert {one.currency for one in orders} == {"MXN"}


def test_a_kind_named_by_the_owner_reads_an_unknown_file_by_the_guess_and_says_so(tmp_path: Path) -> None:
    found = read_all(_file(tmp_path, NOTEBOOK), ReadOptions(kind=Kind.SALES, zone="America/Mexico_City"))
    assert sum(one.total_minor for one in found.orders) == 384363
    assert any(note.code == "columns_guessed" for note in found.reading.problems)


def test_a_portuguese_export_keeps_its_states_and_its_currency(tmp_path: Path) -> None:
    text = (
        "Data da venda;Nº do pedido;Cliente;E-mail;Produto;Tamanho;Cor;Qtd;Valor unitário;Desco"
        "nto;Valor total;"
        "Situação\n"
        "03/10/2025 14:22;5001;Ana Souza;ana@exemplo.com.br;Tênis Brisa;38;Branco;1;R$ 1.299,90;R$ 0,00;"
        "R$ 1.299,90;Pago\n"
        "03/10/2025 15:01;5002;João Lima;joao@exemplo.com.br;Bota;39;Preto;2;R$ 899,50;R$ 100,00;R$ 1.699,00;"
        "Pago\n"
        "13/10/2025 09:10;5003;Bia Reis;;Tênis Brisa;37;Branco;1;R$ 1.299,90;;R$ 1.299,90;Cancelado\n"
    )
    orders = read_all(_file(tmp_path, text), ReadOptions(zone="America/Sao_Paulo")).orders
    assert [(one.number, one.total_minor, one.currency) for one in orders] == [
        ("5001", 129990, "BRL"), ("5002", 169900, "BRL"), ("5003", 129990, "BRL"),
    ]  # fmt: skip
    assert [str(one.status) for one in orders] == ["paid", "paid", "cancelled"]
    assert orders[0].placed_at == datetime.fromisoformat("2025-10-03T14:22:00-03:00")


def test_two_styles_of_dates_and_a_serial_number_in_one_column(tmp_path: Path) -> None:
    text = (
        "Día de la venta;Pedido no.;Prenda;Talla;Color;Pzs;Precio c/u;Total\n"
        "2025-09-30;77;Playera básica;M;Blanco;2;199;398\n01/10/2025;78;Playera básica;CH;Negro;1;199;199\n"
        "45931;79;Pantalón;32;Azul;1;599;599\n13/10/2025;80;Playera básica;XG;Blanco;3;199;597\n"
    )
    orders = read_all(_file(tmp_path, text)).orders
    # 45931 is Excel's number of 1 October 2025.
    assert [one.placed_at.date().isoformat() for one in orders] == [
        "2025-09-30", "2025-10-01", "2025-10-01", "2025-10-13",
    ]  # fmt: skip
    assert sum(one.total_minor for one in orders) == 179300


RUN = """INVENTARIO TIENDA CENTRO,,,,,,
Al 20/11/2025,,,,,,
Modelo,Color,22,22.5,23,23½,Total
Bota Sierra,Café,1,0,2,,3
Tenis Brisa,Blanco,,2,agotado,2,5
,Negro,0,,1,,1
TOTAL,,1,2,3,2,9
"""


def test_a_stock_sheet_with_a_column_for_each_size_is_a_count_for_each_filled_cell(tmp_path: Path) -> None:
    found = read_all(_file(tmp_path, RUN))
    stock = [one for one in found.records if isinstance(one, StockRecord)]
    assert [(one.product, one.color, one.size, one.on_hand) for one in stock] == [
        ("Bota Sierra", "Café", "22", 1), ("Bota Sierra", "Café", "22.5", 0),
        ("Bota Sierra", "Café", "23", 2),
        ("Tenis Brisa", "Blanco", "22.5", 2), ("Tenis Brisa", "Blanco", "23", 0),
        ("Tenis Brisa", "Blanco", "23.5", 2), ("Tenis Brisa", "Negro", "22", 0),
        ("Tenis Brisa", "Negro", "23", 1),
    ]  # fmt: skip
    assert {one.as_of for one in stock} == {date(2025, 11, 20)}
    counts = found.reading.counts
    assert (counts.rows, counts.accepted, counts.by_reason) == (4, 3, {"totals_row": 1})
    # The second row's sizes make 4, its total says 5.
    assert [note.line for note in found.reading.problems if note.code == "total_differs"] == [5]


def test_sales_with_sizes_in_the_header_are_no_stock(tmp_path: Path) -> None:
    text = "Fecha,Folio,Modelo,22,23,24,Importe\n13/10/2025,1,Bota,1,,2,3897\n"
    with pytest.raises(Unrecognised):
        read(_file(tmp_path, text))


def test_the_day_above_a_stock_table_is_the_day_of_its_counts(tmp_path: Path) -> None:
    text = (
        "Existencias al 20/11/2025 08:00 p. m.\nClave;Artículo;Color;Núm.;Existencia actual\n"
        "BS-24;Bota Sierra;Café;24;3\nTB-265;Tenis Brisa;Blanco;26.5;agotado\nTB-27;Tenis Brisa"
        ";Negro;27;12 pzs\n"
    )
    found = read_all(_file(tmp_path, text), ReadOptions(zone="America/Mexico_City"))
    stock = [one for one in found.records if isinstance(one, StockRecord)]
    assert [(one.size, one.on_hand) for one in stock] == [("24", 3), ("26.5", 0), ("27", 12)]
    assert {one.as_of for one in stock} == {datetime(2025, 11, 20, 20)}  # noqa: DTZ001 - local, as written
    assert not found.reading.questions


def test_an_ambiguous_day_above_a_stock_table_is_asked(tmp_path: Path) -> None:
    text = "Existencias al 05/11/2025\nClave;Artículo;Existencia\nBS-24;Bota Sierra;3\n"
    with read(_file(tmp_path, text), options=MEXICO) as reading:
        assert [one.code for one in reading.questions] == ["as_of"]


def test_a_catalogue_with_stock_says_that_the_stock_waits(tmp_path: Path) -> None:
    text = 'Código,Producto,P. Costo,P. Venta,Inventario\n7501,Bota Café 24,$650.00,"$1,299.00",3\n'
    found = read_all(_file(tmp_path, text))
    assert found.reading.kind == "products"
    assert any(note.code == "stock_not_taken" for note in found.reading.problems)
    again = read_all(_file(tmp_path, text), ReadOptions(kind=Kind.STOCK, as_of=date(2025, 11, 20)))
    assert [one.on_hand for one in again.records if isinstance(one, StockRecord)] == [3]


def test_exports_of_other_stores_are_read_with_their_variants_and_refunds(tmp_path: Path) -> None:
    text = (
        "Order number,Date created,Time,Total order quantity,Contact email,Note to customer,Ite"
        "m,Variant,SKU,Qty,"
        "Price,Currency,Subtotal,Shipping rate,Total,Refunded amount,Payment status,Recipient name\n"
        '10045,"Oct 3, 2025",2:15:20 PM,3,lucy@example.com,,Bota Sierra,"Color:Café, Talla:24",'
        "BS-24,1,1299,MXN,"
        "3097,99,3196,0,Paid,Lucy Paz\n"
        '10045,"Oct 3, 2025",2:15:20 PM,3,lucy@example.com,,Tenis Brisa,"Color:Blanco, Talla:26'
        '",TB-26,2,899,MXN,'
        "3097,99,3196,0,Paid,Lucy Paz\n"
        '10046,"Oct 4, 2025",9:05:01 AM,1,meche@example.com,,Tenis Brisa,"Color:Negro, Talla:27'
        '",TB-27,1,899,MXN,'
        "899,0,899,899,Refunded,Meche\n"
    )
    orders = read_all(_file(tmp_path, text)).orders
    # 1,299 + 2 x 899 + 99 of shipping; 899, all of it given back.
    assert [(one.total_minor, one.refunded_minor) for one in orders] == [(319600, 0), (89900, 89900)]
    assert [(line.color, line.size) for line in orders[0].lines] == [("Café", "24"), ("Blanco", "26")]
    assert orders[0].placed_at.isoformat() == "2025-10-03T14:15:20-06:00"


def test_a_stall_in_dollars_adds_its_tax_and_sees_the_colour_in_the_name(tmp_path: Path) -> None:
    text = (
        "Sale Date,Receipt #,Item Sold,Sz,Qty Sold,Each,Tax,Amount Paid,Paid By\n"
        "10/3/25,R1,Sierra Boot (Brown),8.5,1,$64.99,$5.36,$70.35,Visa\n"
        "10/14/25,R2,Breeze Sneaker (White),9,2,$44.99,$7.42,$97.40,Cash\n,,,,,,Total,$167.75,\n"
    )
    found = read_all(_file(tmp_path, text), ReadOptions(zone="America/New_York", currency="USD"))
    assert [(one.total_minor, one.tax_minor, one.taxes_included) for one in found.orders] == [
        (7035, 536, False), (9740, 742, False),
    ]  # fmt: skip
    line = found.orders[0].lines[0]
    assert (line.product, line.color, line.size) == ("Sierra Boot", "Brown", "8.5")


def test_a_list_of_clients_takes_consent_only_from_its_column(tmp_path: Path) -> None:
    text = (
        "CLIENTAS FRECUENTES;;;;;\nActualizado: 20/11/2025;;;;;\n"
        "Nombre(s);Apellidos;Cel./WhatsApp;Correo-e;Fecha Nac.;¿Le mandamos promos?\n"
        "Lucía;Paz;999 123 45 67;LUCY@Example.com;12/05/1988;Sí\nMercedes;Ruiz;;meche@example.com;;No\n"
        "Rosa;Mora;;;;Sí\n"
    )
    found = read_all(_file(tmp_path, text, "cp1252"))
    people = [one for one in found.records if isinstance(one, ContactRecord)]
    assert [(one.name, one.email, one.phone, one.consent) for one in people] == [
        ("Lucía Paz", "lucy@example.com", "999 123 45 67", True),
        ("Mercedes Ruiz", "meche@example.com", "", False),
    ]
    assert found.reading.counts.by_reason == {"missing_email": 1}


def test_a_supplier_who_takes_seven_to_ten_days_takes_eight_and_a_half(tmp_path: Path) -> None:
    text = (
        "Marca / Proveedor,Correo,Días que tarda,Mínimo de compra\n"
        'Calzado León,ventas@leon.example.com,12 días,"$5,000.00"\nTenis del Bajío,,7-10,\nBota'
        "s MX,,2 semanas,\n"
    )
    found = read_all(_file(tmp_path, text))
    days = [one.lead_days for one in found.records if isinstance(one, SupplierRecord)]
    assert days == [12.0, 8.5, 14.0]


def test_a_file_without_pieces_is_guessed_as_sales_of_one_piece_a_row(tmp_path: Path) -> None:
    text = (
        "Fecha de la vta,Zapato,Medida,En cuánto se vendió\n13/10/2025,Bota Ca"
        "fé,24,1299\n14/10/2025,Tenis,26,899\n"
    )
    path = _file(tmp_path, text)
    table = mapped.likely_table(open_file(path, tmp_path))
    proposal = mapped.propose(table, Kind.SALES)
    guesses = {one.header: one.field for one in proposal.columns}
    assert guesses["Fecha de la vta"] == "date"
    assert guesses["Medida"] == "size"
    assert all("quantity" not in group for group in proposal.missing)


def test_a_unit_beside_a_header_is_not_its_name_and_its_currency_is_believed(tmp_path: Path) -> None:
    text = (
        "Order Date,Order No,Item code,Item,Qty,Price (EUR),Buyer\n"
        "11/20/2025,7,RNG-01,Ring Luna,2,38.00,Emma\n11/21/2025,8,EAR-02,Hoops Sol,1,24.50,Zoë\n"
    )
    orders = read_all(_file(tmp_path, text), ReadOptions(zone="Europe/Madrid")).orders
    assert [(one.total_minor, one.currency, one.lines[0].sku) for one in orders] == [
        (7600, "EUR", "RNG-01"),
        (2450, "EUR", "EAR-02"),
    ]


def test_a_list_of_goods_with_their_suppliers_is_no_list_of_suppliers(tmp_path: Path) -> None:
    text = "Item code,Item,On hand,Supplier,Lead time days,Cost\nRNG-01,Ring Luna,5,Plata SL,14,19.0\n"
    found = read_all(_file(tmp_path, text), ReadOptions())
    assert found.reading.kind is Kind.PRODUCTS
    assert "stock_not_taken" in {note.code for note in found.reading.problems}


def test_amounts_under_a_header_nobody_knows_are_the_price_and_said_so(tmp_path: Path) -> None:
    text = (
        "Fecha;Pedido;Prenda;Uds;Lo que marca la etiqueta;Costo\n"
        "03/11/2025;1;Falda;2;$ 450,00;$ 200,00\n15/11/2025;2;Blusa;1;$ 320,50;$ 150,00\n"
    )
    found = read_all(_file(tmp_path, text), ReadOptions(zone="America/Mexico_City"))
    assert [one.total_minor for one in found.orders] == [90000, 32050]
    assert [one.code for one in found.reading.problems if one.severity == "warning"] == ["columns_guessed"]


def test_sales_without_an_amount_say_that_money_stays_at_zero(tmp_path: Path) -> None:
    text = "Fecha;Pedido;Prenda;Uds\n03/11/2025;1;Falda;2\n15/11/2025;2;Blusa;1\n"
    found = read_all(_file(tmp_path, text), ReadOptions(zone="America/Mexico_City"))
    assert [one.total_minor for one in found.orders] == [0, 0]
    assert "no_amounts" in {one.code for one in found.reading.problems}


def test_a_list_of_what_there_is_with_its_supplier_is_stock(tmp_path: Path) -> None:
    text = "Prenda;Color;Talla;Stock;Proveedor\nFalda;roja;M;3;Textil Levante\n"
    found = read_all(_file(tmp_path, text), ReadOptions(as_of=date(2025, 11, 21)))
    assert [one.on_hand for one in found.records if isinstance(one, StockRecord)] == [3]
    assert "products_not_taken" in {one.code for one in found.reading.problems}
