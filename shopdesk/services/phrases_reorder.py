"""Resurtir in words, shared by window, commands and print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from shopdesk.domain.forecast import Grade
from shopdesk.domain.leadtime import Source
from shopdesk.domain.naming import styled
from shopdesk.domain.reorder.why import Why
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.phrases_plan_notes import contest_words as contest_words
from shopdesk.services.phrases_plan_notes import row_remarks as row_remarks
from shopdesk.services.phrases_plan_notes import say_note as say_note
from shopdesk.services.reorder.lines import Line, Plan, StyleRow
from shopdesk.services.suppliers import Terms


def pairs(count: int) -> str:
    """Say a number of pieces: ``24 pares``."""
    return ngettext("{count} pair", "{count} pairs", count).format(count=words.number(count))


def signed(count: int) -> str:
    """Say a term with its sign: ``+ 5``, ``− 6``."""
    return f"{'−' if count < 0 else '+'} {words.number(abs(count))}"


def name_of(line: Line) -> str:
    """Say a model with its colour: ``Tenis Nube blanco``."""
    return styled(line.product, line.color)


def variant_name(line: Line) -> str:
    """Say one size of a model: ``Tenis Nube blanco, 24``."""
    return ", ".join(part for part in (name_of(line), line.size) if part)


def code_of(rows: Iterable[Line]) -> str:
    """Return the code of a model: its own, or what its sizes' codes begin with."""
    lines = list(rows)
    if lines and lines[0].code:
        return lines[0].code
    return shared_start([line.sku for line in lines])


def shared_start(codes: list[str]) -> str:
    """Return what codes have in common at their start, without a dangling mark; one code is itself."""
    known = [code for code in codes if code]
    if not known:
        return ""
    if len(known) == 1:
        return known[0]
    low, high = min(known), max(known)
    start = low[: next((i for i in range(len(low)) if low[i] != high[i : i + 1]), len(low))]
    if start and not any(start.endswith(mark) for mark in "-_./ "):
        cut = max(start.rfind(mark) for mark in "-_./ ")
        start = start[:cut] if cut > 0 else start
    return start.rstrip("-_./ ")


def summary(plan: Plan) -> str:
    """Say the page in one line."""
    rows = plan.due_styles()
    if not rows:
        return nothing_due(plan)
    reached = ngettext(
        "{count} product reached its reorder point", "{count} products reached their reorder point", len(rows)
    ).format(count=words.number(len(rows)))
    return f"{reached} · {sales_until(plan)}"


def sales_until(plan: Plan) -> str:
    """Say up to which day of sales a plan was worked out."""
    if plan.sales_until is None:
        return _("there are no sales yet")
    if (plan.today - plan.sales_until).days == 1:
        return _("worked out with sales up to yesterday")
    return _("worked out with sales up to {day}").format(day=words.weekday(plan.sales_until))


def nothing_due(plan: Plan) -> str:
    """Say that nothing is due, and what comes next."""
    upcoming = next_due(plan)
    if upcoming is None:
        return _("Nothing to order.")
    row, day = upcoming
    return _("Nothing to order. Next to reach its point is {product}, around {day}.").format(
        product=name_of(row.first), day=words.day_of_month(day)
    )


def next_due(plan: Plan) -> tuple[StyleRow, date] | None:
    """Return the style that reaches its reorder point first, and when on the most likely path."""
    best: tuple[float, StyleRow] | None = None
    for row in plan.styles():
        for line in row.lines:
            if line.rate_per_day > 0 and line.order == 0:
                days = max(0.0, (line.position - line.reorder_point) / line.rate_per_day)
                if best is None or days < best[0]:
                    best = (days, row)
    if best is None:
        return None
    return best[1], date.fromordinal(plan.today.toordinal() + int(min(best[0], 3650.0)))


def run_out(today: date, runs_out_on: date | None, *, counted: bool = True) -> str:
    """Say when a shelf is empty, in a table: ``sáb 22 nov``; of one never counted nothing is known."""
    if not counted:
        return _("not counted")
    if runs_out_on is None:
        return _("over six months")
    if runs_out_on <= today:
        return _("sold out")
    return words.weekday(runs_out_on)


def outlook(today: date, runs_out_on: date | None, arrives_on: date, *, counted: bool = True) -> str:
    """Say when it runs out and when an order of today arrives."""
    arrives = day_words(arrives_on, today)
    if not counted:
        return _("Nobody has counted it yet. If you order today, it arrives on {arrives}.").format(
            arrives=arrives
        )
    if runs_out_on is None:
        return _("It lasts more than six months. If you order today, it arrives on {arrives}.").format(
            arrives=arrives
        )
    if runs_out_on <= today:
        return _("There is none left. If you order today, it arrives on {arrives}.").format(arrives=arrives)
    return _("It runs out on {day}. If you order today, it arrives on {arrives}.").format(
        day=day_words(runs_out_on, today), arrives=arrives
    )


def day_words(when: date, today: date) -> str:
    """Say a day: ``sábado 22`` within two weeks, ``domingo 31 de enero`` beyond."""
    if abs((when - today).days) < 14:
        return words.near_day(when)
    return words.long_day_within(when)


def gap(today: date, runs_out_on: date | None, arrives_on: date) -> str:
    """Say how many days the shelf is empty before an order of today arrives; empty if it is not."""
    if runs_out_on is None:
        return ""
    days = (arrives_on - max(runs_out_on, today)).days
    if days <= 0:
        return ""
    return ngettext("{count} day without pairs", "{count} days without pairs", days).format(count=days)


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line of “¿Por qué N?”: a label, its amount, and whether it is a sum."""

    label: str
    amount: str
    is_sum: bool = False


def why_title(why: Why) -> str:
    """Say the question: ``¿Por qué 24 pares?``."""
    return _("Why {pairs}?").format(pairs=pairs(why.order))


def why_lines(why: Why, *, rate_per_day: float, terms: Terms, sizes: int = 1) -> tuple[WhyLine, ...]:
    """Say the terms, a line each, with the sums between; what is zero and says nothing is left out."""
    lines = [
        WhyLine(_sells(rate_per_day, terms), pairs(why.lead_time_demand)),
        WhyLine(_("Cushion, in case it sells more or takes longer"), signed(why.safety_stock)),
        WhyLine(_("Reorder point"), words.number(why.reorder_point), is_sum=True),
        WhyLine(
            ngettext(
                "What you sell from one order to the next ({count} day)",
                "What you sell from one order to the next ({count} days)",
                round(terms.cover_days),
            ).format(count=words.number(round(terms.cover_days))),
            signed(why.review_demand),
        ),
        WhyLine(_on_hand(why), signed(why.on_hand + why.on_order)),
    ]
    if why.committed:
        lines.append(WhyLine(_("Promised to customers or set aside"), signed(why.committed)))
    if why.pack:
        lines.append(WhyLine(_("To whole packs"), signed(why.pack)))
    if why.minimum:
        lines.append(WhyLine(_minimum(why, sizes), signed(why.minimum)))
    lines.append(WhyLine(_("Order"), pairs(why.order), is_sum=True))
    return tuple(lines)


def why_sum(why: Why) -> str:
    """Say the arithmetic in one line: ``17 + 5 + 8 − 6 = 24 pares``."""
    parts = [pieces for _term, pieces in why.terms()]
    shown = [words.number(parts[0]), *(signed(n) for n in parts[1:] if n)]
    return f"{' '.join(shown)} = {pairs(why.order)}"


def _sells(rate_per_day: float, terms: Terms) -> str:
    days = round(terms.lead.days)
    rate = words.number(rate_per_day, 1 if rate_per_day >= 0.1 else 2)
    if terms.id is None:
        return ngettext(
            "You sell {rate} a day and an order takes {count} day",
            "You sell {rate} a day and an order takes {count} days",
            days,
        ).format(rate=rate, count=words.number(days))
    return ngettext(
        "You sell {rate} a day and {supplier} takes {count} day",
        "You sell {rate} a day and {supplier} takes {count} days",
        days,
    ).format(rate=rate, supplier=terms.name, count=words.number(days))


def _on_hand(why: Why) -> str:
    return ngettext(
        "What is there already (and {count} on the way)",
        "What is there already (and {count} on the way)",
        -why.on_order,
    ).format(count=words.number(-why.on_order))


def _minimum(why: Why, sizes: int) -> str:
    if why.order == 0:
        return _("It is still above its reorder point")
    if why.minimum < 0:
        return _("Sizes that still have enough, whole boxes or your cash limit")
    if sizes > 1:
        return _("Sizes with more than they need do not count against the others")
    return _("To whole boxes, the supplier's minimum, or what you asked for")


def grade_words(grade: Grade, weeks: int, *, counted: bool = True) -> str:
    """Say how far a figure may be trusted; empty where it simply may."""
    if not counted:
        return _("It was never counted: I take what there is as zero.")
    match grade:
        case Grade.EXACT:
            return ""
        case Grade.INFERRED:
            return _("Past stock is worked back from your latest count.")
        case Grade.THIN:
            return ngettext(
                "With {count} week of history this is a first estimate.",
                "With {count} weeks of history this is a first estimate.",
                weeks,
            ).format(count=words.number(weeks))
        case _:
            assert_never(grade)


def lead_words(terms: Terms) -> str:
    """Say how long a supplier takes and who says so."""
    days = words.number(round(terms.lead.days))
    match terms.lead.source:
        case Source.LEARNED:
            return ngettext(
                "{days} days, from {count} order", "{days} days, from {count} orders", terms.lead.orders
            ).format(days=days, count=words.number(terms.lead.orders))
        case Source.STATED:
            return _("{days} days, as they say").format(days=days)
        case Source.DEFAULT:
            return _("{days} days, until we know").format(days=days)
        case _:
            assert_never(terms.lead.source)


def deadline(event: str, starts_on: date, order_by: date) -> str:
    """Say until when to order for a commercial date."""
    return _("{event} starts on {day}. To have it there, order by {last}.").format(
        event=event, day=words.day_of_month(starts_on), last=words.weekday(order_by)
    )
