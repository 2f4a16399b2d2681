"""What forgetting costs, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from shopdesk.domain.forgetting import cost, lost_chances, overdue_after
from shopdesk.domain.repurchase import kaplan_meier


def test_overdue_is_half_of_those_who_come_back() -> None:
    # 10 gaps: five ended at 20, 40, 60, 80, 100 days, five open at 400: F(365) = 0.5, half of it at 60 (0.3).
    curve = kaplan_meier(np.array([20.0, 40, 60, 80, 100] + [400.0] * 5), np.array([True] * 5 + [False] * 5))
    assert overdue_after(curve) == 60
    assert overdue_after(kaplan_meier(np.array([5.0]), np.array([False]))) is None


def test_the_longer_the_silence_the_surer_the_loss() -> None:
    curve = kaplan_meier(np.array([20.0, 40, 60, 80, 100] + [900.0] * 5), np.array([True] * 5 + [False] * 5))
    lost = lost_chances(np.array([0, 60, 100]), curve)
    assert np.all(np.diff(lost) > 0)
    # At 60 days of silence (0.5 − 0.3)/(1 − 0.3) = 0.2857 come back; ten gaps weigh as the prior 0.3 does.
    assert lost[1] == pytest.approx(1 - (0.5 * 0.2857 + 0.5 * 0.3), abs=1e-3)


def test_what_they_cost_and_what_replacing_them_would() -> None:
    found = cost(np.array([0.5, 0.9]), 60, margin_minor=40_000, acquisition_minor=25_000)
    assert (found.overdue, found.cost_minor, found.replacing_minor) == (2, 56_000, 35_000)
    assert found.lost == pytest.approx(0.7)
    unknown = cost(np.array([0.5]), 60, margin_minor=None, acquisition_minor=None)
    assert (unknown.cost_minor, unknown.replacing_minor) == (None, None)
    assert cost(np.zeros(0), None, margin_minor=1, acquisition_minor=1).overdue == 0
