"""Remarks on a plan and on one of its styles, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from shopdesk.domain.naming import name_key
from shopdesk.domain.purchasing.closures import Every, spans
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.reorder.keeping import Contest
from shopdesk.services.reorder.lines import Plan, StyleRow
from shopdesk.services.reorder.remarks import Note, NoteCode

_FEW_LINES = 3
_FEW_DAYS = 3
"""Sold out for less is not worth a word."""


def say_note(note: Note) -> str:
    """Say a remark on a plan."""
    count = words.number(note.amount)
    match note.code:
        case NoteCode.LEAD_DEFAULT:
            return _("I do not know how long {supplier} takes. Until then, I use {count} days.").format(
                supplier=note.subject, count=count
            )
        case NoteCode.NO_SUPPLIER:
            return ngettext(
                "{count} product has no supplier yet.",
                "{count} products have no supplier yet.",
                int(note.amount),
            ).format(count=count)
        case NoteCode.FEW_WEEKS:
            return ngettext(
                "With {count} week of sales, this is a first estimate.",
                "With {count} weeks of sales, this is a first estimate.",
                int(note.amount),
            ).format(count=count)
        case NoteCode.STOCK_UNKNOWN:
            return ngettext(
                "{count} size was never counted: I take it as zero.",
                "{count} sizes were never counted: I take them as zero.",
                int(note.amount),
            ).format(count=count)
        case NoteCode.SUPPLIER_MINIMUM:
            return ngettext(
                "{count} pair more from {supplier}, to reach its minimum order.",
                "{count} pairs more from {supplier}, to reach its minimum order.",
                int(note.amount),
            ).format(count=count, supplier=note.subject)
        case NoteCode.CASH_LIMIT:
            return ngettext(
                "{count} pair less, to stay within your cash limit.",
                "{count} pairs less, to stay within your cash limit.",
                int(note.amount),
            ).format(count=count)
        case NoteCode.NO_SALES:
            return _("There are no sales yet. Import them and I work out what to order.")
        case _:
            return _of_the_rest(note)


def _of_the_rest(note: Note) -> str:
    match note.code:
        case NoteCode.BOXES:
            return ngettext(
                "{supplier} sends whole boxes: {count} of them.",
                "{supplier} sends whole boxes: {count} of them.",
                int(note.amount),
            ).format(count=words.number(note.amount), supplier=note.subject)
        case NoteCode.NEW_PRODUCTS:
            return ngettext(
                "{count} new product: before its week 10 I do not promise how many will find it.",
                "{count} new products: before their week 10 I do not promise how many will find them.",
                int(note.amount),
            ).format(count=words.number(note.amount))
        case NoteCode.SEASON:
            return _("I count on the time of year: on your own past it misses by {percent} less.").format(
                percent=words.percent(note.amount)
            )
        case NoteCode.EVENT_AHEAD:
            return _("{event} counts: up to {factor} times the usual sales.").format(
                event=note.subject, factor=words.number(note.amount, 1)
            )
        case _:
            raise ValueError(note.code)


def contest_words(contests: Sequence[Contest]) -> str:
    """Say in which category the owner's own numbers beat the suggestions, or lost to them, most clearly."""
    decided = [one for one in contests if one.owner_won != one.we_won and one.lines >= _FEW_LINES]
    if not decided:
        return ""
    one = max(decided, key=lambda c: abs(c.owner_won - c.we_won))
    category = one.category.casefold() or _("what has no category")
    if one.owner_won > one.we_won:
        return _("Your eye beat me in {category}: {won} of {lines} times.").format(
            category=category, won=words.number(one.owner_won), lines=words.number(one.lines)
        )
    return _("In {category} my number was closer: {won} of {lines} times.").format(
        category=category, won=words.number(one.we_won), lines=words.number(one.lines)
    )


def row_remarks(row: StyleRow, plan: Plan) -> list[str]:
    """Say what stands behind one style's figures: new, sold out lately, a date ahead, a closed supplier."""
    found = [
        _new(row),
        _sold_out(row),
        *_lifts(row, plan),
        _closed(row, plan),
    ]
    return [told for told in found if told]


def _new(row: StyleRow) -> str:
    if not row.first.is_new:
        return ""
    return ngettext(
        "New product, {count} week on sale: before week 10 I do not promise how many will find it.",
        "New product, {count} weeks on sale: before week 10 I do not promise how many will find it.",
        row.first.weeks_on_sale,
    ).format(count=words.number(row.first.weeks_on_sale))


def _sold_out(row: StyleRow) -> str:
    """Name the size that was missed most of the last four weeks."""
    worst = max(row.lines, key=lambda line: line.empty_days * line.rate_per_day)
    if worst.empty_days < _FEW_DAYS:
        return ""
    count = words.number(worst.empty_days)
    if not worst.size:
        return ngettext(
            "Demand may be higher: it was sold out on {count} of the last 28 days.",
            "Demand may be higher: it was sold out on {count} of the last 28 days.",
            worst.empty_days,
        ).format(count=count)
    return ngettext(
        "Demand may be higher: size {size} was sold out on {count} of the last 28 days.",
        "Demand may be higher: size {size} was sold out on {count} of the last 28 days.",
        worst.empty_days,
    ).format(size=worst.size, count=count)


def _lifts(row: StyleRow, plan: Plan) -> list[str]:
    terms = plan.terms[row.first.supplier_id]
    until = row.first.arrives_on + timedelta(round(terms.review_days + terms.cover_days))
    return [
        _("{event}, {days}: I count on {factor} times the usual sales.").format(
            event=lift.name,
            days=words.span(lift.starts_on, lift.ends_on),
            factor=words.number(lift.factor[row.first.category], 1),
        )
        for lift in plan.lifts
        if row.first.category in lift.factor and lift.starts_on <= until
        if not lift.scope
        or name_key(lift.scope) in (name_key(row.first.category), name_key(row.first.product))
    ]


def _closed(row: StyleRow, plan: Plan) -> str:
    terms = plan.terms[row.first.supplier_id]
    until = row.first.arrives_on + timedelta(round(terms.review_days))
    dated = [one for one in terms.closures if one.every is not Every.WEEK]  # a rest each week is no news
    met = spans(dated, plan.today, until)
    if not met:
        return ""
    return _("{supplier} closes {days}.").format(supplier=terms.name, days=words.span(*met[0]))
