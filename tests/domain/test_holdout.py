"""People left out at random: always the same ones, and an interval that holds the truth."""

from __future__ import annotations

import numpy as np
import pytest

from shopdesk.domain.holdout import Verdict, draw, lift


def test_the_same_people_are_left_out_and_about_as_many_as_asked() -> None:
    drawn = [draw("winback", f"c:{n}", 7) for n in range(5000)]
    assert drawn[:3] == [draw("winback", f"c:{n}", 7) for n in range(3)]
    assert np.mean(np.array(drawn) < 0.1) == pytest.approx(0.1, abs=0.012)
    other = [draw("novelty", f"c:{n}", 7) for n in range(5000)]
    assert abs(np.corrcoef(drawn, other)[0, 1]) < 0.05


@pytest.mark.parametrize(("share", "effect"), [(0.1, 0.0), (0.1, 0.08), (0.2, 0.15), (0.5, 0.03)])
def test_the_interval_holds_the_truth_in_ninety_of_a_hundred(share: float, effect: float) -> None:
    rng = np.random.default_rng(11)
    covered = 0
    for _ in range(100):
        held = rng.random(600) < share
        back = rng.random(600) < np.where(held, 0.2, 0.2 + effect)
        found = lift(int((~held).sum()), int(back[~held].sum()), int(held.sum()), int(back[held].sum()))
        assert found.interval is not None
        covered += found.interval[0] <= effect <= found.interval[1]
    assert covered >= 90


def test_it_cannot_be_said_yet() -> None:
    assert lift(500, 100, 0, 0).verdict is Verdict.CANNOT_SAY
    assert lift(500, 100, 0, 0).difference is None
    assert lift(19, 19, 19, 0).verdict is Verdict.CANNOT_SAY
    assert lift(500, 100, 60, 11).verdict is Verdict.CANNOT_SAY


def test_what_works_and_what_harms() -> None:
    found = lift(500, 150, 500, 75)
    assert found.verdict is Verdict.WORKS
    assert found.difference == pytest.approx(0.15)
    # p = 151/502, q = 76/502: difference 0.1494, half 1.96 × sqrt(.2103/502 + .1285/502) = 0.0509
    assert found.interval == pytest.approx((0.0985, 0.2003), abs=2e-4)
    assert lift(500, 75, 500, 150).verdict is Verdict.HARMS
