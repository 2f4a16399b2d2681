"""Counts, adjustments and reservations, as the owner puts them in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session, col, select

from shopdesk.domain.naming import name_key
from shopdesk.store.models import Location, Reservation, StockMovement, StockSnapshot

_STORED = "%Y-%m-%d %H:%M:%S.%f"


def find_variant(session: Session, code: str) -> int | None:
    """Return the variant of a SKU, of another channel's SKU, or of a barcode."""
    found: int | None = (
        session.connection()
        .execute(
            text(
                "SELECT id FROM (SELECT id, 0 AS place FROM variant WHERE sku = :code"
                " UNION ALL SELECT id, 1 FROM variant WHERE lower(sku) = lower(:code)"
                " UNION ALL SELECT variant_id, 2 FROM variant_alias WHERE kind = 'sku' AND value_key = :key"
                " UNION ALL SELECT id, 3 FROM variant WHERE barcode = :code AND barcode <> '')"
                " ORDER BY place LIMIT 1"
            ),
            {"code": code.strip(), "key": name_key(code)},
        )
        .scalar_one_or_none()
    )
    return found


def after_all(session: Session, now: datetime) -> datetime:
    """Return now, or the instant just after what was typed within this very second.

    Typing a count and then a sale at one tick of the clock (a frozen one above all) must keep their order.
    """
    low = now.astimezone(UTC)
    marks = {"low": low.strftime(_STORED), "high": (low + timedelta(seconds=1)).strftime(_STORED)}
    last = (
        session.connection()
        .execute(
            text(
                "SELECT MAX(at) FROM (SELECT MAX(at) AS at FROM stock_snapshot WHERE kind = 'count'"
                "  AND at >= :low AND at < :high"
                " UNION ALL SELECT MAX(happened_at) FROM stock_movement WHERE happened_at >= :low"
                "  AND happened_at < :high"
                " UNION ALL SELECT MAX(placed_at) FROM sale_order WHERE source = 'manual'"
                "  AND placed_at >= :low AND placed_at < :high)"
            ),
            marks,
        )
        .scalar_one()
    )
    if last is None:
        return low
    return datetime.fromisoformat(last).replace(tzinfo=UTC) + timedelta(microseconds=1)


def find_place(session: Session, name: str) -> int | None:
    """Return an active place by its name, spelled loosely."""
    rows = session.exec(select(Location).where(col(Location.is_active))).all()
    return next((row.id for row in rows if name_key(row.name) == name_key(name)), None)


def make_place(session: Session, name: str) -> int:
    """Add a place where stock lies, and return its id."""
    place = Location(name=name)
    session.add(place)
    session.flush()
    assert place.id is not None
    return place.id


def put_count(
    session: Session,
    variant_id: int,
    location_id: int,
    on_hand: int,
    *,
    at: datetime,
    day: date,
    is_opening: bool,
    note: str = "",
) -> None:
    """Keep a count as a fixed point; counting again at the same moment replaces it."""
    same = select(StockSnapshot).where(
        StockSnapshot.variant_id == variant_id,
        StockSnapshot.location_id == location_id,
        StockSnapshot.at == at,
        StockSnapshot.kind == "count",
    )
    row = session.exec(same).first() or StockSnapshot(
        variant_id=variant_id, location_id=location_id, on_hand=on_hand, at=at, local_day=day, kind="count"
    )
    row.on_hand, row.is_opening, row.note, row.undone_at = on_hand, is_opening, note, None
    session.add(row)
    session.flush()


def add_adjustment(
    session: Session, variant_id: int, location_id: int, pieces: int, *, at: datetime, day: date, note: str
) -> int:
    """Add a correction and return its movement."""
    row = StockMovement(
        variant_id=variant_id,
        location_id=location_id,
        pieces=pieces,
        kind="adjustment",
        happened_at=at,
        local_day=day,
        note=note,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def reserve(
    session: Session, variant_id: int, pieces: int, *, person: str, until: date | None, at: datetime
) -> int:
    """Set pieces aside for a person and return the reservation."""
    row = Reservation(variant_id=variant_id, pieces=pieces, person=person, until=until, created_at=at)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def release(session: Session, reservation_id: int, at: datetime | None) -> Reservation | None:
    """Let reserved pieces go, or hold them again with None; None if there is no such reservation."""
    row = session.get(Reservation, reservation_id)
    if row is not None and (at is None or row.released_at is None):
        row.released_at = at
        session.add(row)
    return row


def reservations(session: Session, today: date) -> list[Reservation]:
    """Return the reservations held today, those that end first before the others."""
    return list(
        session.exec(
            select(Reservation)
            .where(col(Reservation.released_at).is_(None))
            .where(col(Reservation.until).is_(None) | (col(Reservation.until) >= today))
            .order_by(col(Reservation.until).is_(None), col(Reservation.until), col(Reservation.id))
        )
    )
