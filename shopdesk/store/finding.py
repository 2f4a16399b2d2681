"""Questions of “find or go”: products by name or clave, customers by name or address."""

from __future__ import annotations

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from shopdesk.store import inbox
from shopdesk.store.models import Customer, CustomerKey, Message, Order, Product, Variant


def products(session: Session, folded: str, typed: str, limit: int) -> list[tuple[int, str, str, str]]:
    """Return (id, name, colour, code) of products whose folded name, colour or any clave holds the words."""
    like = f"%{folded}%"
    by_clave = select(Variant.product_id).where(col(Variant.sku).ilike(f"%{typed}%"))
    rows = session.exec(
        select(Product.id, Product.name, Product.color, Product.code)
        .where(
            col(Product.merged_into_id).is_(None),
            or_(
                (col(Product.name_key) + " " + col(Product.color_key)).like(like),
                col(Product.code).ilike(f"%{typed}%"),
                col(Product.id).in_(by_clave),
            ),
        )
        .order_by(col(Product.name_key))
        .limit(limit)
    ).all()
    return [(key or 0, name, color, code) for key, name, color, code in rows]


def customers(session: Session, folded: str, typed: str, limit: int) -> list[tuple[int, str, str, int]]:
    """Return (id, name, city, purchases) of customers whose folded name or address holds the words."""
    bought = (
        select(func.count())
        .where(col(Order.customer_id) == col(Customer.id), col(Order.kind) == "sale")
        .correlate(Customer)
        .scalar_subquery()
    )
    by_address = select(CustomerKey.customer_id).where(col(CustomerKey.value).like(f"%{typed.casefold()}%"))
    rows = session.exec(
        select(col(Customer.id), col(Customer.name), col(Customer.city), bought)
        .where(
            col(Customer.merged_into_id).is_(None),
            or_(col(Customer.name_key).like(f"%{folded}%"), col(Customer.id).in_(by_address)),
        )
        .order_by(col(Customer.name_key))
        .limit(limit)
    ).all()
    return [(key or 0, name, city, int(count)) for key, name, city, count in rows]


def conversations(session: Session, typed: str) -> int:
    """Return how many conversations hold all the words; beginnings count, accents do not matter."""
    found = inbox.search(session, typed)
    threads = select(func.count(func.distinct(Message.thread_key))).where(col(Message.id).in_(found))
    return int(session.exec(threads).one()) if found else 0
