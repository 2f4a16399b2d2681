"""Dates that can be read both ways, where the order of the rows tells which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from shopdesk.formats.base import ReadOptions, Undecided
from shopdesk.formats.reading import Reading, read
from shopdesk.formats.records import OrderRecord

HEADER = "pedido,fecha,producto,cantidad,precio\n"
DAYS = [date(2026, 1, 2) + timedelta(31 * month + step) for month in range(9) for step in (0, 3)]
"""Eighteen days, none after the twelfth of its month, in order."""


def _file(folder: Path, dates: Sequence[str], numbers: Sequence[str] | None = None) -> Path:
    file = folder / "ventas.csv"
    named = numbers or [f"P{100 + place}" for place in range(len(dates))]
    rows = (f"{n},{d},Tenis Nube 24,1,100\n" for n, d in zip(named, dates, strict=True))
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    return file


def _days(reading: Reading) -> list[date]:
    return [r.placed_at.date() for batch in reading for r in batch.records if isinstance(r, OrderRecord)]


@pytest.mark.parametrize("shape", ["%d/%m/%Y", "%m/%d/%Y"])
@pytest.mark.parametrize("step", [1, -1])
def test_rows_in_order_of_time_tell_the_day_from_the_month(tmp_path: Path, shape: str, step: int) -> None:
    assert all(day.day <= 12 for day in DAYS)  # or a single cell would tell
    numbers = [f"P{100 + place}" for place in range(len(DAYS))]
    file = _file(tmp_path, [day.strftime(shape) for day in DAYS[::step]], numbers[::step])
    with read(file) as reading:
        assert sorted(_days(reading)) == DAYS
        assert "date_order_by_rows" in {one.code for one in reading.problems}


def test_rows_sorted_as_text_are_told_apart_by_their_numbers_or_asked(tmp_path: Path) -> None:
    written = sorted((f"{day:%d/%m/%Y}", f"#{1000 + place}") for place, day in enumerate(DAYS))
    file = _file(tmp_path, [cell for cell, _n in written], [number for _cell, number in written])
    with read(file) as reading:
        assert sorted(_days(reading)) == DAYS
    unnumbered = _file(tmp_path, [cell for cell, _n in written], [f"{cell[:2]}x" for cell, _n in written])
    with read(unnumbered) as reading, pytest.raises(Undecided):
        list(reading)


def test_few_days_or_days_that_rise_both_ways_are_asked(tmp_path: Path) -> None:
    few = [f"{day:%d/%m/%Y}" for day in DAYS[:5]]
    both = [f"{day:02}/11/2026" for day in range(1, 13)]  # november, or the eleventh of each month
    for dates in (few, both):
        with read(_file(tmp_path, dates)) as reading, pytest.raises(Undecided):
            list(reading)


def test_what_the_owner_says_comes_before_the_order_of_the_rows(tmp_path: Path) -> None:
    file = _file(tmp_path, [f"{day:%d/%m/%Y}" for day in DAYS])
    with read(file, options=ReadOptions(date_order="mdy")) as reading:
        assert _days(reading)[0] == date(2026, 2, 1)
        assert not [one for one in reading.problems if one.code == "date_order_by_rows"]
