"""What the shop's own repurchase curve says about an absence that is too long."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from shopdesk.domain import repurchase
from shopdesk.domain.repurchase import Survival
from shopdesk.store import repurchase as store

_ENOUGH = 30
"""Second purchases the curve must rest on before it may call anybody overdue."""
_SHARE = 0.8
"""Overdue once four fifths of those who come back at all have come back."""


def overdue_after(session: Session, today: date) -> int | None:
    """Return after how many days without a purchase somebody is overdue; None while too few came back."""
    return overdue_day(repurchase.second_purchase(store.purchase_days(session), today))


def overdue_day(curve: Survival) -> int | None:
    """Return the first day by which four fifths of those who come back have come back."""
    if curve.events < _ENOUGH or not len(curve.days):
        return None
    wanted = _SHARE * float(curve.share_back[-1])
    for day, share in zip(curve.days, curve.share_back, strict=True):
        if share >= wanted:
            return int(day)
    return None
