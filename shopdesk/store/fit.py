"""Questions about fit: what was changed for what, what customers keep, and the owner's size guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import text
from sqlmodel import Session, col, delete, select

from shopdesk.store.frames import read_rows
from shopdesk.store.models import SizeEquivalence, SizeSystem


def exchanges(session: Session, since: date) -> pd.DataFrame:
    """Return product_id, given and kept (labels) and pieces of size-for-size exchanges, gifts left out."""
    return read_rows(
        session,
        "SELECT g.product_id, g.size AS given, k.size AS kept, SUM(r.quantity) AS pieces FROM return_line r"
        " JOIN variant g ON g.id = r.variant_id JOIN variant k ON k.id = r.kept_variant_id"
        " WHERE g.product_id = k.product_id AND g.id <> k.id AND r.returned_on >= :since"
        "  AND LOWER(r.reason) NOT LIKE '%regalo%' AND LOWER(r.reason) NOT LIKE '%gift%'"
        " GROUP BY g.product_id, g.size, k.size",
        since=since.isoformat(),
    )


@dataclass(frozen=True, slots=True)
class KeptSize:
    """Pieces of one size a customer bought and did not give back.

    Attributes:
        about: Names of the other lines of the order, e.g. a gift wrapping.
    """

    size: str
    pieces: int
    day: date
    about: str


def kept_sizes(session: Session, customer_id: int) -> list[KeptSize]:
    """Return what a customer kept, by size, the newest first; exchanged pieces count as what was kept."""
    rows = session.connection().execute(text(_KEPT), {"customer": customer_id})
    return [
        KeptSize(str(size), int(pieces), date.fromisoformat(str(day)), str(about or ""))
        for size, pieces, day, about in rows
    ]


_KEPT = (
    "WITH mine AS (SELECT id, local_day FROM sale_order WHERE customer_id = :customer"
    "  AND status IN ('paid', 'pending') AND kind = 'sale'),"
    " bought AS (SELECT l.order_id, m.local_day, l.variant_id, l.quantity AS pieces FROM order_line l"
    "  JOIN mine m ON m.id = l.order_id WHERE l.is_demand AND l.variant_id IS NOT NULL"
    "  UNION ALL SELECT r.order_id, m.local_day, r.variant_id, -r.quantity FROM return_line r"
    "  JOIN mine m ON m.id = r.order_id"
    "  UNION ALL SELECT r.order_id, m.local_day, r.kept_variant_id, r.quantity FROM return_line r"
    "  JOIN mine m ON m.id = r.order_id WHERE r.kept_variant_id IS NOT NULL)"
    " SELECT v.size, SUM(b.pieces), b.local_day, (SELECT GROUP_CONCAT(x.title || ' ' || COALESCE(q.name, ''))"
    "  FROM order_line x LEFT JOIN variant w ON w.id = x.variant_id"
    "  LEFT JOIN product q ON q.id = w.product_id"
    "  WHERE x.order_id = b.order_id AND (q.id IS NULL OR q.is_pseudo))"
    " FROM bought b JOIN variant v ON v.id = b.variant_id JOIN product p ON p.id = v.product_id"
    " WHERE NOT p.is_pseudo AND TRIM(v.size) <> '' GROUP BY b.order_id, v.id HAVING SUM(b.pieces) > 0"
    " ORDER BY b.local_day DESC, v.id"
)


def own_words(session: Session, customer_id: int) -> list[tuple[int, date, str]]:
    """Return (message, day, text) of what a customer wrote, the newest first."""
    rows = session.connection().execute(
        text(
            "SELECT id, DATE(written_at), text FROM message WHERE customer_id = :customer"
            " AND NOT is_from_shop ORDER BY written_at DESC, id DESC"
        ),
        {"customer": customer_id},
    )
    return [(int(key), date.fromisoformat(str(day)), str(words)) for key, day, words in rows]


def names_by_brand(session: Session) -> dict[str, list[tuple[int, str]]]:
    """Return the styles of each brand as (product, name and colour)."""
    rows = session.connection().execute(
        text(
            "SELECT brand, id, TRIM(name || ' ' || color) FROM product"
            " WHERE merged_into_id IS NULL AND NOT is_pseudo ORDER BY name_key, color_key"
        )
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for brand, product, name in rows:
        found.setdefault(str(brand), []).append((int(product), str(name)))
    return found


def equivalences(session: Session) -> list[tuple[str, str, str, str, str]]:
    """Return the owner's rows as (brand, system, label, other system, other label), in the order typed."""
    rows = session.connection().execute(
        text(
            "SELECT e.brand, a.code, e.label, b.code, e.other_label FROM size_equivalence e"
            " JOIN size_system a ON a.id = e.system_id JOIN size_system b ON b.id = e.other_system_id"
            " ORDER BY e.id"
        )
    )
    return [(brand, system, label, other, named) for brand, system, label, other, named in rows]


def replace_equivalences(session: Session, brand: str, rows: Sequence[tuple[str, str, str, str]]) -> None:
    """Keep the owner's table of one brand: (system, label, other system, other label) each."""
    systems = {row.code: row for row in session.exec(select(SizeSystem)).all()}
    for code in dict.fromkeys(code for row in rows for code in (row[0], row[2])):
        if code not in systems:
            systems[code] = SizeSystem(code=code, name=code.upper())
            session.add(systems[code])
    session.flush()
    session.connection().execute(delete(SizeEquivalence).where(col(SizeEquivalence.brand) == brand))
    for system, label, other, other_label in rows:
        session.add(
            SizeEquivalence(
                brand=brand,
                system_id=systems[system].id or 0,
                label=label,
                other_system_id=systems[other].id or 0,
                other_label=other_label,
            )
        )
