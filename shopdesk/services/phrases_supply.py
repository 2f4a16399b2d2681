"""Who sells what, in words: costs over time, how long a supplier takes by its three clocks, who is sooner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shopdesk.domain.leadtime import Elapsed, kaplan_meier
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.phrases_reorder import lead_words
from shopdesk.services.reorder.lines import StyleRow
from shopdesk.services.suppliers import Terms
from shopdesk.services.supply import Alternative, CostStep, Offer

_MOST_STEPS = 5


def cost(lowest: int | None, highest: int | None, currency: str) -> str:
    """Say what a piece costs: ``$480``, or ``$480 a $520`` where sizes differ; empty if not known."""
    if lowest is None or highest is None:
        return ""
    if lowest == highest:
        return words.money(lowest, currency)
    return _("{low} to {high}").format(low=words.money(lowest, currency), high=words.money(highest, currency))


def offer(one: Offer, currency: str) -> str:
    """Say in one line who sells it, at what cost, and whether it is ordered there."""
    parts = [
        one.terms.name,
        cost(one.lowest, one.highest, one.currency or currency),
        _("you order here") if one.is_first else "",
    ]
    return " · ".join(part for part in parts if part)


def cost_history(steps: Sequence[CostStep]) -> str:
    """Say what a style cost over time, the newest first: ``$510 desde el 12 de noviembre (Calzado León)``."""
    told = [
        _("{cost} since {day} ({supplier})").format(
            cost=cost(one.lowest, one.highest, one.currency),
            day=_("{day} of {year}").format(day=words.day_of_month(one.since), year=one.since.year),
            supplier=one.supplier,
        )
        for one in steps[:_MOST_STEPS]
    ]
    return _("What it cost: {steps}.").format(steps=" · ".join(told)) if told else ""


def clocks(terms: Terms) -> str:
    """Say how long a supplier takes, and from its own orders, to the first pairs and to the last ones."""
    first, whole = _mean(terms.first), _mean(terms.whole)
    if first is None or whole is None or not terms.lead.orders:
        return lead_words(terms)
    return _("{takes}. The first pairs come after {first} days, the last ones after {whole}.").format(
        takes=lead_words(terms), first=words.number(round(first)), whole=words.number(round(whole))
    )


def _mean(times: Sequence[Elapsed]) -> float | None:
    curve = kaplan_meier(times)
    return None if curve is None else curve.mean


def sooner(row: StyleRow, others: Sequence[Alternative], today: date) -> str:
    """Say who else could have it here before the shelf empties, or at least sooner; empty if nobody."""
    first = row.first
    if not row.order or row.runs_out_on is None or row.runs_out_on >= first.arrives_on:
        return ""
    one = next((one for one in others if today <= one.arrives_on < first.arrives_on), None)
    if one is None:
        return ""
    told = _("{supplier} would have it here on {day}.").format(
        supplier=one.name, day=words.weekday(one.arrives_on)
    )
    if one.cost_minor is None or first.cost_minor is None or one.cost_minor <= first.cost_minor:
        return told
    more = words.money(one.cost_minor - first.cost_minor, one.currency or first.currency)
    return _("{told} It costs {more} more a piece.").format(told=told, more=more)
