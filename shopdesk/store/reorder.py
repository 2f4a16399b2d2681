"""Questions about what to order: what is sold and by whom it is supplied, demand by day, kept suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import text
from sqlmodel import Session

from shopdesk.domain.arrays import Ints
from shopdesk.store.packed import pieces_by_day

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
    first, last = (
        session.connection()
        .execute(text("SELECT MIN(local_day), MAX(local_day) FROM sale_order WHERE kind = 'sale'"))
        .one()
    )
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


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
