"""Sales, returns and exchanges typed by hand, and the imported orders that turn out to be the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session, col, select

from shopdesk.store.database import announce
from shopdesk.store.imports import images, undoing
from shopdesk.store.models import Order, OrderLine

SOURCE = "manual"
_COUNTERS = ("pos", "counter", "mostrador", "tienda", "store", "shop", "square", "loyverse", "retail")


@dataclass(frozen=True, slots=True)
class HandLine:
    """Pieces of one variant: positive sold, negative given back."""

    variant_id: int
    sku: str
    title: str
    pieces: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class HandOrder:
    """What was typed: a sale, a return or an exchange."""

    number: str
    kind: str
    placed_at: datetime
    offset_minutes: int
    local_day: date
    currency: str
    channel_id: int
    lines: tuple[HandLine, ...]
    customer_id: int | None = None
    related_number: str = ""
    reason: str = ""
    buyer_name: str = ""
    buyer_email: str = ""
    buyer_phone: str = ""


def next_number(session: Session) -> str:
    """Return the number of the next order typed by hand: M-1, M-2 ..."""
    last = (
        session.connection()
        .execute(
            text(
                "SELECT COALESCE(MAX(CAST(SUBSTR(number, 3) AS INTEGER)), 0) FROM sale_order"
                " WHERE source = 'manual'"
            )
        )
        .scalar_one()
    )
    return f"M-{last + 1}"


def described(session: Session, variant_id: int) -> tuple[str, str, int]:
    """Return a variant's SKU, its name as a line says it, and its price (0 if none is known)."""
    row = (
        session.connection()
        .execute(
            text(
                "SELECT COALESCE(v.sku, ''), p.name, p.color, v.size,"
                " COALESCE(v.price_minor, p.price_minor, 0) FROM variant v"
                " JOIN product p ON p.id = v.product_id WHERE v.id = :id"
            ),
            {"id": variant_id},
        )
        .one()
    )
    options = " / ".join(part for part in (row[3], row[2]) if part)
    return row[0], f"{row[1]} - {options}" if options else row[1], row[4]


def add(session: Session, typed: HandOrder) -> int:
    """Write what was typed and return its order."""
    week = typed.local_day - timedelta(days=typed.local_day.weekday())
    goods = sum(line.pieces * line.price_minor for line in typed.lines)
    order = Order(
        source=SOURCE,
        number=typed.number,
        channel_id=typed.channel_id,
        customer_id=typed.customer_id,
        placed_at=typed.placed_at,
        utc_offset_minutes=typed.offset_minutes,
        local_day=typed.local_day,
        local_week=week,
        kind=typed.kind,
        related_number=typed.related_number,
        reason=typed.reason,
        currency=typed.currency,
        subtotal_minor=abs(goods),
        total_minor=max(0, goods),
        refunded_minor=max(0, -goods),
        buyer_name=typed.buyer_name,
        buyer_email=typed.buyer_email,
        buyer_phone=typed.buyer_phone,
    )
    session.add(order)
    session.flush()
    for ordinal, line in enumerate(typed.lines, start=1):
        session.add(
            OrderLine(
                order_id=order.id or 0,
                ordinal=ordinal,
                variant_id=line.variant_id,
                sku=line.sku,
                title=line.title,
                quantity=line.pieces,
                unit_price_minor=line.price_minor,
                total_minor=abs(line.pieces) * line.price_minor,
                local_day=typed.local_day,
                local_week=week,
                channel_id=typed.channel_id,
                is_demand=typed.kind == "sale",
            )
        )
    session.flush()
    return order.id or 0


def typed(session: Session, numbers: Sequence[str]) -> list[int]:
    """Return the orders typed by hand under these numbers."""
    rows = session.exec(select(Order.id).where(Order.source == SOURCE, col(Order.number).in_(numbers)))
    return [one for one in rows if one is not None]


def remove(session: Session, ids: Sequence[int]) -> None:
    """Delete typed orders; what points at them lets go where it can, and goes with them where it cannot."""
    marks = {"ids": json.dumps(list(ids))}
    undoing.delete(session, "sale_order", "SELECT value FROM json_each(:ids)", marks)
    announce(session, "sale_order", "order_line")


def reconcile(session: Session, batch_id: int) -> int:
    """Let staged counter orders take the place of the same orders typed by hand; return how many.

    The same: one local day, one kind, the same pieces of the same variants, sold at a counter, and the same
    total unless none was typed. Each typed order stands for one imported order.
    """
    any_typed = text("SELECT 1 FROM sale_order WHERE source = 'manual' LIMIT 1")
    if session.connection().execute(any_typed).first() is None:
        return 0
    session.connection().execute(text("CREATE INDEX temp.stage_order_day ON stage_order (local_day)"))
    pairs = list(_pairs(session))
    for typed, imported in pairs:
        _hand_over(session, batch_id, typed, imported)
    if pairs:
        announce(session, "sale_order", "order_line")
    return len(pairs)


_SIGNATURE = (
    "(SELECT GROUP_CONCAT(part) FROM (SELECT variant_id || ':' || SUM(quantity) AS part FROM order_line"
    " WHERE order_id = {o}.id AND variant_id IS NOT NULL GROUP BY variant_id ORDER BY variant_id))"
)


def _pairs(session: Session) -> Iterable[tuple[int, int]]:
    """Return (typed order, imported order), each order once."""
    counters = ", ".join(f"'{code}'" for code in _COUNTERS)
    rows = session.connection().execute(
        text(
            "SELECT m.id, o.id FROM sale_order m CROSS JOIN stage_order s ON s.local_day = m.local_day"
            "  AND s.kind = m.kind AND s.verdict = 'new' CROSS JOIN sale_order o ON o.id = s.order_id"
            " LEFT JOIN channel c ON c.id = o.channel_id"
            " WHERE m.source = 'manual' AND o.source <> 'manual'"
            f" AND (c.code IN ({counters}) OR o.channel_id = m.channel_id)"
            " AND (m.total_minor = 0 OR m.total_minor = o.total_minor)"
            f" AND {_SIGNATURE.format(o='m')} = {_SIGNATURE.format(o='o')}"
            " ORDER BY m.id, o.placed_at, o.id"
        )
    )
    typed: set[int] = set()
    taken: set[int] = set()
    for one, other in rows:
        if one not in typed and other not in taken:
            typed.add(one)
            taken.add(other)
            yield one, other


def _hand_over(session: Session, batch_id: int, typed: int, imported: int) -> None:
    run = session.connection().execute
    marks = {"typed": typed, "imported": imported}
    for table, column in images.links_to("sale_order"):
        if table == "order_line" or column == "told_by_id":
            continue
        theirs = f"SELECT id FROM {table} WHERE {column} = :typed"
        images.keep(session, batch_id, table, theirs, {"typed": typed})
        run(text(f"UPDATE {table} SET {column} = :imported WHERE {column} = :typed"), marks)
    run(text("DELETE FROM return_line WHERE told_by_id = :typed"), marks)
    run(text("DELETE FROM stock_movement WHERE reference = 'order:' || :typed"), marks)
    theirs = "SELECT id FROM order_line WHERE order_id = :typed"
    images.keep(session, batch_id, "order_line", theirs, {"typed": typed})
    run(text(f"UPDATE return_line SET order_line_id = NULL WHERE order_line_id IN ({theirs})"), marks)
    run(text("DELETE FROM order_line WHERE order_id = :typed"), marks)
    images.keep_rows(session, batch_id, "sale_order", [typed])
    run(text("DELETE FROM sale_order WHERE id = :typed"), marks)
