"""Questions behind the letters that are not about one parcel: birthdays, carts, questions, launches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from shopdesk.domain.outreach.people import address_hash
from shopdesk.store.models import (
    Checkout,
    Customer,
    Launch,
    Message,
    MessageTag,
    Order,
    OrderLine,
    OutboxLetter,
    Policy,
    Product,
    UnmetRequest,
    Variant,
)

Rows = Sequence[Row[Any]]
_QUESTION_TAGS = ("talla", "comodidad", "materiales", "stock", "precio", "envio", "pago", "cambios")


def born_on(session: Session, days: Collection[tuple[int, int]]) -> Rows:
    """Return (customer, birthday) of those born on one of these (month, day)."""
    wanted = [f"{month:02d}-{day:02d}" for month, day in days]
    statement = select(col(Customer.id), col(Customer.birthday)).where(
        col(Customer.birthday).is_not(None), func.strftime("%m-%d", col(Customer.birthday)).in_(wanted)
    )
    return session.execute(statement).all()


def last_purchase_days(session: Session) -> dict[int, date]:
    """Return the last day each customer bought something that was paid."""
    statement = (
        select(col(Order.customer_id), func.max(col(Order.local_day)))
        .where(col(Order.customer_id).is_not(None), col(Order.status) == "paid", col(Order.kind) == "sale")
        .group_by(col(Order.customer_id))
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def newest_reviews(session: Session) -> dict[int, datetime]:
    """Return when each customer last left a review."""
    statement = (
        select(col(Message.customer_id), func.max(col(Message.written_at)))
        .where(col(Message.customer_id).is_not(None), col(Message.origin) == "review")
        .group_by(col(Message.customer_id))
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def carts(session: Session, since: datetime) -> Rows:
    """Return carts left since an instant: email, customer, when, and what was in them."""
    statement = (
        select(
            col(Checkout.email).label("email"),
            col(Checkout.customer_id).label("customer"),
            col(Checkout.abandoned_at).label("at"),
            col(Checkout.quantity).label("quantity"),
            col(Variant.id).label("variant"),
            col(Variant.size).label("size"),
            *_product(),
        )
        .join(Variant, col(Variant.id) == col(Checkout.variant_id), isouter=True)
        .join(
            Product,
            col(Product.id) == func.coalesce(col(Variant.product_id), col(Checkout.product_id)),
            isouter=True,
        )
        .where(col(Checkout.abandoned_at) >= since, col(Checkout.is_completed).is_(False))
        .order_by(col(Checkout.abandoned_at), col(Checkout.id))
    )
    return session.execute(statement).all()


def _product() -> tuple[Any, ...]:
    return (
        col(Product.id).label("product"),
        col(Product.name).label("name"),
        col(Product.color).label("color"),
        col(Product.category).label("category"),
        col(Product.material).label("material"),
        col(Product.care).label("care"),
    )


def bought_since_by_address(session: Session, since: date) -> dict[str, date]:
    """Return the last purchase day by address hash, for buyers who are no customers yet."""
    statement = select(col(Order.buyer_email), func.max(col(Order.local_day))).where(
        col(Order.buyer_email) != "", col(Order.local_day) >= since, col(Order.status) == "paid"
    )
    rows = session.execute(statement.group_by(col(Order.buyer_email)))
    return {address_hash(row[0]): row[1] for row in rows}


def questions(session: Session, since: datetime) -> Rows:
    """Return questions on a product since an instant: customer, when, and the product."""
    asked = (
        select(col(MessageTag.message_id))
        .where(col(MessageTag.tag).in_(_QUESTION_TAGS), col(MessageTag.is_applied).is_(True))
        .distinct()
    )
    statement = (
        select(
            col(Message.customer_id).label("customer"),
            col(Message.written_at).label("at"),
            col(Variant.id).label("variant"),
            col(Variant.size).label("size"),
            *_product(),
        )
        .join(Variant, col(Variant.id) == col(Message.variant_id), isouter=True)
        .join(Product, col(Product.id) == func.coalesce(col(Message.product_id), col(Variant.product_id)))
        .where(
            col(Message.customer_id).is_not(None),
            col(Message.is_from_shop).is_(False),
            col(Message.written_at) >= since,
            col(Message.id).in_(asked),
        )
        .order_by(col(Message.written_at))
    )
    return session.execute(statement).all()


def askers(session: Session, since: date) -> Rows:
    """Return who waits for a size since a day: customer, variant, day, and the product."""
    statement = (
        select(
            col(UnmetRequest.customer_id).label("customer"),
            col(UnmetRequest.asked_on).label("on"),
            col(Variant.id).label("variant"),
            col(Variant.size).label("size"),
            *_product(),
        )
        .join(Variant, col(Variant.id) == col(UnmetRequest.variant_id))
        .join(Product, col(Product.id) == col(Variant.product_id))
        .where(
            col(UnmetRequest.customer_id).is_not(None),
            col(UnmetRequest.closed_on).is_(None),
            col(UnmetRequest.asked_on) >= since,
        )
    )
    return session.execute(statement).all()


def told_of(session: Session, since: datetime) -> dict[int, int]:
    """Return how many people were told lately that a variant is back, by variant."""
    statement = select(col(OutboxLetter.facts)).where(
        col(OutboxLetter.flow) == "back_in_stock",
        col(OutboxLetter.state).in_(("sent", "unknown", "sending", "approved", "queued")),
        col(OutboxLetter.proposed_at) >= since,
    )
    found: dict[int, int] = {}
    for facts in session.execute(statement).scalars():
        for variant in (facts or {}).get("variants", ()):
            found[variant] = found.get(variant, 0) + 1
    return found


def bought_variants(session: Session, since: date) -> set[tuple[int, int]]:
    """Return (customer, variant) of what was bought since a day."""
    statement = (
        select(col(Order.customer_id), col(OrderLine.variant_id))
        .join(Order, col(Order.id) == col(OrderLine.order_id))
        .where(
            col(OrderLine.local_day) >= since,
            col(Order.customer_id).is_not(None),
            col(OrderLine.variant_id).is_not(None),
            col(OrderLine.quantity) > 0,
        )
    )
    return {(row[0], row[1]) for row in session.execute(statement)}


def launches_between(session: Session, first: date, last: date) -> Sequence[Launch]:
    """Return the launches whose public day lies between two days (both ends counted)."""
    statement = select(Launch).where(col(Launch.public_on) >= first, col(Launch.public_on) <= last)
    return session.execute(statement.order_by(col(Launch.public_on))).scalars().all()


def successors(session: Session, since: date, until: date) -> Rows:
    """Return products that follow another and came out between two days: new, its name, the former."""
    came = func.coalesce(col(Product.available_on), col(Product.first_seen_on))
    statement: Any = select(
        col(Product.id).label("product"),
        col(Product.name).label("name"),
        col(Product.color).label("color"),
        col(Product.successor_of_id).label("former"),
        came.label("on"),
    ).where(
        col(Product.successor_of_id).is_not(None),
        col(Product.state) == "available",
        came >= since,
        came <= until,
    )
    return session.execute(statement).all()


def buyers_of(session: Session, products: Collection[int]) -> Rows:
    """Return who bought which of these products, and when last: customer, product, day."""
    statement: Any = (
        select(
            col(Order.customer_id).label("customer"),
            col(Variant.product_id).label("product"),
            func.max(col(OrderLine.local_day)).label("on"),
        )
        .join(Order, col(Order.id) == col(OrderLine.order_id))
        .join(Variant, col(Variant.id) == col(OrderLine.variant_id))
        .where(
            col(Order.customer_id).is_not(None),
            col(Order.status) == "paid",
            col(OrderLine.quantity) > col(OrderLine.refunded_quantity),
            col(Variant.product_id).in_(list(products)),
        )
        .group_by(col(Order.customer_id), col(Variant.product_id))
    )
    return session.execute(statement).all()


def past_buyers(session: Session, *, categories: Collection[str] = ()) -> list[int]:
    """Return every customer who bought, or who bought in one of these categories."""
    statement: Any = (
        select(col(Order.customer_id))
        .join(OrderLine, col(OrderLine.order_id) == col(Order.id))
        .join(Variant, col(Variant.id) == col(OrderLine.variant_id))
        .join(Product, col(Product.id) == col(Variant.product_id))
        .where(col(Order.customer_id).is_not(None), col(Order.status) == "paid")
    )
    if categories:
        statement = statement.where(col(Product.category).in_(list(categories)))
    return sorted({int(row) for row in session.execute(statement.distinct()).scalars() if row is not None})


def policies(session: Session) -> dict[str, str]:
    """Return the owner's policies in force, by name."""
    statement = select(col(Policy.name), col(Policy.text)).order_by(col(Policy.version), col(Policy.id))
    return {row[0]: row[1] for row in session.execute(statement)}


def last_lines(session: Session, customers: Collection[int]) -> Rows:
    """Return what each customer bought on their last day: customer, product names, size, pieces."""
    last = (
        select(col(Order.customer_id).label("customer"), func.max(col(Order.local_day)).label("on"))
        .where(col(Order.status) == "paid", col(Order.customer_id).in_(list(customers)))
        .group_by(col(Order.customer_id))
        .subquery()
    )
    statement = (
        select(
            last.c.customer,
            last.c.on,
            col(OrderLine.quantity).label("quantity"),
            col(Variant.id).label("variant"),
            col(Variant.size).label("size"),
            *_product(),
        )
        .join(Order, (col(Order.customer_id) == last.c.customer) & (col(Order.local_day) == last.c.on))
        .join(OrderLine, col(OrderLine.order_id) == col(Order.id))
        .join(Variant, col(Variant.id) == col(OrderLine.variant_id))
        .join(Product, col(Product.id) == col(Variant.product_id))
        .where(col(OrderLine.quantity) > 0, col(Product.is_pseudo).is_(False))
    )
    return session.execute(statement).all()
