"""The yearly profile and its gate: follow a year only where the past shows it pays."""

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm

from shopdesk.domain.forecast import Panel, SeasonLevel, yearly_season
from shopdesk.domain.forecast.harmonics import design, fit_rows
from shopdesk.domain.forecast.season import SeasonalLogs


def a_year(weeks):
    return (np.arange(weeks) * 7 / 365.25) % 1.0


def a_shop(strength, weeks=120, skus=40, seed=1):
    rng = np.random.default_rng(seed)
    width = weeks + 10
    wave = strength * np.cos(2 * np.pi * (a_year(width) - 0.95))
    rate = rng.gamma(2.0, 3.0, skus)
    units = rng.poisson(rate[:, None] * np.exp(wave)).astype(float)
    return Panel(units[:, :weeks], np.ones((skus, weeks)), np.zeros((skus, width)), np.arange(skus) % 2)


def test_the_regression_agrees_with_statsmodels_where_the_prior_is_flat():
    rng = np.random.default_rng(3)
    made = design(a_year(150), 52.18)
    true = np.array([2.0, 0.2, 0.4, -0.3, 0.1, 0, 0, 0.1, 0, 0])
    units = rng.poisson(np.exp(made.columns @ true))[None, :].astype(float)
    ours = fit_rows(
        units, np.zeros((1, 150)), observed=np.ones((1, 150), bool), design=made, seasonal_sd=1e3
    )[0]
    theirs = sm.GLM(units[0], made.columns, family=sm.families.Poisson()).fit().params
    # The trend keeps its prior of 0.7 a year, which moves it a little.
    assert ours == pytest.approx(theirs, abs=0.01)


def test_a_prior_draws_a_noisy_row_to_no_season():
    made = design(a_year(60), 52.18)
    units = np.zeros((1, 60))
    units[0, [3, 40]] = 1.0
    seen = np.ones((1, 60), bool)
    tight = fit_rows(units, np.zeros((1, 60)), observed=seen, design=made, seasonal_sd=0.15)[0]
    loose = fit_rows(units, np.zeros((1, 60)), observed=seen, design=made, seasonal_sd=1.0)[0]
    assert np.abs(tight[2:]).max() < 0.1 < np.abs(loose[2:]).max()


def test_levels_add_up_and_are_damped_and_clipped():
    logs = SeasonalLogs(
        np.array([0.5, 3.0]), np.array([[0.2, 0.0], [-0.5, 0.0]]), np.array([[0.1, 0.0], [0.0, 0.0]])
    )
    category = np.array([0, 1])
    assert logs.profile(SeasonLevel.NONE, category) == pytest.approx(1.0)
    assert logs.profile(SeasonLevel.SHOP, category)[0, 0] == pytest.approx(np.exp(0.7 * 0.5))
    assert logs.profile(SeasonLevel.CATEGORY, category)[1, 0] == pytest.approx(1.0)
    assert logs.profile(SeasonLevel.SKU, category)[0, 0] == pytest.approx(np.exp(0.7 * 0.8))
    assert logs.profile(SeasonLevel.SHOP, category)[0, 1] == pytest.approx(np.exp(0.7 * 2.5))


def test_a_clear_season_opens_the_gate_and_is_followed():
    shop = a_shop(0.8)
    season, verdict = yearly_season(shop)
    assert verdict.level is not SeasonLevel.NONE
    assert verdict.gain > 0.1
    wave = 0.7 * 0.8 * np.cos(2 * np.pi * (a_year(130) - 0.95))
    assert np.corrcoef(np.log(season[0]), wave)[0, 1] > 0.98
    assert np.log(season[0]).max() == pytest.approx(wave.max(), abs=0.12)


def test_no_season_no_profile():
    season, verdict = yearly_season(a_shop(0.0))
    assert verdict.level is SeasonLevel.NONE
    assert verdict.gain == 0.0
    assert (season == 1).all()


def test_a_year_and_a_bit_is_too_little_to_judge():
    _, short = yearly_season(a_shop(0.8, weeks=63))
    assert (short.level, short.origins) == (SeasonLevel.NONE, 0)
    # 64 weeks leave one origin with eight weeks after it; two are asked for.
    _, barely = yearly_season(a_shop(0.8, weeks=64))
    assert (barely.level, barely.origins) == (SeasonLevel.NONE, 1)


def test_growth_is_not_taken_for_a_season():
    shop = a_shop(0.0, weeks=100)
    climbing = np.random.default_rng(2).poisson(shop.units * np.exp(0.012 * np.arange(100)))
    growing = replace(shop, units=climbing.astype(float))
    assert yearly_season(growing)[1].level is SeasonLevel.NONE
