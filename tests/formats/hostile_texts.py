"""Hostile files by their bytes, separators, headers and quotes."""

from __future__ import annotations

from tests.formats.hostile import HEAD, ORDER, OTHER, ROWS, SECOND, SHOPIFY, Case, plain, text


def of_encodings() -> list[Case]:
    """Return the files that differ by the bytes of their letters."""
    ok, three = "accepted", (3, 0, 0)

    def has_enye(records: list) -> bool:
        return records[1].lines[0].product == "Bota Niña"

    return [
        Case("utf8.csv", plain(), ok, three, check=has_enye),
        Case("utf8_bom.csv", b"\xef\xbb\xbf" + plain(), ok, three, check=has_enye),
        Case("cp1252.csv", plain(encoding="cp1252"), ok, three, check=has_enye),
        Case("utf16_le.csv", b"\xff\xfe" + plain(encoding="utf-16-le"), ok, three, check=has_enye),
        Case("utf16_be.csv", b"\xfe\xff" + plain(encoding="utf-16-be"), ok, three, check=has_enye),
        Case("utf16_no_mark.csv", plain(encoding="utf-16-le"), ok, three, check=has_enye),
        Case(
            "one_foreign_line.csv",
            plain(ROWS[0], ROWS[1])
            + ROWS[1].replace("A2", "A9").encode("cp1252")
            + b"\n"
            + "2025-01-15,A4,Muñeca,,,1,5.00,\n".encode() * 1,
            ok,
            (4, 0, 0),
            check=lambda records: [one.lines[0].product for one in records[1:3]] == ["Bota Niña"] * 2,
        ),
        Case(
            "twice_encoded.csv",
            plain(*ROWS, "2025-01-16,A4,Camión,,Café,1,5.00,", "2025-01-16,A5,Muñeca,,Café,1,5.00,")
            .decode()
            .encode("utf-8")
            .decode("cp1252")
            .encode("utf-8"),
            ok,
            (5, 0, 0),
            check=has_enye,
        ),
        Case(
            "nul_bytes.csv",
            plain().replace(b"Tenis", b"Te\0nis"),
            ok,
            three,
            check=lambda records: records[0].lines[0].product == "Tenis Brisa",
        ),
    ]


def of_shapes() -> list[Case]:
    """Return the files that differ by separators, line ends, headers and quotes."""
    ok, three = "accepted", (3, 0, 0)
    quoted = [f'"{line}"' for line in ROWS]
    note = 'Dejar en la puerta, "timbre"\nno tocar; gracias'
    return [
        Case("semicolon.csv", plain().replace(b",", b";"), ok, three),
        Case("tab.txt", plain().replace(b",", b"\t"), ok, three),
        Case("pipe.txt", plain().replace(b",", b"|"), ok, three),
        Case("sep_line.csv", b"sep=;\r\n" + plain(end="\r\n").replace(b",", b";"), ok, three),
        Case("crlf.csv", plain(end="\r\n"), ok, three),
        Case("old_mac.csv", plain(end="\r"), ok, three),
        Case("no_last_newline.csv", plain().rstrip(), ok, three),
        Case("blank_lines.csv", plain(ROWS[0], "", ROWS[1], ",,,,,,,", ROWS[2]), ok, three),
        Case(
            "preamble.csv",
            text("MI TIENDA", "Reporte", "Del 01/01/2025 al 31/01/2025", "") + plain(),
            ok,
            three,
        ),
        Case("deep_preamble.csv", text(*[f"línea {n}" for n in range(25)]) + plain(), ok, three),
        Case(
            "too_deep_preamble.csv",
            text(*[f"línea {n}" for n in range(40)]) + plain(),
            "refused",
            code="unrecognised_file",
        ),
        Case("header_twice.csv", plain(*ROWS, HEAD, "2025-01-16,A4,Bota,22,Rosa,1,10.00,"), ok, (4, 0, 1)),
        Case("totals.csv", plain(*ROWS, ",,,,TOTAL,6,5445.50,", "Página 1 de 1,,,,,,,"), ok, (3, 0, 2)),
        Case(
            "any_order.csv",
            text("talla,cantidad,PRODUCTO,Fecha,otra", "25,1,Bota,2025-01-13,x"),
            ok,
            (1, 0, 0),
        ),
        Case(
            "english.csv",
            text("date,order,sku,quantity,unit_price", "2025-01-13,A1,T-25,2,10.00"),
            ok,
            (1, 0, 0),
        ),
        Case("short_row.csv", plain(ROWS[0], "2025-01-14,A2,Bota,22,Rosa,1"), ok, (2, 0, 0)),
        Case(
            "separator_in_text.csv",
            plain(ROWS[0], "2025-01-14,A2,Bota, de lluvia,22,Rosa,1,899.50,x@example.com"),
            "partly",
            (1, 1, 0),
            "too_many_cells",
        ),
        Case(
            "unclosed_quote.csv",
            plain(ROWS[0], '2025-01-14,A2,"Bota,22,Rosa,1,899.50,', ROWS[2], ROWS[1].replace("A2", "A8")),
            "partly",
            (3, 1, 0),
            "unclosed_quote",
        ),
        Case(
            "unclosed_quote_at_end.csv",
            plain(ROWS[0], ROWS[1], '2025-01-15,A3,"Bota,22,Rosa,1,899.50,'),
            "partly",
            (2, 1, 0),
            "unclosed_quote",
        ),
        Case(
            "stray_quotes.csv",
            plain(ROWS[0], '2025-01-14,A2,Sandalia "Arena",22,Rosa,1,899.50,'),
            ok,
            (2, 0, 0),
            check=lambda records: records[1].lines[0].product == 'Sandalia "Arena"',
        ),
        Case(
            "note_of_lines.csv",
            text(SHOPIFY, ORDER.replace(",T-25,,", ',T-25,"' + note.replace('"', '""') + '",'), OTHER),
            ok,
            (2, 0, 0),
        ),
        Case(
            "note_of_crlf.csv",
            text(SHOPIFY, ORDER.replace(",T-25,,", ',T-25,"uno\r\ndos\rtres",'), OTHER),
            ok,
            (2, 0, 0),
        ),
        Case(
            "wrapped_rows.csv",
            text(SHOPIFY, *[f'"{one}";' for one in (ORDER, SECOND, OTHER)], end="\r\n"),
            ok,
            (3, 0, 0),
            records=2,
        ),
        Case("wrapped_all.csv", text(f'"{HEAD}"', *quoted, end="\r\n"), ok, three),
        Case("wide_blank_tail.csv", plain(*[f"{row},,,," for row in ROWS], head=HEAD + ",,,,"), ok, three),
        Case(
            "apostrophes.csv",
            plain(ROWS[0].replace("A1", "'0001")),
            ok,
            (1, 0, 0),
            check=lambda records: records[0].number == "0001",
        ),
        Case(
            "excel_text_formula.csv",
            plain(ROWS[0].replace("A1", '"=""TN123"""')),
            ok,
            (1, 0, 0),
            check=lambda records: records[0].number == "TN123",
        ),
    ]
