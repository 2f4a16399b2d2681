"""Hostile files by their numbers, dates and orders."""

from __future__ import annotations

from collections.abc import Callable

from shopdesk.formats.base import ReadOptions
from tests.formats.hostile import ORDER, OTHER, ROWS, SECOND, SHOPIFY, STOCK, Case, plain, text


def of_values() -> list[Case]:
    """Return the files whose numbers, dates or cells can be misread."""
    ok = "accepted"

    def priced(*prices: str) -> bytes:
        return text(
            "fecha;producto;cantidad;precio",
            *[f"2025-01-1{n};Bota;1;{price}" for n, price in enumerate(prices)],
        )

    def dated(*days: str) -> bytes:
        return text("fecha;producto;cantidad;precio", *[f"{day};Bota;1;10" for day in days])

    def totals(*wanted: int) -> Callable[[list], bool]:
        return lambda records: [one.total_minor for one in records] == list(wanted)

    def days(*wanted: str) -> Callable[[list], bool]:
        return lambda records: [one.placed_at.date().isoformat() for one in records] == list(wanted)

    mexico = ReadOptions(zone="America/Mexico_City", currency="MXN")
    clp = ReadOptions(zone="America/Santiago", currency="CLP")
    mdy = ReadOptions(zone="America/Mexico_City", currency="MXN", date_order="mdy")
    dot = ReadOptions(zone="America/Mexico_City", currency="MXN", decimal=".")
    comma = ReadOptions(zone="America/Mexico_City", currency="MXN", decimal=",")
    return [
        Case(
            "decimal_comma.csv",
            priced("1.299,00", "899,5", "1.299"),
            ok,
            (3, 0, 0),
            check=totals(129900, 89950, 129900),
        ),
        Case(
            "decimal_point.csv",
            priced("1,299.00", "899.5", "1,299"),
            ok,
            (3, 0, 0),
            check=totals(129900, 89950, 129900),
        ),
        Case(
            "undecided_mark.csv", priced("1.299", "2.499"), "asked", code="undecided_decimal", options=mexico
        ),
        Case(
            "told_mark.csv",
            priced("1.299", "2.499"),
            ok,
            (2, 0, 0),
            options=comma,
            check=totals(129900, 249900),
        ),
        Case(
            "told_point.csv",
            priced("1,299", "2,499"),
            ok,
            (2, 0, 0),
            options=dot,
            check=totals(129900, 249900),
        ),
        Case("both_marks.csv", priced("1.299,00", "1,299.00"), ok, (2, 0, 0), check=totals(129900, 129900)),
        Case(
            "both_marks_and_open.csv",
            priced("1.299,00", "1,299.00", "1.299"),
            "asked",
            code="undecided_decimal",
        ),
        Case(
            "money_in_words.csv",
            priced("$1,299.00 MXN", "899.50 pesos", "$ 10.-", "(5.00)"),
            ok,
            (4, 0, 0),
            check=totals(129900, 89950, 1000, 500),
        ),
        Case("chilean.csv", priced("19.990", "5.990"), ok, (2, 0, 0), options=clp, check=totals(19990, 5990)),
        Case(
            "chilean_whole.csv",
            priced("19990", "5990"),
            ok,
            (2, 0, 0),
            options=clp,
            check=totals(19990, 5990),
        ),
        Case("excel_cut_number.csv", priced("10.00", "9.2E+11"), "partly", (1, 1, 0), "damaged_by_excel"),
        Case("word_for_price.csv", priced("10.00", "gratis"), "partly", (1, 1, 0), "unreadable_number"),
        Case(
            "day_first.csv",
            dated("03/04/2025", "13/04/2025"),
            ok,
            (2, 0, 0),
            check=days("2025-04-03", "2025-04-13"),
        ),
        Case(
            "month_first.csv",
            dated("03/04/2025", "04/13/2025"),
            ok,
            (2, 0, 0),
            check=days("2025-03-04", "2025-04-13"),
        ),
        Case("undecided_order.csv", dated("03/04/2025", "05/04/2025"), "asked", code="undecided_date_order"),
        Case(
            "told_order.csv",
            dated("03/04/2025", "05/04/2025"),
            ok,
            (2, 0, 0),
            options=mdy,
            check=days("2025-03-04", "2025-05-04"),
        ),
        Case(
            "impossible_day.csv",
            dated("03/04/2025", "31/02/2025"),
            "partly",
            (1, 1, 0),
            "impossible_date",
            check=days("2025-04-03"),
        ),
        Case(
            "both_orders.csv",
            dated("13/04/2025", "04/13/2025", "03/04/2025"),
            "asked",
            code="undecided_date_order",
        ),
        Case(
            "dates_in_words.csv",
            dated("5 de mayo de 2025", "6-may-25", "mayo 7, 2025"),
            ok,
            (3, 0, 0),
            check=days("2025-05-05", "2025-05-06", "2025-05-07"),
        ),
        Case(
            "excel_serials.csv",
            dated("45665", "45666.5"),
            ok,
            (2, 0, 0),
            check=days("2025-01-08", "2025-01-09"),
        ),
        Case("no_year_at_all.csv", dated("5 de mayo", "6 de mayo"), "partly", (0, 2, 0), "no_year"),
        Case(
            "years_of_neighbours.csv",
            dated("30/12/2024", "31 diciembre", "2 enero"),
            ok,
            (3, 0, 0),
            check=days("2024-12-30", "2024-12-31", "2025-01-02"),
        ),
        Case(
            "am_pm.csv",
            dated("13/04/2025 12:05 a. m.", "13/04/2025 12:05 p. m."),
            ok,
            (2, 0, 0),
            check=lambda records: [one.placed_at.hour for one in records] == [0, 12],
        ),
        Case(
            "month_edge.csv",
            text(SHOPIFY, ORDER.replace("2025-01-13 10:00:00 -0600", "2025-01-31 23:30:00 -0800")),
            ok,
            (1, 0, 0),
            check=lambda records: records[0].placed_at.isoformat() == "2025-01-31T23:30:00-08:00",
        ),
        Case(
            "half_a_piece.csv",
            plain(ROWS[0], ROWS[1].replace(",1,899.50", ",1.5,899.50")),
            "partly",
            (1, 1, 0),
            "not_whole",
        ),
        Case(
            "no_quantity.csv",
            plain(ROWS[0], ROWS[1].replace(",1,899.50", ",,899.50")),
            "partly",
            (1, 1, 0),
            "missing_quantity",
        ),
        Case(
            "no_product.csv",
            plain(ROWS[0], ROWS[1].replace("Bota Niña", "")),
            "partly",
            (1, 1, 0),
            "missing_product",
        ),
        Case(
            "no_date.csv",
            plain(ROWS[0], ROWS[1].replace("2025-01-14", "")),
            "partly",
            (1, 1, 0),
            "missing_date",
        ),
        Case(
            "negative_is_return.csv",
            plain(ROWS[0], ROWS[1].replace(",1,899.50", ",-1,899.50")),
            ok,
            (2, 0, 0),
            check=lambda records: records[1].kind == "return" and records[1].refunded_minor == 89950,
        ),
        Case(
            "ticket_of_exchange.csv",
            plain(ROWS[1].replace("A2", "A1").replace(",1,899.50", ",-1,899.50"), ROWS[0]),
            ok,
            (2, 0, 0),
            records=2,
            check=lambda records: [one.kind for one in records] == ["exchange", "return"],
        ),
        Case(
            "formulas.csv",
            plain(ROWS[0].replace("Tenis Brisa", "=HYPERLINK(1)").replace("A1", "+A1")),
            ok,
            (1, 0, 0),
            check=lambda records: records[0].lines[0].title == "=HYPERLINK(1)",
        ),
        Case(
            "null_sku.csv",
            text(SHOPIFY, ORDER.replace("T-25", "null")),
            ok,
            (1, 0, 0),
            check=lambda records: records[0].lines[0].sku == "",
        ),
    ]


def of_orders() -> list[Case]:
    """Return the files whose orders are repeated, scattered or cut."""
    ok = "accepted"
    changed = ORDER.replace(",paid,", ",refunded,").replace(",0.00,,111", ",1299.00,,111")
    return [
        Case("continued.csv", text(SHOPIFY, ORDER, SECOND, OTHER), ok, (3, 0, 0), records=2),
        Case(
            "equal_lines.csv",
            text(SHOPIFY, ORDER, SECOND, SECOND),
            ok,
            (3, 0, 0),
            records=1,
            check=lambda records: [line.ordinal for line in records[0].lines] == [1, 2, 3],
        ),
        Case(
            "repeated_order.csv", text(SHOPIFY, ORDER, SECOND, OTHER, ORDER, SECOND), ok, (3, 0, 2), records=2
        ),
        Case("repeated_at_once.csv", text(SHOPIFY, ORDER, ORDER, OTHER), ok, (2, 0, 1), records=2),
        Case(
            "changed_repeat.csv",
            text(SHOPIFY, ORDER, OTHER, changed),
            ok,
            (2, 0, 1),
            records=2,
            check=lambda records: next(one for one in records if one.number == "#1").status == "refunded",
        ),
        Case(
            "scattered_lines.csv",
            text(SHOPIFY, ORDER, OTHER, SECOND),
            ok,
            (3, 0, 0),
            records=2,
            check=lambda records: sorted(len(one.lines) for one in records) == [1, 2],
        ),
        Case(
            "line_without_order.csv", text(SHOPIFY, OTHER, SECOND), "partly", (1, 1, 0), "missing_first_row"
        ),
        Case(
            "blank_names.csv",
            text(SHOPIFY, ORDER, SECOND.replace("#1,a@example.com", ",")),
            ok,
            (2, 0, 0),
            records=1,
        ),
        Case(
            "bad_line_in_order.csv",
            text(SHOPIFY, ORDER, SECOND.replace(",2,Bota", ",dos,Bota"), OTHER),
            "partly",
            (1, 2, 0),
            "unreadable_number",
        ),
        Case(
            "rows_scattered_by_sku.csv",
            plain(ROWS[0], ROWS[1], ROWS[0].replace("Negro", "Blanco")),
            ok,
            (3, 0, 0),
            records=2,
        ),
        Case("cut_file.csv", text(SHOPIFY, ORDER, OTHER)[:-60], "partly", (1, 1, 0), "unreadable_date"),
        Case(
            "lost_lines.csv",
            text(SHOPIFY, ORDER.replace("1299.00,0.00,179.17,1299.00", "2598.00,0.00,179.17,2598.00")),
            ok,
            (1, 0, 0),
        ),
        Case(
            "stock.csv", text(STOCK, "2025-01-13,T-25,4,Centro", "2025-01-13,T-26,-1,Centro"), ok, (2, 0, 0)
        ),
        Case(
            "stock_bad_count.csv",
            text(STOCK, "2025-01-13,T-25,cuatro,Centro", "2025-01-13,T-26,1,Centro"),
            "partly",
            (1, 1, 0),
            "unreadable_number",
        ),
        Case(
            "contacts.csv",
            text(
                "email,nombre,consentimiento",
                "a@example.com,Ana,sí",
                "sin-arroba,Luis,no",
                "b@example.com,Bea,quizá",
            ),
            "partly",
            (1, 2, 0),
            "bad_email",
        ),
    ]
