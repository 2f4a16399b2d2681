"""Of those who bought this month, how many had bought before?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from shopdesk.domain import repurchase
from shopdesk.domain.repurchase import Cohort, MatureRate, MonthlyAnswer, Survival
from shopdesk.services.context import Shop
from shopdesk.store import repurchase as store


@dataclass(frozen=True, slots=True)
class Monday:
    """The Monday answer with what must stand beside it.

    Attributes:
        answer: The month asked for.
        same_day_before: The month before, up to the same day of the month.
        six_months: The month and the five before it, oldest first.
        purchases: All purchases of the month, with or without a known customer.
        unidentified: How many of them nobody can be named for.
        history_from: Day of the oldest sale: who bought before it looks new.
        mature: The 90-day rate.
    """

    answer: MonthlyAnswer
    same_day_before: MonthlyAnswer
    six_months: tuple[MonthlyAnswer, ...]
    purchases: int
    unidentified: int
    history_from: date | None
    mature: MatureRate

    @property
    def unidentified_share(self) -> float | None:
        """Share 0..1 of the month's purchases without a known customer, None without purchases."""
        return self.unidentified / self.purchases if self.purchases else None


def monday(shop: Shop, month: date | None = None, *, days: pd.DataFrame | None = None) -> Monday:
    """Return the Monday answer for a month (any day of it), the current one by default.

    Args:
        shop: Whose.
        month: Any day of it.
        days: Every occasion, where the caller has read them.
    """
    today = shop.today()
    wanted = (month or today).replace(day=1)
    with shop.store.read() as session:
        frame = store.purchase_days(session) if days is None else days
        end = _next_month(wanted)
        purchases, unidentified = store.orders_of_month(session, wanted, end)
        history_from = store.first_sale_day(session)
        newest = store.last_sale_day(session)
    # The month before is compared up to the day this one is known to, not to the day on the wall.
    known = min(today, newest) if newest is not None and newest >= wanted else today
    return Monday(
        answer=repurchase.month_answer(frame, wanted),
        same_day_before=_same_day_before(frame, wanted, known),
        six_months=tuple(repurchase.months(frame, wanted, 6)),
        purchases=purchases,
        unidentified=unidentified,
        history_from=history_from,
        mature=repurchase.mature_rate(frame, today),
    )


def cohorts(shop: Shop, *, days: pd.DataFrame | None = None) -> tuple[list[Cohort], Survival]:
    """Return the last twelve monthly cohorts and the curve of the second purchase; ``days`` as above."""
    if days is None:
        with shop.store.read() as session:
            days = store.purchase_days(session)
    return repurchase.cohorts(days, shop.today()), repurchase.second_purchase(days, shop.today())


def _same_day_before(frame: pd.DataFrame, month: date, today: date) -> MonthlyAnswer:
    before = (pd.Timestamp(month) - pd.DateOffset(months=1)).date()
    if today < month or today >= _next_month(month):
        return repurchase.month_answer(frame, before)
    until = (pd.Timestamp(before) + pd.DateOffset(days=today.day - 1)).date()
    last = (pd.Timestamp(month) - pd.Timedelta(days=1)).date()
    return repurchase.month_answer(frame, before, until=min(until, last))


def _next_month(month: date) -> date:
    return (pd.Timestamp(month) + pd.DateOffset(months=1)).date()
