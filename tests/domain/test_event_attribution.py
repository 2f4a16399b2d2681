"""An event that changes nothing leaves no trace, however slowly things sell."""

from __future__ import annotations

import numpy as np
import pytest

from shopdesk.domain.forecast.factors import fit_factors
from shopdesk.domain.forecast.panel import Panel


def a_shop(rate: float, lift: float, share: float = 3 / 7, *, skus: int = 400, seed: int = 1) -> Panel:
    rng = np.random.default_rng(seed)
    weeks, ahead = 104, 8
    events = np.zeros((1, weeks + ahead))
    events[0, [30, 82, 106]] = share
    mean = rate * (1 + events[0, :weeks] * (lift - 1))
    units = rng.poisson(mean, (skus, weeks)).astype(float)
    return Panel(
        units, np.ones((skus, weeks)), np.zeros((skus, weeks + ahead)), np.zeros(skus, dtype=np.int64), events
    )


@pytest.mark.parametrize("rate", [0.3, 1.0, 8.0])
@pytest.mark.parametrize("lift", [1.0, 2.0])
def test_three_days_of_a_week_are_read_at_their_own_lift(rate: float, lift: float) -> None:
    panel = a_shop(rate, lift)
    found = fit_factors(panel, np.ones(panel.promo.shape)).event[0, 0]
    # 400 SKUs, two years, 3/7 of a week: some 100 units at the slowest rate; two deviations of them
    assert found == pytest.approx(lift, abs=0.05 + 2.4 * (lift * rate / (343 * rate * rate)) ** 0.5)
