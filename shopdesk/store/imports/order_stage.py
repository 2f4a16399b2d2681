"""Orders of a file in temporary tables, compared with what the shop holds, and promoted set by set.

Preparing locks nothing. Promoting is a handful of statements over the whole file, so that the time in which
other writers wait does not grow with Python's speed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from shopdesk.store.database import announce
from shopdesk.store.imports import images

COPIED = (
    "source", "number", "external_id", "placed_at", "utc_offset_minutes", "local_day", "local_week", "status",
    "kind", "related_number", "currency", "subtotal_minor", "discount_minor", "shipping_minor", "tax_minor",
    "taxes_included", "total_minor", "refunded_minor", "cancelled_at", "buyer_name", "buyer_email",
    "buyer_phone", "city", "promised_on", "shipped_on", "delivered_on", "reason", "content_hash",
)  # fmt: skip
"""Columns of ``sale_order`` that are staged under their own names, in the order of a staged row."""
ORDER_COLUMNS = (*COPIED, "channel_no", "buyer_no", "line", "progress", "line_count")
LINE_COLUMNS = (
    "seq", "ordinal", "item_no", "sku", "title", "quantity", "unit_price_minor", "discount_minor",
    "total_minor", "refunded_quantity", "refunded_on", "local_day", "local_week", "is_sold", "line",
)  # fmt: skip
_PROGRESS = (
    "(CASE o.status WHEN 'pending' THEN 0 WHEN 'paid' THEN 1 ELSE 2 END * 8"
    " + (o.refunded_minor > 0) * 4 + (o.delivered_on IS NOT NULL) * 2 + (o.shipped_on IS NOT NULL))"
)


def create(raw: sqlite3.Connection) -> None:
    """Make the temporary tables."""
    orders = ", ".join(ORDER_COLUMNS)
    raw.execute(
        f"CREATE TEMP TABLE stage_order (seq INTEGER PRIMARY KEY, {orders}, order_id INTEGER, verdict TEXT)"
    )
    raw.execute(f"CREATE TEMP TABLE stage_line ({', '.join(LINE_COLUMNS)})")
    raw.execute("CREATE TEMP TABLE stage_item (no INTEGER PRIMARY KEY, variant_id, is_pseudo)")
    raw.execute("CREATE TEMP TABLE stage_buyer (no INTEGER PRIMARY KEY, customer_id INTEGER)")
    raw.execute("CREATE TEMP TABLE stage_channel (no INTEGER PRIMARY KEY, channel_id INTEGER)")


_PUT_ORDER = (
    f"INSERT INTO stage_order (seq, {', '.join(ORDER_COLUMNS)}) VALUES (?{', ?' * len(ORDER_COLUMNS)})"
)
_PUT_LINE = f"INSERT INTO stage_line VALUES ({', '.join('?' * len(LINE_COLUMNS))})"


def put(raw: sqlite3.Connection, orders: Iterable[Sequence[Any]], lines: Iterable[Sequence[Any]]) -> None:
    """Add staged rows: orders as (seq, *ORDER_COLUMNS), lines as LINE_COLUMNS."""
    raw.executemany(_PUT_ORDER, orders)
    raw.executemany(_PUT_LINE, lines)


def compare(session: Session, horizon: str, *, owner_edits: bool) -> dict[str, int]:
    """Say of each staged order whether it is new, changed, same, older or foreign; return the counts.

    *older*: the shop knows more: a later state from a newer file, or the lines that an export of totals
    leaves out. *foreign*: the number stands for another
    order, so the file is another shop's.

    Args:
        session: A session on the staging connection.
        horizon: Newest instant of the file, as stored.
        owner_edits: The sheet came before and was gone over: as new as the stored state means corrected.
    """
    newer = ">" if owner_edits else ">="
    run = session.connection().execute
    run(
        text(
            "UPDATE stage_order SET order_id = o.id, verdict = CASE"
            " WHEN o.content_hash = stage_order.content_hash THEN 'same'"
            " WHEN o.external_id <> '' AND stage_order.external_id <> ''"
            "  AND o.external_id <> stage_order.external_id THEN 'foreign'"
            " WHEN stage_order.line_count = 0 AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id)"
            "  THEN 'older'"
            f" WHEN o.known_at {newer} :horizon AND stage_order.progress < {_PROGRESS} THEN 'older'"
            " ELSE 'changed' END"
            " FROM sale_order o WHERE o.source = stage_order.source AND o.number = stage_order.number"
        ),
        {"horizon": horizon},
    )
    run(text("UPDATE stage_order SET verdict = 'new' WHERE verdict IS NULL"))
    return verdicts(session)


def verdicts(session: Session) -> dict[str, int]:
    """Return how many staged orders (returns apart) have each verdict."""
    rows = session.connection().execute(
        text("SELECT verdict, COUNT(*) FROM stage_order WHERE kind <> 'return' GROUP BY verdict")
    )
    return {row[0]: row[1] for row in rows}


def accept_foreign(session: Session) -> None:
    """Take orders whose number stood for another order as changes of it: the owner says so."""
    session.connection().execute(text("UPDATE stage_order SET verdict = 'changed' WHERE verdict = 'foreign'"))


def looks_foreign(session: Session) -> list[str]:
    """Return numbers of changed orders that share neither day, buyer nor any product with the known one."""
    rows = session.connection().execute(
        text(
            "SELECT s.number FROM stage_order s JOIN sale_order o ON o.id = s.order_id"
            " WHERE s.verdict = 'changed' AND s.external_id = '' AND s.local_day <> o.local_day"
            " AND s.buyer_email <> o.buyer_email AND s.buyer_name <> o.buyer_name"
            " AND NOT EXISTS (SELECT 1 FROM stage_line n JOIN order_line l ON l.order_id = o.id"
            "  AND l.sku = n.sku AND l.title = n.title WHERE n.seq = s.seq) LIMIT 3"
        )
    )
    return [row[0] for row in rows]


def foreign_numbers(session: Session) -> list[str]:
    """Return some numbers that stand for other orders in this shop."""
    rows = session.connection().execute(
        text("SELECT number FROM stage_order WHERE verdict = 'foreign' ORDER BY seq LIMIT 3")
    )
    return [row[0] for row in rows]


def figures(session: Session) -> dict[str, Any]:
    """Return the totals of the staged orders by currency, and the lines, pieces and span of all.

    Lines and pieces of tips and wrapping count as lines; returns are no sales.
    """
    run = session.connection().execute
    money = run(
        text(
            "SELECT currency, SUM(kind <> 'return'), SUM(total_minor), SUM(refunded_minor) FROM stage_order"
            " WHERE verdict <> 'refused' GROUP BY currency ORDER BY 2 DESC, 1"
        )
    ).all()
    lines, units = run(
        text(
            "SELECT COUNT(*), COALESCE(SUM(l.quantity), 0) FROM stage_line l"
            " JOIN stage_order o ON o.seq = l.seq WHERE o.kind <> 'return' AND o.verdict <> 'refused'"
        )
    ).one()
    first, last = run(
        text("SELECT MIN(placed_at), MAX(placed_at) FROM stage_order WHERE verdict <> 'refused'")
    ).one()
    return {
        "money": [tuple(row) for row in money], "lines": lines, "units": units, "first": first, "last": last,
    }  # fmt: skip


def fill(session: Session, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Fill ``stage_item`` (no, variant, pseudo), ``stage_buyer`` or ``stage_channel`` (no, id)."""
    rows = list(rows)
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        raw = session.connection().connection.dbapi_connection
        raw.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # type: ignore[union-attr]


def refuse_items(session: Session, numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Refuse the orders that hold an item; return (line of the file, item) of the lines to blame."""
    run = session.connection().execute
    run(text("CREATE TEMP TABLE stage_refused (no INTEGER PRIMARY KEY)"))
    fill(session, "stage_refused", [(one,) for one in numbers])
    blamed = run(text("SELECT line, item_no FROM stage_line WHERE item_no IN (SELECT no FROM stage_refused)"))
    found = [(row[0], row[1]) for row in blamed]
    run(
        text(
            "UPDATE stage_order SET verdict = 'refused' WHERE seq IN (SELECT seq FROM stage_line"
            " WHERE item_no IN (SELECT no FROM stage_refused))"
        )
    )
    return found


def refused_lines(session: Session) -> list[int]:
    """Return the lines of the file that belong to refused orders."""
    rows = session.connection().execute(
        text(
            "SELECT l.line FROM stage_line l JOIN stage_order o ON o.seq = l.seq WHERE o.verdict = 'refused'"
            " UNION SELECT line FROM stage_order WHERE verdict = 'refused' ORDER BY 1"
        )
    )
    return [row[0] for row in rows]


def promote(session: Session, batch_id: int, horizon: str) -> None:
    """Write the new and the changed orders with their lines; keep what they replace as images.

    Items, buyers and channels must be filled, and ``compare`` done in the same transaction.
    """
    run = session.connection().execute
    marks = {"batch": batch_id, "horizon": horizon}
    images.keep(session, batch_id, "sale_order", "SELECT order_id FROM stage_order WHERE verdict = 'changed'")
    run(text(_UPDATE_ORDERS), marks)
    first = run(text("SELECT COALESCE(MAX(id), 0) FROM sale_order")).scalar_one()
    run(
        text(
            "UPDATE stage_order SET order_id = :first + n.place FROM (SELECT seq, ROW_NUMBER() OVER"
            " (ORDER BY seq) AS place FROM stage_order WHERE verdict = 'new') n WHERE n.seq = stage_order.seq"
        ),
        {"first": first},
    )
    run(text(_INSERT_ORDERS), marks)
    _promote_lines(session, batch_id)
    held = "SELECT order_id FROM stage_order WHERE verdict IN ('same', 'older')"
    images.claim(session, batch_id, "sale_order", held)
    announce(session, "sale_order", "order_line", "import_claim")


_STAGED_ORDERS = (
    " FROM stage_order s LEFT JOIN stage_channel c ON c.no = s.channel_no"
    " LEFT JOIN stage_buyer b ON b.no = s.buyer_no"
)
_INSERT_ORDERS = (
    f"INSERT INTO sale_order (id, {', '.join(COPIED)}, channel_id, customer_id, late_note, known_at,"
    f" batch_id) SELECT s.order_id, {', '.join('s.' + name for name in COPIED)}, c.channel_id,"
    f" b.customer_id, '', :horizon, :batch{_STAGED_ORDERS} WHERE s.verdict = 'new' ORDER BY s.seq"
)
_UPDATE_ORDERS = (
    f"UPDATE sale_order SET {', '.join(f'{name} = s.{name}' for name in COPIED)},"
    " channel_id = COALESCE(s.channel_id, sale_order.channel_id), customer_id = s.customer_id,"
    " known_at = :horizon FROM (SELECT s.*, c.channel_id, b.customer_id"
    f"{_STAGED_ORDERS} WHERE s.verdict = 'changed') s WHERE sale_order.id = s.order_id"
)
_LINE_TARGET = (
    "ordinal", "sku", "title", "quantity", "unit_price_minor", "discount_minor", "total_minor",
    "refunded_quantity", "refunded_on", "local_day", "local_week",
)  # fmt: skip
_LINE_REPLACED = (*_LINE_TARGET[1:], "variant_id", "channel_id", "is_demand")
_LINES = (
    f"INSERT INTO order_line (order_id, variant_id, channel_id, is_demand, {', '.join(_LINE_TARGET)})"
    " SELECT s.order_id, i.variant_id, c.channel_id, n.is_sold AND NOT COALESCE(i.is_pseudo, 0),"
    f" {', '.join('n.' + name for name in _LINE_TARGET)} FROM stage_line n"
    " JOIN stage_order s ON s.seq = n.seq LEFT JOIN stage_item i ON i.no = n.item_no"
    " LEFT JOIN stage_channel c ON c.no = s.channel_no"
)


def _promote_lines(session: Session, batch_id: int) -> None:
    run = session.connection().execute
    run(text(f"{_LINES} WHERE s.verdict = 'new'"))
    # An export without lines (totals only) never takes away the lines another one brought.
    changed = "SELECT order_id FROM stage_order WHERE verdict = 'changed' AND line_count > 0"
    if not run(text(f"{changed} LIMIT 1")).first():
        return
    theirs = f"SELECT id FROM order_line WHERE order_id IN ({changed})"
    images.keep(session, batch_id, "order_line", theirs)
    last = run(text("SELECT COALESCE(MAX(id), 0) FROM order_line")).scalar_one()
    run(
        text(
            f"{_LINES} WHERE s.verdict = 'changed' ON CONFLICT (order_id, ordinal) DO UPDATE SET "
            + ", ".join(f"{name} = excluded.{name}" for name in _LINE_REPLACED)
        )
    )
    run(
        text(
            "DELETE FROM order_line WHERE id IN (SELECT l.id FROM stage_order s JOIN order_line l"
            " ON l.order_id = s.order_id WHERE s.verdict = 'changed' AND s.line_count > 0"
            "  AND l.ordinal > s.line_count)"
        )
    )
    images.created(session, batch_id, "order_line", f"{theirs} AND id > {int(last)}")
