"""Filters the owner kept, and what customers bought, for filters to ask about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from shopdesk.store.cycles import OCCASION
from shopdesk.store.frames import read_tuples
from shopdesk.store.models import Segment


def saved(session: Session) -> dict[str, dict[str, Any]]:
    """Return the kept filters' conditions by name."""
    rows = session.exec(select(Segment).order_by(col(Segment.name))).all()
    return {row.name: dict(row.rule or {}) for row in rows}


def keep(session: Session, name: str, rule: dict[str, Any]) -> None:
    """Keep a filter under a name; an older one of that name gives way."""
    row = session.exec(select(Segment).where(Segment.name == name)).first() or Segment(name=name)
    row.rule = rule
    session.add(row)


def drop(session: Session, name: str) -> bool:
    """Forget a filter; False if there is none of that name."""
    row = session.exec(select(Segment).where(Segment.name == name)).first()
    if row is not None:
        session.delete(row)
    return row is not None


def bought_styles(session: Session) -> list[tuple[int, str, str]]:
    """Return (customer, key of the style, first day bought as ISO text) of every occasion's lines."""
    rows = session.connection().execute(
        text(
            "SELECT o.customer_id, p.name_key, MIN(o.local_day) FROM order_line l"
            " JOIN sale_order o ON o.id = l.order_id JOIN variant v ON v.id = l.variant_id"
            f" JOIN product p ON p.id = v.product_id WHERE {OCCASION} AND NOT p.is_pseudo GROUP BY 1, 2"
        )
    )
    return [(int(customer), str(style), str(day)) for customer, style, day in rows]


def first_styles(session: Session) -> list[tuple[int, str]]:
    """Return (customer, name of the style) of every style in each customer's first occasion, distinct."""
    return read_tuples(
        session,
        "WITH born AS (SELECT o.customer_id AS who, MIN(o.local_day) AS day FROM sale_order o"
        f"  WHERE {OCCASION} GROUP BY +o.customer_id)"
        " SELECT DISTINCT o.customer_id, p.name FROM born b"
        " JOIN sale_order o ON o.customer_id = b.who AND o.local_day = b.day"
        " JOIN order_line l ON l.order_id = o.id JOIN variant v ON v.id = l.variant_id"
        f" JOIN product p ON p.id = v.product_id WHERE {OCCASION} AND NOT p.is_pseudo",
    )


def channels(session: Session) -> list[tuple[int, str]]:
    """Return (customer, channel's name) of every occasion, distinct."""
    rows = session.connection().execute(
        text(
            "SELECT DISTINCT o.customer_id, c.name FROM sale_order o JOIN channel c ON c.id = o.channel_id"
            f" WHERE {OCCASION}"
        )
    )
    return [(int(customer), str(name)) for customer, name in rows]


def choices(session: Session) -> tuple[list[str], list[str], list[str]]:
    """Return the names of styles that known customers bought, of channels, and of their cities, sorted."""

    def names(statement: str) -> list[str]:
        return [str(row[0]) for row in session.connection().execute(text(statement)) if row[0]]

    styles = names(
        "SELECT DISTINCT p.name FROM order_line l JOIN sale_order o ON o.id = l.order_id"
        " JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id"
        f" WHERE {OCCASION} AND NOT p.is_pseudo ORDER BY p.name_key"
    )
    through = names(
        "SELECT DISTINCT c.name FROM sale_order o JOIN channel c ON c.id = o.channel_id"
        f" WHERE {OCCASION} ORDER BY c.name"
    )
    cities = names("SELECT DISTINCT city FROM customer WHERE merged_into_id IS NULL ORDER BY city")
    return styles, through, cities
