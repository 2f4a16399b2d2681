"""Accuracy figures on series small enough to check by hand."""

import numpy as np
import pytest

from shopdesk.domain import accuracy as a

ACTUAL, FORECAST = np.array([4.0, 0, 6]), np.array([3.0, 2, 6])
HISTORY = np.array([0.0, 2, 4, 1])


def test_errors_in_pieces():
    assert a.wape(ACTUAL, FORECAST) == pytest.approx(3 / 10)
    assert a.bias(ACTUAL, FORECAST) == pytest.approx(1 / 10)
    assert np.isnan(a.wape(np.zeros(2), np.ones(2)))


def test_scaled_by_repeating_the_last_period():
    # Steps 2, 2, 3: mean 7/3; errors 1, 2, 0: mean 1.
    assert a.mase(HISTORY, ACTUAL, FORECAST) == pytest.approx(3 / 7)
    # From the first sale: steps 2 and 3, squares 4 and 9; squared errors 1, 4, 0.
    assert a.rmsse(HISTORY, ACTUAL, FORECAST) == pytest.approx(np.sqrt((5 / 3) / 6.5))


def test_pinball_charges_a_missed_piece_nineteen_times_one_too_many_at_95():
    assert a.pinball(np.array([10.0]), np.array([8.0]), 0.95) == pytest.approx(1.9)
    assert a.pinball(np.array([8.0]), np.array([10.0]), 0.95) == pytest.approx(0.1)
    assert a.scaled_pinball(HISTORY, np.array([10.0]), np.array([8.0]), 0.95) == pytest.approx(1.9 * 3 / 7)
    assert a.scaled_pinball(np.zeros(3), np.array([1.0]), np.array([0.0]), 0.5) == 5.0


def test_coverage_counts_ties_as_covered():
    assert a.coverage(np.array([1.0, 2, 3, 4]), np.array([1.0, 1, 3, 5])) == 0.75
