"""Returns and exchanges worked out from orders: which orders tell of them, and what was worked out so far."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from shopdesk.store.database import announce
from shopdesk.store.models import Location, ReturnLine

_TELLING = (
    "(o.kind IN ('return', 'exchange') OR (o.status <> 'cancelled' AND EXISTS"
    " (SELECT 1 FROM order_line x WHERE x.order_id = o.id AND x.refunded_quantity > 0)))"
)
_STAGED = "SELECT order_id FROM stage_order WHERE verdict IN ('new', 'changed')"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an order with the style of its variant."""

    id: int
    variant_id: int
    product_id: int
    quantity: int
    refunded_quantity: int
    refunded_on: str | None


@dataclass(frozen=True, slots=True)
class Teller:
    """An order that tells of pieces that came back, or that one of them refers to."""

    id: int
    source: str
    number: str
    kind: str
    related_number: str
    local_day: str
    placed_at: str
    cancelled_on: str | None
    reason: str = ""
    lines: list[Line] = field(default_factory=list)


def telling_staged(session: Session) -> list[int]:
    """Return the staged orders, and those that refer to one of them, that tell of returns."""
    rows = session.connection().execute(
        text(
            f"SELECT o.id FROM sale_order o WHERE o.id IN ({_STAGED}) AND {_TELLING}"
            # A row-value IN is indexed once; as a join, SQLite walks every order of the source for each one.
            " UNION SELECT r.id FROM sale_order r WHERE r.kind IN ('return', 'exchange')"
            "  AND (r.source, r.related_number) IN"
            "  (SELECT source, number FROM stage_order WHERE verdict IN ('new', 'changed'))"
        )
    )
    return [row[0] for row in rows]


def telling(session: Session) -> list[int]:
    """Return all orders that tell of returns."""
    rows = session.connection().execute(text(f"SELECT o.id FROM sale_order o WHERE {_TELLING}"))
    return [row[0] for row in rows]


def orders(session: Session, ids: Sequence[int]) -> list[Teller]:
    """Return orders with those of their lines whose variant is known."""
    marks = {"ids": json.dumps(list(ids))}
    run = session.connection().execute
    found = {
        row[0]: Teller(*row)
        for row in run(
            text(
                "SELECT id, source, number, kind, related_number, local_day, placed_at, date(cancelled_at),"
                " reason"
                " FROM sale_order WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY placed_at, id"
            ),
            marks,
        )
    }
    for order, *line in run(
        text(
            "SELECT l.order_id, l.id, l.variant_id, v.product_id, l.quantity, l.refunded_quantity,"
            " l.refunded_on FROM order_line l JOIN variant v ON v.id = l.variant_id"
            " WHERE l.order_id IN (SELECT value FROM json_each(:ids)) ORDER BY l.order_id, l.ordinal"
        ),
        marks,
    ):
        found[order].lines.append(Line(*line))
    return list(found.values())


def by_number(session: Session, wanted: Iterable[tuple[str, str]]) -> list[tuple[tuple[str, str], Teller]]:
    """Return orders by (source, number), each beside the key it was asked for.

    What was typed by hand (source ``manual``) refers to orders of any source, with or without #.
    """
    rows = (
        session.connection()
        .execute(
            text(
                "SELECT json_extract(w.value, '$[0]'), json_extract(w.value, '$[1]'), o.id"
                " FROM json_each(:wanted) w JOIN sale_order o ON o.number = json_extract(w.value, '$[1]')"
                "  AND o.source = json_extract(w.value, '$[0]')"
                " UNION ALL SELECT 'manual', json_extract(w.value, '$[1]'), MAX(o.id)"
                " FROM json_each(:wanted) w JOIN sale_order o"
                "  ON o.number IN (json_extract(w.value, '$[1]'), '#' || json_extract(w.value, '$[1]'))"
                " WHERE json_extract(w.value, '$[0]') = 'manual' GROUP BY w.value"
            ),
            {"wanted": json.dumps(sorted(set(wanted)))},
        )
        .all()
    )
    found = {order.id: order for order in orders(session, [row[2] for row in rows])}
    return [((source, number), found[order]) for source, number, order in rows]


def clear(session: Session, ids: Sequence[int] | None) -> None:
    """Forget what was worked out from orders (all of them if None)."""
    run = session.connection().execute
    marks = {"ids": None if ids is None else json.dumps(list(ids))}
    run(
        text(
            "DELETE FROM return_line WHERE told_by_id IS NOT NULL"
            " AND (:ids IS NULL OR told_by_id IN (SELECT value FROM json_each(:ids)))"
        ),
        marks,
    )
    run(
        text(
            "DELETE FROM stock_movement WHERE reference LIKE 'order:%' AND (:ids IS NULL"
            " OR reference IN (SELECT 'order:' || value FROM json_each(:ids)))"
        ),
        marks,
    )
    announce(session, "return_line", "stock_movement")


def clear_lines(session: Session) -> None:
    """Let go of staged orders' lines before they are replaced."""
    session.connection().execute(
        text(
            "UPDATE return_line SET order_line_id = NULL WHERE order_line_id IN (SELECT l.id"
            " FROM order_line l JOIN stage_order s ON s.order_id = l.order_id WHERE s.verdict = 'changed')"
        )
    )


def add(session: Session, lines: Sequence[dict[str, Any]], movements: Sequence[dict[str, Any]]) -> None:
    """Write return lines and the movements they make."""
    if lines:
        session.connection().execute(insert(ReturnLine), list(lines))
    if movements:
        names = list(movements[0])
        session.connection().execute(
            text(
                f"INSERT INTO stock_movement ({', '.join(names)}, note)"
                f" VALUES ({', '.join(':' + name for name in names)}, '')"
            ),
            list(movements),
        )
        announce(session, "stock_movement")


def set_demand(session: Session, pieces: Sequence[tuple[int, bool]]) -> None:
    """Say which lines of exchanges are a demand of their own: (line, yes or no)."""
    rows = [{"id": line, "yes": yes} for line, yes in pieces]
    if rows:
        session.connection().execute(text("UPDATE order_line SET is_demand = :yes WHERE id = :id"), rows)


def selling_places(session: Session, default_name: str) -> tuple[dict[int, int], int]:
    """Return the place each counted variant sells from, and the main place, made if there is none."""
    run = session.connection().execute
    main = run(text("SELECT MIN(id) FROM location WHERE is_active")).scalar_one()
    if main is None:
        session.connection().execute(insert(Location), [{"name": default_name}])
        main = run(text("SELECT MIN(id) FROM location WHERE is_active")).scalar_one()
    rows = run(
        text(
            "SELECT variant_id, MIN(CASE WHEN location_id = :main THEN 0 ELSE location_id END)"
            " FROM stock_snapshot WHERE undone_at IS NULL GROUP BY variant_id"
        ),
        {"main": main},
    )
    return {variant: place or main for variant, place in rows}, main


def day(stored: str) -> date:
    """Return a stored day."""
    return date.fromisoformat(stored)
