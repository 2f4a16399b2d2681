"""Hostile files by what they pretend to be."""

from __future__ import annotations

import gzip
from datetime import date, datetime

from tests.formats.hostile import HEAD, ROWS, Case, bomb, book, page, plain, sprawling, text, zipped


def of_containers() -> list[Case]:
    """Return the files that are not what their name says."""
    ok, three = "accepted", (3, 0, 0)
    table = [HEAD.split(","), *(row.split(",") for row in ROWS)]
    moment = datetime.fromisoformat("2025-01-13 09:30:00")
    typed: list[list[object]] = [
        HEAD.split(","),
        [moment, "A1", "Bota", 25.5, "Negro", 2, 1299.0, ""],
        [date(2025, 1, 14), "A2", "Bota", 24, "Negro", 1, 899.5, ""],
    ]
    formulas: list[list[object]] = [
        HEAD.split(","),
        [date(2025, 1, 14), "A2", "Bota", 24, "Negro", 1, "=1+1", ""],
        [date(2025, 1, 14), "A3", "Bota", 24, "Negro", "=SUM(F2:F2)", 10, ""],
    ]
    return [
        Case("book.xlsx", book(table), ok, three),
        Case("book_named.csv", book(table), ok, three),
        Case(
            "typed_cells.xlsx",
            book(typed),
            ok,
            (2, 0, 0),
            check=lambda records: records[0].lines[0].size == "25.5" and records[0].total_minor == 259800,
        ),
        Case("formula_cells.xlsx", book(formulas), "partly", (1, 1, 0), "missing_quantity"),
        Case("empty_columns_first.xlsx", book([["", *row] for row in table]), ok, three),
        Case("page_named.xls", page([HEAD, *ROWS]), ok, three),
        Case(
            "page_without_table.xls",
            b"<html><body><p>Sesion vencida</p></body></html>",
            "refused",
            code="no_table",
        ),
        Case("one_in_zip.zip", zipped({"ventas.csv": plain()}), ok, three),
        Case("mac_zip.zip", zipped({"ventas.csv": plain(), "__MACOSX/._ventas.csv": b"junk"}), ok, three),
        Case(
            "two_in_zip.zip",
            zipped({"a.csv": plain(), "b.csv": plain()}),
            "refused",
            code="archive_of_several",
        ),
        Case(
            "zip_in_zip.zip",
            zipped({"a.zip": zipped({"a.csv": plain()})}),
            "refused",
            code="archive_of_several",
        ),
        Case("packed.csv.gz", gzip.compress(plain()), ok, three),
        Case("bomb.zip", bomb, "refused", code="too_large"),
        Case("broken.zip", zipped({"a.csv": plain()})[:-40], "refused", code="damaged_file"),
        Case("broken.xlsx", book(table)[:-2000], "refused", code="damaged_file"),
        Case("sprawling.xlsx", sprawling, "refused", code="too_large"),
        Case("not_a_book.xlsx", zipped({"word/document.xml": b"<w/>"}), "refused", code="not_a_table"),
        Case("report.pdf", b"%PDF-1.7\n1 0 obj\n", "refused", code="not_a_table"),
        Case("pdf_named.csv", b"%PDF-1.7\n1 0 obj\n", "refused", code="not_a_table"),
        Case("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "refused", code="not_a_table"),
        Case("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "refused", code="not_a_table"),
        Case(
            "noise.csv", bytes((n * 7919 + n // 3) % 256 for n in range(5000)), "refused", code="not_a_table"
        ),
        Case("shop.db", b"SQLite format 3\0" + bytes(200), "refused", code="not_a_table"),
        Case("empty.csv", b"", "refused", code="empty_file"),
        Case("only_spaces.csv", b" \n\n \n", "refused", code="empty_file"),
        Case("only_header.csv", text(HEAD), ok, (0, 0, 0)),
        Case(
            "prose.txt",
            text("Hola, buenos dias.", "Adjunto las ventas.", "Saludos"),
            "refused",
            code="unrecognised_file",
        ),
        Case("json.csv", b'{"orders": [{"id": 1, "total": 5}]}', "refused", code="unrecognised_file"),
        Case("endless_line.csv", lambda: b"a" * 34_000_000, "refused", code="endless_line"),
        Case(
            "ten_megabytes_cell.csv",
            lambda: plain(ROWS[0], ROWS[1].replace("Rosa", "x" * 10_000_000), ROWS[2]),
            "partly",
            (2, 1, 0),
            "too_long",
        ),
    ]
