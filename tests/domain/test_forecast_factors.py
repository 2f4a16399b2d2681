"""Promotions and events: what they multiplied by, shrunk, gated, and kept out of the baseline."""

from dataclasses import replace

import numpy as np
import pytest

from shopdesk.domain.forecast import Panel, event_effects, fit
from shopdesk.domain.forecast.factors import fit_factors


def a_flat_shop(skus=6, weeks=40, ahead=8, pieces=10.0, categories=2):
    """Every SKU sells the same every week, so that each factor can be worked by hand."""
    return Panel(
        np.full((skus, weeks), pieces),
        np.ones((skus, weeks)),
        np.zeros((skus, weeks + ahead)),
        np.arange(skus) % categories,
    )


def with_event(panel, at, covered, factor):
    events = np.zeros((1, panel.promo.shape[1]))
    events[0, at] = covered
    units = panel.units.copy()
    past = [t for t in at if t < panel.past]
    units[:, past] *= 1 + covered * (factor - 1)
    return replace(panel, units=units, events=events)


def flat(panel):
    return np.ones(panel.promo.shape)


def test_event_factor_by_hand():
    # Two categories of 3 × 10 pieces; a whole week tripled: 90 sold where 30 were expected, 180 of 60 in all.
    shop = with_event(a_flat_shop(), [20], 1.0, 3.0)
    found = fit_factors(shop, flat(shop))
    in_all = (180 + 20) / (60 + 20)
    assert found.event[0] == pytest.approx([(90 + 20 * in_all) / (30 + 20)] * 2, rel=1e-6)
    assert found.event_units[0] == pytest.approx([30, 30])


def test_a_category_that_saw_too_little_does_not_follow_its_event_ahead():
    thin = with_event(a_flat_shop(), [20, 44], 1.0, 3.0)
    assert fit_factors(thin, flat(thin)).multiplier[:, 44] == pytest.approx(1.0)
    known = with_event(a_flat_shop(pieces=50.0), [20, 44], 1.0, 3.0)
    assert (fit_factors(known, flat(known)).multiplier[:, 44] > 2.5).all()


def test_the_owners_estimate_stands_in_until_then():
    thin = with_event(a_flat_shop(), [44], 1.0, 1.0)
    found = fit_factors(thin, flat(thin), np.array([2.5]))
    assert found.multiplier[:, 44] == pytest.approx(2.5)
    assert found.multiplier[:, 43] == pytest.approx(1.0)


def test_an_event_over_part_of_the_week_multiplies_that_part():
    shop = with_event(a_flat_shop(pieces=100.0), [20, 44], 4 / 7, 3.0)
    found = fit_factors(shop, flat(shop))
    assert found.event[0] == pytest.approx([3.0] * 2, rel=0.1)
    assert found.multiplier[0, 44] == pytest.approx(1 + 4 / 7 * (found.event[0, 0] - 1))


def test_event_weeks_stay_out_of_the_baseline():
    plain, tripled = a_flat_shop(pieces=50.0), with_event(a_flat_shop(pieces=50.0), [38], 1.0, 3.0)
    assert fit(tripled).moments(4.0)[0] == pytest.approx(fit(plain).moments(4.0)[0], rel=0.04)


def test_promo_factor_by_hand():
    # One SKU doubles in two weeks of promotion: 40 sold where 20 were expected; nobody else has one.
    shop = a_flat_shop(categories=1)
    promo, units = shop.promo.copy(), shop.units.copy()
    promo[0, [15, 25, 42]] = 1.0
    units[0, [15, 25]] *= 2
    found = fit_factors(replace(shop, promo=promo, units=units), flat(shop))
    in_all = (40 + 30) / (20 + 30)
    category = (40 + 30 * in_all) / (20 + 30)
    assert found.promo[0] == pytest.approx((40 + 30 * category) / (20 + 30), rel=1e-6)
    assert found.multiplier[0, 42] == pytest.approx(found.promo[0])
    assert found.multiplier[1:, 42] == pytest.approx(1.0)


def test_events_that_share_a_week_are_told_apart():
    shop = a_flat_shop(pieces=100.0)
    events = np.zeros((2, shop.promo.shape[1]))
    events[0, [10, 20]] = events[1, [20, 30]] = 1.0
    units = shop.units.copy()
    units[:, 10] *= 2
    units[:, 20] *= 6
    units[:, 30] *= 3
    first, second = event_effects(replace(shop, units=units, events=events), flat(shop))
    assert first.factor == pytest.approx(2.0, rel=0.05)
    assert second.factor == pytest.approx(3.0, rel=0.05)
    assert first.low < first.factor < first.high
    assert first.is_known


def test_the_effect_of_an_event_never_seen_is_the_owners_estimate():
    shop = with_event(a_flat_shop(), [44], 1.0, 1.0)
    (effect,) = event_effects(shop, flat(shop), np.array([2.0]))
    assert effect.factor == pytest.approx(2.0)
    assert not effect.is_known
