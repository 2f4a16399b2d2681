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
    """The last day to order for a date, from whom it is the last, and for which products (their ids)."""

    day: date
    event: str
    starts_on: date
    suppliers: tuple[str, ...]
    products: frozenset[int] = frozenset()


def last_days(plan: Plan) -> tuple[LastDay, ...]:
    """Return the last safe day for each date ahead that lifts sales, by supplier, soonest first.

    The day is that of the supplier's lead time at 90 %, closed days skipped; days gone by are left out.
    """
    found: dict[tuple[date, str, date], list[tuple[str, set[int]]]] = {}
    for lift in plan.lifts:
        if lift.starts_on <= plan.today:
            continue
        for key, products in _suppliers(plan, lift.products).items():
            terms = plan.terms[key]
            day = last_safe_day(
                lift.starts_on, terms.lead.days, terms.lead.deviation, level=SURE, closed=terms.closed
            )
            if day >= plan.today:
                found.setdefault((day, lift.name, lift.starts_on), []).append((terms.name, products))
    return tuple(
        LastDay(*key, tuple(sorted({name for name, _ in told})), frozenset().union(*(ids for _, ids in told)))
        for key, told in sorted(found.items())
    )


def _suppliers(plan: Plan, products: frozenset[int]) -> dict[int, set[int]]:
    """Return who supplies what of these products that sell."""
    found: dict[int, set[int]] = {}
    for line in plan.lines:
        if line.supplier_id is not None and line.product_id in products and line.rate_per_day > 0:
            found.setdefault(line.supplier_id, set()).add(line.product_id)
    return found
