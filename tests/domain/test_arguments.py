"""Which argument retains: planted ones found, null ones not, nobody faithful for having stayed."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest

from shopdesk.domain.arguments import Argument, Verdict, Writer, mentions, weigh
from shopdesk.runtime import resources

TODAY = date(2026, 11, 21)
WORDS = json.loads(resources.text("advice/es/words.json"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Son comodísimos y me han durado años", {Argument.COMFORT, Argument.DURABILITY}),
        ("No son cómodos", set()),
        ("La piel es buenísima, y me cambiaron la suela", {Argument.MATERIALS, Argument.REPAIR}),
        ("Me los recomendó la podóloga por mi fascitis", {Argument.FOOT_HEALTH}),
        ("¿Tienen garantía?", {Argument.WARRANTY}),
        ("¿Tienen del 24?", set()),
    ],
)
def test_what_a_text_mentions(text: str, said: set[Argument]) -> None:
    assert mentions(text, WORDS["arguments"], WORDS["argument_not"]) == said


def _writers(
    lifts: dict[Argument, float], *, people: int = 900, base: float = 0.25, seed: int = 0
) -> list[Writer]:
    """Return people who bought, wrote five days later and perhaps bought again within 150 days."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(people):
        bought = TODAY - timedelta(days=int(rng.integers(60, 600)))
        said = frozenset(one for one in Argument if rng.random() < 0.3)
        chance = base + sum(lifts.get(one, 0.0) for one in said)
        again = bought + timedelta(days=int(rng.integers(6, 150)))
        back = (again,) if rng.random() < chance and again <= TODAY else ()
        found.append(Writer((bought, *back), ((bought + timedelta(days=5), said),)))
    return found


def test_fifteen_points_more_are_found() -> None:
    found = 0
    for seed in range(20):
        weights = {w.argument: w for w in weigh(_writers({Argument.COMFORT: 0.15}, seed=seed), TODAY)}
        found += weights[Argument.COMFORT].verdict is Verdict.RETAINS
    assert found >= 18


def test_nothing_is_found_where_nothing_is_in_nineteen_of_twenty() -> None:
    wrong = 0
    for seed in range(20):
        weights = {w.argument: w for w in weigh(_writers({Argument.COMFORT: 0.15}, seed=seed), TODAY)}
        wrong += weights[Argument.REPAIR].verdict is not Verdict.NOT_CLEAR
    assert wrong <= 1


def test_nobody_counts_as_faithful_for_having_stayed_to_mention_it() -> None:
    # Everyone writes after each purchase and mentions warranty with the same chance; each buys up to six
    # times. Whoever buys more mentions more: a plain comparison would "find" warranty.
    rng = np.random.default_rng(3)
    people = []
    for _ in range(800):
        day, days, texts = TODAY - timedelta(days=700), [], []
        for _ in range(1 + int(rng.binomial(5, 0.5))):
            days.append(day)
            said = frozenset({Argument.WARRANTY} if rng.random() < 0.2 else set())
            texts.append((day + timedelta(days=3), said))
            day += timedelta(days=int(rng.integers(40, 120)))
        people.append(Writer(tuple(d for d in days if d <= TODAY), tuple(t for t in texts if t[0] <= TODAY)))
    weights = {w.argument: w for w in weigh(people, TODAY)}
    assert abs(weights[Argument.WARRANTY].difference or 0) < 0.1


def test_a_handful_is_too_few_to_say() -> None:
    weights = weigh(_writers({}, people=15), TODAY)
    assert {w.verdict for w in weights} == {Verdict.TOO_FEW}
    assert all(w.difference is None and w.interval is None for w in weights)


def test_shares_by_hand() -> None:
    # 20 mention comfort and 5 of them come back; 40 write of nothing and 4 come back; all seen for a year.
    start, back = TODAY - timedelta(days=400), TODAY - timedelta(days=300)
    said = frozenset({Argument.COMFORT})
    people = [Writer((start, back) if n < 5 else (start,), ((start, said),)) for n in range(20)]
    people += [Writer((start, back) if n < 4 else (start,), ((start, frozenset()),)) for n in range(40)]
    comfort = weigh(people, TODAY)[0]
    assert (comfort.argument, comfort.mentioned, comfort.returned, comfort.others) == (
        Argument.COMFORT,
        20,
        5,
        40,
    )
    assert comfort.difference == pytest.approx(0.25 - 0.10)
    # Without censoring the variance is p(1 − p)/n: 0.25 × 0.75/20 + 0.1 × 0.9/40 = 0.011625; one argument is
    # asked about, so the half is 1.96 × 0.1078.
    assert comfort.interval == pytest.approx((0.15 - 0.2113, 0.15 + 0.2113), abs=2e-3)
    assert comfort.verdict is Verdict.NOT_CLEAR
