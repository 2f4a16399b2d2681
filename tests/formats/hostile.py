"""A pack of files as owners really bring them: damaged, mislabelled, ambiguous, or meant to do harm.

Each case says what must come of it: ``accepted``, ``partly`` with rows put aside, ``asked`` or ``refused``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from openpyxl import Workbook

from shopdesk.formats.base import ReadOptions

HEAD = "fecha,pedido,producto,talla,color,cantidad,precio,correo"
ROWS = (
    "2025-01-13,A1,Tenis Brisa,25.5,Negro,2,1299.00,ana@example.com",
    "2025-01-14,A2,Bota Niña,22,Rosa,1,899.50,luis@example.com",
    "2025-01-15,A3,Sandalia,EU 38,Arena,3,749.00,",
)
SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Notes,Cancelled at,Refunded Amount,Phone,Id"
)
ORDER = (
    "#1,a@example.com,paid,MXN,1299.00,0.00,179.17,1299.00,0.00,2025-01-13 10:00:00 -0600,"
    "1,Tenis - 25 / Negro,1299.00,T-25,,,0.00,,111"
)
SECOND = "#1,a@example.com,,,,,,,,2025-01-13 10:00:00 -0600,2,Bota - 24 / Rosa,500.00,B-24,,,,,"
OTHER = ORDER.replace("#1,", "#2,").replace(",111", ",112")
STOCK = "as_of,sku,on_hand,location"


@dataclass(frozen=True)
class Case:
    """One file and what must come of it.

    Attributes:
        content: The bytes, or what makes them where they are many.
        verdict: ``accepted``, ``partly``, ``asked`` or ``refused``.
        rows: (accepted, rejected, ignored) rows, for the first two.
        code: Of the question or the refusal; of one rejection for ``partly``.
        records: How many records come out, if told.
    """

    name: str
    content: bytes | Callable[[], bytes]
    verdict: str
    rows: tuple[int, int, int] = (0, 0, 0)
    code: str = ""
    records: int | None = None
    options: ReadOptions = field(
        default_factory=lambda: ReadOptions(zone="America/Mexico_City", currency="MXN")
    )
    check: Callable[[list], bool] = lambda records: True


def text(*lines: str, end: str = "\n", encoding: str = "utf-8") -> bytes:
    """Return lines as a file."""
    return (end.join(lines) + end).encode(encoding)


def plain(*rows: str, head: str = HEAD, **how: str) -> bytes:
    """Return a plain file of sales."""
    return text(head, *(rows or ROWS), **how)


def book(rows: list[list[object]], sheet: str = "Hoja1") -> bytes:
    """Return a workbook of one sheet."""
    made = Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """Return an archive of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """Return an archive of half a megabyte that claims 500 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.csv", "w") as inside:
        for _ in range(500):
            inside.write(b"0" * 1_000_000)
    return out.getvalue()


def sprawling() -> bytes:
    """Return a workbook with one cell in its very last corner."""
    made = Workbook()
    for at, row in enumerate([HEAD.split(","), *(one.split(",") for one in ROWS)], start=1):
        for to, value in enumerate(row, start=1):
            made.active.cell(at, to, value)
    made.active.cell(1_048_576, 16_384, "x")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def page(rows: list[str]) -> bytes:
    """Return a web page with a table, as programs save it under .xls."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split(",")) + "</tr>" for row in rows)
    return f"<html><head><meta charset='utf-8'></head><body><table>{body}</table></body></html>".encode()
