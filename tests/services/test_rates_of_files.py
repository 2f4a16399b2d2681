"""The rates an owner sees do not depend on how their sales came: one file or many, in any order of rows."""

from __future__ import annotations

import csv
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import coming_back, customers, importing
from shopdesk.shop import open_shop

TODAY = date(2026, 11, 21)
_COLUMNS = (
    "date", "order", "channel", "sku", "product", "size", "quantity", "unit_price", "email", "phone",
    "city", "status", "kind",
)  # fmt: skip


def _sale(number: int, ago: int, who: int, kind: str) -> tuple[str, ...]:
    day = (TODAY - timedelta(ago)).isoformat()
    email = ("", "ana.p@gmail.com", "ANAP+x@gmail.com", "luz@uno.mx", "eva@dos.mx")[who]
    phone = "5512345678" if who == 3 else ""
    status, what = ("cancelled", "sale") if kind == "cancelled" else ("paid", kind)
    thing = ("N-24", "Nube", "24") if number % 2 else ("O-25", "Oaxaca", "25")
    channel = ("web", "counter")[number % 3 == 0]
    return (day, f"A{number}", channel, *thing, "1", "900", email, phone, "León", status, what)


_SALES = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 4), st.sampled_from(("sale", "sale", "sale", "cancelled"))),
    min_size=3,
    max_size=9,
).map(lambda drawn: [_sale(number, *one) for number, one in enumerate(drawn, 1)])


def _seen(parts: list[list[tuple[str, ...]]], place: Path, empty: Path) -> Any:
    """Import the parts one after another and return every rate and count the room shows."""
    folder = DataFolder(place / "home")
    folder.make()
    shutil.copy(empty, folder.database)
    shop = open_shop(folder, today=TODAY)
    try:
        for number, rows in enumerate(parts):
            file = place / f"{number}.csv"
            with file.open("w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows([_COLUMNS, *rows])
            for done in importing.import_files(shop, [file], importing.ImportOptions(kind="sales")):
                assert done.refused is None
        found, page = coming_back.read(shop), customers.page(shop)
        curve = (found.curve.days.tolist(), found.curve.share_back.tolist(), found.curve.customers)
        return (
            found.monday, found.cohorts, curve, found.money, found.origins, found.cost, dict(page.counts),
            sorted((p.row.email.lower(), p.row.purchases, p.row.spent_minor) for p in page.people
                   if "gmail" not in p.row.email.lower()),
        )  # fmt: skip
    finally:
        shop.store.close()


def _same_rates(rows: list[tuple[str, ...]], cut: int, chance: Any, empty: Path) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    parts = [part for part in (shuffled[:cut], shuffled[cut:]) if part]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        assert _seen(parts, Path(other), empty) == _seen([rows], Path(one), empty)


_ANY = given(rows=_SALES, cut=st.integers(0, 8), chance=st.randoms(use_true_random=False))
_UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=3, deadline=None, suppress_health_check=_UNHURRIED)
@_ANY
def test_splitting_a_file_or_shuffling_it_changes_no_rate(
    template: Path, rows: list[tuple[str, ...]], cut: int, chance: Any
) -> None:
    _same_rates(rows, cut, chance, template)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=_UNHURRIED)
@_ANY
def test_no_split_of_sixty_drawn_files_changes_a_rate(
    template: Path, rows: list[tuple[str, ...]], cut: int, chance: Any
) -> None:
    _same_rates(rows, cut, chance, template)
