"""Planted shops: what the page finds of the gaps, and whom it flags falsely over eight weekly looks."""

from __future__ import annotations

import planted_sizes
import pytest

from shopdesk.domain.sizes.review import review
from shopdesk.services import importing, sizes
from shopdesk.shop import open_shop


def _check(seeds, *, exact):
    found = planted_sizes.score([planted_sizes.a_shop(seed) for seed in seeds], review, exact=exact)
    print(found)
    assert found.found >= 0.95 * found.planted
    assert found.flagged <= 0.02 * found.innocent
    return found


@pytest.mark.parametrize("exact", [True, False], ids=["daily-stock", "stock-today-only"])
def test_planted_gaps_are_found_and_the_innocent_left_alone(exact):
    _check(range(2), exact=exact)


@pytest.mark.bench
@pytest.mark.parametrize("exact", [True, False], ids=["daily-stock", "stock-today-only"])
def test_planted_gaps_over_twenty_shops(exact):
    found = _check(range(100, 120), exact=exact)
    assert found.confirmed > 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "stock_days",
    [[planted_sizes.DAYS], range(0, planted_sizes.DAYS + 1, 7)],
    ids=["stock-today-only", "weekly-stock"],
)
def test_planted_gaps_are_found_from_plain_files(folder, tmp_path, stock_days):
    planted = planted_sizes.a_shop(7, styles=36)
    sales, stock, today = planted_sizes.write_files(planted, tmp_path, stock_days)
    shop = open_shop(folder, today=today)
    try:
        importing.import_files(shop, [sales, stock])
        rows = {row.product: row for row in sizes.page(shop).rows}
    finally:
        shop.store.close()
    broken = {at for at in range(36) if rows[f"Modelo {at}"].missing}
    kinds = {kind: {at for at in range(36) if planted.kind[at] == kind} for kind in planted_sizes.KINDS}
    assert kinds["silent"] | kinds["slow"] <= broken
    assert not broken & (kinds["sold_out"] | kinds["fringe"])
    labelled = {at for at in range(36) if rows[f"Modelo {at}"].label in ("confirmed", "halo")}
    assert labelled <= kinds["silent"]
