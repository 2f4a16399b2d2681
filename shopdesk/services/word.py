"""Tu palabra: the month's honesty figures, each with its counts and what stands against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np
from sqlmodel import Session

from shopdesk.domain.guardrails.checks import CheckName
from shopdesk.domain.stock import GRADES, Grade
from shopdesk.services import sizes
from shopdesk.services.context import Shop
from shopdesk.services.inbox import promises
from shopdesk.services.inbox.promises import PromiseView, bounds, instant
from shopdesk.services.stock.days import read_daily
from shopdesk.store import word as store

_DAY = timedelta(hours=24)
_CAP_DAYS, _FIRST_WEEK = 30, 7
_CAPS = {"marketing": 2, "thanks": 1}


class Name(StrEnum):
    """The six figures."""

    PROMISES = "promises_kept"
    WITHIN_A_DAY = "answered_within_a_day"
    NEXT_STEP = "replies_with_next_step"
    KEY_SIZES = "key_sizes_available"
    LETTERS = "letters_within_cap"
    LIST_PRICE = "pieces_at_list_price"


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with its counts.

    Attributes:
        name: Which figure.
        part: Numerator.
        whole: Denominator; 0 = nothing to count.
        exceptions: What stands against it: messages, replies or letters by id.
        days: For the price figure, (days mostly below list price, days with sales).
    """

    name: Name
    part: float
    whole: float
    exceptions: tuple[int, ...] = ()
    days: tuple[int, int] | None = None

    @property
    def share(self) -> float | None:
        """The share 0..1, or None with nothing to count."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Month:
    """A month's figures with the promises that were not kept."""

    month: date
    figures: tuple[Figure, ...]
    broken: tuple[PromiseView, ...]
    is_over: bool

    def figure(self, name: Name) -> Figure:
        """Return the figure of a name; every month has all of them."""
        return next(one for one in self.figures if one.name is name)


def last_whole_month(today: date) -> date:
    """Return the first day of the month before today's."""
    return (today.replace(day=1) - timedelta(1)).replace(day=1)


def month_of(shop: Shop, month: date | None = None) -> Month:
    """Return the figures of a month, the last whole one by default; days to come are left out."""
    chosen = (month or last_whole_month(shop.today())).replace(day=1)
    first, last = bounds(chosen)
    until = min(last, shop.today())
    with shop.store.read() as session:
        said = promises.read(session, shop, chosen)
        dated = [one for one in said if one.due_on is not None]
        kept, settled = promises.kept_of(dated)
        figures = (
            Figure(Name.PROMISES, kept, settled),
            _answered(session, shop, first, until),
            _next_step(session, shop, first, until),
            _letters(session, shop, first, until),
            _prices(session, first, until),
        )
    key = _key_sizes(shop, first, min(until, shop.today() - timedelta(1)))
    broken = tuple(one for one in dated if one.outcome in (promises.Outcome.LATE, promises.Outcome.BROKEN))
    ordered = (*figures[:3], key, *figures[3:])
    return Month(chosen, ordered, broken, last < shop.today())


def proposed(shop: Shop) -> Month | None:
    """Return the last whole month's two figures of promises and answers, in the first week of a month only.

    None on other days, or with nothing to count.
    """
    today = shop.today()
    if today.day > _FIRST_WEEK:
        return None
    month = last_whole_month(today)
    first, last = bounds(month)
    with shop.store.read() as session:
        dated = [one for one in promises.read(session, shop, month) if one.due_on is not None]
        figures = (
            Figure(Name.PROMISES, *promises.kept_of(dated)),
            _answered(session, shop, first, last),
        )
    return Month(month, figures, (), is_over=True) if any(one.whole for one in figures) else None


def _answered(session: Session, shop: Shop, first: date, last: date) -> Figure:
    """Count messages answered within 24 hours; open ones count against it once a day has passed."""
    part, late = 0, []
    for row in store.written_in(session, instant(shop, first), instant(shop, last + timedelta(1))):
        if row.answered_at is not None and row.answered_at - row.written_at <= _DAY:
            part += 1
        elif row.answered_at is not None or shop.now() - row.written_at > _DAY:
            late.append(row.id or 0)
    return Figure(Name.WITHIN_A_DAY, part, part + len(late), tuple(late))


def _next_step(session: Session, shop: Shop, first: date, last: date) -> Figure:
    rows = store.copied_in(session, instant(shop, first), instant(shop, last + timedelta(1)))
    without = tuple(row.message_id for row in rows if not _has_step(row.checks or []))
    return Figure(Name.NEXT_STEP, len(rows) - len(without), len(rows), without)


def _has_step(checks: list[dict[str, object]]) -> bool:
    return any(row.get("name") == CheckName.NEXT_STEP and row.get("passed") for row in checks)


def _letters(session: Session, shop: Shop, first: date, last: date) -> Figure:
    """Count letters that were within the cap of their 30 days when they left."""
    since = instant(shop, first - timedelta(_CAP_DAYS))
    rows = store.letters_sent(session, since, instant(shop, last + timedelta(1)))
    begins = instant(shop, first)
    earlier: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    within, over = 0, []
    for row in rows:
        purse = "marketing" if row.kind == "marketing" else "thanks" if row.flow == "thanks" else ""
        sent = row.sent_at
        if sent is None:
            continue
        recent = [at for at in earlier[(row.recipient, purse)] if sent - at < timedelta(_CAP_DAYS)]
        earlier[(row.recipient, purse)].append(sent)
        if sent < begins:
            continue
        if purse and len(recent) >= _CAPS[purse]:
            over.append(row.id or 0)
        else:
            within += 1
    return Figure(Name.LETTERS, within, within + len(over), tuple(over))


def _prices(session: Session, first: date, last: date) -> Figure:
    """Count pieces sold at their list price, and days on which most pieces went below it."""
    full: dict[date, int] = defaultdict(int)
    below: dict[date, int] = defaultdict(int)
    for row in store.sold_at(session, first, last):
        (full if row.unit_minor >= row.list_minor - 1 else below)[row.day] += row.pieces
    days = set(full) | set(below)
    mostly = sum(below[day] > full[day] for day in days)
    at_list, under = sum(full.values()), sum(below.values())
    return Figure(Name.LIST_PRICE, at_list, at_list + under, (), (mostly, len(days)))


def _key_sizes(shop: Shop, first: date, last: date) -> Figure:
    """Weigh each style's core sizes by its rate: in stock over all, days of unknown stock left out."""
    if last < first:
        return Figure(Name.KEY_SIZES, 0, 0)
    page = sizes.page(shop)
    with shop.store.read() as session:
        found = read_daily(session, first, last)
    row_of = {int(variant): place for place, variant in enumerate(found.variant_ids)}
    unknown = GRADES.index(Grade.UNKNOWN)
    there = whole = 0.0
    for style in page.rows:
        for cell in style.cells:
            place = row_of.get(cell.variant_id)
            if not cell.is_core or place is None or style.rate_per_day <= 0:
                continue
            known = found.grade[place] != unknown
            weight = style.rate_per_day * cell.share
            whole += weight * float(np.count_nonzero(known))
            there += weight * float(np.count_nonzero(known & (found.opening[place] > 0)))
    return Figure(Name.KEY_SIZES, there, whole)
