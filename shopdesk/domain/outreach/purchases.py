"""What a customer's purchases call for: thank-you, survey, review, care, and word of a late parcel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from shopdesk.domain.outreach.budget import Occasion
from shopdesk.domain.outreach.flows import RULES, Flow
from shopdesk.domain.outreach.people import Skip


@dataclass(frozen=True, slots=True)
class Bought:
    """One line of a purchase. ``care_days`` None = this product wants no care letter."""

    product_id: int | None
    variant_id: int | None
    product: str
    color: str = ""
    size: str = ""
    quantity: int = 1
    category: str = ""
    material: str = ""
    care: str = ""
    care_days: int | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order of one customer, as the letters see it. ``key`` is stable over a new import."""

    key: str
    number: str
    person: str
    day: date
    status: str
    lines: tuple[Bought, ...]
    order_id: int = 0
    total_minor: int = 0
    refunded_minor: int = 0
    is_returned: bool = False
    promised_on: date | None = None
    shipped_on: date | None = None
    delivered_on: date | None = None
    marked_late_on: date | None = None
    late_note: str = ""

    def undone(self) -> Skip | None:
        """Return why this purchase is none any more, or None."""
        if self.status == "cancelled":
            return Skip.CANCELLED
        if self.status == "refunded" or (self.total_minor > 0 and self.refunded_minor >= self.total_minor):
            return Skip.REFUNDED
        if self.is_returned:
            return Skip.RETURNED
        return Skip.UNPAID if self.status == "pending" else None

    def in_hand_on(self) -> date:
        """Return the day it was delivered, else the day it was bought."""
        return self.delivered_on or self.day


@dataclass(frozen=True, slots=True)
class Candidate:
    """A letter somebody could get, and what it would be about.

    Attributes:
        about: Identities and plain values for the letter's text; never a claim about stock.
        blocked: Why the occasion itself does not hold, or None.
        by_hand: True if the owner asked for this very letter: it is never "before the first import".
    """

    occasion: Occasion
    person: str
    about: Mapping[str, Any] = field(default_factory=dict)
    blocked: Skip | None = None
    by_hand: bool = False


def occasion(flow: Flow, about: str, start: date, *, wait: int | None = None, step: str = "") -> Occasion:
    """Return the occasion of a flow that starts on a day; the owner's wait replaces the flow's own."""
    due, last = _days(flow, start, wait)
    key = ":".join(part for part in (flow.value, about, step) if part)
    return Occasion(key, flow, due, last, step)


def _days(flow: Flow, start: date, wait: int | None) -> tuple[date, date]:
    rule = RULES[flow]
    due = start + timedelta(days=rule.wait if wait is None else wait)
    return due, due + timedelta(days=rule.span)


def thanks(purchases: Iterable[Purchase], thanked: frozenset[str], today: date) -> list[Candidate]:
    """Return one thank-you per person for all unthanked purchases of the last seven days.

    The letter's key is that of the oldest purchase it covers, so a second purchase makes it longer, not
    two. A person all of whose purchases were undone is listed once, with the reason.

    Args:
        purchases: Any purchases; older and future ones are left out.
        thanked: Keys of purchases that a letter already covers.
        today: The shop's local day.
    """
    span = RULES[Flow.THANKS].span
    recent: dict[str, list[Purchase]] = defaultdict(list)
    missed: dict[str, list[Purchase]] = defaultdict(list)
    for purchase in purchases:
        age = (today - purchase.day).days
        if 0 <= age <= 2 * span and purchase.key not in thanked:
            (recent if age <= span else missed)[purchase.person].append(purchase)
    # Whoever bought again this week is thanked for this week; what was missed before is not brought up.
    groups = {person: theirs for person, theirs in missed.items() if person not in recent} | recent
    return [_thanks(person, theirs) for person, theirs in groups.items()]


def _thanks(person: str, theirs: list[Purchase]) -> Candidate:
    good = [p for p in theirs if p.undone() is None]
    covered = sorted(good or theirs, key=lambda p: (p.day, p.key))
    start, end = covered[0], covered[-1]
    first = occasion(Flow.THANKS, f"order:{start.key}", start.day)
    last = end.day + timedelta(days=RULES[Flow.THANKS].span)
    when = Occasion(first.key, first.flow, first.due, last)
    return Candidate(when, person, _about(*covered), None if good else end.undone())


def survey(purchase: Purchase, since: date, *, wait: int | None = None) -> Candidate | None:
    """Return the survey of a purchase: 3 to 5 days after it was delivered, else bought.

    None if its last day is before ``since``; so with the other letters about one purchase.
    """
    due, last = survey_days(purchase.in_hand_on(), wait)
    if last < since:
        return None
    when = Occasion(f"{Flow.SURVEY.value}:order:{purchase.key}", Flow.SURVEY, due, last)
    return Candidate(when, purchase.person, _about(purchase), purchase.undone())


def survey_days(in_hand_on: date, wait: int | None = None) -> tuple[date, date]:
    """Return the first and the last day, both included, on which a purchase may be asked about."""
    due = _days(Flow.SURVEY, in_hand_on, wait)[0]
    return due, max(due, in_hand_on + timedelta(days=5))


def review(
    purchase: Purchase, reviewed_on: date | None, since: date, *, wait: int | None = None
) -> Candidate | None:
    """Return the request for a review, after the survey's days; whoever answered already is not asked."""
    if _days(Flow.REVIEW, purchase.in_hand_on(), wait)[1] < since:
        return None
    blocked = purchase.undone()
    if blocked is None and reviewed_on is not None and reviewed_on >= purchase.day:
        blocked = Skip.ANSWERED
    when = occasion(Flow.REVIEW, f"order:{purchase.key}", purchase.in_hand_on(), wait=wait)
    return Candidate(when, purchase.person, _about(purchase), blocked)


def care(purchase: Purchase, since: date, *, wait: int | None = None) -> list[Candidate]:
    """Return the care letters of a purchase, one per family, ``care_days`` after it."""
    families: dict[str, Bought] = {}
    for line in purchase.lines:
        if line.care_days or wait is not None:
            families.setdefault(line.category or line.product, line)
    found = []
    for family, line in families.items():
        after = line.care_days or wait
        if _days(Flow.CARE, purchase.day, after)[1] < since:
            continue
        when = occasion(Flow.CARE, f"order:{purchase.key}:{_slug(family)}", purchase.day, wait=after)
        found.append(Candidate(when, purchase.person, _about(purchase, lines=(line,)), purchase.undone()))
    return found


def notice(purchase: Purchase, since: date, *, new_date: date | None = None) -> Candidate | None:
    """Return the word of a late parcel: the owner marked it late, or its promised day passed.

    A parcel that came in time is no occasion; one that came late after all is listed as delivered.

    Args:
        purchase: The order.
        since: A letter whose last day is before it is left out.
        new_date: When it arrives now; the letter then no longer holds once that day has passed.
    """
    arrived, promised = purchase.delivered_on, purchase.promised_on
    if arrived is not None and (promised is None or arrived <= promised):
        return None
    if purchase.marked_late_on is not None:
        start, by_hand = purchase.marked_late_on, True
        when = occasion(Flow.NOTICE, f"order:{purchase.key}", start, wait=0, step=start.isoformat())
    elif purchase.promised_on is not None:
        start, by_hand = purchase.promised_on, False
        when = occasion(Flow.NOTICE, f"order:{purchase.key}", start)
    else:
        return None
    if when.last < since:
        return None
    blocked = Skip.DELIVERED if purchase.delivered_on is not None else purchase.undone()
    about = dict(_about(purchase)) | {"late_note": purchase.late_note, "promised_on": purchase.promised_on}
    if new_date is not None:
        after = new_date + timedelta(days=1)
        about |= {"new_date": new_date, "claims": [{"kind": "before", "day": after.isoformat()}]}
    return Candidate(when, purchase.person, about, blocked, by_hand)


class _About(Mapping[str, Any]):
    """What a letter about purchases would say, put together when it is asked: most are never written.

    As dicts those of 60,000 orders took 26 MB at once.
    """

    __slots__ = ("_lines", "_purchases")

    def __init__(self, purchases: tuple[Purchase, ...], lines: tuple[Bought, ...] | None) -> None:
        self._purchases, self._lines = purchases, lines

    def __getitem__(self, field: str) -> Any:
        match field:
            case "orders":
                return [p.key for p in self._purchases]
            case "order":
                return self._purchases[0].number
            case "order_ids":
                return [p.order_id for p in self._purchases]
            case "last_day":
                return max(p.day for p in self._purchases)
            case "in_hand_on":
                return max(p.in_hand_on() for p in self._purchases)
            case "lines":
                own = (line for p in self._purchases for line in p.lines)
                return list(own if self._lines is None else self._lines)
            case _:
                raise KeyError(field)

    def __iter__(self) -> Iterator[str]:
        return iter(("orders", "order", "order_ids", "last_day", "in_hand_on", "lines"))

    def __len__(self) -> int:
        return 6


def _about(*purchases: Purchase, lines: tuple[Bought, ...] | None = None) -> Mapping[str, Any]:
    return _About(purchases, lines)


@lru_cache(maxsize=512)
def _slug(text: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in text.casefold()).strip("-")
