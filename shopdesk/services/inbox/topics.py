"""What the messages teach: friction, what each product page should answer, common questions, unmet sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.conversations import Weeks, conversations, weekly
from shopdesk.domain.friction import BASE_WEEKS, Friction, Signal, judge, per_hundred
from shopdesk.domain.naming import styled
from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime.progress import Progress, silent
from shopdesk.services.context import Shop
from shopdesk.services.inbox import arriving, lessons
from shopdesk.services.inbox.lessons import Change, PageGap, Question, Video, day_of, line_of
from shopdesk.services.inbox.reading import reader
from shopdesk.store import inbox as messages
from shopdesk.store import policies, sales
from shopdesk.store import topics as store
from shopdesk.store.models import Product
from shopdesk.store.topics import Spoken

BACKLOG_DAYS = 60
_TWO_MONTHS = 62
MOST_ALERTS = 3
_ALERTED = frozenset(
    {Tag.TALLA, Tag.COMODIDAD, Tag.ENVIO, Tag.CAMBIOS, Tag.MATERIALES, Tag.GARANTIA, Tag.QUEJA, Tag.PAGO}
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, for the whole shop or for one style, with its weeks and what they say.

    Attributes:
        tag: The topic.
        product_id: The style, or None for all.
        product: Its name.
        weeks: Conversations per week, oldest first.
        totals: All conversations of the same weeks.
        signal: This week judged against the eight before; None with fewer than nine weeks.
        per_100_sold: Conversations this period per 100 pairs sold of the style, where any were sold.
        messages: The messages of this week.
    """

    tag: str
    product_id: int | None
    product: str
    weeks: tuple[int, ...]
    totals: tuple[int, ...]
    signal: Signal | None
    per_100_sold: float | None
    messages: tuple[int, ...]

    @property
    def count(self) -> int:
        """Conversations over all the weeks."""
        return sum(self.weeks)


@dataclass(frozen=True, slots=True)
class MissingSize:
    """A size that people asked for and did not find."""

    product_id: int
    variant_id: int | None
    product: str
    size: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A topic this month against the same days of last month, in conversations."""

    tag: str
    now: int
    before: int
    messages: tuple[int, ...] = ()
    """Of this month, oldest first."""


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """Everything the messages teach over some weeks."""

    weeks: int
    first_day: date
    last_day: date
    conversations: int
    messages: int
    months: tuple[MonthBar, ...]
    topics: tuple[Topic, ...]
    alerts: tuple[Topic, ...]
    gaps: tuple[PageGap, ...]
    questions: tuple[Question, ...]
    videos: tuple[Video, ...]
    missing: tuple[MissingSize, ...]
    changes: tuple[Change, ...]


def catch_up(shop: Shop, *, progress: Progress = silent, most: int = 20_000, batch: int = 500) -> int:
    """Read the messages that an import left unread; returns how many."""
    done = 0
    while done < most:
        with shop.store.read() as session:
            left = store.unread(session, batch)
        if not left:
            break
        with shop.store.write() as session:
            arriving.mark(session, shop, reader(session), left)
        done += len(left)
        progress(done, 0, "")
    return done


def page(shop: Shop, *, weeks: int = 12, progress: Progress = silent) -> TopicsPage:
    """Return what the messages of the last weeks teach, today included.

    Args:
        shop: The shop.
        weeks: How many weeks of seven days; friction needs nine.
        progress: Told while unread messages are read.
    """
    catch_up(shop, progress=progress)
    last, zone = shop.today(), shop.zone()
    first = last - timedelta(7 * weeks - 1)
    found = _gathered(shop, first, last, last - timedelta(max(7 * weeks, _TWO_MONTHS) - 1))
    within = [row for row in found.rows if day_of(zone, row) >= first]
    lines = [line_of(zone, row) for row in within]
    topics = _topics(shop, weekly(lines, last, weeks), within, found.names, found.sold)
    recent = [row for row in found.rows if day_of(zone, row) > last - timedelta(BACKLOG_DAYS)]
    written = {name: text for name, (text, _) in found.policies.items()}
    changed = {name: since for name, (_, since) in found.policies.items()}
    return TopicsPage(
        weeks=weeks,
        first_day=first,
        last_day=last,
        conversations=conversations(lines)[""],
        messages=len(within),
        months=_months(zone, found.rows, last),
        topics=topics,
        alerts=_alerts(topics),
        gaps=lessons.gaps(zone, recent, found.names),
        questions=lessons.questions(recent, written),
        videos=lessons.videos(recent),
        missing=found.missing,
        changes=lessons.changes(shop, [line_of(zone, row) for row in found.rows], changed),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the page is worked out from: messages, styles' names, pieces sold, policies, sizes asked for."""

    rows: Sequence[Spoken]
    names: dict[int, str]
    sold: dict[int, int]
    policies: dict[str, tuple[str, datetime]]
    missing: tuple[MissingSize, ...]


def _gathered(shop: Shop, first: date, last: date, since: date) -> _Gathered:
    with shop.store.read() as session:
        rows = store.spoken(session, _start(shop, since), _start(shop, last + timedelta(1)))
        asked = store.asked_for(session, last - timedelta(BACKLOG_DAYS))
        styles = {r.product_id for r in rows if r.product_id} | {one.product_id for one in asked}
        names = {number: _shown(p) for number, p in messages.products_of(session, styles).items()}
        return _Gathered(
            rows,
            names,
            sales.sold_by_style(session, first, last),
            {row.name: (row.text, row.valid_from) for row in policies.in_force(session)},
            tuple(
                MissingSize(
                    one.product_id,
                    one.variant_id,
                    names.get(one.product_id, ""),
                    one.size,
                    one.people,
                )
                for one in asked
            ),
        )


def _topics(
    shop: Shop, counted: Weeks, rows: Sequence[Spoken], names: dict[int, str], sold: dict[int, int]
) -> tuple[Topic, ...]:
    whole = sum(sold.values())
    week, zone = shop.today() - timedelta(6), shop.zone()
    found = []
    for tag, weeks in counted.by_tag.items():
        mine = tuple(r.message_id for r in rows if tag in r.tags and day_of(zone, r) >= week)
        rate = per_hundred(sum(weeks), whole)
        found.append(Topic(tag, None, "", weeks, counted.totals, _judged(weeks, counted.totals), rate, mine))
    for (tag, product), weeks in counted.by_style.items():
        mine = tuple(
            r.message_id
            for r in rows
            if tag in r.tags and r.product_id == product and day_of(zone, r) >= week
        )
        rate = per_hundred(sum(weeks), sold.get(product, 0))
        signal = _judged(weeks, counted.totals)
        found.append(Topic(tag, product, names.get(product, ""), weeks, counted.totals, signal, rate, mine))
    return tuple(sorted(found, key=lambda one: (one.product_id is not None, -one.count, one.tag)))


def _months(zone: ZoneInfo, rows: Sequence[Spoken], today: date) -> tuple[MonthBar, ...]:
    """Count each topic from the first of the month to today, and on the same days of last month."""
    first = today.replace(day=1)
    earlier = (first - timedelta(1)).replace(day=1)
    until = min(earlier + timedelta((today - first).days), first - timedelta(1))
    now = conversations(line_of(zone, row) for row in rows if first <= day_of(zone, row) <= today)
    before = conversations(line_of(zone, row) for row in rows if earlier <= day_of(zone, row) <= until)
    tags = sorted((now | before).keys() - {""}, key=lambda tag: (-now[tag], -before[tag], tag))
    mine = [row for row in rows if first <= day_of(zone, row) <= today]
    return tuple(
        MonthBar(tag, now[tag], before[tag], tuple(row.message_id for row in mine if tag in row.tags))
        for tag in tags
    )


def _judged(weeks: Sequence[int], totals: Sequence[int]) -> Signal | None:
    return judge(weeks, totals) if len(weeks) > BASE_WEEKS else None


def _alerts(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return at most three: jumps, then rises, then what is too rare to tell although it came up."""
    rank = {Friction.JUMP: 0, Friction.RISING: 1, Friction.TOO_FEW: 2}
    found = [
        one
        for one in topics
        if one.tag in _ALERTED
        and one.signal
        and one.signal.kind in rank
        and (one.signal.kind is not Friction.TOO_FEW or (one.product_id is None and one.weeks[-1] > 0))
    ]
    named = {(one.tag, one.signal.kind) for one in found if one.signal and one.product_id is not None}
    kept = [
        one
        for one in found
        if one.product_id is not None or (one.tag, one.signal and one.signal.kind) not in named
    ]
    kept.sort(key=lambda one: (rank[one.signal.kind], one.signal.p_value) if one.signal else (9, 1.0))
    return tuple(kept[:MOST_ALERTS])


def _start(shop: Shop, day: date) -> datetime:
    return datetime.combine(day, time(), shop.zone()).astimezone(UTC)


def _shown(product: Product) -> str:
    return styled(product.name, product.color)
