"""A shop that moves as one is followed; one whose index is noise is not."""

import numpy as np
import pytest

from shopdesk.domain.forecast.damping import EXPONENTS, learned_exponent
from shopdesk.domain.forecast.index import fit_index


def believed(units):
    n = len(units)
    exposure, observed = np.ones(units.shape), np.ones(units.shape, dtype=bool)
    category = np.zeros(n, dtype=np.int64)
    index = fit_index(units, exposure, category, observed)
    return learned_exponent(units, exposure, index, category=category, observed=observed)


def test_a_range_that_goes_out_of_use_as_a_whole_is_followed():
    rng = np.random.default_rng(1)
    falling = 3.0 * 0.95 ** np.arange(60)
    assert believed(rng.poisson(np.ones((150, 1)) * falling).astype(float)) > 0.7


def test_a_shop_whose_weeks_say_nothing_stays_at_half_or_less():
    rng = np.random.default_rng(2)
    noise = rng.gamma(4.0, 0.25, (1, 60))  # a wild week says nothing of the next
    assert believed(rng.poisson(3.0 * noise * np.ones((150, 1))).astype(float)) <= 0.5


def test_without_sales_nothing_is_learnt():
    before = np.array([0.3, 0.4, 0.2, 0.1]) @ EXPONENTS
    assert believed(np.zeros((3, 12))) == pytest.approx(before)  # 0.525
