"""Fixed points of the ledger, as imports write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import text
from sqlmodel import Session

from shopdesk.store.database import announce
from shopdesk.store.imports import images


@dataclass(frozen=True, slots=True)
class Point:
    """What stood in one place at one moment."""

    variant_id: int
    location_id: int
    on_hand: int
    committed: int | None
    at: datetime
    local_day: date
    is_opening: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many points were new, other than known, and known."""

    new: int
    changed: int
    same: int


def families(session: Session, variants: Iterable[int]) -> dict[int, int]:
    """Return variant → style for every variant of the styles these variants belong to."""
    rows = session.connection().execute(
        text(
            "SELECT v.id, v.product_id FROM variant v WHERE v.state <> 'discontinued' AND v.product_id IN ("
            " SELECT w.product_id FROM variant w WHERE w.id IN (SELECT value FROM json_each(:ids)))"
        ),
        {"ids": json.dumps(sorted(set(variants)))},
    )
    return {row[0]: row[1] for row in rows}


def write(session: Session, points: Sequence[Point], batch_id: int) -> Counts:
    """Write imported fixed points; one of a variant, place and moment replaces the former.

    Two rows of one file for the same variant, place and moment add up: they are two shelves of it.
    """
    _stage(session, points)
    run = session.connection().execute
    images.keep(
        session, batch_id, "stock_snapshot", "SELECT snapshot_id FROM stage_point WHERE verdict = 'changed'"
    )
    run(
        text(
            "UPDATE stock_snapshot SET on_hand = p.on_hand, committed = p.committed,"
            " is_opening = p.is_opening FROM stage_point p"
            " WHERE p.snapshot_id = stock_snapshot.id AND p.verdict = 'changed'"
        )
    )
    run(
        text(
            "INSERT INTO stock_snapshot (variant_id, location_id, on_hand, committed, at, local_day,"
            " is_opening, kind, note, batch_id) SELECT variant_id, location_id, on_hand, committed, at,"
            " local_day, is_opening, 'import', '', :batch FROM stage_point WHERE verdict IS NULL"
        ),
        {"batch": batch_id},
    )
    same = "SELECT snapshot_id FROM stage_point WHERE verdict = 'same'"
    images.claim(session, batch_id, "stock_snapshot", same)
    rows = run(text("SELECT COALESCE(verdict, 'new'), COUNT(*) FROM stage_point GROUP BY 1"))
    found = {row[0]: row[1] for row in rows}
    announce(session, "stock_snapshot")
    return Counts(found.get("new", 0), found.get("changed", 0), found.get("same", 0))


def _stage(session: Session, points: Sequence[Point]) -> None:
    """Lay the points in a table of their own, each beside the stored one that it replaces."""
    run = session.connection().execute
    run(
        text(
            "CREATE TEMP TABLE stage_point (variant_id, location_id, on_hand, committed, at, local_day,"
            " is_opening, snapshot_id INTEGER, verdict TEXT)"
        )
    )
    whole = _added_up(points)
    if whole:
        raw = session.connection().connection.dbapi_connection
        raw.executemany(  # type: ignore[union-attr]
            "INSERT INTO stage_point (variant_id, location_id, at, on_hand, committed, local_day, is_opening)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            whole,
        )
    run(
        text(
            "UPDATE stage_point SET snapshot_id = s.id, verdict = CASE WHEN s.on_hand = stage_point.on_hand"
            " AND s.committed IS stage_point.committed AND s.is_opening = stage_point.is_opening"
            " THEN 'same' ELSE 'changed' END FROM stock_snapshot s"
            " WHERE s.variant_id = stage_point.variant_id AND s.location_id = stage_point.location_id"
            " AND s.at = stage_point.at AND s.kind = 'import'"
        )
    )


def _added_up(points: Sequence[Point]) -> list[tuple[object, ...]]:
    whole: dict[tuple[int, int, str], list[object]] = {}
    for p in points:
        at = p.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        row = whole.get((p.variant_id, p.location_id, at))
        if row is None:
            day = p.local_day.isoformat()
            whole[p.variant_id, p.location_id, at] = [p.on_hand, p.committed, day, p.is_opening]
        else:
            row[0] = int(row[0]) + p.on_hand  # type: ignore[call-overload]
            row[1] = _sum(row[1], p.committed)
    return [(*key, *row) for key, row in whole.items()]


def _sum(one: object, other: int | None) -> int | None:
    if not isinstance(one, int):
        return other
    return one + (other or 0)
