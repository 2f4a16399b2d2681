"""The whole stock ledger as frames, for day-by-day work; ``store.stock`` answers about today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from shopdesk.store.packed import pieces_by_day
from shopdesk.store.stock import IS_DATE_ALONE

_POINTS = f"""
SELECT s.variant_id, s.location_id, s.local_day, s.on_hand, s.is_opening,
 CASE WHEN s.is_opening THEN 0 ELSE COALESCE((SELECT SUM(l.quantity) FROM order_line l
  JOIN sale_order o ON o.id = l.order_id WHERE l.variant_id = s.variant_id AND l.local_day = s.local_day
  AND l.is_demand AND (o.placed_at > s.at OR {IS_DATE_ALONE})), 0) END,
 CASE WHEN s.is_opening THEN 0 ELSE COALESCE((SELECT SUM(m.pieces) FROM stock_movement m
  WHERE m.variant_id = s.variant_id AND m.location_id = s.location_id AND m.local_day = s.local_day
  AND m.superseded_by_id IS NULL AND m.happened_at > s.at), 0) END
FROM stock_snapshot s JOIN location p ON p.id = s.location_id AND p.is_active
WHERE s.undone_at IS NULL ORDER BY s.at, s.kind = 'count', s.id"""


def all_points(session: Session) -> pd.DataFrame:
    """Return every fixed point as the opening of a day.

    Columns: variant_id, location_id (int), day (ordinal), on_hand (int), sold_after and moved_after (int):
    pieces of the count's own day after its hour, already the next day's business. A count taken at an hour
    stands at the next day's opening. Sorted so that of two points of one place and day the later comes last.
    """
    rows = session.connection().execute(text(_POINTS)).all()
    columns = ["variant_id", "location_id", "local_day", "on_hand", "is_opening", "sold_after", "moved_after"]
    frame = _by_day(rows, columns)
    frame["day"] += (frame["is_opening"] == 0).astype("int64")
    return frame.drop(columns="is_opening")


def daily_sales(session: Session, until: date | None = None) -> pd.DataFrame:
    """Return pieces that left by sales: variant_id, pieces (positive), day (ordinal), a row per day."""
    variant, day, pieces = pieces_by_day(
        session,
        "FROM order_line WHERE is_demand AND variant_id IS NOT NULL"
        " AND (:until IS NULL OR local_day <= :until)",
        {"until": until.isoformat() if until else None},
    )
    return pd.DataFrame({"variant_id": variant, "pieces": pieces, "day": day})


def daily_movements(session: Session) -> pd.DataFrame:
    """Return pieces moved otherwise: variant_id, location_id, pieces (signed), day (ordinal)."""
    rows = session.connection().execute(
        text(
            "SELECT variant_id, location_id, local_day, SUM(pieces) FROM stock_movement"
            " WHERE superseded_by_id IS NULL GROUP BY variant_id, location_id, local_day"
        )
    )
    return _by_day(rows.all(), ["variant_id", "location_id", "local_day", "pieces"])


def _by_day(rows: Sequence[Any], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame.from_records([tuple(row) for row in rows], columns=columns)
    known = {day: date.fromisoformat(day).toordinal() for day in frame["local_day"].unique()}
    frame["day"] = frame["local_day"].map(known).astype("int64")
    numbers = [c for c in columns if c != "local_day"]
    return frame[[*numbers, "day"]].astype("int64")
