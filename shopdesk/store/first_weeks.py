"""What a new shop has already done, asked in one go."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text
from sqlmodel import Session

_QUESTIONS: Mapping[str, str] = {
    "orders": "SELECT COUNT(*) FROM sale_order WHERE kind = 'sale'",
    "snapshots": "SELECT COUNT(*) FROM stock_snapshot WHERE undone_at IS NULL",
    "variants": "SELECT COUNT(*) FROM variant",
    "costed": "SELECT COUNT(*) FROM variant WHERE cost_minor IS NOT NULL",
    "suppliers": "SELECT COUNT(*) FROM supplier",
    "timed": "SELECT COUNT(*) FROM supplier WHERE lead_days IS NOT NULL",
    "counts": (
        "SELECT COUNT(DISTINCT variant_id) FROM stock_snapshot WHERE kind = 'count' AND undone_at IS NULL"
    ),
    "purchase_orders": "SELECT COUNT(*) FROM purchase_order",
    "sent": "SELECT COUNT(*) FROM outbox_letter WHERE state = 'sent'",
    "policies": "SELECT COUNT(DISTINCT name) FROM policy WHERE name IN ('envio', 'cambios')",
    "answered": "SELECT COUNT(*) FROM message WHERE answered_at IS NOT NULL",
}


def done(session: Session) -> dict[str, int]:
    """Return how much there is of each thing a first month brings."""
    run = session.connection().execute
    return {name: int(run(text(question)).scalar() or 0) for name, question in _QUESTIONS.items()}
