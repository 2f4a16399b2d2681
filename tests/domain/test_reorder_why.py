"""The terms of a suggestion always add up."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.reorder.points import reorder_point
from shopdesk.domain.reorder.why import Inputs, Term, Why, explain, explain_at, total

inputs = st.builds(
    Inputs,
    lead_demand=st.integers(0, 400),
    mean=st.floats(0, 500),
    variance=st.floats(0, 5000),
    allowed=st.floats(0.001, 50),
    review_demand=st.integers(0, 200),
    on_hand=st.integers(-20, 900),
    shift=st.sampled_from([(0.0, 0.0), (-2.5, 2.5), (-1.0, 1.0)]),
    probability=st.just((0.5, 0.5)),
    on_order=st.integers(0, 200),
    committed=st.integers(0, 40),
    pack=st.integers(1, 24),
    minimum=st.integers(0, 60),
    asked=st.integers(0, 12),
    extra=st.integers(-300, 60),
)


def test_the_picture_on_resurtir() -> None:
    # 17 + 5 = 22; + 8 − 6 = 24 pairs
    why = explain_at(Inputs(17, 0.0, 0.0, 1.0, 8, on_hand=6), 22)
    assert (why.reorder_point, why.order_up_to, why.order) == (22, 30, 24)
    assert dict(why.terms()) == {
        Term.LEAD_TIME_DEMAND: 17,
        Term.SAFETY_STOCK: 5,
        Term.REVIEW_DEMAND: 8,
        Term.ON_HAND: -6,
        Term.ON_ORDER: 0,
        Term.COMMITTED: 0,
        Term.PACK: 0,
        Term.MINIMUM: 0,
    }


def test_equality_orders_and_one_above_does_not() -> None:
    at = Inputs(17, 0.0, 0.0, 1.0, 8, on_hand=20, on_order=4, committed=2)
    assert explain_at(at, 22).order == 8
    above = Inputs(17, 0.0, 0.0, 1.0, 8, on_hand=21, on_order=4, committed=2)
    assert explain_at(above, 22).order == 0
    assert explain_at(above, 22).minimum == -7


def test_pack_and_minimum_stand_on_their_own_lines() -> None:
    # need 7 → 12 (pack +5) → at least 20 (minimum +8) → 24 (pack +4)
    why = explain_at(Inputs(3, 0.0, 0.0, 1.0, 4, on_hand=0, pack=6, minimum=20), 3)
    assert (why.order, why.pack, why.minimum) == (24, 9, 8)


def test_a_size_the_owner_asked_for_is_ordered_above_its_point() -> None:
    why = explain_at(Inputs(1, 0.0, 0.0, 1.0, 2, on_hand=9, pack=2, asked=3), 2)
    assert why.order == 4
    assert sum(pieces for _, pieces in why.terms()) == 4


@given(inputs)
def test_why_always_adds_up(given_inputs: Inputs) -> None:
    why = explain(given_inputs)
    terms = dict(why.terms())
    first = [terms[t] for t in (Term.LEAD_TIME_DEMAND, Term.SAFETY_STOCK, Term.REVIEW_DEMAND)]
    assert sum(first[:2]) == why.reorder_point
    assert sum(first) == why.order_up_to
    assert sum(terms.values()) == why.order >= 0
    assert why.position == given_inputs.on_hand + given_inputs.on_order - given_inputs.committed


@given(inputs)
def test_the_same_inputs_give_the_same_answer(given_inputs: Inputs) -> None:
    kept = asdict(given_inputs)
    assert explain(Inputs(**kept)) == explain(given_inputs)
    columns = {n: np.array([kept[n], 3.0]) for n in ("mean", "variance", "allowed")}
    lead = {n: np.array([kept[n], kept[n]]) for n in ("shift", "probability")}
    together = reorder_point(columns["mean"], columns["variance"], allowed=columns["allowed"], **lead)
    assert explain_at(given_inputs, int(together[0])) == explain(given_inputs)


@given(st.lists(inputs, min_size=1, max_size=8))
def test_a_style_is_the_sum_of_its_sizes(sizes: list[Inputs]) -> None:
    parts = [explain(size) for size in sizes]
    style = total(parts)
    assert style.order == sum(p.order for p in parts)
    assert style.reorder_point == sum(p.reorder_point for p in parts)
    assert total([]) == Why()


@given(inputs, st.integers(1, 30))
def test_more_on_the_way_never_orders_more(given_inputs: Inputs, more: int) -> None:
    later = Inputs(**(asdict(given_inputs) | {"on_order": given_inputs.on_order + more}))
    assert explain(later).order <= explain(given_inputs).order
