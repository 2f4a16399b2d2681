"""Orders to suppliers in words."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from shopdesk.domain.naming import styled
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.phrases_reorder import pairs
from shopdesk.services.purchase_orders import OnTheWay, State
from shopdesk.store.purchasing import OrderLineRow


def line(one: OnTheWay) -> str:
    """Say an order in one line of the terminal."""
    return f"{one.order.number} · {one.terms.name} · {arrived(one)} · {state(one)} · {expected(one)}"


def state(one: OnTheWay) -> str:
    """Say where an order stands."""
    match one.state:
        case State.PLACED:
            return _("placed on {day}").format(day=words.day(one.placed_on))
        case State.CONFIRMED | State.PARTIAL:
            return _("confirmed on {day}").format(day=words.day(one.confirmed_on or one.placed_on))
        case State.COMPLETE:
            return _("complete")
        case State.CANCELLED:
            return _("cancelled")
        case _:
            assert_never(one.state)


def arrived(one: OnTheWay) -> str:
    """Say how much is here: ``12 de 20 pares``."""
    return _("{received} of {pairs}").format(received=words.number(one.received), pairs=pairs(one.ordered))


def left(one: OnTheWay) -> str:
    """Say what is missing, or what became of it."""
    if one.is_open:
        return ngettext("{count} missing", "{count} missing", one.missing).format(
            count=words.number(one.missing)
        )
    if one.cancelled:
        return ngettext("{count} cancelled", "{count} cancelled", one.cancelled).format(
            count=words.number(one.cancelled)
        )
    return _("complete")


def expected(one: OnTheWay) -> str:
    """Say the day it is expected, or was closed; without a date given, by when it should be there."""
    said = words.weekday(one.due_on if one.is_open else one.closed_on or one.due_on)
    return said if one.order.promised_on or not one.is_open else _("by {day}").format(day=said)


def timing(one: OnTheWay, today: date) -> str:
    """Say how far off that day is: ``4 días tarde``, ``en 3 días``, ``tardó 13 días``."""
    if one.days_late:
        return ngettext("{count} day late", "{count} days late", one.days_late).format(
            count=words.number(one.days_late)
        )
    if not one.is_open:
        if one.took_days is None:
            return _("cancelled")
        return ngettext("took {count} day", "took {count} days", one.took_days).format(
            count=words.number(one.took_days)
        )
    ahead = (one.due_on - today).days
    if ahead <= 0:
        return _("today")
    return ngettext("in {count} day", "in {count} days", ahead).format(count=words.number(ahead))


FEW = 12
"""Models named one by one; an order of 420 of them took the window four seconds to show."""


def models(one: OnTheWay) -> str:
    """Name the models of an order: ``Botín Oaxaca negro, Zapatilla Reforma``; of a large one the first."""
    names = list(dict.fromkeys(styled(row.product, row.color) for row in one.lines))
    return _and_more(", ".join(names[:FEW]), len(names) - FEW)


def missing_sizes(one: OnTheWay, *, most: int | None = None) -> str:
    """Say what is missing size by size, of the first ``most`` models; empty if nothing is."""
    by_model: dict[str, list[OrderLineRow]] = {}
    for row in one.lines:
        if row.missing:
            by_model.setdefault(styled(row.product, row.color), []).append(row)
    told = [
        _("{model}: {sizes}").format(model=model, sizes=", ".join(_size(row) for row in rows))
        for model, rows in list(by_model.items())[:most]
    ]
    return _and_more("; ".join(told), len(by_model) - len(told))


def _and_more(what: str, count: int) -> str:
    if count <= 0:
        return what
    told = ngettext("{what} and {count} more", "{what} and {count} more", count)
    return told.format(what=what, count=words.number(count))


def _size(row: OrderLineRow) -> str:
    return f"{row.size} ({row.missing})" if row.size else str(row.missing)


def message(one: OnTheWay) -> str:
    """Say to a supplier what we ask about an order."""
    hello = _("Hello, {name}.").format(name=one.terms.contact or one.terms.name)
    order = _("About order {number} of {day}:").format(
        number=one.order.number, day=words.day_of_month(one.placed_on)
    )
    if not one.is_open:
        return f"{hello} {order}"
    missing = _("{pairs} have not arrived yet.").format(pairs=pairs(one.missing))
    asked = _("Which day do they arrive?") if one.days_late else _("Do they arrive as agreed?")
    return " ".join((hello, order, missing, asked, missing_sizes(one)))
