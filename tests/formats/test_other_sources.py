"""What sets the other sources apart from each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from shopdesk.formats.base import ReadOptions
from tests.formats.file_builders import codes, read_table
from tests.formats.sample_figures import read_all


def test_woocommerce_totals_blank_after_the_first_row_are_not_summed_nor_lost(tmp_path: Path) -> None:
    head = (
        "order_id,order_number,date,status,order_total,shipping_total,billing_email,item_name,"
        "item_quantity,item_total"
    )
    (order,) = read_table(
        tmp_path,
        head,
        [
            "7",
            "7",
            "2025-01-13T10:00:00",
            "processing",
            "250.00",
            "50.00",
            "a@example.com",
            "Bota - 24",
            "1",
            "150.00",
        ],
        ["7", "7", "", "", "", "", "", "Vela", "2", "50.00"],
    ).orders
    assert (order.total_minor, order.shipping_minor, order.status) == (25000, 5000, "paid")
    assert [(line.product, line.unit_price_minor) for line in order.lines] == [
        ("Bota", 15000),
        ("Vela", 2500),
    ]


def test_woocommerce_variations_take_their_name_from_their_parent(tmp_path: Path) -> None:
    head = (
        "ID,Tipo,SKU,Nombre,Publicado,Inventario,Precio rebajado,Precio normal,Categorías,Superior,"
        "Nombre del atributo 1,Valor(es) del atributo 1,Nombre del atributo 2,Valor(es) del atributo 2"
    )
    found = read_table(
        tmp_path,
        head.split(","),
        [
            "1",
            "variable",
            "BOTA",
            "Bota Sierra",
            "1",
            "",
            "",
            "",
            "Calzado > Botas",
            "",
            "Talla",
            "24, 25",
            "Color",
            "Café",
        ],
        [
            "2",
            "variation",
            "B-24",
            "Bota Sierra - 24",
            "1",
            "3",
            "",
            "899,50",
            "",
            "BOTA",
            "Talla",
            "24",
            "Color",
            "Café",
        ],
        [
            "3",
            "variation",
            "B-25",
            "",
            "1",
            "2",
            "799,00",
            "899,50",
            "",
            "id:1",
            "Talla",
            "25",
            "Color",
            "Café",
        ],
        ["4", "simple", "V", "Vela", "1", "9", "", "99,00", "Hogar", "", "", "", "", ""],
    )
    assert [(one.product, one.color, one.size, one.price_minor, one.category) for one in found.records] == [
        ("Bota Sierra", "Café", "24", 89950, "Botas"),
        ("Bota Sierra", "Café", "25", 79900, "Botas"),
        ("Vela", "", "", 9900, "Hogar"),
    ]
    assert found.reading.counts.by_reason == {"parent_row": 1}


def test_tiktoks_row_of_explanations_is_no_order(tmp_path: Path) -> None:
    head = (
        "Order ID,Order Status,Seller SKU,Product Name,Variation,Quantity,Order Amount,Created Time,"
        "Paid Time,Buyer Username"
    )
    found = read_table(
        tmp_path,
        head,
        ["Platform unique order ID.", "Order status.", "Seller's SKU.", "Name", "V", "Q", "A", "T", "T", "U"],
        [
            "576\t",
            "Completed",
            "B-24",
            "Bota",
            "Café, 24",
            "1",
            "MXN 899.50",
            "13/01/2025 10:00:00\t",
            "13/01/2025 10:00:00\t",
            "ana",
        ],
    )
    assert found.reading.counts.by_reason == {"description_row": 1}
    (order,) = found.orders
    assert (order.number, order.total_minor, order.customer.external_id) == ("576", 89950, "ana")
    assert (order.lines[0].color, order.lines[0].size) == ("Café", "24")


def test_a_quote_mark_in_amazons_title_is_a_letter(tmp_path: Path) -> None:
    head = (
        "amazon-order-id\tpurchase-date\torder-status\titem-status\tproduct-name\tsku\tquantity\t"
        "currency\titem-price\tshipping-price"
    )
    rows = [
        '701-1\t2025-01-08T11:03:57+00:00\tShipped\tShipped\t"Arena" Sandalia\tS-36\t2\tMXN\t1498.00\t99.00',
        "701-1\t2025-01-08T11:03:57+00:00\tShipped\tShipped\tTenis Negro 25 MX\tT-25\t1\tMXN\t1299.00\t50.00",
        "701-2\t2025-01-08T11:03:57+00:00\tCancelled\tCancelled\tTenis\tT-25\t0\tMXN\t\t",
    ]
    path = tmp_path / "orders.txt"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    first, second = read_all(path).orders
    assert first.lines[0].title == '"Arena" Sandalia'
    assert first.lines[0].unit_price_minor == 74900
    assert (first.lines[1].product, first.lines[1].color, first.lines[1].size) == ("Tenis", "Negro", "25")
    assert (first.shipping_minor, first.total_minor) == (14900, 294600)
    assert (second.status, second.lines[0].quantity) == ("cancelled", 0)


def test_a_sale_of_mercado_libre_is_refunded_only_if_all_its_products_are(tmp_path: Path) -> None:
    head = [
        "# de venta",
        "Fecha de venta",
        "Estado",
        "Unidades",
        "Ingresos por productos (ARS)",
        "Anulaciones y reembolsos (ARS)",
        "SKU",
        "Título de la publicación",
        "Variante",
        "Precio unitario de venta de la publicación (ARS)",
        "Comprador",
    ]
    found = read_table(
        tmp_path,
        head,
        [
            "1",
            "31 de agosto de 2026 23:59 hs.",
            "Paquete de 2 productos",
            " ",
            "300.00",
            "-100.00",
            " ",
            " ",
            " ",
            " ",
            "Ana",
        ],
        [
            "11",
            "31 de agosto de 2026 23:59 hs.",
            "Entregado",
            "1",
            " ",
            " ",
            "A",
            "Bota",
            "Color : Negro | Talla : 24",
            "200.00",
            " ",
        ],
        [
            "12",
            "31 de agosto de 2026 23:59 hs.",
            "Devolución finalizada con reembolso al comprador",
            "1",
            " ",
            " ",
            "B",
            "Vela",
            " ",
            "100.00",
            " ",
        ],
        [
            "2",
            "1 de septiembre | 23:52",
            "Cancelada por el comprador",
            "1",
            "50.00",
            "-50.00",
            "C",
            "Taza",
            " ",
            "50.00",
            "Luis",
        ],
    )
    pack, single = found.orders
    assert (pack.status, pack.currency, pack.total_minor, pack.refunded_minor) == (
        "paid",
        "ARS",
        30000,
        10000,
    )
    assert [(line.external_id, line.refunded_quantity) for line in pack.lines] == [("11", 0), ("12", 1)]
    assert (single.status, single.placed_at.year) == ("cancelled", 2026)
    assert "month_not_final" in codes(found)


def test_prestashop_and_its_kind_say_which_export_to_use(tmp_path: Path) -> None:
    head = ["ID", "Referencia", "Cliente", "Total", "Pago", "Estado", "Fecha"]
    found = read_table(
        tmp_path, head, ["1", "ABC", "P. Cano", "1.234,56 €", "Tarjeta", "Entregado", "2025-01-13 10:00:00"]
    )
    (order,) = found.orders
    assert (order.total_minor, order.currency, order.lines) == (123456, "EUR", ())
    assert codes(found) == ["orders_without_lines"]


def test_loyverses_thousandths_are_pieces_and_its_refunds_receipts(tmp_path: Path) -> None:
    head = (
        "Fecha,Número de recibo,Tipo de recibo,REF,Artículo,Variante,Cantidad,Ventas brutas,Descuentos,"
        "Ventas netas,Contactos del cliente,Estado"
    )
    sale, refund = read_table(
        tmp_path,
        head,
        [
            "31/01/2025 10:00",
            "1-1",
            "Venta",
            "B",
            "Bota",
            "24 / Café",
            "1.000",
            "899.50",
            "0.00",
            "899.50",
            "a@b.com, +5255 1234 5678",
            "Cerrado",
        ],
        [
            "31/01/2025 11:00",
            "1-1R",
            "Reembolso",
            "B",
            "Bota",
            "24 / Café",
            "-1.000",
            "-899.50",
            "0.00",
            "-899.50",
            "",
            "Cerrado",
        ],
    ).orders
    assert (sale.lines[0].quantity, sale.customer.email, sale.customer.phone) == (
        1,
        "a@b.com",
        "+5255 1234 5678",
    )
    assert (refund.kind, refund.related_order, refund.refunded_minor) == ("return", "1-1", 89950)


def test_stockys_purchase_orders_keep_what_was_received(tmp_path: Path) -> None:
    head = (
        "PO Number,Supplier,Status,Ordered At,Expected On,SKU,Product,Variant,Supplier Code,"
        "Quantity Ordered,Quantity Received,Cost Price,Currency"
    )
    found = read_table(
        tmp_path,
        head,
        [
            "PO-7",
            "Pieles León",
            "Partial",
            "2026-05-20",
            "2026-06-13",
            "B-24",
            "Bota",
            "24 / Café",
            "P9",
            "12",
            "6",
            "400.00",
            "MXN",
        ],
        [
            "PO-7",
            "Pieles León",
            "Partial",
            "2026-05-20",
            "2026-06-13",
            "B-25",
            "Bota",
            "25 / Café",
            "P9",
            "6",
            "0",
            "400.00",
            "MXN",
        ],
    )
    (order,) = found.records
    assert (order.number, order.supplier, order.status, order.ordered_on) == (
        "PO-7",
        "Pieles León",
        "partial",
        date(2026, 5, 20),
    )
    assert [(line.size, line.ordered, line.received, line.cost_minor) for line in order.lines] == [
        ("24", 12, 6, 40000),
        ("25", 6, 0, 40000),
    ]


def test_stockys_suppliers_keep_their_lead_time(tmp_path: Path) -> None:
    head = "Supplier Name,Email,Phone,Lead Time (days),Minimum Order,Currency"
    found = read_table(
        tmp_path, head, ["Pieles León", "p@example.com", "4771234567", "14 days", "5000", "MXN"]
    )
    (one,) = found.records
    assert (one.supplier, one.lead_days, one.minimum_order_minor) == ("Pieles León", 14.0, 500000)


def test_a_refund_at_square_without_its_sale_is_a_return(tmp_path: Path) -> None:
    head = (
        "Date,Time,Time Zone,Item,Qty,Price Point Name,SKU,Gross Sales,Discounts,Net Sales,"
        "Transaction ID,Payment ID,Event Type"
    )
    (order,) = read_table(
        tmp_path,
        head,
        [
            "2025-01-19",
            "08:32:04",
            "Central Time (US & Canada)",
            "Bota",
            "-1.0",
            "22, Rosa",
            "B",
            "-$899.50",
            "$0.00",
            "-$899.50",
            "t1",
            "p1",
            "Refund",
        ],
        options=ReadOptions(),
    ).orders
    assert (order.kind, order.refunded_minor, order.total_minor) == ("return", 89950, 0)
    assert order.placed_at.isoformat() == "2025-01-19T08:32:04-06:00"


def test_a_tab_a_month_is_read_whole_and_other_tabs_are_named(tmp_path: Path) -> None:
    made = Workbook()
    made.active.title = "Enero"
    made.active.append(["fecha", "clave", "cantidad"])
    made.active.append(["13/01/2025", "T", 1])
    second = made.create_sheet("Febrero")
    second.append(["Mi tienda"])
    second.append(["Fecha", "Clave", "Cantidad"])
    second.append(["14/02/2025", "T", 2])
    made.create_sheet("Gastos").append(["renta", "luz"])
    made.save(tmp_path / "ventas.xlsx")
    found = read_all(tmp_path / "ventas.xlsx")
    assert [one.placed_at.month for one in found.orders] == [1, 2]
    assert len({row for one in found.orders for row in one.rows}) == 2
    assert codes(found) == ["sheets_joined", "sheets_left_out", "no_amounts"]
    assert "Gastos" in found.reading.problems[1].message


def test_a_row_typed_as_paid_later_is_still_the_same_sale(tmp_path: Path) -> None:
    head = "fecha,clave,cantidad,precio,estado"
    before = read_table(tmp_path, head, ["13/01/2025", "T", "1", "10", "pendiente"]).orders
    after = read_table(tmp_path, head, ["13/01/2025", "T", "1", "10", "pagado"]).orders
    assert before[0].number == after[0].number
    assert (before[0].status, after[0].status) == ("pending", "paid")


def test_options_of_a_wide_woocommerce_item_are_color_and_size(tmp_path: Path) -> None:
    head = "order_id,order_number,order_date,status,order_total,billing_email,line_item_1"
    item = "name:Bota: Nora|product_id:7|sku:B-1|quantity:2|total:300.00|pa_color:Café|pa_talla:24.5"
    row = ["7", "7", "2025-01-13 10:00:00", "completed", "300.00", "a@example.com", item]
    (order,) = read_table(tmp_path, head, row).orders
    (line,) = order.lines
    assert (line.product, line.color, line.size, line.quantity) == ("Bota: Nora", "Café", "24.5", 2)


def test_headers_whose_accents_another_program_lost_are_still_known(tmp_path: Path) -> None:
    head = (
        "N\ufffdmero de orden;Email;Fecha;Estado de la orden;Estado del pago;Moneda;Total;"
        "N\ufffdmero;Nombre del producto;Precio del producto;Cantidad del producto;Identificador de la orden"
    )
    rows = (
        "5014;a@example.com;06/10/2025 22:33:16;Abierta;Recibido;ARS;54980;2;Serum;29990;1;1803222142",
        "5014;a@example.com;;;;;;;Cepillo;24990;1;",
    )
    path = tmp_path / "ventas.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    found = read_all(path)
    (order,) = found.orders
    assert (order.number, len(order.lines), order.total_minor) == ("5014", 2, 5498000)
    assert "lost_letters" in codes(found)
