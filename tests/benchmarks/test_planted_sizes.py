"""Planted shops: what the page finds of the gaps, and whom it flags falsely over eight weekly looks."""

from __future__ import annotations

import planted_sizes
import pytest

from shopdesk.domain.sizes.review import review


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
