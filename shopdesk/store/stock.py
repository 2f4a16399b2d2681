"""Questions about the stock ledger: fixed points, pieces that moved, what is promised to whom.

Sales are read from ``order_line`` (rows with ``is_demand``), everything else from ``stock_movement``.
A sale at exactly local midnight has a date alone: it comes after any count of its day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

LONG_AGO = date(1, 1, 1)
IS_DATE_ALONE = "strftime('%H:%M:%S', o.placed_at, o.utc_offset_minutes || ' minutes') = '00:00:00'"


@dataclass(frozen=True, slots=True)
class LastPoint:
    """The newest fixed point of one variant in one place.

    Attributes:
        at: Aware, UTC; local midnight where ``is_opening``.
        committed: As the file said, or None.
    """

    variant_id: int
    location_id: int
    on_hand: int
    committed: int | None
    at: datetime
    local_day: date
    is_opening: bool


@dataclass(frozen=True, slots=True)
class Since:
    """From when on a variant's pieces count: after a fixed point, or always."""

    variant_id: int
    local_day: date = LONG_AGO
    at: datetime | None = None
    is_opening: bool = True

    def row(self) -> tuple[int, str, str | None, int]:
        """Return it as a row of a JSON table."""
        at = None if self.at is None else _stored(self.at)
        return self.variant_id, self.local_day.isoformat(), at, int(self.is_opening)


def last_points(session: Session, until: date, variants: Sequence[int] | None = None) -> list[LastPoint]:
    """Return the newest fixed point per variant and active place, at or before a local day."""
    rows = session.connection().execute(
        text(
            "SELECT variant_id, location_id, on_hand, committed, at, local_day, is_opening FROM ("
            " SELECT s.*, ROW_NUMBER() OVER (PARTITION BY variant_id, location_id"
            "  ORDER BY at DESC, kind = 'import', s.id DESC) AS place"
            " FROM stock_snapshot s JOIN location l ON l.id = s.location_id AND l.is_active"
            " WHERE s.undone_at IS NULL AND s.local_day <= :until"
            "  AND (:ids IS NULL OR variant_id IN (SELECT value FROM json_each(:ids)))"
            ") WHERE place = 1 ORDER BY variant_id, location_id"
        ),
        {"until": until.isoformat(), "ids": _ids(variants)},
    )
    return [
        LastPoint(v, loc, n, c, _aware(at), date.fromisoformat(day), bool(opening))
        for v, loc, n, c, at, day, opening in rows
    ]


def sold_since(session: Session, since: Iterable[Since], until: date) -> dict[int, int]:
    """Return pieces sold per variant after its moment, up to a local day (inclusive)."""
    points = json.dumps([one.row() for one in since])
    found: dict[int, int] = {}
    for statement in (_SOLD_LATER_DAYS, _SOLD_SAME_DAY):
        for variant, pieces in session.connection().execute(
            text(statement), {"points": points, "until": until.isoformat()}
        ):
            found[variant] = found.get(variant, 0) + pieces
    return found


_POINTS = (
    "WITH p AS (SELECT json_extract(value, '$[0]') AS variant_id, json_extract(value, '$[1]') AS day,"
    " json_extract(value, '$[2]') AS at, json_extract(value, '$[3]') AS opening,"
    " json_extract(value, '$[4]') AS location_id, json_extract(value, '$[5]') AS sells"
    " FROM json_each(:points)) "
)
_SOLD_LATER_DAYS = f"""{_POINTS}
SELECT p.variant_id, SUM(l.quantity) FROM p CROSS JOIN order_line l ON l.variant_id = p.variant_id
 AND (l.local_day > p.day OR (p.opening AND l.local_day = p.day)) AND l.local_day <= :until
WHERE l.is_demand GROUP BY p.variant_id"""
_SOLD_SAME_DAY = f"""{_POINTS}
SELECT p.variant_id, SUM(l.quantity) FROM p CROSS JOIN order_line l ON l.variant_id = p.variant_id
 AND l.local_day = p.day JOIN sale_order o ON o.id = l.order_id
WHERE NOT p.opening AND l.is_demand AND l.local_day <= :until AND (o.placed_at > p.at OR {IS_DATE_ALONE})
GROUP BY p.variant_id"""
_MOVED = f"""{_POINTS}
SELECT m.variant_id, SUM(m.pieces) FROM stock_movement m
LEFT JOIN p ON p.variant_id = m.variant_id AND p.location_id = m.location_id
LEFT JOIN p q ON q.variant_id = m.variant_id AND q.sells
WHERE m.superseded_by_id IS NULL AND m.local_day <= :until AND (COALESCE(p.day, q.day) IS NULL
 OR m.local_day > COALESCE(p.day, q.day) OR (m.local_day = COALESCE(p.day, q.day)
 AND (COALESCE(p.opening, q.opening) OR m.happened_at > COALESCE(p.at, q.at))))
GROUP BY m.variant_id"""
_UNSENT = f"""{_POINTS}
SELECT l.variant_id, SUM(l.quantity) FROM sale_order o JOIN order_line l
 ON l.order_id = o.id AND l.is_demand JOIN p ON p.variant_id = l.variant_id
WHERE o.promised_on IS NOT NULL AND o.shipped_on IS NULL AND o.delivered_on IS NULL
 AND o.status IN ('paid', 'pending') AND (o.local_day < p.day
  OR (o.local_day = p.day AND NOT p.opening AND o.placed_at <= p.at AND NOT {IS_DATE_ALONE}))
GROUP BY l.variant_id"""


def moved_since(session: Session, since: Iterable[tuple[int, Since, bool]], until: date) -> dict[int, int]:
    """Return pieces that moved per variant, sales apart, each after the moment of its place.

    Pieces that moved in a place where the variant was never counted go by the place it sells from.

    Args:
        session: Where to read.
        since: Place, moment, and whether the variant sells from there; without one all pieces count.
        until: Last local day (inclusive).
    """
    points = json.dumps([(*moment.row(), place, int(sells)) for place, moment, sells in since])
    rows = session.connection().execute(text(_MOVED), {"points": points, "until": until.isoformat()})
    return {row[0]: row[1] for row in rows}


def complete_ledgers(session: Session) -> set[int]:
    """Return the variants of which nothing left before the first pieces were recorded as coming in."""
    rows = session.connection().execute(
        text(
            "SELECT m.variant_id FROM stock_movement m WHERE m.superseded_by_id IS NULL"
            " GROUP BY m.variant_id HAVING MIN(CASE WHEN m.pieces > 0 THEN m.local_day END) <= COALESCE(MIN("
            "  MIN(m.local_day), (SELECT MIN(l.local_day) FROM order_line l"
            "   WHERE l.variant_id = m.variant_id AND l.is_demand)), MIN(m.local_day))"
        )
    )
    return {row[0] for row in rows}


def unsent(session: Session, since: Iterable[Since]) -> dict[int, int]:
    """Return pieces per variant of promised orders not sent yet that were sold before its fixed point.

    Later ones are out of the balance already.
    """
    points = json.dumps([one.row() for one in since])
    rows = session.connection().execute(text(_UNSENT), {"points": points})
    return {row[0]: row[1] for row in rows}


def on_order(session: Session) -> dict[int, tuple[int, date | None]]:
    """Return per variant the pieces ordered and not here yet, and the first day promised for any."""
    rows = session.connection().execute(
        text(
            "SELECT variant_id, SUM(pieces), MIN(promised_on) FROM ("
            " SELECT l.variant_id, o.promised_on, l.ordered - l.cancelled - COALESCE(("
            "   SELECT SUM(r.pieces) FROM receipt_line r WHERE r.purchase_order_line_id = l.id), 0) AS pieces"
            " FROM purchase_order_line l JOIN purchase_order o ON o.id = l.purchase_order_id"
            " WHERE o.state IN ('placed', 'confirmed', 'partial')"
            ") WHERE pieces > 0 GROUP BY variant_id"
        )
    )
    return {v: (n, date.fromisoformat(day) if day else None) for v, n, day in rows}


def reserved(session: Session, today: date) -> dict[int, int]:
    """Return pieces set aside per variant that are still held today (the last day included)."""
    rows = session.connection().execute(
        text(
            "SELECT variant_id, SUM(pieces) FROM reservation WHERE released_at IS NULL"
            " AND (until IS NULL OR until >= :today) GROUP BY variant_id"
        ),
        {"today": today.isoformat()},
    )
    return {row[0]: row[1] for row in rows}


def sales_imports(session: Session) -> list[tuple[datetime, datetime]]:
    """Return (newest sale in the file, moment of the import) of each sales file that stands, no repeats."""
    rows = session.connection().execute(
        text(
            "SELECT last_at, created_at FROM import_batch WHERE kind = 'sales' AND undone_at IS NULL"
            " AND last_at IS NOT NULL AND duplicate_of_id IS NULL"
        )
    )
    return [(_aware(last), _aware(made)) for last, made in rows]


def variants(session: Session, ids: Sequence[int] | None = None) -> list[dict[str, Any]]:
    """Return the stocked variants with their style: no tips or wrapping, nothing merged away."""
    rows = session.connection().execute(
        text(
            "SELECT v.id AS variant_id, v.product_id, COALESCE(v.sku, '') AS sku, p.name AS product, p.color,"
            " v.size, v.state, v.available_on, p.state AS product_state,"
            " p.available_on AS product_available_on"
            " FROM variant v JOIN product p ON p.id = v.product_id"
            " WHERE NOT p.is_pseudo AND p.merged_into_id IS NULL"
            "  AND (:ids IS NULL OR v.id IN (SELECT value FROM json_each(:ids)))"
            " ORDER BY p.name_key, p.color_key, v.size_order, v.size, v.id"
        ),
        {"ids": _ids(ids)},
    )
    return [dict(row) for row in rows.mappings()]


def codes(session: Session) -> list[tuple[str, int]]:
    """Return (code, variant): SKUs first, then other channels' codes, then barcodes."""
    rows = session.connection().execute(
        text(
            "SELECT sku, id FROM variant WHERE sku <> ''"
            " UNION ALL SELECT value_key, variant_id FROM variant_alias WHERE kind = 'sku'"
            " UNION ALL SELECT barcode, id FROM variant WHERE barcode <> ''"
        )
    )
    return [(row[0], row[1]) for row in rows]


def prices(session: Session) -> dict[int, int]:
    """Return the price in minor units of each variant that has one, its style's where it has none."""
    rows = session.connection().execute(
        text(
            "SELECT v.id, COALESCE(v.price_minor, p.price_minor) FROM variant v"
            " JOIN product p ON p.id = v.product_id WHERE COALESCE(v.price_minor, p.price_minor) IS NOT NULL"
        )
    )
    return {row[0]: row[1] for row in rows}


def locations(session: Session) -> list[tuple[int, str]]:
    """Return the active places, the oldest first: it is where counter sales leave from."""
    rows = session.connection().execute(text("SELECT id, name FROM location WHERE is_active ORDER BY id"))
    return [(row[0], row[1]) for row in rows]


def _ids(ids: Sequence[int] | None) -> str | None:
    return None if ids is None else json.dumps([int(one) for one in ids])


@lru_cache(maxsize=4096)
def _stored(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _aware(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
