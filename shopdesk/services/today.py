"""What needs the owner today, in the fixed order, from the same questions the pages themselves ask."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from shopdesk.domain.naming import styled
from shopdesk.domain.preferences import MailSettings
from shopdesk.services import (
    calendar,
    morning,
    phrases_sizes,
    phrases_word,
    reorder,
    repurchase,
    sales,
    sizes,
    word,
)
from shopdesk.services.context import Shop
from shopdesk.services.inbox import promises
from shopdesk.services.last_days import last_days
from shopdesk.services.mail import monday as envelopes
from shopdesk.services.mail import plan as letters
from shopdesk.services.morning import (
    Coming,
    ComingKind,
    LastImport,
    MonthShare,
    Task,
    TaskKind,
    Today,
    WeekFacts,
)
from shopdesk.services.orders_on_the_way import OnTheWay, listed
from shopdesk.store import repurchase as purchases
from shopdesk.store import today as store

_COMPLAINT_DAYS = 30
_MISSED_DAYS = 7
_COMING_LINES = 3


def compute(shop: Shop) -> Today:
    """Work the page out and keep it for the next start; freezes what is suggested and scores what is old."""
    reorder.score_due(shop)
    found = look(shop, reorder.refresh(shop))
    with shop.store.write() as session:
        store.keep_result(session, morning.NAME, morning.to_json(found), shop.now())
    return found


def look(shop: Shop, plan: reorder.Plan | None = None) -> Today:
    """Work the page out without keeping it; ``plan`` saves working out the orders again."""
    today = shop.today()
    orders = reorder.suggest(shop) if plan is None else plan
    monday = repurchase.monday(shop)
    with shop.store.read() as session:
        midnight = datetime.combine(today, time(), shop.zone())
        last_sale = purchases.last_sale_day(session, today)
        done = store.done_since(session, midnight)
        imported = store.latest_import(session)
        sized = store.has_sizes(session)
        marks = store.scores(session, midnight - timedelta(_COMPLAINT_DAYS))
    return Today(
        day=today,
        tasks=_tasks(shop, orders),
        coming=_coming(shop, today, orders),
        months=tuple(MonthShare(m.month, m.buyers, m.bought_before) for m in monday.six_months),
        same_day_before=MonthShare(
            monday.same_day_before.month, monday.same_day_before.buyers, monday.same_day_before.bought_before
        ),
        week=_week(shop, marks) if last_sale and last_sale >= today - timedelta(7) else None,
        last_import=LastImport(imported[0].astimezone(shop.zone()), *imported[1:]) if imported else None,
        done=done,
        last_sale=last_sale,
        has_sizes=sized or last_sale is None,
        event=_event(shop, today),
        weeks_of_sales=(last_sale - monday.history_from).days // 7 + 1
        if last_sale and monday.history_from
        else 0,
    )


def _tasks(shop: Shop, plan: reorder.Plan) -> tuple[Task, ...]:
    today = shop.today()
    with shop.store.read() as session:
        failure = _failure(session, shop)
        messages = _messages(session, shop, today)
        unhappy = store.unhappy_answers(session, shop.now() - timedelta(_COMPLAINT_DAYS))
    found = [
        failure,
        _letters(shop),
        _reorder(plan, today),
        _sizes(shop),
        messages,
        _promises(shop),
        Task(TaskKind.COMPLAINTS, unhappy),
        _word(shop),
    ]
    return tuple(task for task in found if task.count)


def _failure(session: Session, shop: Shop) -> Task:
    doubtful = store.doubtful_letters(session)
    if not doubtful and shop.settings.get(MailSettings).refusal:
        return Task(TaskKind.FAILURE, 1, {"account": True})
    return Task(TaskKind.FAILURE, doubtful, {"unknown": doubtful})


def _letters(shop: Shop) -> Task:
    return Task(TaskKind.LETTERS, *envelopes.envelope(letters.make(shop)))


def _reorder(plan: reorder.Plan, today: date) -> Task:
    rows = plan.due_styles()
    week = today + timedelta(7)
    counted = [row for row in rows if row.is_counted]
    whole = {row.first.product_id for row in counted if row.runs_out_on and row.runs_out_on < week}
    sized = {
        line.product_id
        for line in plan.due()
        if line.stock_known and line.runs_out_on and line.runs_out_on < week
    } - whole
    facts: dict[str, Any] = {
        "suppliers": len({row.first.supplier_id for row in rows} - {None}),
        "this_week": len(whole),
        "size_this_week": len(sized),
        "uncounted": len(rows) - len(counted),
    }
    urgent = _most_urgent(plan)
    if urgent is not None and urgent.runs_out_on is not None:
        facts["urgent"] = f"{styled(urgent.product, urgent.color)} {urgent.size}".strip()
        facts["runs_out_on"] = urgent.runs_out_on.isoformat()
    return Task(TaskKind.REORDER, len(rows), facts)


def _most_urgent(plan: reorder.Plan) -> reorder.Line | None:
    """Return the size most buyers will be missed of before anything can arrive, else the first to go."""

    def missed(line: reorder.Line) -> float:
        gone = line.runs_out_on or line.arrives_on
        return max((line.arrives_on - max(gone, plan.today)).days, 0) * line.rate_per_day

    dated = [line for line in plan.due() if line.stock_known and line.runs_out_on]
    short = [line for line in dated if missed(line) > 0]
    if short:
        return max(short, key=missed)
    return min(dated, key=lambda line: line.runs_out_on or plan.today, default=None)


def _sizes(shop: Shop) -> Task:
    broken = sizes.page(shop).broken
    facts: dict[str, Any] = {}
    if broken:
        worst = broken[0]
        facts = {"name": worst.name, "why": phrases_sizes.why_named(worst)}
    return Task(TaskKind.SIZES, len(broken), facts)


def _messages(session: Session, shop: Shop, today: date) -> Task:
    waiting = store.waiting_messages(session, today)
    facts: dict[str, Any] = {"sizes": waiting.about_size}
    if waiting.oldest:
        facts["oldest"] = waiting.oldest.astimezone(shop.zone()).isoformat()
    return Task(TaskKind.MESSAGES, waiting.count, facts)


def _promises(shop: Shop) -> Task:
    """Return what was promised for today, or for a day just gone by without being done."""
    since = shop.today() - timedelta(_MISSED_DAYS)
    due = [one for one in promises.due_today(shop) if one.due_on is not None and one.due_on >= since]
    facts: dict[str, Any] = {}
    if due:
        first = due[0]
        day = first.due_on.isoformat() if first.due_on else ""
        facts = {"person": first.person, "said": first.text, "due_on": day}
    return Task(TaskKind.PROMISES, len(due), facts)


def _word(shop: Shop) -> Task:
    """Return last month's Tu palabra, in the first week of a month and if there is something to count."""
    month = word.proposed(shop)
    if month is None:
        return Task(TaskKind.WORD, 0)
    facts = {"month": month.month.isoformat(), "why": phrases_word.summary(month)}
    return Task(TaskKind.WORD, 1, facts)


def _coming(shop: Shop, today: date, plan: reorder.Plan) -> tuple[Coming, ...]:
    first, last = today + timedelta(1), today + timedelta(7)
    found = _deliveries(shop, first, last)
    found += [
        Coming(
            span.starts_on,
            ComingKind.EVENT,
            {"name": span.name, "days": (span.ends_on - span.starts_on).days + 1},
        )
        for span in calendar.spans(shop, first, last)
        if span.starts_on >= first
    ]
    found += [
        Coming(one.day, ComingKind.LAST_DAY, {"event": one.event, "suppliers": list(one.suppliers)})
        for one in last_days(plan)
        if today <= one.day <= last
    ]
    return tuple(sorted(found, key=lambda line: line.day)[:_COMING_LINES])


def _deliveries(shop: Shop, first: date, last: date) -> list[Coming]:
    """Return what suppliers owe: what is late, by supplier; what was promised for [first, last], by day."""
    late: dict[str, list[OnTheWay]] = {}
    promised: dict[tuple[date, str], list[OnTheWay]] = {}
    for one in listed(shop):
        day = one.order.promised_on
        if one.days_late:
            late.setdefault(one.terms.name, []).append(one)
        elif one.missing and day is not None and first <= day <= last:
            promised.setdefault((day, one.terms.name), []).append(one)
    found = [
        Coming(shop.today(), ComingKind.LATE, {**_owed(name, some), "days": max(o.days_late for o in some)})
        for name, some in late.items()
    ]
    found += [Coming(day, ComingKind.ORDER, _owed(name, some)) for (day, name), some in promised.items()]
    return found


def _owed(supplier: str, orders: list[OnTheWay]) -> dict[str, Any]:
    return {"supplier": supplier, "pieces": sum(one.missing for one in orders), "orders": len(orders)}


def _event(shop: Shop, today: date) -> tuple[str, date] | None:
    running = [span for span in calendar.spans(shop, today, today) if not span.scope]
    if not running:
        return None
    nearest = min(running, key=lambda span: span.ends_on)
    return nearest.name, nearest.ends_on


def _week(shop: Shop, marks: list[int]) -> WeekFacts:
    week = sales.week_in_short(shop)
    promoters = sum(1 for mark in marks if mark >= 9)
    detractors = sum(1 for mark in marks if mark <= 6)
    return WeekFacts(
        total_minor=week.now.total_minor,
        total_before_minor=week.before.total_minor,
        currency=week.currency,
        pieces=week.now.pieces,
        pieces_before=week.before.pieces,
        returned=week.returned,
        returned_for_size=week.returned_for_size,
        nps=round(100 * (promoters - detractors) / len(marks)) if len(marks) >= 10 else None,
        answers=len(marks),
    )
