"""The flows at a glance, the contact budget over all people, what came of the letters, and vacation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shopdesk.domain.outreach.budget import Contact, full
from shopdesk.domain.outreach.flows import RULES, Flow, Kind, Purse
from shopdesk.domain.outreach.people import Skip
from shopdesk.domain.outreach.subjects import Comparison, compare
from shopdesk.domain.preferences import MailSettings, ShopSettings
from shopdesk.domain.surveys import Nps, nps
from shopdesk.services import settings
from shopdesk.services.context import Shop
from shopdesk.services.mail import enclosures, newcomers, plan, timing
from shopdesk.services.mail.newcomers import Newcomers
from shopdesk.services.mail.plan import Plan
from shopdesk.services.mail.review import READY
from shopdesk.services.mail.surveys import last_of_each
from shopdesk.store import batches, outreach, outreach_letters
from shopdesk.store import letters as stored
from shopdesk.store import surveys as answers_store


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One flow as the table shows it.

    Attributes:
        own_since: When the owner saved its text; None for the shipped one.
        is_reviewed: Whether the owner may turn it on without reading its text first.
        due: Letters ready today.
        waiting: People who wait although the flow is off.
        next_on: The next day a displaced or later letter may go, if one is known.
        wait: Days it waits; ``wait_limits`` None = fixed.
        guide: Whether its letters carry the size guide; None where they never do.
        subjects: How the owner's two subjects compare, where there are two.
        newcomers: The story and benefits the welcome rests on; None for every other flow.
    """

    flow: Flow
    kind: Kind
    is_on: bool
    own_since: datetime | None
    is_reviewed: bool
    sent: int
    replied: int
    bought: int
    due: int
    waiting: int
    next_on: date | None
    wait: int
    guide: bool | None = None
    subjects: Comparison | None = None
    newcomers: Newcomers | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The flows page: rows, and the contact budget over all people."""

    rows: tuple[FlowRow, ...]
    due: int
    reached_cap: int
    frozen: int
    quiet: tuple[int, int]
    vacation_until: date | None


def flows(shop: Shop) -> Overview:
    """Return the flows with what is due, and who reached the cap or waits for a human."""
    today = plan.make(shop)
    with shop.store.read() as session:
        month = batches.flow_month(session, shop.now() - timedelta(days=30))
        texts = stored.own_texts(session, today.manner.language)
        own = {flow: row.saved_at for (flow, _step), row in texts.items()}
        had = outreach_letters.contacts(session, shop.zone(), since=shop.now() - timedelta(days=31))
        people = outreach.people(session, today.today)
    chosen = shop.settings.get(MailSettings)
    rows = tuple(
        _row(shop, flow, today, month.get(flow.value, (0, 0, 0)), own.get(flow.value)) for flow in Flow
    )
    return Overview(
        rows=rows,
        due=sum(row.due for row in rows),
        reached_cap=sum(_reached(theirs, today.today) for key, theirs in had.items() if key.startswith("c:")),
        frozen=sum(person.frozen is not None for person in people.values()),
        quiet=(chosen.quiet_from, chosen.quiet_until),
        vacation_until=shop.settings.get(ShopSettings).vacation_until,
    )


def _row(shop: Shop, flow: Flow, today: Plan, month: tuple[int, int, int], own: datetime | None) -> FlowRow:
    theirs = [one for one in today.letters if one.flow is flow]
    later = [one.not_before.date() for one in theirs if one.reason and one.not_before]
    sent, replied, bought = month
    return FlowRow(
        flow=flow,
        kind=RULES[flow].kind,
        is_on=plan.is_on(shop, flow),
        own_since=own,
        is_reviewed=own is not None or RULES[flow].is_on,
        sent=sent,
        replied=replied,
        bought=bought,
        due=sum(one.state in READY for one in theirs),
        waiting=sum(one.reason == Skip.FLOW_OFF for one in theirs),
        next_on=min(later, default=None),
        wait=timing.wait_of(shop, flow),
        guide=flow in today.manner.guide_in if flow in enclosures.MAY_CARRY else None,
        subjects=subjects(shop, flow) if _has_two(flow, today) else None,
        newcomers=newcomers.read(shop) if flow is Flow.WELCOME else None,
    )


def _has_two(flow: Flow, today: Plan) -> bool:
    return any(text.second_subject for (known, _step), text in today.own.items() if known == flow)


def _reached(theirs: Sequence[Contact], today: date) -> bool:
    return full(Purse.MARKETING, today, theirs) is Skip.MARKETING_CAP


def set_vacation(shop: Shop, until: date | None) -> None:
    """Pause all letters but word of a late parcel until a day; None ends the vacation."""
    settings.keep(shop, {"shop.vacation_until": until})


@dataclass(frozen=True, slots=True)
class FlowResult:
    """What came of one flow's letters in the last 90 days."""

    flow: Flow
    sent: int
    replied: int
    bought: int
    failed: int
    unsubscribed: int


@dataclass(frozen=True, slots=True)
class MonthScores:
    """The answers of one month and their figure."""

    month: date
    nps: Nps


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The results page."""

    flows: tuple[FlowResult, ...]
    months: tuple[MonthScores, ...]
    unsubscribed: int


def outcomes(shop: Shop) -> Outcomes:
    """Return what came of the letters of 90 days and the answers of six months."""
    since = shop.now() - timedelta(days=90)
    with shop.store.read() as session:
        counted = batches.flow_month(session, since)
        failed = batches.failures(session, since)
        left = batches.goodbyes(session, since)
        found = answers_store.answers(session, shop.now() - timedelta(days=190))
    rows = [
        FlowResult(
            flow,
            *counted.get(flow.value, (0, 0, 0)),
            failed=failed.get(flow.value, 0),
            unsubscribed=left.get(flow.value, 0),
        )
        for flow in Flow
        if flow.value in counted or flow.value in failed
    ]
    months = [
        MonthScores(date(year, month, 1), nps(a.score for a in last_of_each(theirs) if a.score is not None))
        for (year, month), theirs in sorted(answers_store.months(found).items())
    ]
    return Outcomes(tuple(rows), tuple(months[-6:]), sum(left.values()))


def subjects(shop: Shop, flow: Flow) -> Comparison:
    """Compare the two subjects of a flow over 90 days, with a verdict only when the numbers allow it."""
    with shop.store.read() as session:
        found = stored.by_subject(session, flow.value, shop.now() - timedelta(days=90))
    return compare(found.get("a", (0, 0)), found.get("b", (0, 0)))
