from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from shopdesk.domain.sizes.silent import (
    Gates,
    Label,
    Tables,
    fisher_less,
    judge,
    rate_ratio,
    tables,
)

DAYS = 84


def _ints(*values):
    return np.array(values, dtype=np.int64)


def test_fisher_by_hand():
    # The lady tasting tea (Fisher 1935): margins 4, 4, 4, 4; P(X ≤ 1) = (1 + 16)/70.
    p = fisher_less(_ints(1), _ints(3), control_after=_ints(3), control_before=_ints(1))
    assert p == pytest.approx([17 / 70])


@settings(max_examples=40)
@given(st.tuples(*[st.integers(0, 60)] * 4))
def test_fisher_equals_scipys(cells):
    a, b, c, d = cells
    ours = fisher_less(_ints(a), _ints(b), control_after=_ints(c), control_before=_ints(d))[0]
    assert ours == pytest.approx(stats.fisher_exact([[a, b], [c, d]], alternative="less").pvalue)


def test_rate_ratio_has_its_exact_interval():
    # The lady's table at odds ω: P(X = x) ∝ C(4, x)² ω^x; each end leaves 2.5 % beyond it.
    found = rate_ratio(3, 1, control_after=1, control_before=3)
    assert found.estimate == pytest.approx(6.408309, rel=1e-4)
    ends = (found.low, found.high)
    chance = {odds: np.array([1, 16 * odds, 36 * odds**2, 16 * odds**3, odds**4]) for odds in ends}
    assert chance[found.low][3:].sum() / chance[found.low].sum() == pytest.approx(0.025)
    assert chance[found.high][:4].sum() / chance[found.high].sum() == pytest.approx(0.025)


def test_page_views_are_the_exposure_where_there_are_any():
    # Two after, twelve before, as many views: P(X ≤ 2 | 14, ½) = (1 + 14 + 91)/16384; expected 12.
    looked = _tables([2], before=12, views=(500, 500), control=(0, 0))
    found = judge(looked, np.ones(1, dtype=bool), Gates())
    assert found.expected == pytest.approx([12])
    assert found.p_value == pytest.approx([106 / 16384])
    # With the closed half taken off: P(X ≤ 2 | 14, ⅓) = (2¹⁴ + 14·2¹³ + 91·2¹²)/3¹⁴.
    assert found.label == (Label.CONFIRMED,)
    assert found.p_halo == pytest.approx([(2**14 + 14 * 2**13 + 91 * 2**12) / 3**14])


def _tables(after, before=30, days=28, kept=0.5, control=(400, 800), views=(0, 0)):
    one = len(after)
    return Tables(
        _ints(*after), _ints(*[before] * one), _ints(*[control[0]] * one), _ints(*[control[1]] * one),
        _ints(*[days] * one), np.full(one, kept), _ints(*[views[0]] * one), _ints(*[views[1]] * one),
    )  # fmt: skip


def test_label_says_whether_more_was_lost_than_the_closed_sizes():
    yes = np.ones(3, dtype=bool)
    found = judge(_tables([5, 0, 14], before=60), yes, Gates())
    assert found.expected == pytest.approx([30, 30, 30])
    assert found.label == (Label.HALO, Label.HALO, Label.CONFIRMED)
    assert found.p_halo[2] > 0.01


def test_benjamini_hochberg_by_hand():
    # Ordered p 0.004 0.006 0.5 at α 0.01: 0.006 × 3/2 = 0.009 ≤ α, so the first two; alone 0.004 × 3 is not.
    adjusted = stats.false_discovery_control([0.004, 0.006, 0.5])
    assert adjusted == pytest.approx([0.009, 0.009, 0.5])
    alone = judge(_tables([3, 15, 15]), np.ones(3, dtype=bool), Gates())
    assert (alone.p_value <= 0.01).tolist() == [True, False, False]
    assert alone.label[1:] == (None, None)


@pytest.mark.parametrize(
    "counted",
    [
        _tables([0], days=6),
        _tables([0], before=11),
        _tables([0], before=12, control=(40, 100)),
        _tables([0], control=(0, 0)),
    ],
)
def test_too_little_to_judge_is_said_so(counted):
    found = judge(counted, np.ones(1, dtype=bool), Gates())
    assert found.label == (Label.TOO_FEW,)
    assert np.isnan(found.p_value[0])


def test_style_without_a_gap_is_never_labelled():
    found = judge(_tables([0]), np.zeros(1, dtype=bool), Gates())
    assert found.label == (None,)
    assert np.isnan(found.p_value[0])


def _counted(covered, broken, sold, category):
    return tables(
        np.array(sold, dtype=np.int64), np.array(covered), np.array(broken), category=category, gates=Gates()
    )


def test_before_and_after_are_counted_around_the_last_whole_day():
    covered, broken = np.ones((2, DAYS)), np.zeros((2, DAYS), dtype=bool)
    covered[0, 60:], broken[0, 65:] = 0.5, True
    found = _counted(covered, broken, np.ones((2, DAYS)), _ints(0, 0))
    assert (found.before[0], found.after[0], found.after_days[0]) == (60, 19, 19)
    assert (found.control_before[0], found.control_after[0]) == (60, 19)
    assert found.coverage_kept[0] == pytest.approx(0.5)


def test_control_is_the_category_and_the_shop_when_that_is_thin():
    covered, broken = np.ones((4, DAYS)), np.zeros((4, DAYS), dtype=bool)
    covered[0, 60:], broken[0, 60:] = 0.5, True
    sold = np.ones((4, DAYS))
    sold[1] = 3
    own = _counted(covered, broken, sold, _ints(0, 0, 1, 1))
    assert own.control_before[0] == 180
    thin = _counted(covered, broken, sold, _ints(2, 0, 1, -1))
    assert thin.control_before[0] == 300
    assert own.control_before[1] == 2 * DAYS, "a style is never its own control"
