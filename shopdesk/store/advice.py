"""Questions behind recommendations: what is sold, what each customer kept, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Style:
    """A style of the catalogue as recommendations see it."""

    product_id: int
    name: str
    color: str
    category: str
    gender: str
    use: str
    fit: str
    successor_of: int | None
    price_minor: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces of a variant a customer kept. ``about`` names what else the order held, e.g. gift wrapping."""

    customer_id: int
    product_id: int
    name: str
    category: str
    gender: str
    use: str
    size: str
    pieces: int
    day: date
    about: str


def styles(session: Session) -> list[Style]:
    """Return every style that is not withdrawn."""
    rows = session.connection().execute(
        text(
            'SELECT id, name, color, category, gender, "use", fit, successor_of_id, price_minor, url'
            " FROM product WHERE NOT is_pseudo AND merged_into_id IS NULL AND state <> 'discontinued'"
            " ORDER BY name_key, color_key"
        )
    )
    return [Style(*row) for row in rows]


_MINE = "SELECT id, customer_id, local_day FROM sale_order WHERE {who}"
_KEPT = (
    "WITH mine AS (" + _MINE + " AND status IN ('paid', 'pending') AND kind = 'sale'),"
    " bought AS (SELECT m.customer_id, l.order_id, m.local_day, l.variant_id,"
    "  l.quantity - l.refunded_quantity AS pieces FROM order_line l JOIN mine m ON m.id = l.order_id"
    "  WHERE l.is_demand AND l.variant_id IS NOT NULL"
    "  UNION ALL SELECT m.customer_id, r.order_id, m.local_day, r.variant_id, -r.quantity FROM return_line r"
    "  JOIN mine m ON m.id = r.order_id"
    "  UNION ALL SELECT m.customer_id, r.order_id, m.local_day, r.kept_variant_id, r.quantity"
    "  FROM return_line r JOIN mine m ON m.id = r.order_id WHERE r.kept_variant_id IS NOT NULL)"
    ' SELECT b.customer_id, p.id, p.name, p.category, p.gender, p."use", v.size, SUM(b.pieces),'
    "  b.local_day, (SELECT GROUP_CONCAT(x.title || ' ' || COALESCE(q.name, '')) FROM order_line x"
    "  LEFT JOIN variant w ON w.id = x.variant_id LEFT JOIN product q ON q.id = w.product_id"
    "  WHERE x.order_id = b.order_id AND (q.id IS NULL OR q.is_pseudo))"
    " FROM bought b JOIN variant v ON v.id = b.variant_id JOIN product p ON p.id = v.product_id"
    " WHERE NOT p.is_pseudo GROUP BY b.customer_id, b.order_id, v.id HAVING SUM(b.pieces) > 0"
)


def kept(session: Session, customer: int | None = None) -> list[Line]:
    """Return what a customer (or everybody) bought and did not give back."""
    rows = _ask(session, _KEPT, customer)
    return [
        Line(
            int(r[0]), int(r[1]), str(r[2]), str(r[3]), str(r[4]), str(r[5]), str(r[6]), int(r[7]),
            date.fromisoformat(str(r[8])), str(r[9] or ""),
        )
        for r in rows
    ]  # fmt: skip


def came_back(session: Session, customer: int | None = None) -> list[tuple[int, str, str]]:
    """Return (customer, folded name of the style, reason) of returns and exchanges.

    Lines that a file only says are refunded count as returns without a reason.
    """
    rows = _ask(
        session,
        "WITH mine AS (" + _MINE + ")"
        " SELECT m.customer_id, p.name_key, r.reason FROM return_line r JOIN mine m ON m.id = r.order_id"
        " JOIN variant v ON v.id = r.variant_id"
        " JOIN product p ON p.id = v.product_id"
        " UNION ALL SELECT m.customer_id, p.name_key, '' FROM order_line l"
        " JOIN mine m ON m.id = l.order_id JOIN sale_order o ON o.id = m.id"
        " JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id"
        " WHERE l.refunded_quantity > 0 OR l.quantity < 0 OR o.status = 'refunded'",
        customer,
    )
    return [(int(whose), str(name), str(reason or "")) for whose, name, reason in rows]


def words(session: Session, customer: int | None = None) -> list[tuple[int, str]]:
    """Return (customer, text) of what a customer (or everybody) wrote."""
    rows = _ask(
        session,
        "SELECT customer_id, text FROM message WHERE {who} AND NOT is_from_shop",
        customer,
    )
    return [(int(whose), str(said)) for whose, said in rows]


def _ask(session: Session, statement: str, customer: int | None) -> list[Any]:
    who = "customer_id IS NOT NULL" if customer is None else "customer_id = :customer"
    values = {} if customer is None else {"customer": customer}
    return list(session.connection().execute(text(statement.replace("{who}", who)), values))
