"""Questions about what to order: what is sold and by whom it is supplied, demand by day, kept suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text, update
from sqlmodel import Session, col, delete, select

from shopdesk.store.database import announce
from shopdesk.store.models import DismissedSuggestion, PurchaseOrderLine, SizeRequest, Suggestion
from shopdesk.store.packed import pieces_by_day

Ints = NDArray[np.int64]
_JULIAN_OF_DAY_0 = 1_721_424.5
"""Julian day of the proleptic ordinal 0, so that SQLite's julianday becomes ``date.toordinal``."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One variant that may be ordered: its style and how its first supplier sells it.

    Attributes:
        cost_minor: What a piece costs us: the supplier's figure, else the variant's; None = not known.
        price_minor: What a piece sells for; None = not known.
        pack: Pieces per pack, 1 or more.
        supplier_id: None = nobody is named.
        is_ordered: False for what is no longer bought.
    """

    variant_id: int
    product_id: int
    sku: str
    product: str
    color: str
    size: str
    category: str
    gender: str
    code: str
    cost_minor: int | None
    price_minor: int | None
    currency: str
    pack: int
    minimum: int
    supplier_id: int | None
    supplier_sku: str
    is_ordered: bool
    first_seen_on: date | None


def catalogue(session: Session) -> list[CatalogueRow]:
    """Return every stocked variant, styles by name and sizes in order."""
    rows = session.connection().execute(
        text(
            "SELECT v.id AS variant_id, p.id AS product_id, COALESCE(v.sku, '') AS sku, p.name AS product,"
            " p.color, v.size, p.category, p.gender, p.code,"
            " COALESCE(i.cost_minor, v.cost_minor) AS cost_minor,"
            " COALESCE(v.price_minor, p.price_minor) AS price_minor,"
            " COALESCE(NULLIF(i.currency, ''), NULLIF(v.currency, ''), p.currency) AS currency,"
            " MAX(COALESCE(i.pack, 1), 1) AS pack, COALESCE(i.minimum_order, 0) AS minimum, i.supplier_id,"
            " COALESCE(i.supplier_sku, '') AS supplier_sku,"
            " v.state <> 'discontinued' AND p.state <> 'discontinued' AS is_ordered, p.first_seen_on"
            " FROM variant v JOIN product p ON p.id = v.product_id"
            " LEFT JOIN supplier_item i ON i.id = (SELECT x.id FROM supplier_item x WHERE x.variant_id = v.id"
            "  ORDER BY x.is_preferred DESC, x.id LIMIT 1)"
            " WHERE NOT p.is_pseudo AND p.merged_into_id IS NULL"
            " ORDER BY p.name_key, p.color_key, p.id, v.size_order, v.size, v.id"
        )
    )
    return [
        CatalogueRow(
            **{**row, "is_ordered": bool(row["is_ordered"]), "first_seen_on": _day(row["first_seen_on"])}
        )
        for row in rows.mappings()
    ]


def moved_by_exchange(session: Session, since: date, until: date) -> tuple[Ints, Ints, Ints]:
    """Return (variant id, day ordinal, signed pieces) by which exchanges move demand in [since, until].

    The pieces leave the size given back for the size kept, on the day of the first order; what simply came
    back was asked for all the same.
    """
    moved = session.connection().execute(
        text(
            "SELECT variant_id, kept_variant_id, quantity,"
            " CAST(julianday(COALESCE(ordered_on, returned_on)) - :zero AS INTEGER) FROM return_line WHERE"
            " kept_variant_id IS NOT NULL AND COALESCE(ordered_on, returned_on) BETWEEN :since AND :until"
        ),
        {"since": since.isoformat(), "until": until.isoformat(), "zero": _JULIAN_OF_DAY_0},
    )
    swaps = np.array([tuple(row) for row in moved], dtype=np.int64).reshape(-1, 4)
    return (
        np.concatenate([swaps[:, 0], swaps[:, 1]]),
        np.concatenate([swaps[:, 3], swaps[:, 3]]),
        np.concatenate([-swaps[:, 2], swaps[:, 2]]),
    )


def sold_by_day(session: Session, since: date, until: date) -> tuple[Ints, Ints, Ints]:
    """Return (variant id, day ordinal, pieces) sold in [since, until]."""
    return pieces_by_day(
        session,
        "FROM order_line WHERE is_demand AND variant_id IS NOT NULL AND local_day BETWEEN :since AND :until",
        {"since": since.isoformat(), "until": until.isoformat()},
    )


def demand_span(session: Session) -> tuple[date, date] | None:
    """Return the first and last local day with a sale, None in a shop without sales."""
    first, last = session.connection().execute(
        text("SELECT MIN(local_day), MAX(local_day) FROM sale_order WHERE kind = 'sale'")
    ).one()
    return (date.fromisoformat(first), date.fromisoformat(last)) if first else None


def demand_by_channel(session: Session, since: date, until: date) -> list[tuple[str, int, int]]:
    """Return (channel name, day ordinal, pieces) asked for in [since, until]."""
    rows = session.connection().execute(
        text(
            "SELECT COALESCE(c.name, ''), CAST(julianday(l.local_day) - :zero AS INTEGER), SUM(l.quantity)"
            " FROM order_line l LEFT JOIN channel c ON c.id = l.channel_id WHERE l.is_demand"
            " AND l.variant_id IS NOT NULL AND l.local_day BETWEEN :since AND :until"
            " GROUP BY c.name, l.local_day"
        ),
        {"since": since.isoformat(), "until": until.isoformat(), "zero": _JULIAN_OF_DAY_0},
    )
    return [(name, day, pieces) for name, day, pieces in rows]


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


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
