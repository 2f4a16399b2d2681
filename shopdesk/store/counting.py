"""The count under way: drafts kept until applied, and taking an applied count back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, delete, select

from shopdesk.store.models import CountDraft, StockSnapshot


@dataclass(frozen=True, slots=True)
class Draft:
    """Pieces counted of a variant and not applied yet."""

    variant_id: int
    pieces: int
    counted_at: datetime


def drafts(session: Session) -> list[Draft]:
    """Return the count under way, in the order it was made."""
    found = session.exec(select(CountDraft).order_by(col(CountDraft.counted_at), col(CountDraft.id)))
    return [Draft(row.variant_id, row.pieces, row.counted_at) for row in found]


def put_draft(session: Session, variant_id: int, pieces: int | None, at: datetime) -> None:
    """Keep what was counted of a variant; None takes it off the count."""
    clear_drafts(session, [variant_id])
    if pieces is not None:
        session.add(CountDraft(variant_id=variant_id, pieces=pieces, counted_at=at))


def clear_drafts(session: Session, variants: Sequence[int]) -> None:
    """Forget drafts."""
    session.exec(delete(CountDraft).where(col(CountDraft.variant_id).in_(variants)))
    session.flush()


def newest_snapshot(session: Session) -> int:
    """Return the id of the newest fixed point, 0 without any."""
    found = session.connection().execute(text("SELECT COALESCE(MAX(id), 0) FROM stock_snapshot")).scalar_one()
    return int(found)


def counted_since(session: Session, snapshot_id: int) -> list[int]:
    """Return the ids of counts made after a fixed point."""
    query = select(StockSnapshot.id).where(
        col(StockSnapshot.id) > snapshot_id,
        StockSnapshot.kind == "count",
        col(StockSnapshot.undone_at).is_(None),
    )
    return [one for one in session.exec(query) if one is not None]


def undo_counts(session: Session, snapshots: Sequence[int]) -> None:
    """Delete counts: stock goes on from the fixed points before them."""
    session.exec(delete(StockSnapshot).where(col(StockSnapshot.id).in_(snapshots)))


def note_reason(session: Session, snapshots: Sequence[int], reason: str) -> None:
    """Write on counts where the difference went."""
    for row in session.exec(select(StockSnapshot).where(col(StockSnapshot.id).in_(snapshots))):
        row.note = reason
        session.add(row)
