"""What to order today, of what and why: ``suggest``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

import numpy as np

from shopdesk.domain.arrays import Floats, Ints
from shopdesk.domain.forecast import Grade, LeadTimes
from shopdesk.domain.leadtime import Source
from shopdesk.domain.purchasing.limits import arrival
from shopdesk.domain.purchasing.quantity import split as split_pieces
from shopdesk.domain.reorder import styles
from shopdesk.domain.reorder.points import Points, Policy, allowed_shortage, plan
from shopdesk.domain.reorder.why import Inputs, Why, explain_at
from shopdesk.domain.stock import Grade as StockGrade
from shopdesk.services.context import Shop
from shopdesk.services.reorder import limits
from shopdesk.services.reorder.foreseeing import Foreseen, foresee
from shopdesk.services.reorder.lines import Line, Plan
from shopdesk.services.reorder.notes import empty_days, first_weeks, foreseen_notes
from shopdesk.services.reorder.reading import Known, read
from shopdesk.services.reorder.remarks import Note, NoteCode
from shopdesk.services.reorder.terms import terms_of
from shopdesk.services.suppliers import Terms
from shopdesk.store.reorder import CatalogueRow

_FEW_WEEKS = 6


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What to suppose instead of what is known; None keeps it.

    Attributes:
        service: Fill-rate target.
        lead_days: Lead time of every supplier, days.
        lead_days_sd: Its deviation.
        uplift: Sales ahead against what is expected: 1.5 = half as much again.
        cash_limit_minor: Most money to spend.
        events: What commercial dates multiply sales by, by their key (``buen_fin``), learnt or not.
    """

    service: float | None = None
    lead_days: float | None = None
    lead_days_sd: float | None = None
    uplift: float = 1.0
    cash_limit_minor: int | None = None
    events: Mapping[str, float] = field(default_factory=dict)


AS_KNOWN = Assumptions()


def suggest(shop: Shop, suppose: Assumptions = AS_KNOWN) -> Plan:
    """Return what to order today. Nothing is written; ``keep`` freezes it.

    Args:
        shop: The shop.
        suppose: What to assume instead of what is known (what-if).
    """
    return suggest_from(read(shop), suppose)


def suggest_from(known: Known, suppose: Assumptions = AS_KNOWN) -> Plan:
    """Return the plan of a shop already read; the same function answers every what-if."""
    service = known.chosen.service if suppose.service is None else suppose.service
    if known.shelf is None:
        nothing = (Note(NoteCode.NO_SALES),)
        return Plan(known.today, None, (), known.terms, nothing, 0, service, known.currency)
    foreseen = foresee(known, suppose.uplift, suppose.events)
    lead, policy = terms_of(known, service, lead_days=suppose.lead_days, lead_days_sd=suppose.lead_days_sd)
    points = plan(foreseen.outlook, lead=lead, policy=policy)
    inputs = _inputs(known, foreseen, points, lead=lead, policy=policy)
    at = [int(point) for point in points.reorder_point]
    limit = known.chosen.cash_limit_minor if suppose.cash_limit_minor is None else suppose.cash_limit_minor
    inputs, notes = limits.apply(known, inputs, at, rates=points.rate / styles.WEEK, cash_limit=limit)
    whys = [explain_at(one, point) for one, point in zip(inputs, at, strict=True)]
    return Plan(
        today=known.today,
        sales_until=known.sales_until,
        lines=tuple(_lines(known, foreseen, points, inputs=inputs, whys=whys)),
        terms=known.terms,
        notes=(*_notes(known, foreseen), *notes),
        weeks=foreseen.weeks,
        service=service,
        currency=known.currency,
        sold_out=_sold_out(known, points),
        coming=known.coming,
        lifts=foreseen.lifts,
        season=known.season if known.chosen.season else None,
    )


def _inputs(
    known: Known, foreseen: Foreseen, points: Points, *, lead: LeadTimes, policy: Policy
) -> list[Inputs]:
    """Freeze what each variant's suggestion rests on."""
    protected = (lead.mean + policy.review_days) / styles.WEEK
    mean, variance = foreseen.outlook.moments(protected, foreseen.elapsed)
    allowed = allowed_shortage(points.weekly_mean, policy)
    shift = (points.rate / styles.WEEK)[:, None] * lead.offset
    whole = _whole_by_style(points.lead_mean, foreseen.style)
    days = lead.mean + policy.review_days + policy.cover_days
    review = points.order_up_to - points.reorder_point
    found = []
    for i, row in enumerate(known.rows):
        level = known.levels.get(row.variant_id)
        found.append(
            Inputs(
                lead_demand=whole[i],
                mean=float(mean[i]),
                variance=float(variance[i]),
                allowed=float(allowed[i]),
                review_demand=int(review[i]),
                on_hand=level.on_hand if level else 0,
                shift=tuple(shift[i].tolist()),
                probability=tuple(lead.probability[i].tolist()),
                on_order=level.on_order if level else 0,
                committed=level.committed + level.reserved if level else 0,
                pack=row.pack,
                minimum=row.minimum,
                asked=known.asked.get(row.variant_id, 0),
                days=float(days[i]),
            )
        )
    return found


def _whole_by_style(pieces: Floats, style: Ints) -> list[int]:
    """Round each style's sum and split it, so that a style's row reads as its own whole number."""
    starts = np.flatnonzero(np.r_[True, np.diff(style) != 0])
    sums = np.add.reduceat(pieces, starts)
    ends = np.r_[starts[1:], len(style)]
    found: list[int] = []
    for total, first, end in zip(sums, starts, ends, strict=True):
        found.extend(split_pieces(round(float(total)), pieces[first:end].tolist()))
    return found


def _lines(
    known: Known, foreseen: Foreseen, points: Points, *, inputs: list[Inputs], whys: list[Why]
) -> list[Line]:
    days = _days_left(known, points.weekly_mean)
    arrives = {key: arrival(known.today, terms.lead.days, terms.closed) for key, terms in known.terms.items()}
    weekly = points.weekly_mean.tolist()
    seen = first_weeks(known)
    empty = empty_days(known)
    return [
        _line(known, row, foreseen.grade[foreseen.style[i]], inputs=inputs[i], why=whys[i])(
            rate_per_day=float(points.rate[i]) / styles.WEEK,
            runs_out_on=_on(known.today, days[i]),
            arrives_on=arrives[row.supplier_id],
            weekly=tuple(weekly[i]),
            weeks_on_sale=seen[i].weeks,
            is_new=seen[i].is_new,
            empty_days=empty[i],
        )
        for i, row in enumerate(known.rows)
    ]


def _line(known: Known, row: CatalogueRow, grade: Grade, *, inputs: Inputs, why: Why) -> partial[Line]:
    level, edit = known.levels.get(row.variant_id), known.edits.get(row.variant_id)
    counted = level is not None and level.grade is not StockGrade.UNKNOWN
    return partial(
        Line,
        variant_id=row.variant_id,
        product_id=row.product_id,
        supplier_id=row.supplier_id,
        supplier=known.terms[row.supplier_id].name,
        sku=row.sku,
        supplier_sku=row.supplier_sku,
        product=row.product,
        color=row.color,
        size=row.size,
        category=row.category,
        code=row.code,
        why=why,
        inputs=inputs,
        on_hand=inputs.on_hand,
        on_order=inputs.on_order,
        committed=inputs.committed,
        cost_minor=row.cost_minor,
        price_minor=row.price_minor,
        currency=row.currency or known.currency,
        grade=grade if counted else Grade.THIN,
        stock_known=counted,
        edited=edit.pieces if edit else None,
        is_left_out=edit.is_left_out if edit else False,
    )


def _days_left(known: Known, weekly_mean: Floats) -> Floats:
    free = np.array([_free(known, row) for row in known.rows], dtype=np.int64)
    coming = [known.coming.get(row.variant_id, ()) for row in known.rows]
    return styles.sold_out_days(weekly_mean, free, coming)


def _free(known: Known, row: CatalogueRow) -> int:
    level = known.levels.get(row.variant_id)
    return level.on_hand - level.committed - level.reserved if level else 0


def _on(today: date, days: float) -> date | None:
    return None if np.isnan(days) else today + timedelta(int(days + 1e-9))


def _sold_out(known: Known, points: Points) -> dict[int, date | None]:
    """Return the day on which each style is gone altogether, its sizes taken together."""
    places: dict[int, int] = {}
    style = np.array([places.setdefault(row.product_id, len(places)) for row in known.rows])
    weekly = np.zeros((len(places), points.weekly_mean.shape[1]))
    np.add.at(weekly, style, points.weekly_mean)
    free = np.zeros(len(places), dtype=np.int64)
    np.add.at(free, style, np.maximum([_free(known, row) for row in known.rows], 0))
    coming: list[list[tuple[float, int]]] = [[] for _ in places]
    for row in known.rows:
        coming[places[row.product_id]].extend(known.coming.get(row.variant_id, ()))
    days = styles.sold_out_days(weekly, free, coming)
    return {product: _on(known.today, days[place]) for product, place in places.items()}


def _notes(known: Known, foreseen: Foreseen) -> list[Note]:
    found = []
    if foreseen.weeks < _FEW_WEEKS:
        found.append(Note(NoteCode.FEW_WEEKS, amount=foreseen.weeks))
    used = {row.supplier_id for row in known.rows}
    for key in sorted(used - {None}, key=lambda k: known.terms[k].name):
        terms: Terms = known.terms[key]
        if terms.lead.source is Source.DEFAULT:
            found.append(Note(NoteCode.LEAD_DEFAULT, terms.name, terms.lead.days))
    if None in used:
        count = len({row.product_id for row in known.rows if row.supplier_id is None})
        found.append(Note(NoteCode.NO_SUPPLIER, amount=count))
    uncounted = sum(level.grade is StockGrade.UNKNOWN for level in known.levels.values())
    if uncounted:
        found.append(Note(NoteCode.STOCK_UNKNOWN, amount=uncounted))
    return found + foreseen_notes(known, foreseen)
