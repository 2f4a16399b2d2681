"""What staged orders would change in those the shop knows, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class MonthChange:
    """What a file changes in the orders of one month (its first day), in one currency.

    Attributes:
        refunded_minor, total_minor: More (or less) than was known, minor units.
    """

    month: date
    currency: str
    orders: int
    cancelled: int
    paid: int
    refunded_minor: int
    total_minor: int


def months(session: Session) -> tuple[MonthChange, ...]:
    """Return what the changed orders become, by the month they were made in, the newest first."""
    rows = session.connection().execute(
        text(
            "SELECT substr(o.local_day, 1, 7), s.currency, COUNT(*),"
            " SUM(s.status = 'cancelled' AND o.status <> 'cancelled'),"
            " SUM(s.status = 'paid' AND o.status = 'pending'),"
            " SUM(s.refunded_minor - o.refunded_minor), SUM(s.total_minor - o.total_minor)"
            " FROM stage_order s JOIN sale_order o ON o.id = s.order_id"
            " WHERE s.verdict = 'changed' AND s.kind <> 'return' GROUP BY 1, 2 ORDER BY 1 DESC, 2"
        )
    )
    return tuple(MonthChange(date.fromisoformat(f"{row[0]}-01"), *row[1:]) for row in rows)
