"""What the owner typed over suggestions, and asked for by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from shopdesk.store.models import DismissedSuggestion, SizeRequest


@dataclass(frozen=True, slots=True)
class Edit:
    """What the owner typed over a suggestion; ``pieces`` None = nothing typed."""

    pieces: int | None
    is_left_out: bool
    edited_at: datetime


def edits(session: Session) -> dict[int, Edit]:
    """Return the owner's edits by variant."""
    return {
        row.variant_id: Edit(row.pieces, row.is_left_out, row.edited_at)
        for row in session.exec(select(DismissedSuggestion))
    }


def put_edit(session: Session, variant_id: int, edit: Edit) -> None:
    """Keep an edit, replacing the former one of its variant; an empty one removes it."""
    clear_edits(session, [variant_id])
    if edit.pieces is not None or edit.is_left_out:
        session.add(
            DismissedSuggestion(
                variant_id=variant_id,
                pieces=edit.pieces,
                is_left_out=edit.is_left_out,
                edited_at=edit.edited_at,
            )
        )


def clear_edits(session: Session, variants: Sequence[int]) -> None:
    """Forget the edits of some variants."""
    session.exec(delete(DismissedSuggestion).where(col(DismissedSuggestion.variant_id).in_(variants)))
    session.flush()


def size_requests(session: Session) -> dict[int, int]:
    """Return the pieces the owner asked for by hand, by variant."""
    return {row.variant_id: row.pieces for row in session.exec(select(SizeRequest))}


def add_size_requests(session: Session, pieces: dict[int, int], at: datetime) -> None:
    """Ask for at least so many pieces of some variants in the next order."""
    clear_size_requests(session, list(pieces))
    session.add_all(
        SizeRequest(variant_id=variant, pieces=wanted, added_at=at)
        for variant, wanted in pieces.items()
        if wanted > 0
    )


def clear_size_requests(session: Session, variants: Sequence[int]) -> None:
    """Forget what was asked for by hand of some variants."""
    session.exec(delete(SizeRequest).where(col(SizeRequest.variant_id).in_(variants)))
    session.flush()
