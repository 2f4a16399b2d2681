"""Suggestions as they were made, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text, update
from sqlmodel import Session, col, delete, select

from shopdesk.store.database import announce
from shopdesk.store.models import PurchaseOrderLine, Suggestion


@dataclass(frozen=True, slots=True)
class KeptSuggestion:
    """A suggestion as stored: frozen inputs, terms and what the owner did."""

    id: int
    made_on: date
    variant_id: int
    supplier_id: int | None
    inputs: dict[str, Any]
    reorder_point: int
    order_up_to: int
    suggested: int
    ordered: int | None
    scored_on: date | None
    score: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """A suggestion to keep."""

    variant_id: int
    supplier_id: int | None
    inputs: dict[str, Any]
    terms: list[dict[str, Any]]
    reorder_point: int
    order_up_to: int
    suggested: int


def keep_suggestions(session: Session, made_on: date, made: Sequence[NewSuggestion]) -> None:
    """Replace the current suggestions.

    Of the former ones stay those that were ordered, and the first of each earlier week that asked for
    something: they are scored later.
    """
    monday = date.fromordinal(made_on.toordinal() - made_on.weekday())
    connection = session.connection()
    used = select(PurchaseOrderLine.suggestion_id).where(col(PurchaseOrderLine.suggestion_id).is_not(None))
    connection.execute(
        delete(Suggestion).where(
            col(Suggestion.is_current),
            col(Suggestion.ordered).is_(None),
            (col(Suggestion.suggested) == 0) | (col(Suggestion.made_on) >= monday),
            col(Suggestion.id).not_in(used),
        )
    )
    connection.execute(update(Suggestion).where(col(Suggestion.is_current)).values(is_current=False))
    day = made_on.isoformat()
    rows = [
        (
            day,
            one.variant_id,
            one.supplier_id,
            json.dumps(one.inputs),
            json.dumps(one.terms),
            one.reorder_point,
            one.order_up_to,
            one.suggested,
        )
        for one in made
    ]
    if rows:
        # Through the driver: SQLAlchemy's bound parameters cost four times the writing itself.
        connection.exec_driver_sql(
            "INSERT INTO suggestion (made_on, variant_id, supplier_id, inputs, terms, reorder_point,"
            " order_up_to, suggested, is_current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
            rows,
        )
        announce(session, "suggestion")


def current_suggestions(session: Session) -> list[KeptSuggestion]:
    """Return the suggestions as they stand, by variant."""
    found = session.exec(
        select(Suggestion).where(col(Suggestion.is_current)).order_by(col(Suggestion.variant_id))
    )
    return [_kept(row) for row in found]


def due_for_score(session: Session, made_until: date) -> list[KeptSuggestion]:
    """Return the suggestions made on or before a day that asked for something and have no score yet."""
    found = session.exec(
        select(Suggestion)
        .where(
            Suggestion.made_on <= made_until,
            col(Suggestion.scored_on).is_(None),
            (col(Suggestion.suggested) > 0) | col(Suggestion.ordered).is_not(None),
        )
        .order_by(col(Suggestion.id))
    )
    return [_kept(row) for row in found]


def keep_scores(session: Session, scored_on: date, scores: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """Write the score of each suggestion, by id."""
    rows = [{"id": key, "score": json.dumps(score), "day": scored_on.isoformat()} for key, score in scores]
    if rows:
        session.connection().execute(
            text("UPDATE suggestion SET score = :score, scored_on = :day WHERE id = :id"), rows
        )
        announce(session, "suggestion")


def mark_ordered(session: Session, suggestion_id: int, pieces: int | None) -> None:
    """Note on a suggestion what the owner ordered instead; None takes the note back."""
    found = session.get(Suggestion, suggestion_id)
    if found is not None:
        found.ordered = pieces
        session.add(found)


def scores_since(session: Session, since: date) -> list[KeptSuggestion]:
    """Return the suggestions scored on or after a day."""
    found = session.exec(
        select(Suggestion).where(col(Suggestion.scored_on) >= since).order_by(col(Suggestion.id))
    )
    return [_kept(row) for row in found]


def _kept(row: Suggestion) -> KeptSuggestion:
    return KeptSuggestion(
        id=row.id or 0,
        made_on=row.made_on,
        variant_id=row.variant_id,
        supplier_id=row.supplier_id,
        inputs=row.inputs or {},
        reorder_point=row.reorder_point,
        order_up_to=row.order_up_to,
        suggested=row.suggested,
        ordered=row.ordered,
        scored_on=row.scored_on,
        score=row.score,
    )
