"""Lumpy demand: classes and Croston's family, each worked by hand."""

import numpy as np
import pytest

from shopdesk.domain.intermittent import DemandClass, croston, lumpiness, sba, tsb

SERIES = np.array([0, 0, 3, 0, 2], dtype=float)


def test_croston_starts_at_the_first_sale():
    # First sale in period 3: z = 3, p = 3. Second after 2: z = 3 − 0.1, p = 3 − 0.1.
    assert croston(SERIES[:3]) == 1.0
    assert croston(SERIES) == pytest.approx(2.9 / 2.9)
    assert sba(SERIES) == pytest.approx(0.95)


def test_tsb_forgets_between_sales():
    # Chance 1/3, then 0.9/3 = 0.3, then 0.3 + 0.1 · 0.7 = 0.37; size 3, then 2.9.
    assert tsb(SERIES) == pytest.approx(0.37 * 2.9)
    assert tsb(np.r_[SERIES, 0.0]) < tsb(SERIES)
    assert croston(np.r_[SERIES, 0.0]) == croston(SERIES)


def test_nothing_sold_is_no_demand():
    assert croston(np.zeros(4)) == sba(np.zeros(4)) == tsb(np.zeros(4)) == 0.0
    assert lumpiness(np.zeros(4)).demand_class is DemandClass.NONE


def test_classes_by_interval_and_variation():
    # 5 periods, 2 sales: ADI 2.5; sizes 3 and 2: mean 2.5, variance 0.5 with ddof 1, CV² 0.08.
    found = lumpiness(SERIES)
    assert (found.adi, found.cv2) == (2.5, pytest.approx(0.08))
    assert found.demand_class is DemandClass.INTERMITTENT
    assert lumpiness(np.array([1.0, 1, 2, 1])).demand_class is DemandClass.SMOOTH
    assert lumpiness(np.array([1.0, 9, 1, 9])).demand_class is DemandClass.ERRATIC
    assert lumpiness(np.array([0, 1.0, 0, 9])).demand_class is DemandClass.LUMPY


def test_closed_periods_are_not_counted():
    assert lumpiness(np.array([np.nan, 0, 2, np.nan, 2])).adi == 1.5
    assert croston(np.array([np.nan, 0, 2, np.nan])) == 1.0
