"""Marks and date orders are decided by column, and a cell that shows its own is read by it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.formats import dates, numbers
from shopdesk.formats.dates import NotADate, OrderEvidence
from shopdesk.formats.numbers import MarkEvidence, NotANumber


@pytest.mark.parametrize(
    ("cell", "mark", "minor"),
    [
        ("1,299.00", ",", 129900),
        ("1.299,00", ".", 129900),
        ("899,5", ".", 89950),
        ("1.299", ",", 129900),
        ("1.299", ".", 130),
        ("1,299", ".", 129900),
        ("1.299.000", ".", 129900000),
        ("$1,299.00 MXN", ",", 129900),
        ("1.299,90 €", ".", 129990),
        ("R$ 10,50", ".", 1050),
        ("S/. 20.50", ",", 2050),
        ("(45.00)", ".", -4500),
        ("-$45.00", ".", -4500),
        ("45.00-", ".", -4500),
        ("−45", ".", -4500),
        ("1 299,00", ".", 129900),
        ("1'299.00", ",", 129900),
        ("10.-", ".", 1000),
        (".5", ".", 50),
        ("0,500", ".", 50),
        ("899.505", ".", 89951),
    ],
)
def test_an_amount_is_read_as_written(cell: str, mark: str, minor: int) -> None:
    assert numbers.minor(cell, mark, 2) == minor


@pytest.mark.parametrize(
    "cell", ["", "gratis", "TBR-NE-23", "abc12", "1,29,9", "12.34.56", "9.2E+11", "--", "1.2.3,4"]
)
def test_what_is_no_amount_says_so(cell: str) -> None:
    with pytest.raises(NotANumber):
        numbers.minor(cell, ".", 2)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1.299,00", "1.299"], ","),
        (["899.50", "1,299"], "."),
        (["1.299", "2.499"], None),
        (["5", "12"], "."),
        (["1.299,00", "1,299.00", "1.299"], None),
        (["0.500"], "."),
        (["1234.567"], "."),
        ([], "."),
        (["x"], "."),
    ],
)
def test_the_mark_is_decided_by_the_column(cells: list[str], mark: str | None) -> None:
    evidence = MarkEvidence()
    for cell in cells:
        evidence.add(cell)
    assert evidence.mark == mark


def test_another_column_helps_only_towards_thousands() -> None:
    evidence = MarkEvidence()
    evidence.add("1.299")
    assert evidence.settle({","}) == ","  # beside 899,50 it is a thousand
    assert evidence.settle({"."}) is None  # beside 899.50 it would be a price in three decimals
    assert evidence.settle({".", ","}) is None


@given(st.integers(-(10**10), 10**10), st.sampled_from((0, 2)))
def test_amounts_survive_writing_and_reading(minor: int, places: int) -> None:
    written = f"{minor / 10**places:.{places}f}" if places else str(minor)
    assert numbers.minor(written, ".", places) == minor


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("2025-01-08 05:03:57", datetime.fromisoformat("2025-01-08 05:03:57")),
        ("2025-01-08T05:03", datetime.fromisoformat("2025-01-08 05:03:00")),
        ("08/01/2025 5:03", datetime.fromisoformat("2025-01-08 05:03:00")),
        ("8.1.25", date(2025, 1, 8)),
        ("08-ene-25", date(2025, 1, 8)),
        ("5 de mayo de 2025 06:22 hs.", datetime.fromisoformat("2025-05-05 06:22:00")),
        ("Jan 8, 2025, 5:03:57 PM", datetime.fromisoformat("2025-01-08 17:03:57")),
        ("08/01/2025 12:20 a. m.", datetime.fromisoformat("2025-01-08 00:20:00")),
        ("08/01/2025 12:20 p.m.", datetime.fromisoformat("2025-01-08 12:20:00")),
        ("lunes, 13 de enero de 2025", date(2025, 1, 13)),
        ("10 jan 2025 10h30", datetime.fromisoformat("2025-01-10 10:30:00")),
        ("10 de março de 2025", date(2025, 3, 10)),
        ("45665", date(2025, 1, 8)),
        ("20250108", date(2025, 1, 8)),
        ("13 enero", date(2025, 1, 13)),
        ("1 de septiembre | 23:52", datetime.fromisoformat("2024-09-01 23:52:00")),
        ("01/13/2025", date(2025, 1, 13)),
        ("2025/1/8", date(2025, 1, 8)),
    ],
)
def test_a_date_is_read_as_written(cell: str, wanted: date) -> None:
    assert dates.read(cell, "dmy", date(2025, 2, 1)) == wanted


def test_an_offset_is_kept() -> None:
    read = dates.read("2025-07-19 15:44:41 -0400", "dmy")
    assert read == datetime(2025, 7, 19, 15, 44, 41, tzinfo=timezone(timedelta(hours=-4)))
    assert isinstance(read, datetime)
    assert read.utcoffset() == timedelta(hours=-4)
    assert dates.read("2025-01-08 05:03:57 UTC", "dmy") == datetime(2025, 1, 8, 5, 3, 57, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/02/2025", "impossible_date"),
        ("2025-13-01", "impossible_date"),
        ("hola", "unreadable_date"),
        ("1299.00", "unreadable_date"),
        ("12 de brumario", "unreadable_date"),
        ("3/4/2025 25:00", "unreadable_date"),
        ("13 enero", "no_year"),
    ],
)
def test_what_is_no_date_says_why(cell: str, code: str) -> None:
    with pytest.raises(NotADate) as caught:
        dates.read(cell, "dmy")
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2025", "13/04/2025"], "dmy"),
        (["03/04/2025", "04/13/2025"], "mdy"),
        (["03/04/2025"], None),
        (["31/02/2025", "03/04/2025"], "dmy"),
        (["05/05/2025"], "dmy"),
        (["2025-03-04"], "dmy"),
        (["13/04/2025", "04/13/2025", "03/04/2025"], None),
    ],
)
def test_the_order_is_decided_by_the_column(cells: list[str], order: str | None) -> None:
    evidence = OrderEvidence()
    for cell in cells:
        evidence.add(cell)
    assert evidence.order == order


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_writing_and_reading(day: date) -> None:
    for written, order in ((f"{day:%d/%m/%Y}", "dmy"), (f"{day:%m-%d-%Y}", "mdy"), (day.isoformat(), "dmy")):
        assert dates.read(written, order) == day
