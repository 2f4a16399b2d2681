"""Taking a batch out of the shop's history, whatever came after it.

What only the batch brought is deleted; what it changed is put back; what a later batch holds too is handed
over to that batch, so that undoing in any order ends where importing the rest alone would have ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, SQLModel

from shopdesk.store.database import announce
from shopdesk.store.imports import images

_ENTITIES = ("supplier_item", "supplier", "variant", "product", "customer")
"""Rows that other rooms lean on: they go only when nothing points at them any more."""
_OWN_PARTS = {
    "customer": ("customer_key", "consent", "merge_proposal"),
    "variant": ("variant_alias",),
    "supplier_item": ("cost_change",),
}
"""Rows that go with their entity instead of keeping it."""


def changed_since(session: Session, batch_id: int) -> int:
    """Return how many orders of a batch a later standing batch changed."""
    found: int = (
        session.connection()
        .execute(
            text(
                "SELECT COUNT(DISTINCT i.row_id) FROM import_image i JOIN import_batch b ON b.id = i.batch_id"
                " JOIN sale_order o ON o.id = i.row_id"
                " WHERE i.table_name = 'sale_order' AND i.batch_id > :batch"
                " AND b.undone_at IS NULL AND (o.batch_id = :batch OR EXISTS (SELECT 1 FROM import_image x"
                "  WHERE x.batch_id = :batch AND x.table_name = 'sale_order' AND x.row_id = i.row_id))"
            ),
            {"batch": batch_id},
        )
        .scalar_one()
    )
    return found


def undo(session: Session, batch_id: int, at: datetime) -> dict[str, int]:
    """Take a batch back; return how many orders were removed, restored and kept.

    Foreign keys are checked at the commit, so that rows can be put back under their old ids.
    """
    run = session.connection().execute
    run(text("PRAGMA defer_foreign_keys = ON"))
    restored = _restore(session, batch_id)
    tables = [t.name for t in SQLModel.metadata.sorted_tables if "batch_id" in t.columns]
    owned = [t for t in tables if t not in {"import_row", "import_image", "import_claim", *_ENTITIES}]
    kept = 0
    for table in owned:
        handed = _hand_over(session, table, batch_id)
        kept += handed if table == "sale_order" else 0
    marks = {"batch": batch_id}
    removed = 0
    for table in reversed(owned):
        if table != "customer_key":
            gone = delete(session, table, f"SELECT id FROM {table} WHERE batch_id = :batch", marks)
            removed += gone if table == "sale_order" else 0
    _delete_keys(session, batch_id)
    for name in ("import_image", "import_claim"):
        run(text(f"DELETE FROM {name} WHERE batch_id = :batch"), marks)
    run(
        text("UPDATE import_batch SET undone_at = :at WHERE id = :batch"),
        {"batch": batch_id, "at": at.replace(tzinfo=None).strftime("%Y-%m-%d %H:%M:%S.%f")},
    )
    for table in _ENTITIES:
        _hand_over(session, table, batch_id)
        _collect(session, table)
    announce(session, *tables, "order_line", "return_line", "stock_movement", "import_batch")
    return {"removed": removed, "restored": restored, "kept": kept}


def _restore(session: Session, batch_id: int) -> int:
    """Put rows back as they were before the batch, or hand the image on to the next batch that has one."""
    run = session.connection().execute
    marks = {"batch": batch_id}
    tables = [
        row[0]
        for row in run(text("SELECT DISTINCT table_name FROM import_image WHERE batch_id = :batch"), marks)
    ]
    run(text("DROP TABLE IF EXISTS temp.undone"))
    run(text("CREATE TEMP TABLE undone (row_id INTEGER PRIMARY KEY, before TEXT)"))
    orders = 0
    for table in tables:
        run(text("DELETE FROM undone"))
        run(text(_HAND_IMAGES_ON), marks | {"table": table})
        run(text(_LAST_IMAGES), marks | {"table": table})
        names = images.columns(table)
        values = ", ".join(f"json_extract(before, '$.{name}')" for name in names)
        run(text(f"DELETE FROM {table} WHERE id IN (SELECT row_id FROM undone)"))
        done = run(
            text(
                f"INSERT INTO {table} ({', '.join(names)})"
                f" SELECT {values} FROM undone WHERE before IS NOT NULL"
            )
        )
        announce(session, table)
        orders += done.rowcount if table == "sale_order" else 0
    return orders


_HAND_IMAGES_ON = """
UPDATE import_image SET before = mine.before FROM import_image mine
WHERE mine.batch_id = :batch AND mine.table_name = :table
 AND import_image.id = (SELECT MIN(x.id) FROM import_image x
 WHERE x.table_name = :table AND x.row_id = mine.row_id AND x.id > mine.id)"""
_LAST_IMAGES = """
INSERT INTO undone SELECT row_id, before FROM import_image mine
WHERE mine.batch_id = :batch AND mine.table_name = :table AND NOT EXISTS (SELECT 1 FROM import_image x
 WHERE x.table_name = :table AND x.row_id = mine.row_id AND x.id > mine.id)"""


def _hand_over(session: Session, table: str, batch_id: int) -> int:
    """Give rows the batch made to the first standing batch that holds or changed them; return how many."""
    run = session.connection().execute
    marks = {"batch": batch_id, "table": table}
    run(text("DROP TABLE IF EXISTS temp.heir"))
    run(
        text(
            "CREATE TEMP TABLE heir AS SELECT row_id, MIN(batch_id) AS batch_id FROM ("
            " SELECT row_id, batch_id FROM import_claim WHERE table_name = :table"
            " UNION ALL SELECT row_id, batch_id FROM import_image WHERE table_name = :table"
            f") WHERE batch_id <> :batch AND row_id IN (SELECT id FROM {table} WHERE batch_id = :batch)"
            " GROUP BY row_id"
        ),
        marks,
    )
    done = run(
        text(f"UPDATE {table} SET batch_id = heir.batch_id FROM temp.heir WHERE heir.row_id = {table}.id")
    )
    for name in ("import_claim", "import_image"):
        run(
            text(
                f"DELETE FROM {name} WHERE table_name = :table AND EXISTS (SELECT 1 FROM heir"
                f" WHERE heir.row_id = {name}.row_id AND heir.batch_id = {name}.batch_id)"
            ),
            marks,
        )
    if table == "sale_order":
        run(
            text(
                "DELETE FROM import_image WHERE table_name = 'order_line' AND EXISTS (SELECT 1 FROM heir"
                " JOIN order_line l ON l.order_id = heir.row_id"
                " WHERE heir.batch_id = import_image.batch_id AND l.id = import_image.row_id)"
            )
        )
    return done.rowcount


def delete(session: Session, table: str, ids: str, marks: Mapping[str, Any]) -> int:
    """Delete rows; what points at them lets go where it can, and goes with them where it cannot."""
    run = session.connection().execute
    for other, column in images.links_to(table):
        theirs = f"{column} IN ({ids})"
        if SQLModel.metadata.tables[other].columns[column].nullable:
            run(text(f"UPDATE {other} SET {column} = NULL WHERE {theirs}"), marks)
        else:
            delete(session, other, f"SELECT id FROM {other} WHERE {theirs}", marks)
        announce(session, other)
    return run(text(f"DELETE FROM {table} WHERE id IN ({ids})"), marks).rowcount


def _delete_keys(session: Session, batch_id: int) -> None:
    """Forget the keys a batch learned about customers it did not make, unless their orders still say them."""
    session.connection().execute(
        text(
            "DELETE FROM customer_key WHERE batch_id = :batch AND customer_id IN (SELECT id FROM customer"
            "  WHERE batch_id IS NOT :batch) AND NOT EXISTS (SELECT 1 FROM sale_order o"
            "  WHERE o.customer_id = customer_key.customer_id AND customer_key.shown <> ''"
            "  AND customer_key.shown IN (o.buyer_email, o.buyer_phone))"
        ),
        {"batch": batch_id},
    )


def _collect(session: Session, table: str) -> None:
    """Delete entities of batches taken back that nothing points at any more."""
    run = session.connection().execute
    parts = _OWN_PARTS.get(table, ())
    links = [(t, c) for t, c in images.links_to(table) if t not in parts]
    unused = "".join(f" AND NOT EXISTS (SELECT 1 FROM {t} x WHERE x.{c} = e.id)" for t, c in links)
    run(text("DROP TABLE IF EXISTS temp.unused"))
    run(
        text(
            f"CREATE TEMP TABLE unused AS SELECT e.id FROM {table} e JOIN import_batch b ON b.id = e.batch_id"
            f" WHERE b.undone_at IS NOT NULL{unused}"
        )
    )
    for part, column in images.links_to(table):
        if part in parts:
            run(text(f"DELETE FROM {part} WHERE {column} IN (SELECT id FROM unused)"))
    run(text(f"DELETE FROM {table} WHERE id IN (SELECT id FROM unused)"))
