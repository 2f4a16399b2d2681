"""Until when one may order so that it is there for the next commercial date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shopdesk.domain.purchasing.limits import last_safe_day
from shopdesk.services.reorder import Plan

SURE = 0.9
"""Chance with which an order placed on the last day is there in time."""


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day to order for a date, and from whom it is the last."""

    day: date
    event: str
    starts_on: date
    suppliers: tuple[str, ...]


def last_days(plan: Plan) -> tuple[LastDay, ...]:
    """Return the last safe day for each date ahead that lifts sales, by supplier, soonest first.

    The day is that of the supplier's lead time at 90 %, closed days skipped; days gone by are left out.
    """
    found: dict[tuple[date, str, date], list[str]] = {}
    for lift in plan.lifts:
        if lift.starts_on <= plan.today:
            continue
        for key in sorted(_suppliers(plan, set(lift.factor)), key=lambda one: plan.terms[one].name):
            terms = plan.terms[key]
            day = last_safe_day(
                lift.starts_on, terms.lead.days, terms.lead.deviation, level=SURE, closed=terms.closed
            )
            if day >= plan.today:
                found.setdefault((day, lift.name, lift.starts_on), []).append(terms.name)
    return tuple(LastDay(*key, tuple(names)) for key, names in sorted(found.items()))


def _suppliers(plan: Plan, categories: set[str]) -> set[int]:
    return {
        line.supplier_id
        for line in plan.lines
        if line.supplier_id is not None and line.category in categories and line.rate_per_day > 0
    }
