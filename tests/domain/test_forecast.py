"""The forecaster as it is judged from outside: the contract, and what an owner would notice."""

import numpy as np
import pandas as pd
import pytest

from shopdesk.domain.forecast import Grade, Period, fit, grades, lead_time_quantiles, panel_from_frames, whole

LEVELS = [0.5, 0.8, 0.9, 0.95]


def a_history(weeks=40, skus=12, seed=2, freq="W-MON"):
    rng = np.random.default_rng(seed)
    dates = pd.date_range("2024-01-01", periods=weeks, freq=freq)
    rate = rng.gamma(1.2, 4, skus)
    return pd.DataFrame(
        [
            (f"S{i:02}", "AB"[i % 2], day, float(rng.poisson(rate[i])), 0.0)
            for i in range(skus)
            for day in dates
        ],
        columns=["sku", "category", "week", "qty", "promo"],
    )


def a_plan(history, weeks=8, promo=0.0, freq="W-MON"):
    dates = pd.date_range(history["week"].max(), periods=weeks + 1, freq=freq)[1:]
    skus = history["sku"].unique()
    return pd.DataFrame([{"sku": s, "week": d, "promo": promo} for s in skus for d in dates])


def quantiles(history, future=None, horizons=(1, 4)):
    future = a_plan(history) if future is None else future
    return lead_time_quantiles(history, future, list(horizons), LEVELS)


def test_a_row_per_sku_and_horizon_with_the_columns_promised():
    history = a_history()
    found = quantiles(history)
    assert list(found.columns) == ["sku", "horizon", "mean", "q0.5", "q0.8", "q0.9", "q0.95"]
    assert len(found) == 12 * 2
    assert set(found["sku"]) == set(history["sku"])
    levels = found[["q0.5", "q0.8", "q0.9", "q0.95"]].to_numpy()
    assert (np.diff(levels, axis=1) >= 0).all()
    assert np.isfinite(found.drop(columns="sku").to_numpy(dtype=float)).all()


def test_the_same_input_gives_the_same_figures_in_any_row_order():
    history = a_history()
    again = quantiles(history.sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(quantiles(history), again)


def test_steady_demand_is_forecast_as_it_is():
    # Sixty Poisson weeks of mean 5 a SKU: four weeks are 20, and the 0.95 quantile of Poisson 20 is 28.
    rng = np.random.default_rng(0)
    history = a_history(weeks=60, skus=40)
    history["qty"] = rng.poisson(5, len(history)).astype(float)
    four = quantiles(history).query("horizon == 4")
    assert four["mean"].mean() == pytest.approx(20, rel=0.03)
    assert four["q0.95"].mean() == pytest.approx(28, abs=1.5)
    assert four["q0.5"].mean() == pytest.approx(20, abs=0.7)


def test_weeks_out_of_stock_do_not_pull_demand_down():
    history = a_history(weeks=40, skus=20)
    history["qty"] = 7.0
    dry = history["week"].rank(method="dense") % 4 == 0
    closed = history.assign(qty=history["qty"].where(~dry, 0.0), available=np.where(dry, 0.0, 1.0))
    half = history.assign(qty=history["qty"].where(~dry, 3.5), available=np.where(dry, 0.5, 1.0))
    ignored = closed.drop(columns="available")
    for shop in (closed, half):
        assert quantiles(shop).query("horizon == 4")["mean"].mean() == pytest.approx(28, rel=0.02)
    assert quantiles(ignored).query("horizon == 4")["mean"].mean() < 24


def test_not_observed_is_not_zero():
    history = a_history()
    missing = history.assign(qty=history["qty"].where(history["week"].dt.day > 7))
    ratio = quantiles(missing)["mean"].sum() / quantiles(history)["mean"].sum()
    assert ratio == pytest.approx(1, abs=0.1)


def test_a_sku_seen_only_in_the_plan_or_never_observed_still_gets_a_figure():
    history = a_history()
    history.loc[history["sku"] == "S03", "qty"] = np.nan
    future = a_plan(history)
    future = pd.concat([future, future[future["sku"] == "S00"].assign(sku="NEW")])
    found = quantiles(history, future)
    new = found[found["sku"].isin(["NEW", "S03"])]
    assert len(new) == 4
    assert (new["mean"] > 0).all()
    assert (new["q0.95"] > new["mean"]).all()


def test_a_promotion_in_the_plan_raises_its_weeks_only():
    history = a_history(weeks=60)
    place = history.groupby("sku").cumcount()
    on = place.isin([20, 33, 47])
    history.loc[on, "promo"] = 1.0
    history.loc[on, "qty"] *= 3
    future = a_plan(history)
    future.loc[future["week"] == future["week"].max(), "promo"] = 1.0
    with_promo, without = quantiles(history, future, (7, 8)), quantiles(history, None, (7, 8))
    ratio = with_promo["mean"] / without["mean"]
    seven = with_promo["horizon"] == 7
    assert ratio[seven].to_numpy() == pytest.approx(1.0)
    assert (ratio[~seven] > 1.05).all()


def test_months_are_told_from_weeks():
    monthly = a_history(weeks=30, freq="MS")
    panel, _ = panel_from_frames(monthly, a_plan(monthly, 3, freq="MS"), 3)
    assert panel.period is Period.MONTH
    assert panel.past == 30
    weekly = a_history()
    panel, skus = panel_from_frames(weekly, a_plan(weekly), 8)
    assert (panel.period, panel.past, panel.ahead) == (Period.WEEK, 40, 8)
    assert list(skus) == sorted(weekly["sku"].unique())


def test_a_gap_between_history_and_plan_counts_as_not_observed():
    history = a_history()
    future = a_plan(history).assign(week=lambda f: f["week"] + pd.Timedelta(days=14))
    panel, _ = panel_from_frames(history, future, 8)
    assert panel.past == 42
    assert np.isnan(panel.units[:, 40:]).all()


def test_rising_demand_is_followed():
    history = a_history(weeks=60, skus=30)
    place = history.groupby("sku").cumcount()
    rng = np.random.default_rng(1)
    history["qty"] = rng.poisson(4 + 0.2 * place).astype(float)
    assert quantiles(history).query("horizon == 4")["mean"].mean() == pytest.approx(4 * 15.8, rel=0.1)


def test_a_category_is_learnt_together():
    # Eleven SKUs of the category doubled two months ago; the twelfth sells too little to show it alone.
    history = a_history(weeks=60, skus=12).assign(category="A")
    place = history.groupby("sku").cumcount()
    rng = np.random.default_rng(5)
    mean = np.where(history["sku"] == "S11", 0.4, 8.0) * np.where(place >= 50, 3.0, 1.0)
    history["qty"] = rng.poisson(mean).astype(float)
    history.loc[(history["sku"] == "S11") & (place >= 50), "qty"] = 0.0
    panel, _ = panel_from_frames(history, a_plan(history), 8)
    fitted = fit(panel)
    assert np.exp(fitted.index.logs[0, -1] - fitted.index.logs[0, 40]) == pytest.approx(3, rel=0.1)
    assert 0.5 < fitted.index.exponent <= 1.0  # eleven that move as one are believed
    lifted = fitted.index.past[0, -1] / fitted.index.past[0, 40]
    assert lifted == pytest.approx(3**fitted.index.exponent, rel=0.1)


def test_grades_say_what_rests_on_little():
    found = grades(np.array([4, 30, 30]), np.array([True, True, False]))
    assert found == (Grade.THIN, Grade.EXACT, Grade.INFERRED)


def test_an_empty_shop_is_no_fault():
    nothing = pd.DataFrame({"sku": [], "category": [], "week": pd.to_datetime([]), "qty": [], "promo": []})
    assert lead_time_quantiles(nothing, nothing[["sku", "week", "promo"]], [1, 4], LEVELS).empty


def test_the_band_covers_what_it_says():
    rng = np.random.default_rng(9)
    history = a_history(weeks=58, skus=120)
    rate = dict(zip(history["sku"].unique(), rng.gamma(1.0, 5, 120), strict=True))
    mean = history["sku"].map(rate).to_numpy() * rng.gamma(2, 0.5, len(history))
    history["qty"] = rng.poisson(mean).astype(float)
    past = history[history["week"] < history["week"].unique()[50]]
    truth = history[history["week"] >= history["week"].unique()[50]].groupby("sku")["qty"]
    panel, skus = panel_from_frames(past, a_plan(past), 8)
    outlook = whole(fit(panel, (4,)))
    four = truth.apply(lambda units: units.iloc[:4].sum()).reindex(skus).to_numpy()
    for level in (0.8, 0.95):
        inside = (four <= outlook.quantiles([level], 4.0)[:, 0]).mean()
        assert inside == pytest.approx(level, abs=0.07)
