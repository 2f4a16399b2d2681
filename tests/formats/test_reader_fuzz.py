"""Nothing that is dropped on the reader raises anything but a sentence, and no row is lost.

The long run is ``pytest -m slow tests/formats/test_reader_fuzz.py -s``: SHOPDESK_FUZZ_FILES says how many
files (200,000 by default) and SHOPDESK_FUZZ_FROM the first seed, so that it can be run in parts.
"""

from __future__ import annotations

import contextlib
import os
import random
import traceback
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.formats import dates, known, numbers
from shopdesk.formats.base import ReadOptions
from shopdesk.formats.cells import COUNTS, MOMENTS, MONEY
from shopdesk.formats.reading import glance, read
from shopdesk.formats.records import OrderRecord, PurchaseOrderRecord, Record
from shopdesk.runtime.errors import ShopdeskError
from tests.formats.hostile import book
from tests.formats.hostile_texts import of_encodings, of_shapes
from tests.formats.hostile_values import of_orders, of_values

CELLS = (
    "",
    " ",
    "1",
    "0",
    "-1",
    "1.5",
    "1.299",
    "1,299",
    "1.299,00",
    "$1,299.00",
    "(5.00)",
    "9.2E+11",
    "1e9999",
    "--",
    "∞",
    "½",
    "١٢",
    "²",
    "2025-01-13",
    "13/01/2025",
    "01/13/2025",
    "31/02/2025",
    "2025-13-40",
    "00/00/0000",
    "45665",
    "9999-12-31 23:59:59 -2359",
    "0001-01-01",
    "5 de mayo",
    "1 de septiembre | 23:52",
    "Jan 8, 2025, 5:03:57 AM",
    "paid",
    "refunded",
    "Cancelada",
    "Paquete de 2 productos",
    "Paquete de 99999999999 productos",
    "a@b.com",
    "@",
    "+52",
    '="TN1"',
    "'",
    "=",
    '"',
    '""',
    '"a',
    'a"b',
    "a\nb",
    "a\rb",
    "Tenis - 24 / Negro",
    "Tenis (",
    " - ",
    " / ",
    "25 1/2",
    "Color : Negro | Talla : 25",
    "Size:",
    "name:a|sku:b|quantity:x|total:",
    "amount:|amount:1",
    "\u202e",
    "\ud7ff",
    "\x00",
    "é" * 50,
    "TOTAL",
    "Página 1 de 1",
    "not stocked",
    "TRUE",
    "null",
    "Refund",
    "Cambio",
    "id:1",
    "variation",
    "2x Bota Nora 24, 1x Cinturón",
    "Bota x2\nVela x1",
    "3 Bota, 2 Vela y 0 Gorra",
    "999x A 999x B",
    "name:a|pa_talla:24|quantity:1",
    "N\ufffdmero de orden",
)
LIKELY = {
    **dict.fromkeys(sorted(MONEY), ("10.00", "899.50", "1299", "")),
    **dict.fromkeys(sorted(COUNTS), ("1", "2", "0", "-1")),
    **dict.fromkeys(sorted(MOMENTS), ("2025-01-13 10:00:00", "2025-01-14", "")),
    "placed_at": ("2025-01-13 10:00:00", "2025-01-14 11:00:00 -0600"),
    "abandoned_at": ("2025-01-13 10:00:00",),
    "day": ("2025-01-13",),
    "number": ("A1", "A2", "A3", ""),
    "title": ("Tenis - 24 / Negro", "Bota (22, Rosa)", "Vela"),
    "product": ("Tenis", "Bota"),
    "status": ("paid", "pending", "", "Paquete de 2 productos", "cancelled"),
    "email": ("a@b.com", ""),
}
HEADERS = [
    [(name, names[0]) for name, names in one.columns.items()]
    for one in known.BUILT_IN
    if getattr(one, "columns", None)
]
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "latin-1")
OPTIONS = (
    ReadOptions(),
    ReadOptions(zone="America/Mexico_City", currency="MXN", date_order="dmy", decimal="."),
    ReadOptions(currency="CLP", date_order="mdy", decimal=","),
)


NOON = datetime.fromisoformat("2025-01-13T12:00")
FILES = int(os.environ.get("SHOPDESK_FUZZ_FILES", "200000"))
FROM = int(os.environ.get("SHOPDESK_FUZZ_FROM", "0"))


@cache
def whole_files() -> tuple[bytes, ...]:
    """Return the small files of the hostile pack, to be damaged further."""
    cases = of_encodings() + of_shapes() + of_values() + of_orders()
    return tuple(one.content for one in cases if isinstance(one.content, bytes) and len(one.content) < 5_000)


def a_file(seed: int) -> tuple[bytes, ReadOptions]:
    """Return a file made of known headers, hostile cells and damage, and options to read it with.

    One in ten is a file of the hostile pack damaged further, one in forty a workbook.
    """
    chance = random.Random(seed)
    if seed % 10 == 9:
        return _damaged(chance.choice(whole_files()), chance), chance.choice(OPTIONS)
    if seed % 40 == 3:
        return _workbook(chance), chance.choice(OPTIONS)
    columns = list(chance.choice(HEADERS))
    likely = chance.choice((0.0, 0.8, 0.97))
    if chance.random() < 0.3:
        chance.shuffle(columns)
    if chance.random() < 0.3:
        columns += [("", name) for name in chance.sample(["x", "Estado", "", "Unidades", "total"], 2)]
    delimiter = chance.choice(",;\t|")
    lines = [chance.choice(("", "Reporte", "sep=;"))] * chance.randrange(3)
    rows = [[title for _name, title in columns]]
    rows += [[_cell(name, likely, chance) for name, _title in columns] for _ in range(chance.randrange(12))]
    for row in rows:
        if chance.random() < 0.1:
            row = row[: chance.randrange(len(row))] if chance.random() < 0.5 else [*row, chance.choice(CELLS)]
        lines.append(delimiter.join(_written(cell, delimiter, chance) for cell in row))
    text = chance.choice(("\n", "\r\n", "\r")).join(lines)
    content = text.encode(chance.choice(ENCODINGS), "replace")
    if chance.random() < 0.2:
        at = chance.randrange(len(content) + 1)
        noise = bytes(chance.randrange(256) for _ in range(chance.randrange(20)))
        content = content[:at] + noise + content[at:]
    return content, chance.choice(OPTIONS)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a file with pieces of it cut out, doubled, or overwritten by hostile cells and bytes."""
    made = bytearray(content)
    for _turn in range(chance.randrange(1, 5)):
        start = chance.randrange(len(made) + 1)
        end = min(len(made), start + chance.randrange(12))
        hostile = chance.choice(CELLS).encode("utf-8", "replace")
        new = chance.choice((b"", bytes(made[start:end]) * 2, hostile))
        made[start:end] = new if chance.random() < 0.8 else bytes([chance.randrange(256)])
    return bytes(made)


def _workbook(chance: random.Random) -> bytes:
    columns = list(chance.choice(HEADERS))
    rows: list[list[object]] = [["Reporte"]] * chance.randrange(2)
    rows.append([title for _name, title in columns])
    rows += [
        [_typed(_cell(name, 0.8, chance), chance) for name, _title in columns]
        for _row in range(chance.randrange(8))
    ]
    return book(rows)


def _typed(cell: str, chance: random.Random) -> object:
    """Return what a sheet may hold in place of a text: a number, a truth value, nothing."""
    drawn = chance.random()
    if drawn < 0.1:
        return chance.choice((None, True, 0, -1, 1.5, 25.5, 1e300, 45665, NOON))
    return "".join(one for one in cell if one.isprintable()) or None


def _cell(name: str, likely: float, chance: random.Random) -> str:
    pool = LIKELY.get(name, CELLS) if chance.random() < likely else CELLS
    return chance.choice(pool)


def _written(cell: str, delimiter: str, chance: random.Random) -> str:
    if chance.random() < 0.05:
        return cell
    if any(one in cell for one in (delimiter, '"', "\n", "\r")) or chance.random() < 0.1:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def survives(path: Path, content: bytes, options: ReadOptions, *, look: bool = True) -> None:
    """Read a file to its end and check that each of its rows is accounted for exactly once."""
    path.write_bytes(content)
    try:
        with read(path, options=options) as reading:
            lines: list[int] = []
            for batch in reading:
                lines += [line for record in batch.records for line in set(_rows_of(record))]
                lines += [one.line for one in batch.rejected] + [one.line for one in batch.ignored]
            counts = reading.counts
            assert counts.rows == counts.accepted + counts.rejected + counts.ignored
            assert len(set(lines)) == counts.rows
    except ShopdeskError as error:
        _is_said(error)
    if look:
        with contextlib.suppress(ShopdeskError):
            glance(path, options=options)


def _rows_of(record: Record) -> tuple[int, ...]:
    return record.rows if isinstance(record, OrderRecord | PurchaseOrderRecord) else (record.line,)


def _is_said(error: ShopdeskError) -> None:
    assert error.message
    assert error.next_step


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**40))
def test_no_file_of_hostile_cells_raises_or_loses_a_row(tmp_path: Path, seed: int) -> None:
    survives(tmp_path / "file.csv", *a_file(seed))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=400))
def test_no_bytes_raise(tmp_path: Path, content: bytes) -> None:
    survives(tmp_path / "file", content, OPTIONS[1])


@settings(max_examples=500, deadline=None)
@given(text=st.text(max_size=30))
def test_no_cell_raises_more_than_not_a_number_or_date(text: str) -> None:
    for mark in ".,":
        with contextlib.suppress(numbers.NotANumber):
            numbers.minor(text, mark, 2)
    with contextlib.suppress(dates.NotADate):
        dates.order_of(text)
        dates.read(text, "dmy")


@settings(max_examples=500, deadline=None)
@given(amount=st.integers(-(10**9), 10**9), mark=st.sampled_from(".,"))
def test_an_amount_written_with_its_marks_is_read_back(amount: int, mark: str) -> None:
    written = f"{abs(amount) / 100:,.2f}"
    written = written.translate(str.maketrans(",.", ".,")) if mark == "," else written
    written = f"-${written}" if amount < 0 else f"${written}"
    assert numbers.minor(written, "." if mark == "," else ",", 2) == amount
    assert numbers.mark_of(written) == mark


@pytest.mark.slow
def test_two_hundred_thousand_files_raise_nothing(tmp_path: Path) -> None:
    failures: Counter[str] = Counter()
    for seed in range(FROM, FROM + FILES):
        try:
            survives(tmp_path / "file.csv", *a_file(seed), look=seed % 20 == 0)
        except Exception as error:
            at = traceback.extract_tb(error.__traceback__)[-1]
            failures[f"{type(error).__name__} in {Path(at.filename).name}:{at.lineno}"] += 1
            print(f"seed {seed}: {type(error).__name__}: {error}"[:300])
    print(f"\n{FILES:,} files from seed {FROM:,}: {failures.total()} failures {dict(failures)}")
    assert not failures
