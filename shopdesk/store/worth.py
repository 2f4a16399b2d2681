"""Questions behind what customers are worth: what they said, what a return brings, who had a letter."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
from sqlmodel import Session, col, select

from shopdesk.store.cycles import OCCASION
from shopdesk.store.frames import as_days, day_number, read_whole
from shopdesk.store.models import HoldOut, Message, OutboxLetter, SurveyAnswer


def said(session: Session) -> list[tuple[int, datetime, str]]:
    """Return (customer, instant, text) of every message, review and survey answer of a known customer."""
    messages = session.exec(
        select(col(Message.customer_id), col(Message.written_at), col(Message.text)).where(
            col(Message.customer_id).is_not(None), ~col(Message.is_from_shop)
        )
    ).all()
    found = [(int(who), at, words) for who, at, words in messages if who is not None]
    answers = session.exec(select(SurveyAnswer).where(col(SurveyAnswer.customer_id).is_not(None))).all()
    for row in answers:
        words = ". ".join(part for part in (row.how_it_went, row.what_next, row.sentence) if part)
        if words and row.customer_id is not None:
            found.append((row.customer_id, row.answered_at, words))
    return found


def margins(session: Session, currency: str) -> pd.DataFrame:
    """Return ``customer``, ``day`` and ``minor``, what an occasion's lines came to less their cost.

    A row an order in one currency; orders with a line of unknown cost are left out.
    """
    customer, day, minor = read_whole(
        session,
        ("customer", "day", "minor"),
        f"FROM (SELECT o.customer_id AS customer, {day_number('o.local_day')} AS day,"
        "  SUM(l.total_minor - v.cost_minor * l.quantity) AS minor, SUM(v.cost_minor IS NULL) AS unknown"
        "  FROM sale_order o JOIN order_line l ON l.order_id = o.id"
        "  LEFT JOIN variant v ON v.id = l.variant_id"
        f"  WHERE {OCCASION} AND o.currency = :currency AND l.quantity > l.refunded_quantity"
        "  GROUP BY o.id) WHERE unknown = 0",
        currency=currency,
    )
    return pd.DataFrame({"customer": customer, "day": as_days(day), "minor": minor})


def written_to(session: Session, flow: str, since: datetime) -> list[tuple[int, datetime]]:
    """Return (customer, instant) of a flow's letters that left since an instant, each customer's first."""
    rows = session.exec(
        select(col(OutboxLetter.customer_id), col(OutboxLetter.sent_at))
        .where(
            OutboxLetter.flow == flow,
            col(OutboxLetter.customer_id).is_not(None),
            col(OutboxLetter.sent_at) >= since,
        )
        .order_by(col(OutboxLetter.sent_at))
    ).all()
    first: dict[int, datetime] = {}
    for who, at in rows:
        if who is not None and at is not None:
            first.setdefault(int(who), at)
    return list(first.items())


def held_out(session: Session, flow: str) -> list[tuple[int, date]]:
    """Return (customer, day) of those who were left out at random of a letter that was due to them."""
    asked = select(col(HoldOut.customer_id), col(HoldOut.since)).where(HoldOut.flow == flow)
    rows = session.exec(asked).all()
    return [(int(who), since) for who, since in rows if who is not None]


def hold_out(session: Session, flow: str, customers: list[int], since: date) -> None:
    """Note that customers were left out of a flow today; those noted before stay as they are."""
    known = {who for who, _ in held_out(session, flow)}
    session.add_all(
        HoldOut(flow=flow, customer_id=who, since=since)
        for who in dict.fromkeys(customers)
        if who not in known
    )
