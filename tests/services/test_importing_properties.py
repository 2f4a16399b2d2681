"""What must hold for any files in any order: hypothesis against the whole import, store and all."""

from __future__ import annotations

import csv
import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing, stock
from shopdesk.services.context import Shop
from shopdesk.shop import open_shop

FIRST = date(2026, 10, 1)
SIZES = ("24", "25", "26")
TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Sale:
    """One order of the made-up truth: what it was at first, and what became of it on a later day."""

    number: int
    day: int
    lines: tuple[tuple[str, int], ...]
    buyer: int
    changes_on: int | None
    becomes: str


@dataclass(frozen=True)
class Truth:
    """What really happened."""

    sales: tuple[Sale, ...]
    counts: tuple[tuple[int, str, int], ...]


_LINES = st.lists(st.tuples(st.sampled_from(SIZES), st.integers(1, 3)), min_size=1, max_size=3).map(tuple)
_SALES = st.builds(
    Sale, st.just(0), st.integers(0, 40), _LINES, st.integers(0, 3),
    st.none() | st.integers(1, 20), st.sampled_from(["paid", "cancelled", "refunded"]),
)  # fmt: skip
_COUNTS = st.lists(
    st.tuples(st.integers(0, 45), st.sampled_from(SIZES), st.integers(0, 12)),
    max_size=5, unique_by=lambda one: one[:2],
)  # fmt: skip
_TRUTH = st.builds(
    lambda sales, counts: Truth(
        tuple(Sale(n, s.day, s.lines, s.buyer, s.changes_on, s.becomes) for n, s in enumerate(sales, 1)),
        tuple(counts),
    ),
    st.lists(_SALES, min_size=1, max_size=6),
    _COUNTS,
)
_FEW = settings(
    max_examples=int(os.environ.get("SHOPDESK_EXAMPLES", "8")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def _export(truth: Truth, folder: Path, upto: int, since: int = 0) -> Path:
    """Write the orders of a span of days as they stood on its last day."""
    path = folder / f"sales-{since}-{upto}.csv"
    head = ["date", "order", "sku", "product", "color", "size", "quantity", "unit_price", "status", "email"]
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(head)
        for sale in truth.sales:
            if not since <= sale.day <= upto:
                continue
            changed = sale.changes_on is not None and sale.day + sale.changes_on <= upto
            status = sale.becomes if changed else "pending"
            email = f"c{sale.buyer}@example.com" if sale.buyer else ""
            for size, pieces in sale.lines:
                rows.writerow(
                    [_day(sale.day), f"A-{sale.number}", f"BOTA-{size}", "Bota", "Café", size, pieces,
                     "100.00", status, email]
                )  # fmt: skip
    return path


def _counts(truth: Truth, folder: Path) -> Path:
    path = folder / "stock.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["as_of", "sku", "product", "color", "size", "on_hand"])
        for day, size, pieces in truth.counts:
            rows.writerow([_day(day), f"BOTA-{size}", "Bota", "Café", size, pieces])
    return path


def _files(truth: Truth, folder: Path) -> list[Path]:
    """Return an early export, a late one that overlaps it, and the counts, those that have rows."""
    found = [_export(truth, folder, 20), _export(truth, folder, 45, since=8)]
    if truth.counts:
        found.append(_counts(truth, folder))
    return [path for path in found if len(path.read_text().splitlines()) > 1]


@contextmanager
def _shop(tmp: Path, template: Path, name: str) -> Iterator[Shop]:
    folder = DataFolder(tmp / name)
    shutil.rmtree(folder.root, ignore_errors=True)
    folder.make()
    shutil.copy(template, folder.database)
    shop = open_shop(folder, today=TODAY)
    try:
        yield shop
    finally:
        shop.store.close()


_FIGURES = {
    "orders": "SELECT o.source, o.number, o.local_day, o.status, o.kind, o.total_minor, o.refunded_minor,"
    " o.currency, (SELECT MIN(k.value) FROM customer_key k WHERE k.customer_id = o.customer_id)"
    " FROM sale_order o",
    "lines": "SELECT o.number, l.ordinal, v.sku, l.quantity, l.total_minor, l.is_demand, l.local_day"
    " FROM order_line l JOIN sale_order o ON o.id = l.order_id JOIN variant v ON v.id = l.variant_id",
    "snapshots": "SELECT v.sku, p.name, s.local_day, s.on_hand, s.is_opening FROM stock_snapshot s"
    " JOIN variant v ON v.id = s.variant_id JOIN location p ON p.id = s.location_id",
    "variants": "SELECT v.sku, v.size, p.name, p.color FROM variant v JOIN product p ON p.id = v.product_id",
    "people": "SELECT kind, value FROM customer_key",
    "customers": "SELECT COUNT(*) FROM customer",
}
_WHOLE = (
    "sale_order", "order_line", "stock_snapshot", "variant", "product", "customer", "customer_key", "consent",
    "supplier", "supplier_item", "event", "setting",
)  # fmt: skip


def _figures(shop: Shop) -> dict[str, object]:
    with shop.store.read() as session:
        run = session.connection().execute
        found: dict[str, object] = {
            name: sorted(map(str, run(text(statement)))) for name, statement in _FIGURES.items()
        }
    found["levels"] = sorted((one.sku, one.on_hand, one.grade) for one in stock.levels(shop))
    return found


def _bits(shop: Shop) -> dict[str, list[str]]:
    """Return every column of every row of the shop's figures."""
    with shop.store.read() as session:
        run = session.connection().execute
        return {name: sorted(map(repr, run(text(f"SELECT * FROM {name}")))) for name in _WHOLE}


def _bring(shop: Shop, *paths: Path) -> None:
    for result in importing.import_files(shop, list(paths)):
        assert result.refused is None, result.refused
        assert result.rows == result.accepted + result.rejected + result.ignored


def _same_in_both_orders(truth: Truth, place: int, tmp_path: Path, template: Path) -> None:
    files = _files(truth, tmp_path)
    orders = list(itertools.permutations(files))
    seen = []
    for number, order in enumerate((orders[0], orders[place % len(orders)])):
        with _shop(tmp_path, template, f"order{number}") as shop:
            _bring(shop, *order)
            seen.append(_figures(shop))
    assert seen[0] == seen[1]


@_FEW
@given(truth=_TRUTH, place=st.integers(1, 5))
def test_the_order_of_the_files_does_not_matter(truth, place, tmp_path, template):
    _same_in_both_orders(truth, place, tmp_path, template)


@_FEW
@given(truth=_TRUTH)
def test_the_same_file_twice_changes_nothing(truth, tmp_path, template):
    files = _files(truth, tmp_path)
    with _shop(tmp_path, template, "twice") as shop:
        _bring(shop, *files)
        before = _bits(shop)
        _bring(shop, *files)
        assert _bits(shop) == before


@_FEW
@given(truth=_TRUTH)
def test_taking_an_import_back_restores_every_bit(truth, tmp_path, template):
    files = _files(truth, tmp_path)
    with _shop(tmp_path, template, "back") as shop:
        states = [_bits(shop)]
        for path in files:
            _bring(shop, path)
            states.append(_bits(shop))
        for number in range(len(files), 0, -1):
            importing.undo(shop, number)
            assert _bits(shop) == states[number - 1]


@_FEW
@given(truth=_TRUTH, which=st.integers(0, 2))
def test_taking_one_of_several_back_is_as_if_it_had_never_come(truth, which, tmp_path, template):
    files = _files(truth, tmp_path)
    which = min(which, len(files) - 1)
    with _shop(tmp_path, template, "without") as shop:
        _bring(shop, *(path for path in files if path != files[which]))
        wanted = _figures(shop)
    with _shop(tmp_path, template, "with") as shop:
        _bring(shop, *files)
        importing.undo(shop, which + 1)
        assert _figures(shop) == wanted


@_FEW
@given(truth=_TRUTH)
def test_at_a_count_the_balance_is_the_count_whatever_arrives_later(truth, tmp_path, template):
    if not truth.counts:
        return
    with _shop(tmp_path, template, "counts") as shop:
        _bring(shop, _counts(truth, tmp_path))
        _bring(shop, *(path for path in _files(truth, tmp_path) if path.name != "stock.csv"))
        span = stock.daily(shop, FIRST, FIRST + timedelta(days=50))
        ids = {level.sku: level.variant_id for level in stock.levels(shop)}
        for day, size, pieces in truth.counts:
            assert span.of(ids[f"BOTA-{size}"])[0][day] == pieces


@pytest.mark.slow
@settings(_FEW, max_examples=200)
@given(truth=_TRUTH, place=st.integers(1, 5))
def test_many_more_orders_of_files(truth, place, tmp_path, template):
    _same_in_both_orders(truth, place, tmp_path, template)


def test_two_exports_as_new_as_each_other_give_the_later_state_in_both_orders(tmp_path, template):
    # The one order of both files was paid after the first: nothing but the state tells which came later.
    sale = Sale(1, 13, (("24", 1),), 0, 8, "paid")
    for place in range(2):
        _same_in_both_orders(Truth((sale,), ()), place, tmp_path, template)


def test_a_sheet_gone_over_and_brought_again_is_its_owners_word(tmp_path, template):
    sheet = tmp_path / "ventas.csv"
    with _shop(tmp_path, template, "edited") as shop:
        for status in ("cancelled", "paid"):
            sheet.write_text(
                f"date,order,sku,product,quantity,unit_price,status\n2026-10-02,A-1,B,Bota,1,100,{status}\n"
            )
            _bring(shop, sheet)
        assert "'paid'" in str(_figures(shop)["orders"])
