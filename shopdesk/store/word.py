"""Questions of the monthly honesty page: what was promised, answered, sent, and sold at its price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from shopdesk.store.models import Message, Order, OutboxLetter, Reply, Reservation


@dataclass(frozen=True, slots=True)
class Sold:
    """Pieces of one day sold at one price, with the style's list price."""

    day: date
    product_id: int
    pieces: int
    unit_minor: int
    list_minor: int


def sold_at(session: Session, since: date, until: date) -> list[Sold]:
    """Return what was sold in [since, until] by price, where the style has a list price."""
    rows = session.connection().execute(
        text(
            "SELECT l.local_day, p.id, SUM(l.quantity), l.total_minor / l.quantity,"
            " COALESCE(p.list_price_minor, p.price_minor) FROM order_line l"
            " JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id"
            " JOIN sale_order o ON o.id = l.order_id"
            " WHERE l.is_demand AND l.quantity > 0 AND o.kind = 'sale' AND NOT p.is_pseudo"
            " AND COALESCE(p.list_price_minor, p.price_minor) IS NOT NULL"
            " AND l.local_day BETWEEN :since AND :until GROUP BY 1, 2, 4, 5 ORDER BY 1, 2"
        ),
        {"since": since.isoformat(), "until": until.isoformat()},
    )
    return [
        Sold(date.fromisoformat(str(day)), int(p), int(n), int(unit), int(listed))
        for day, p, n, unit, listed in rows
    ]


def promised_orders(session: Session, since: date, until: date) -> list[Order]:
    """Return the sales whose customers were promised a day in [since, until]."""
    query = select(Order).where(
        col(Order.promised_on) >= since,
        col(Order.promised_on) <= until,
        Order.kind == "sale",
        col(Order.status).in_(("paid", "pending")),
    )
    return list(session.exec(query.order_by(col(Order.promised_on), col(Order.id))))


def written_in(session: Session, since: datetime, until: datetime) -> list[Message]:
    """Return what customers wrote in [since, until), closed without an answer left out."""
    query = select(Message).where(
        col(Message.is_from_shop).is_(False),
        col(Message.origin).not_in(("reviews", "surveys", "review", "survey")),
        col(Message.status) != "closed",
        col(Message.written_at) >= since,
        col(Message.written_at) < until,
    )
    return list(session.exec(query.order_by(col(Message.written_at), col(Message.id))))


def copied_in(session: Session, since: datetime, until: datetime) -> list[Reply]:
    """Return the replies copied in [since, until)."""
    query = select(Reply).where(col(Reply.copied_at) >= since, col(Reply.copied_at) < until)
    return list(session.exec(query.order_by(col(Reply.copied_at), col(Reply.id))))


def answers_in_thread(session: Session, thread_key: str, message_id: int, after: datetime) -> list[datetime]:
    """Return when the shop answered a conversation after an instant: lines of its own and copied replies."""
    rows = session.connection().execute(
        text(
            "SELECT m.written_at FROM message m WHERE m.is_from_shop AND m.thread_key = :thread"
            " AND :thread <> '' AND m.written_at > :after UNION ALL"
            " SELECT r.copied_at FROM reply r JOIN message m ON m.id = r.message_id"
            " WHERE r.copied_at > :after AND (m.id = :message OR (m.thread_key = :thread AND :thread <> ''))"
            " ORDER BY 1"
        ),
        {"thread": thread_key, "message": message_id, "after": after.strftime("%Y-%m-%d %H:%M:%S.%f")},
    )
    return [datetime.fromisoformat(f"{str(at)[:19]}+00:00") for (at,) in rows]


def first_arrival(session: Session, variant_id: int, since: date) -> date | None:
    """Return the first day on or after ``since`` on which pieces of a variant came in."""
    day = (
        session.connection()
        .execute(
            text(
                "SELECT MIN(local_day) FROM stock_movement WHERE variant_id = :variant AND pieces > 0"
                " AND kind = 'receipt' AND local_day >= :since"
            ),
            {"variant": variant_id, "since": since.isoformat()},
        )
        .scalar()
    )
    return date.fromisoformat(str(day)) if day else None


def reservation_for(session: Session, message_id: int, variant_id: int | None) -> Reservation | None:
    """Return what was set aside for a message, or of its size."""
    query = select(Reservation).where(
        (col(Reservation.message_id) == message_id)
        | ((col(Reservation.variant_id) == variant_id) & col(Reservation.message_id).is_(None))
    )
    return session.exec(query.order_by(col(Reservation.created_at).desc())).first()


def letters_sent(session: Session, since: datetime, until: datetime) -> list[OutboxLetter]:
    """Return the letters to customers that left in [since, until), oldest first."""
    query = select(OutboxLetter).where(
        OutboxLetter.state == "sent",
        col(OutboxLetter.kind) != "supplier",
        col(OutboxLetter.sent_at) >= since,
        col(OutboxLetter.sent_at) < until,
    )
    return list(session.exec(query.order_by(col(OutboxLetter.sent_at))))
