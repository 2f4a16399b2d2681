"""Histories at the edge: nothing sold, sold once, three weeks old, huge, or of unknown availability."""

import numpy as np
import pandas as pd
import pytest

from shopdesk.domain.forecast import lead_time_quantiles

WEEKS = pd.date_range("2026-01-05", periods=38, freq="W-MON")
LEVELS = [0.5, 0.8, 0.9, 0.95]


def history(**rows):
    """Return 30 weeks (or as many as a row has) of these SKUs, and the plan of the eight after them."""
    past = pd.concat(
        [
            pd.DataFrame(
                {
                    "sku": sku,
                    "category": "C",
                    "week": WEEKS[30 - len(units) : 30],
                    "qty": np.asarray(units, float),
                    "promo": 0.0,
                }
            )
            for sku, units in rows.items()
        ],
        ignore_index=True,
    )
    plan = pd.concat([pd.DataFrame({"sku": sku, "week": WEEKS[30:], "promo": 0.0}) for sku in rows])
    return past, plan


def figures(past, plan, periods=4):
    found = lead_time_quantiles(past, plan, [periods], LEVELS).set_index("sku")
    assert np.isfinite(found[["mean", *(f"q{level}" for level in LEVELS)]].to_numpy()).all()
    return found


def test_what_never_sold_is_not_ordered():
    found = figures(*history(a=[0] * 30, b=[0] * 30, c=[0] * 30))
    assert (found["mean"] < 0.5).all()
    assert (found["q0.8"] == 0).all()


def test_one_sale_long_ago_does_not_come_back_every_month():
    once = [0] * 30
    once[2] = 5
    found = figures(*history(a=once, b=[0] * 30, c=[1, 0] * 15))
    # c sells 2 pieces in four weeks; a sold 5 in 30 weeks, two thirds of a piece in four.
    assert found.loc["a", "mean"] < found.loc["c", "mean"]
    assert found.loc["c", "mean"] == pytest.approx(2.0, rel=0.4)


def test_three_weeks_of_history_lean_on_the_category():
    found = figures(*history(new=[2, 3, 2], **{f"s{i}": [2, 3] * 15 for i in range(6)}))
    # All sell 2.5 a week: 10 in four.
    assert found.loc["new", "mean"] == pytest.approx(10.0, rel=0.25)


def test_huge_counts_are_forecast_too():
    found = figures(*history(a=[100_000, 110_000] * 15, b=[95_000, 105_000] * 15))
    assert found.loc["a", "mean"] == pytest.approx(420_000, rel=0.05)
    assert found.loc["a", "q0.95"] > found.loc["a", "mean"]


def test_unknown_availability_reads_as_in_stock():
    past, plan = history(a=[3, 2] * 15, b=[1, 0] * 15)
    pd.testing.assert_frame_equal(
        figures(past.assign(available=np.nan), plan), figures(past.assign(available=1.0), plan)
    )


def test_weeks_without_stock_teach_nothing():
    past, plan = history(a=[4] * 30, b=[4] * 30)
    gone = past.assign(available=1.0)
    last = (gone["sku"] == "a") & (gone["week"] >= WEEKS[25])
    gone.loc[last, ["qty", "available"]] = 0.0
    # Four a week while there was stock: 16 in four weeks, as of the one that was never out.
    assert figures(gone, plan).loc["a", "mean"] == pytest.approx(16.0, rel=0.1)
