"""How each variant is ordered: its lead time from today, closed days included, its rhythm and its target."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from shopdesk.domain.arrays import Floats
from shopdesk.domain.forecast import LeadTimes, lead_times
from shopdesk.domain.purchasing import shelf as classes
from shopdesk.domain.purchasing.closures import Span
from shopdesk.domain.purchasing.limits import arrival
from shopdesk.domain.reorder.points import Policy
from shopdesk.domain.reorder.styles import WEEK
from shopdesk.services.reorder.reading import Known
from shopdesk.services.suppliers import Terms

HIGHEST_TARGET = 0.999
_CLASS_DAYS = 182


def terms_of(
    known: Known, service: float, *, lead_days: float | None = None, lead_days_sd: float | None = None
) -> tuple[LeadTimes, Policy]:
    """Return the lead times and the policy of every row of ``known``.

    Days on which a supplier sends nothing are added to the lead time of an order placed today, and those
    that only the next order meets to the days between the two.

    Args:
        known: The shop.
        service: Fill-rate target.
        lead_days: Instead of every supplier's mean, days.
        lead_days_sd: Instead of every supplier's deviation, days.
    """
    used = {row.supplier_id for row in known.rows}
    spans = {key: _waits(known.today, known.terms[key], lead_days) for key in used}
    terms = [known.terms[row.supplier_id] for row in known.rows]
    days = np.array([spans[row.supplier_id] for row in known.rows]).reshape(-1, 2)
    spread = np.array([t.lead.deviation if lead_days_sd is None else lead_days_sd for t in terms])
    policy = Policy(
        target=_targets(known, service),
        review_days=days[:, 1],
        cover_days=np.array([t.cover_days for t in terms], dtype=float),
        pack=np.array([row.pack for row in known.rows], dtype=float),
        elapsed_days=float(WEEK * known.elapsed_weeks),
    )
    return lead_times(days[:, 0], spread.astype(float)), policy


def _waits(today: date, terms: Terms, lead_days: float | None) -> tuple[float, float]:
    """Return days until an order of today arrives, and from then until one of the next review does."""
    days = terms.lead.days if lead_days is None else lead_days
    if not terms.closed:
        return float(days), float(terms.review_days)
    next_order = today + timedelta(round(terms.review_days))
    now, then = (_lost(day, days, terms.closed) for day in (today, next_order))
    return float(days + now), max(0.0, float(terms.review_days + then - now))


def _lost(ordered_on: date, days: float, closed: tuple[Span, ...]) -> int:
    return (arrival(ordered_on, days, closed) - arrival(ordered_on, days)).days


def _targets(known: Known, service: float) -> Floats:
    """Return each variant's fill-rate target: one for all, or by the A/B/C class of its style if wished."""
    same = np.full(len(known.rows), min(service, HIGHEST_TARGET))
    shelf = known.shelf
    if not known.chosen.service_by_class or shelf is None:
        return same
    prices = np.array([row.price_minor or row.cost_minor or 0 for row in known.rows], dtype=float)
    value = np.zeros(shelf.styles)
    np.add.at(value, shelf.style, shelf.units[:, -_CLASS_DAYS:].sum(axis=1) * prices)
    missed = {classes.Worth.A: 0.5, classes.Worth.B: 1.0, classes.Worth.C: 2.0}
    factor = np.array([missed[worth] for worth in classes.classes(list(value))])[shelf.style]
    targets: Floats = np.clip(1 - (1 - same) * factor, 0.0, HIGHEST_TARGET)
    return targets
