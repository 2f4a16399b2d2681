"""Questions about purchases, for the plan of letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, or_, select
from sqlmodel import Session, col

from shopdesk.domain.outreach.purchases import Bought, Purchase
from shopdesk.store.models import ImportBatch, Order, OrderLine, Product, ReturnLine, Variant
from shopdesk.store.outreach import Statement, customer_key


def first_import_day(session: Session, zone: ZoneInfo) -> date | None:
    """Return the local day of the first import of sales that still stands."""
    statement = (
        select(col(ImportBatch.created_at))
        .where(col(ImportBatch.undone_at).is_(None), col(ImportBatch.orders_new) > 0)
        .order_by(col(ImportBatch.created_at))
        .limit(1)
    )
    found = session.execute(statement).scalar()
    return found.astimezone(zone).date() if found else None


def _as_it_is(thing: Bought) -> Bought:
    return thing


def purchases(
    session: Session,
    zone: ZoneInfo,
    *,
    since: date | None = None,
    ids: Collection[int] | None = None,
    person: str = "",
    dress: Callable[[Bought], Bought] = _as_it_is,
) -> list[Purchase]:
    """Return identified customers' orders (sales only), by day, with their real lines.

    Args:
        session: Where to read.
        zone: The shop's, for the day an order was marked late.
        since: First local day, or None for all.
        ids: Only these orders.
        person: Only those of one customer, by person key.
        dress: Asked once for each different thing bought; what it returns stands in its place.
    """
    statement = select(*_COLUMNS).where(col(Order.kind) == "sale", col(Order.customer_id).is_not(None))
    if person:
        whose = int(person[2:]) if person.startswith("c:") else 0
        statement = statement.where(col(Order.customer_id) == whose)
    if since is not None:
        statement = statement.where(col(Order.local_day) >= since)
    if ids is not None:
        statement = statement.where(col(Order.id).in_(ids))
    statement = statement.order_by(col(Order.local_day), col(Order.id)).execution_options(yield_per=_AT_ONCE)
    orders: Iterable[Row[Any]] = session.execute(statement)
    known = None
    if since is None or person or ids is not None:
        orders = list(orders)
        known = [order.id for order in orders]
    lines, returned = _lines(session, known, since, dress), _returned(session, known, since)
    same: dict[Any, Any] = {}  # days and people that many orders share are one object each
    return [
        _purchase(order, lines.pop(order.id, []), returned.get(order.id, 0), zone, same) for order in orders
    ]


_AT_ONCE = 5_000
"""Rows in hand at a time: all rows of 60,000 orders took 100 MB, and scattered what stays among them."""
_COLUMNS: tuple[Any, ...] = (
    col(Order.id),
    col(Order.source),
    col(Order.number),
    col(Order.customer_id),
    col(Order.local_day),
    col(Order.status),
    col(Order.total_minor),
    col(Order.refunded_minor),
    col(Order.promised_on),
    col(Order.shipped_on),
    col(Order.delivered_on),
    col(Order.marked_late_at),
    col(Order.late_note),
)
"""What a purchase is made of: whole objects of 60,000 orders cost four times as much."""


def _purchase(
    order: Row[Any],
    lines: list[tuple[Bought, int]],
    returned: int,
    zone: ZoneInfo,
    same: dict[Any, Any],
) -> Purchase:
    person = customer_key(order.customer_id)
    pieces = sum(line.quantity for line, _ in lines)
    back = max(returned, sum(refunded for _, refunded in lines))
    return Purchase(
        key=f"{order.source}:{order.number}",
        number=order.number,
        person=same.setdefault(person, person),
        day=same.setdefault(order.local_day, order.local_day),
        status=order.status,
        lines=tuple(line for line, refunded in lines if line.quantity > refunded)
        or tuple(line for line, _ in lines),
        order_id=order.id,
        total_minor=order.total_minor,
        refunded_minor=order.refunded_minor,
        is_returned=0 < pieces <= back,
        promised_on=same.setdefault(order.promised_on, order.promised_on),
        shipped_on=same.setdefault(order.shipped_on, order.shipped_on),
        delivered_on=same.setdefault(order.delivered_on, order.delivered_on),
        marked_late_on=order.marked_late_at.astimezone(zone).date() if order.marked_late_at else None,
        late_note=order.late_note,
    )


def _lines(
    session: Session, orders: Sequence[int] | None, since: date | None, dress: Callable[[Bought], Bought]
) -> dict[int, list[tuple[Bought, int]]]:
    statement = (
        select(
            col(OrderLine.order_id),
            col(OrderLine.refunded_quantity),
            col(OrderLine.title),
            col(OrderLine.quantity),
            col(Variant.id),
            col(Variant.size),
            col(Product.id),
            col(Product.name),
            col(Product.color),
            col(Product.category),
            col(Product.material),
            col(Product.care),
            col(Product.care_days),
        )
        .join(Variant, col(Variant.id) == col(OrderLine.variant_id), isouter=True)
        .join(Product, col(Product.id) == col(Variant.product_id), isouter=True)
        .where(or_(col(Product.is_pseudo).is_(None), col(Product.is_pseudo).is_(False)))
        .order_by(col(OrderLine.order_id), col(OrderLine.ordinal))
    )
    statement = _restrict(statement, orders, since, col(OrderLine.order_id), col(OrderLine.local_day))
    found: dict[int, list[tuple[Bought, int]]] = defaultdict(list)
    known: dict[tuple[Any, ...], Bought] = {}  # the same thing in many orders is one object
    for order, refunded, *rest in session.execute(statement.execution_options(yield_per=_AT_ONCE)):
        if rest[1] > 0:
            values = tuple(rest)
            thing = known.get(values) or known.setdefault(values, dress(_bought(values)))
            found[order].append((thing, refunded))
    return found


def _bought(values: tuple[Any, ...]) -> Bought:
    title, quantity, variant, size, product, name, color, category, material, care, care_days = values
    return Bought(
        product_id=product,
        variant_id=variant,
        product=name or title,
        color=color or "",
        size=size or "",
        quantity=quantity,
        category=category or "",
        material=material or "",
        care=care or "",
        care_days=care_days,
    )


def _restrict(
    statement: Statement, ids: Sequence[int] | None, since: date | None, key: Any, day: Any
) -> Statement:
    # Thousands of ids in one IN are slower than the day they share.
    if since is not None and (ids is None or len(ids) > 500):
        return statement.where(day >= since)
    return statement.where(key.in_(ids or ()))


def _returned(session: Session, orders: Sequence[int] | None, since: date | None) -> dict[int, int]:
    statement = select(
        col(ReturnLine.order_id), col(ReturnLine.quantity), col(ReturnLine.kept_variant_id)
    ).where(col(ReturnLine.order_id).is_not(None))
    statement = _restrict(statement, orders, since, col(ReturnLine.order_id), col(ReturnLine.returned_on))
    found: dict[int, int] = defaultdict(int)
    for order, quantity, kept in session.execute(statement):
        if kept is None:  # an exchange keeps its customer
            found[order] += abs(quantity)
    return found
