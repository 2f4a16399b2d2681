"""The contact budget over any sequence of letters, and the order in which flows give way."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.domain.outreach.budget import Contact, Occasion, arrange, full
from shopdesk.domain.outreach.flows import PRIORITY, RULES, Flow, Purse
from shopdesk.domain.outreach.people import Skip

DAY = date(2026, 11, 21)


def an_occasion(flow: Flow, due: int = 0, span: int = 10, name: str = "") -> Occasion:
    start = DAY + timedelta(days=due)
    return Occasion(f"{flow}:{name or due}", flow, start, start + timedelta(days=span))


def a_contact(days_ago: int, purse: Purse) -> Contact:
    return Contact(DAY - timedelta(days=days_ago), purse, f"had:{days_ago}:{purse}")


def test_flows_give_way_in_the_order_the_owner_was_promised() -> None:
    spoken = (
        "notice thanks survey back_in_stock replenish early_access review care special_date novelty "
        "welcome cart asked winback"
    )
    assert [flow.value for flow in sorted(PRIORITY, key=PRIORITY.__getitem__)] == spoken.split()


def test_one_letter_a_day_and_the_other_takes_the_next() -> None:
    thanks, survey = an_occasion(Flow.THANKS), an_occasion(Flow.SURVEY)
    placed = arrange([survey, thanks], [], DAY)
    assert (placed[1].on, placed[1].reason) == (DAY, None)
    assert (placed[0].on, placed[0].reason, placed[0].by) == (
        DAY + timedelta(days=1),
        Skip.DISPLACED,
        thanks.key,
    )


def test_the_displaced_one_is_too_late_when_its_days_end() -> None:
    survey = an_occasion(Flow.SURVEY, span=0)
    placed = arrange([an_occasion(Flow.THANKS), survey], [], DAY)
    assert (placed[1].on, placed[1].reason) == (None, Skip.DISPLACED)


def test_a_third_marketing_letter_waits_until_the_first_is_thirty_days_old() -> None:
    # Had letters on days -29 and -10: the window [-29, 0] holds two. On day +1 the first has left it.
    had = [a_contact(29, Purse.MARKETING), a_contact(10, Purse.MARKETING)]
    placed = arrange([an_occasion(Flow.WINBACK, span=30)], had, DAY)
    assert placed[0].on == DAY + timedelta(days=1)
    assert placed[0].reason is Skip.MARKETING_CAP


def test_a_thank_you_thirty_days_ago_is_long_enough() -> None:
    assert full(Purse.THANKS, DAY, [a_contact(30, Purse.THANKS)]) is None
    assert full(Purse.THANKS, DAY, [a_contact(29, Purse.THANKS)]) is Skip.ALREADY_THANKED


def test_a_survey_uses_only_its_own_budget_and_the_daily_one() -> None:
    had = [a_contact(3, Purse.MARKETING), a_contact(5, Purse.MARKETING), a_contact(4, Purse.THANKS)]
    assert full(Purse.SURVEY, DAY, had) is None
    assert full(Purse.SURVEY, DAY, [*had, a_contact(89, Purse.SURVEY)]) is Skip.SURVEY_CAP
    assert full(Purse.SURVEY, DAY, [*had, a_contact(90, Purse.SURVEY)]) is None
    assert full(Purse.SURVEY, DAY, [a_contact(0, Purse.MARKETING)]) is Skip.DAILY_CAP


def test_a_letter_in_the_future_counts_when_the_clock_was_moved_back() -> None:
    assert full(Purse.THANKS, DAY, [a_contact(-1, Purse.THANKS)]) is Skip.ALREADY_THANKED


flows = st.sampled_from(list(Flow))
occasions = st.lists(st.tuples(flows, st.integers(-5, 40), st.integers(0, 40)), max_size=14)
past = st.lists(st.tuples(st.integers(0, 95), st.sampled_from(list(Purse))), max_size=8)


@settings(max_examples=300, deadline=None)
@given(occasions, st.integers(0, 2**32))
def test_the_cap_holds_over_any_sequence_of_days_and_restarts(wanted, seed) -> None:
    """Send day by day what the plan of that day says; whatever happens, no allowance is ever broken."""
    waiting = [an_occasion(flow, due, span, name=f"{due}:{n}") for n, (flow, due, span) in enumerate(wanted)]
    had: list[Contact] = []
    for day in range(0, 80, 1 + seed % 3):
        today = DAY + timedelta(days=day)
        done = {contact.key for contact in had}
        placed = arrange([o for o in waiting if o.key not in done], had, today)
        had += [Contact(today, p.occasion.purse, p.occasion.key) for p in placed if p.on == today]
    days = [contact.on for contact in had]
    assert len(days) == len(set(days))
    for purse, allowed, span in ((Purse.THANKS, 1, 30), (Purse.MARKETING, 2, 30), (Purse.SURVEY, 1, 90)):
        theirs = sorted(c.on for c in had if c.purse is purse)
        for start in theirs:
            assert sum(start <= on < start + timedelta(days=span) for on in theirs) <= allowed


@settings(max_examples=200, deadline=None)
@given(occasions, past, st.randoms(use_true_random=False))
def test_nothing_goes_before_it_is_due_or_after_it_makes_sense(wanted, before, shuffle) -> None:
    waiting = [an_occasion(flow, due, span, name=str(n)) for n, (flow, due, span) in enumerate(wanted)]
    had = [a_contact(days, purse) for days, purse in before]
    placed = {p.occasion.key: p for p in arrange(waiting, had, DAY)}
    for placement in placed.values():
        if placement.on is not None:
            assert max(placement.occasion.due, DAY) <= placement.on <= placement.occasion.last
    again = list(waiting)
    shuffle.shuffle(again)
    assert {p.occasion.key: p for p in arrange(again, had, DAY)} == placed


def test_every_flow_has_a_rule() -> None:
    assert set(RULES) == set(Flow)
