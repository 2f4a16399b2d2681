"""Questions about size runs: which sizes a style has, what was asked of each, what was changed for what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import or_
from sqlmodel import Session, col, select

from shopdesk.store.frames import read_rows
from shopdesk.store.models import (
    PackRun,
    StockMovement,
    SupplierItem,
    Variant,
)
from shopdesk.store.stock_writing import after_all


def runs(session: Session) -> pd.DataFrame:
    """Return the sizes of every style that is still sold, one row a variant.

    Columns: product_id, product, color, category, gender, brand, option_name (str, empty = not known),
    variant_id, sku, size, price_minor (float, NaN = not known), lead_days (float, of the preferred supplier).
    """
    rows = read_rows(
        session,
        "SELECT p.id AS product_id, p.name AS product, p.color, p.category, p.gender, p.brand, p.option_name,"
        " v.id AS variant_id, COALESCE(v.sku, '') AS sku, v.size,"
        " COALESCE(v.price_minor, p.price_minor) AS price_minor,"
        " (SELECT s.lead_days FROM supplier_item i JOIN supplier s ON s.id = i.supplier_id"
        "   WHERE i.variant_id = v.id ORDER BY i.is_preferred DESC, i.id LIMIT 1) AS lead_days"
        " FROM variant v JOIN product p ON p.id = v.product_id"
        " WHERE NOT p.is_pseudo AND p.merged_into_id IS NULL AND p.state <> 'discontinued'"
        "  AND v.state <> 'discontinued' AND TRIM(v.size) <> ''"
        " ORDER BY p.id, v.size_order, v.id",
    )
    return rows.astype({"price_minor": "float64", "lead_days": "float64"})


def demand_moved(session: Session, until: date) -> pd.DataFrame:
    """Return demand that moved by size exchanges: variant_id, local_day (str), pieces (signed).

    Each exchange takes its pieces from the size given back and adds them to the size kept, both dated at the
    first order (or at the return, where that day is not known).
    """
    return read_rows(
        session,
        "SELECT r.variant_id, COALESCE(r.ordered_on, r.returned_on) AS local_day, -SUM(r.quantity) AS pieces"
        " FROM return_line r WHERE r.kept_variant_id IS NOT NULL AND r.returned_on <= :until GROUP BY 1, 2"
        " UNION ALL SELECT r.kept_variant_id, COALESCE(r.ordered_on, r.returned_on), SUM(r.quantity)"
        " FROM return_line r WHERE r.kept_variant_id IS NOT NULL AND r.returned_on <= :until GROUP BY 1, 2",
        until=until.isoformat(),
    )


def views(session: Session, since: date, until: date) -> pd.DataFrame:
    """Return product_id, local_day (str) and views of product pages in [since, until], both inclusive."""
    return read_rows(
        session,
        "SELECT product_id, on_day AS local_day, SUM(views) AS views FROM page_visit"
        " WHERE on_day BETWEEN :since AND :until GROUP BY product_id, on_day",
        since=since.isoformat(),
        until=until.isoformat(),
    )


def paid_prices(session: Session, since: date, until: date) -> pd.DataFrame:
    """Return product_id, currency, paid_minor and pieces of the sales of [since, until], both inclusive."""
    return read_rows(
        session,
        "SELECT v.product_id, o.currency, SUM(l.total_minor) AS paid_minor, SUM(l.quantity) AS pieces"
        " FROM order_line l JOIN variant v ON v.id = l.variant_id JOIN sale_order o ON o.id = l.order_id"
        " WHERE l.is_demand AND l.quantity > 0 AND l.total_minor > 0"
        "  AND l.local_day BETWEEN :since AND :until GROUP BY v.product_id, o.currency",
        since=since.isoformat(),
        until=until.isoformat(),
    )


def pack_runs(session: Session, product_id: int) -> list[tuple[str, dict[str, int]]]:
    """Return the prepacked boxes its suppliers sell the style in, or any style in: name, size → pieces."""
    rows = session.exec(
        select(PackRun)
        .where(
            col(PackRun.supplier_id).in_(
                select(SupplierItem.supplier_id)
                .join(Variant, col(Variant.id) == col(SupplierItem.variant_id))
                .where(Variant.product_id == product_id)
            ),
            or_(col(PackRun.product_id).is_(None), col(PackRun.product_id) == product_id),
        )
        .order_by(col(PackRun.id))
    ).all()
    return [(row.name, row.sizes or {}) for row in rows]


@dataclass(frozen=True, slots=True)
class Moved:
    """Pieces that moved in a place, sales apart."""

    variant_id: int
    location_id: int
    pieces: int
    day: date
    at: datetime


def movements(session: Session, until: date) -> list[Moved]:
    """Return every movement that stands, up to a local day (inclusive)."""
    rows = session.exec(
        select(StockMovement).where(
            col(StockMovement.superseded_by_id).is_(None), StockMovement.local_day <= until
        )
    )
    return [Moved(m.variant_id, m.location_id, m.pieces, m.local_day, m.happened_at) for m in rows]


def add_transfer(
    session: Session, variant_id: int, moves: Iterable[tuple[int, int]], *, at: datetime, day: date
) -> None:
    """Write the movements of a transfer, (place, signed pieces) each."""
    at = after_all(session, at)
    session.add_all(
        StockMovement(
            variant_id=variant_id,
            location_id=place,
            pieces=pieces,
            kind="transfer",
            happened_at=at,
            local_day=day,
        )
        for place, pieces in moves
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who asked for a size that was not there."""

    product_id: int
    variant_id: int | None
    size: str
    person: str
    message_id: int | None
    customer_id: int | None
    asked_on: date
    wants_notice: bool


def who_asked(session: Session, product_id: int) -> list[Asked]:
    """Return the open questions for sizes of a style that were not there, the newest first."""
    rows = read_rows(
        session,
        "SELECT u.product_id, u.variant_id, COALESCE(NULLIF(u.size, ''), v.size, '') AS size,"
        " COALESCE(NULLIF(c.name, ''), m.author, '') AS person, u.message_id, u.customer_id, u.asked_on,"
        " u.wants_notice FROM unmet_request u LEFT JOIN variant v ON v.id = u.variant_id"
        " LEFT JOIN customer c ON c.id = u.customer_id LEFT JOIN message m ON m.id = u.message_id"
        " WHERE COALESCE(u.product_id, v.product_id) = :product AND u.closed_on IS NULL"
        " ORDER BY u.asked_on DESC, u.id DESC",
        product=product_id,
    )
    return [
        Asked(
            product_id,
            _whole(row.variant_id),
            str(row.size),
            str(row.person),
            _whole(row.message_id),
            _whole(row.customer_id),
            date.fromisoformat(str(row.asked_on)),
            bool(row.wants_notice),
        )
        for row in rows.itertuples()
    ]


def questions(session: Session, since: date, until: date) -> pd.DataFrame:
    """Count distinct people per style who asked in (since, until].

    Columns: product_id, missing (asked for a size not there), bought_other (of those, bought another size of
    the style since), in_stock (asked for a size that was there), bought (of those, bought it since).
    """
    return read_rows(session, _QUESTIONS, since=since.isoformat(), until=until.isoformat())


_QUESTIONS = (
    "WITH missing AS (SELECT COALESCE(u.product_id, v.product_id) AS product_id, u.variant_id, u.customer_id,"
    " u.asked_on AS asked, COALESCE('c' || u.customer_id, 'a' || NULLIF(m.author, ''), 'u' || u.id) AS who"
    "  FROM unmet_request u LEFT JOIN variant v ON v.id = u.variant_id"
    "  LEFT JOIN message m ON m.id = u.message_id WHERE u.asked_on > :since AND u.asked_on <= :until),"
    " there AS (SELECT v.product_id, n.variant_id, m.customer_id, DATE(m.written_at) AS asked,"
    " COALESCE('c' || m.customer_id, 'a' || NULLIF(m.author, ''), 'm' || m.id) AS who"
    "  FROM message_mention n JOIN message m ON m.id = n.message_id AND NOT m.is_from_shop"
    "  JOIN variant v ON v.id = n.variant_id WHERE n.role = 'wanted' AND DATE(m.written_at) > :since"
    "  AND DATE(m.written_at) <= :until"
    "  AND NOT EXISTS (SELECT 1 FROM unmet_request u WHERE u.message_id = m.id)),"
    " bought AS (SELECT o.customer_id, l.variant_id, v.product_id, l.local_day FROM order_line l"
    "  JOIN sale_order o ON o.id = l.order_id JOIN variant v ON v.id = l.variant_id"
    "  WHERE l.is_demand AND o.customer_id IS NOT NULL AND l.local_day > :since),"
    " counted AS (SELECT product_id, COUNT(DISTINCT who) AS missing, COUNT(DISTINCT CASE WHEN EXISTS ("
    "   SELECT 1 FROM bought b WHERE b.customer_id = missing.customer_id"
    "   AND b.product_id = missing.product_id AND b.variant_id IS NOT missing.variant_id"
    "   AND b.local_day >= missing.asked) THEN who END)"
    "   AS bought_other, 0 AS in_stock, 0 AS bought FROM missing GROUP BY product_id"
    "  UNION ALL SELECT product_id, 0, 0, COUNT(DISTINCT who), COUNT(DISTINCT CASE WHEN EXISTS ("
    "   SELECT 1 FROM bought b WHERE b.customer_id = there.customer_id AND b.variant_id = there.variant_id"
    "   AND b.local_day >= there.asked) THEN who END) FROM there GROUP BY product_id)"
    " SELECT product_id, SUM(missing) AS missing, SUM(bought_other) AS bought_other,"
    " SUM(in_stock) AS in_stock, SUM(bought) AS bought FROM counted GROUP BY product_id"
)


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)
