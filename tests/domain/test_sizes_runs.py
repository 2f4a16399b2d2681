from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shopdesk.domain.sizes import runs, unmet
from shopdesk.domain.sizes.fits import Exchange, Runs, read_fit, shifted
from shopdesk.domain.sizes.labels import read_label

SHARE = np.array([[0.05, 0.15, 0.30, 0.25, 0.15, 0.10]])


def _flags(*names):
    return np.array([[bool(int(c)) for c in name] for name in names])


def test_core_is_the_smallest_set_that_reaches_sixty_per_cent():
    # 30 + 25 = 55, + 15 = 70; of the two sizes with 15 the smaller is taken.
    assert (runs.core_sizes(SHARE) == _flags("011100")).all()


def test_exactly_sixty_per_cent_is_enough():
    assert (runs.core_sizes(np.array([[0.3, 0.3, 0.2, 0.2]])) == _flags("1100")).all()


@given(arrays(np.float64, (1, 7), elements=st.floats(0.01, 1.0)))
def test_core_reaches_sixty_and_none_of_it_can_be_left_out(weights):
    share = weights / weights.sum()
    core = runs.core_sizes(share)
    assert share[core].sum() >= 0.6 - 1e-8
    assert share[core].sum() - share[core].min() < 0.6 + 1e-8


def test_broken_run_needs_a_key_size_gone_and_another_there():
    share = np.repeat(SHARE, 4, axis=0)
    stock = _flags("110111", "111101", "000000", "011110")
    missing = runs.missing_core(runs.core_sizes(share), stock)
    assert missing.any(axis=1).tolist() == [True, False, False, False]  # gap, fringe, sold out, fringe
    assert runs.coverage(share, stock) == pytest.approx([0.70, 0.85, 0.0, 0.85])


def test_run_is_about_to_break_when_stock_ends_before_it_can_arrive():
    # 0.3 a day over 14 days asks for 4.2; 5 last, 4 do not, 3 with 2 on the way do.
    core, rate = _flags("111"), np.full((1, 3), 0.3)
    incoming = np.array([[0.0, 0, 2]])
    found = runs.breaking(
        core, np.array([[5.0, 4, 3]]), incoming=incoming, size_rate=rate, lead_days=np.array([14.0])
    )
    assert found.tolist() == [[False, True, False]]


def test_rate_does_not_fall_when_sizes_are_closed():
    sold, covered = np.full((1, 100), 2.0), np.ones((1, 100))
    sold[0, 60:], covered[0, 60:] = 1.0, 0.5
    assert runs.rate_per_day(sold, covered, np.zeros(1, dtype=int)) == pytest.approx([2.0])


def test_days_before_a_launch_do_not_count():
    sold = np.zeros((2, 200))
    sold[0, 150::5] = 1
    sold[1, 20::20] = 1
    assert runs.first_day(sold).tolist() == [150, 0]


def test_lost_a_week_by_hand():
    # 0.4 a day × 7 × 30 % missing × 75 % not recaptured = 0.63.
    assert runs.lost_per_week(np.array([0.4]), np.array([0.7]), recapture=0.25) == pytest.approx([0.63])


def test_questions_are_a_floor_and_never_added():
    # (4 + 0.3 × 10) / (10 + 10) = 0.35; 12 askers × 0.35 − 1 = 3.2 over four weeks = 0.8.
    asked = unmet.Questions(weeks=4, missing=12, bought_other=1, in_stock=10, bought=4)
    assert unmet.conversion(4, 10, prior=0.3, weight=10) == pytest.approx(0.35)
    assert unmet.floor_per_week(asked) == pytest.approx(0.8)
    assert unmet.lost(0.63, 0.8) == 0.8
    assert unmet.lost(1.2, 0.8) == 1.2


def test_bought_elsewhere_never_makes_a_negative_floor():
    assert unmet.floor_per_week(unmet.Questions(1, missing=1, bought_other=3, in_stock=0, bought=0)) == 0
    assert unmet.floor_per_week(unmet.Questions(0, missing=1, bought_other=0, in_stock=0, bought=0)) == 0


RUN = [read_label(text) for text in ("25", "26", "27", "28")]


def _changes(given, kept, pieces):
    return Exchange(read_label(given), read_label(kept), pieces)


def test_changes_upwards_say_that_it_runs_small():
    # Six of six upwards: 1/64 = 0.0156.
    reading = read_fit([_changes("26", "27", 5), _changes("25", "26", 1)], RUN, sold=60)
    assert (reading.runs, reading.up, reading.down, reading.steps) == (Runs.SMALL, 6, 0, 1.0)
    assert reading.p_value == pytest.approx(1 / 64)
    moved = shifted(np.array([0.1, 0.4, 0.4, 0.1]), reading)
    assert moved == pytest.approx([0.09, 0.37, 0.40, 0.14])


def test_changes_both_ways_or_too_few_say_nothing():
    assert read_fit([_changes("26", "27", 4)], RUN, sold=60).runs is Runs.UNKNOWN
    both = read_fit([_changes("26", "27", 4), _changes("27", "26", 3)], RUN, sold=60)
    assert both.runs is Runs.TRUE
    large = read_fit([_changes("28", "27", 7), _changes("44", "45", 9)], RUN, sold=60)
    assert large.runs is Runs.LARGE
    assert (shifted(SHARE[0], both) == SHARE[0]).all()
