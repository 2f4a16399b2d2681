"""Receipts of purchase orders brought from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import insert, text
from sqlmodel import Session, col

from shopdesk.store.imports import images
from shopdesk.store.models import Receipt, ReceiptLine


def set_received(
    session: Session, order: int, came: Mapping[int, int], when: tuple[datetime, date], batch_id: int
) -> None:
    """Note the pieces of each order line that came and are not noted yet.

    Args:
        session: Where to write.
        order: The purchase order.
        came: Pieces in all by order line.
        when: Instant and local day of the arrival.
        batch_id: The batch that says so.
    """
    run = session.connection().execute
    rows = run(
        text(
            "SELECT l.purchase_order_line_id, SUM(l.pieces) FROM receipt_line l"
            " JOIN receipt r ON r.id = l.receipt_id WHERE r.purchase_order_id = :id GROUP BY 1"
        ),
        {"id": order},
    )
    known = {row[0]: row[1] for row in rows}
    more = {line: pieces - known.get(line, 0) for line, pieces in came.items()}
    more = {line: pieces for line, pieces in more.items() if pieces > 0}
    if not more:
        return
    head = {"purchase_order_id": order, "received_at": when[0], "local_day": when[1], "note": ""}
    receipt = run(insert(Receipt).returning(col(Receipt.id)), head).scalar_one()
    images.created(session, batch_id, "receipt", f"SELECT {receipt} AS id")
    last = run(text("SELECT COALESCE(MAX(id), 0) FROM receipt_line")).scalar_one()
    lines = [
        {"receipt_id": receipt, "purchase_order_line_id": line, "pieces": pieces}
        for line, pieces in more.items()
    ]
    run(insert(ReceiptLine), lines)
    images.created(session, batch_id, "receipt_line", f"SELECT id FROM receipt_line WHERE id > {int(last)}")
