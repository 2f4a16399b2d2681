"""Quantiles are moved by what past forecasts were worth, each judged by what was known on its own day."""

import numpy as np
import pytest

from shopdesk.domain.forecast import Panel, fit, whole
from shopdesk.domain.forecast.filter import DISPERSION_WEEKS, category_prior, run_filter
from shopdesk.domain.forecast.recalibration import Bands, Recalibration, volume_bands
from shopdesk.domain.forecast.tail import share_at

ONE_BAND = np.zeros(1, dtype=np.int64)
NONE = np.zeros(0)


def judged(transforms, *, periods=8, stretches=5.625):
    return Recalibration(periods, ONE_BAND, (transforms, NONE, NONE), stretches)


def test_with_little_past_the_model_is_believed():
    assert judged(np.full(100, 0.5)).level(0.95) == pytest.approx([0.95])


def test_a_few_stretches_keep_back_part_of_the_chance_of_a_miss():
    # 45 weeks hold 5.625 stretches of 8: 1 − 0.05 × (1 − 0.75 / 5.625) = 0.9567. Of evenly spread transforms
    # 0.9567 is itself the quantile; 10,000 sums against 200 × 8 for the shop move it 0.862 of the way, and
    # against 600 × 8 for the band another 0.676 of the rest: 0.95 + 0.00667 × 0.955.
    even = np.linspace(0, 1, 20_001)[1:]
    shop = 10_000 / 11_600
    moved = shop + 10_000 / 14_800 * (1 - shop)
    assert judged(even).level(0.95) == pytest.approx([0.95 + 0.05 * 0.75 / 5.625 * moved], abs=2e-4)


@pytest.mark.parametrize("level", [0.5, 0.8])
def test_up_to_four_fifths_nothing_is_kept_back(level):
    assert judged(np.linspace(0, 1, 20_001)[1:]).level(level) == pytest.approx([level], abs=1e-3)


def test_a_past_forecast_stands_in_the_band_of_its_own_day():
    bands = volume_bands(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]))
    assert bands.today.tolist() == [0, 0, 1, 1, 2, 2]
    # What is slow today was fast then, and is judged among the fast.
    assert bands.of(np.array([6.0, 1.0])).tolist() == [2, 0]
    assert Bands(np.array([1.0, 2.0]), ONE_BAND).of(np.array([1.5])).tolist() == [1]


def filtered(last):
    """One slow and steady SKU beside another, the first with ``last`` pieces in its newest week."""
    units = np.tile([1.0, 2.0], (2, 10))
    units[0, -1] = last
    everything = np.ones_like(units)
    category, observed = np.zeros(2, dtype=np.int64), everything > 0
    prior = category_prior(units, everything, category, observed)
    return run_filter(units, everything, observed=observed, prior=prior, category=category)


def test_a_rush_is_not_foreseen_by_the_weeks_before_it():
    rushed = filtered(30.0).dispersion[:, 0]
    # Before anything was seen only the category speaks; the rush shows the week after it and not before.
    first, before, after = rushed[:, 0], rushed[:, -2], rushed[:, -1]
    assert (before <= first).all()
    assert (after > before).all()
    assert DISPERSION_WEEKS / (DISPERSION_WEEKS + 19) * first == pytest.approx(before, rel=0.25)


def test_a_plan_works_with_the_dispersion_of_today():
    known = filtered(30.0)
    assert (known.in_hindsight().dispersion == known.dispersion[:, :, -1:]).all()


@pytest.mark.parametrize(("level", "share"), [(0.5, 0.0), (0.85, 0.0), (0.9, 0.15), (0.95, 0.3), (0.99, 0.3)])
def test_the_second_opinion_is_asked_in_the_tail_only(level, share):
    assert share_at(level) == pytest.approx(share)


def test_quantiles_are_whole_pieces():
    units = np.random.default_rng(3).poisson(2.0, (40, 60)).astype(float)
    panel = Panel(units, np.ones_like(units), np.zeros((40, 68)), np.zeros(40, dtype=np.int64))
    found = whole(fit(panel)).quantiles([0.5, 0.8, 0.9, 0.95], 4.0)
    assert (found == np.round(found)).all()
    assert (np.diff(found, axis=1) >= 0).all()
