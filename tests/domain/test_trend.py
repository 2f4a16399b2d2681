"""The shop's line in Ventas: its level, its band, and the plain word about where it goes."""

import numpy as np
import pytest

from shopdesk.domain.trend import Direction, trend


def sales(weeks=80, level=100.0, growth=0.0, noise=0.1, seed=4):
    rng = np.random.default_rng(seed)
    return np.round(level * np.exp(growth * np.arange(weeks)) * np.exp(rng.normal(0, noise, weeks)))


def test_a_steady_shop_is_called_steady():
    seen = trend(sales(), 8)
    assert seen.direction is Direction.STEADY
    assert seen.mean == pytest.approx(100.0, rel=0.1)
    assert (seen.low < seen.mean).all()
    assert (seen.high > seen.mean).all()


@pytest.mark.parametrize(("growth", "word"), [(0.03, Direction.RISING), (-0.03, Direction.FALLING)])
def test_a_shop_that_moves_is_told_where(growth, word):
    seen = trend(sales(growth=growth), 8)
    assert seen.direction is word
    # Thirteen weeks of 3 % are a factor of e^±0.39; a moving level lags behind a steady climb, never ahead.
    true_step = 13 * growth
    assert 0.5 < np.log1p(seen.change) / true_step < 1.3
    assert seen.weeks == 13


def test_the_band_holds_what_it_says_and_widens():
    inside = []
    for seed in range(12):
        whole = sales(weeks=70, seed=seed)
        seen = trend(whole[:60], 10)
        inside.append((whole[60:] >= seen.low) & (whole[60:] <= seen.high))
        assert seen.high[-1] - seen.low[-1] >= seen.high[0] - seen.low[0] - 1e-9
    assert 0.7 <= np.mean(inside) <= 0.92


def test_closed_weeks_are_bridged():
    units = sales()
    units[30:36] = np.nan
    seen = trend(units, 4)
    assert np.isfinite(seen.level).all()
    assert seen.mean == pytest.approx(100.0, rel=0.1)


def test_an_event_is_not_taken_for_a_trend_and_comes_back_in_the_plan():
    units, events = sales(), np.zeros((2, 88))
    events[0, [25, 76, 84]] = 1.0
    events[1, 85] = 1.0  # never seen before
    units[[25, 76]] *= 3
    seen = trend(units, 8, events=events)
    assert seen.direction is Direction.STEADY
    assert seen.mean[4] / seen.mean[3] == pytest.approx(3.0, rel=0.15)
    assert seen.mean[5] == pytest.approx(seen.mean[3])


def test_too_few_weeks_give_a_mean_and_no_word():
    seen = trend(np.array([10.0, 20, 30]), 2)
    assert seen.direction is Direction.TOO_SHORT
    assert seen.mean.tolist() == [20.0, 20.0]


def test_nothing_seen_is_refused():
    with pytest.raises(ValueError, match="at least one week"):
        trend(np.full(20, np.nan), 4)
