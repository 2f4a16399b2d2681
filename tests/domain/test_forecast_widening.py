"""Planning widens its variance by as much as past plans would have missed their promise."""

import numpy as np
import pytest

from shopdesk.domain.forecast.recalibration import BANDS, Bands, PastSums
from shopdesk.domain.forecast.widening import LEAST_JUDGED, widening


def past(wider, seed=4, sums=1500):
    """Return sums over three periods that really had ``wider`` times the variance forecast for them."""
    rng = np.random.default_rng(seed)
    mean = rng.uniform(2.0, 12.0, sums)
    variance = 1.5 * mean
    real = wider * variance
    sold = rng.negative_binomial(mean**2 / (real - mean), mean / real).astype(float)
    return PastSums(3, rng.integers(0, 30, sums), mean / 3, mean, variance, sold, sums)


BAND = Bands(np.array([1.8, 2.9]), np.arange(30) % BANDS)


@pytest.mark.parametrize("wider", [1.0, 1.6, 2.5])
def test_a_shop_is_widened_by_what_its_demand_was_wider(wider):
    # Shrunk towards 1 by 300 sums of 1,500: the factor found is a little nearer to 1 than the truth.
    factor = widening(past(wider), BAND).factor
    assert factor == pytest.approx(np.full(30, wider), rel=0.25)


def test_demand_that_kept_to_its_forecast_is_narrowed_but_not_below_the_floor():
    steady = past(1.0)
    wide, met = 4 * steady.variance, np.round(steady.mean)
    same = PastSums(3, steady.rows, steady.rate, steady.mean, wide, met, 1500)
    factor = widening(same, BAND).factor
    assert (factor < 0.8).all()
    assert (factor >= 0.6).all()


def test_too_few_sums_change_nothing():
    few = past(2.5, sums=LEAST_JUDGED - 1)
    assert (widening(few, BAND).factor == 1.0).all()


def test_rows_keep_their_own_band():
    made = widening(past(2.5), BAND)
    assert made.rows(np.array([3, 3, 5])).factor == pytest.approx(made.factor[[3, 3, 5]])
