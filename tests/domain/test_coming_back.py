"""Whose money a month brought, and where those who come back began: counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from shopdesk.domain import coming_back, repurchase

TODAY = date(2026, 11, 21)


def _purchases(*rows: tuple[int | None, str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["customer", "day", "minor"])
    frame["day"] = pd.to_datetime(frame["day"])
    return frame.astype({"customer": "float64", "minor": "int64"})


def test_a_month_is_split_into_returning_new_and_unknown_money() -> None:
    frame = _purchases(
        (1, "2026-10-05", 100),
        (1, "2026-11-02", 200),  # had bought before November began
        (2, "2026-11-03", 300),
        (2, "2026-11-20", 50),  # twice in their first month: new money still
        (None, "2026-11-04", 7),
    )
    october, november = coming_back.money_by_month(frame, TODAY, count=2)
    assert (october.returning_minor, october.new_minor, october.unknown_minor) == (0, 100, 0)
    assert (november.returning_minor, november.new_minor, november.unknown_minor) == (200, 350, 7)
    assert november.total_minor == 557


def test_a_shop_where_nobody_gave_a_name_has_only_unknown_money() -> None:
    frame = _purchases((None, "2026-10-05", 100), (None, "2026-11-04", 7))
    october, november = coming_back.money_by_month(frame, TODAY, count=2)
    assert (october.unknown_minor, october.total_minor) == (100, 100)
    assert (november.unknown_minor, november.total_minor) == (7, 7)


def test_a_month_without_sales_is_a_month_of_nothing() -> None:
    months = coming_back.money_by_month(_purchases(), TODAY, count=3)
    assert [m.total_minor for m in months] == [0, 0, 0]
    assert months[0].month == date(2026, 9, 1)


def test_origins_count_only_those_watched_for_ninety_days() -> None:
    occasions = repurchase.occasions(
        [1, 1, 2, 3, 3, 4], [date(2026, 1, 1), date(2026, 2, 1), date(2026, 1, 5), date(2026, 3, 1),
                             date(2026, 8, 1), date(2026, 11, 1)],
    )  # fmt: skip
    found = coming_back.by_origin(occasions, {1: "Web", 2: "Web", 3: "Web", 4: "Web"}, TODAY)
    # The third came back after 153 days, the fourth is three weeks old.
    assert [(one.name, one.mature, one.back) for one in found] == [("Web", 3, 1)]
    whole = repurchase.mature_rate(occasions, TODAY)
    assert (whole.mature, whole.repeat) == (3, 1)


def test_the_interval_is_wilsons() -> None:
    # Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662.
    assert coming_back.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert coming_back.wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_the_curve_has_greenwoods_interval() -> None:
    # 6-MP arm of Freireich's leukaemia trial: S(10) = 0.753, Greenwood's error 0.0963 (Cox & Oakes, 1984).
    times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    seen = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    curve = repurchase.kaplan_meier(np.array(times, np.float64), np.array(seen, np.bool_))
    assert 1 - curve.at(10) == pytest.approx(0.753, abs=5e-4)
    assert (1 - curve.at(10)) * np.sqrt(curve.spread[2]) == pytest.approx(0.0963, abs=5e-5)
    # R's survfit(conf.type = "log-log") prints 0.503 to 0.889 for S(10).
    low, high = curve.interval(10)
    assert (1 - high, 1 - low) == pytest.approx((0.503, 0.889), abs=1e-3)
    assert curve.watched == 35
