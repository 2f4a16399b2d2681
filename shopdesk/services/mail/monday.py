"""The Monday envelope: what waits, flow by flow, and whom not to write to, in one line for Hoy."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.people import Skip
from shopdesk.services.mail.plan import Plan
from shopdesk.services.mail.review import READY, purchase_days

_LET_BE = frozenset(
    {
        Skip.UNSUBSCRIBED.value,
        Skip.SUPPRESSED.value,
        Skip.BOUNCED.value,
        Skip.COMPLAINT.value,
        Skip.LATE_PARCEL.value,
        Skip.BAD_SCORE.value,
        Skip.FROZEN.value,
    }
)
"""Reasons that lie with the person, not with the letter: nobody should write to them today."""


def envelope(plan: Plan) -> tuple[int, dict[str, Any]]:
    """Return how many letters wait, and the facts of the line, as JSON can keep them.

    ``by_flow`` counts the ready letters in the order in which flows give way; ``let_be`` counts people, each
    once, by the reason not to write to them; ``first`` and ``last`` are the days of purchase.
    """
    ready = [one for one in plan.letters if one.state in READY]
    counted = Counter(one.flow for one in ready if one.flow is not None)
    facts: dict[str, Any] = {
        "by_flow": {flow.value: counted[flow] for flow in Flow if counted[flow]},
        "let_be": dict(Counter(_let_be(plan).values()).most_common()),
    }
    days = purchase_days(plan, Flow.THANKS) if counted[Flow.THANKS] else []
    if days:
        facts |= {"first": days[0].isoformat(), "last": days[-1].isoformat()}
    return len(ready), facts


def _let_be(plan: Plan) -> dict[str, str]:
    """Return why each person is let be; who gets word of a late parcel today is not among them."""
    written = {one.person for one in plan.letters if one.state in READY}
    found: dict[str, str] = {}
    for one in plan.letters:
        if one.reason in _LET_BE and (not one.person or one.person not in written):
            found.setdefault(one.person or one.key, one.reason)
    return found
