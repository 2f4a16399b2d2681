"""MBG/NBD: right on public data, silent on little."""

from __future__ import annotations

import cdnow
import numpy as np
import pandas as pd
import pytest

from shopdesk.domain import repurchase, staying
from shopdesk.domain.staying import Histories


def _shop(buyers: int, seed: int) -> Histories:
    """Return buyers who buy every two months on average and often leave, watched for up to two years."""
    rng = np.random.default_rng(seed)
    rate, leaves = rng.gamma(1.0, 1 / 8, buyers), rng.beta(1.0, 2.0, buyers)
    rows = []
    for mine, chance in zip(rate, leaves, strict=True):
        now, last, bought, total = 0.0, 0.0, 0, rng.uniform(20, 104)
        while rng.random() > chance:
            now += rng.exponential(1 / mine)
            if now > total:
                break
            last, bought = now, bought + 1
        rows.append((bought, last, total))
    x, t, total = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    return Histories(x, t, total)


def test_the_likelihood_of_cdnow_is_that_of_the_reference() -> None:
    # lifetimes 0.11.3, ModifiedBetaGeoFitter on cdnow_customers_summary: r 0.5248, alpha 6.1830, a 0.8914,
    # b 1.6140, mean negative log-likelihood 4.065393587 (run once, apart from this project).
    table = pd.read_csv(cdnow.folder() / "cdnow_customers_summary.csv")
    seen = Histories(*(table[name].to_numpy(np.float64) for name in ("frequency", "recency", "T")))
    model = staying.fit(seen)
    assert model is not None
    assert model.mean_log_likelihood == pytest.approx(-4.065393587, abs=1e-3)
    assert model.mean_log_likelihood >= -4.065393587 - 1e-6
    assert [model.r, model.alpha, model.a, model.b] == pytest.approx(
        [0.5248, 6.1830, 0.8914, 1.6140], rel=5e-3
    )
    reference = (0.524838, 6.182988, 0.891356, 1.614000)
    assert staying.mean_log_likelihood(reference, seen) == pytest.approx(-4.065393587, abs=1e-6)


def test_the_whole_of_cdnow_converges_from_its_transactions() -> None:
    bought = cdnow.purchases()
    frame = repurchase.occasions(bought["customer"].to_numpy(), bought["day"].dt.date.tolist())
    customers, seen = staying.histories(frame, pd.Timestamp("1998-06-30"))
    model = staying.fit(seen)
    assert len(customers) == 23_570
    assert model is not None
    # The reference on the same histories in weeks: 7.352331018 (r 0.6894, alpha 9.8894, a 0.4916, b 0.8585).
    assert model.mean_log_likelihood == pytest.approx(-7.352331018, abs=1e-3)
    alive = model.alive(seen)
    one_time = alive[seen.x == 0]
    assert 0 < one_time.min() <= one_time.max() < 0.5  # BG/NBD would call every one of them alive


@pytest.mark.parametrize("buyers", [20, 50, 200])
def test_few_buyers_get_no_model_or_a_sound_one(buyers: int) -> None:
    for seed in range(10):
        seen = _shop(buyers, seed)
        model = staying.fit(seen)
        if seen.x.sum() < 200:
            assert model is None
        elif model is not None:
            assert np.isfinite(model.mean_log_likelihood)
            assert np.all((model.alive(seen) > 0) & (model.alive(seen) <= 1))


def test_planted_customers_are_recognised() -> None:
    seen = _shop(3000, 1)
    model = staying.fit(seen)
    assert model is not None
    # Two people with five repeats in a year: one bought last week, one has been silent for eleven months.
    pair = Histories(np.array([5.0, 5.0]), np.array([51.0, 5.0]), np.array([52.0, 52.0]))
    here, gone = model.alive(pair)
    assert here > 0.8 > 0.2 > gone


def test_silence_makes_leaving_likelier() -> None:
    model = staying.Model(0.5, 6.0, 0.9, 1.6, 0.0)
    weeks = np.linspace(10, 100, 10)
    alive = model.alive(Histories(np.full(10, 3.0), np.full(10, 10.0), weeks))
    assert np.all(np.diff(alive) < 0)
    # At T = t only the coin of the last purchase counts: 1 − a/(a + b + x) of Batislam (2007).
    assert alive[0] == pytest.approx(1 / (1 + 0.9 / 4.6))
