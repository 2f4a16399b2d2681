"""What rows looked like before a batch touched them, and putting them back.

A row that a batch *created* in a table with ``batch_id`` needs no image: its creator stands on it. An image
without ``before`` says the same for other tables. Removing a batch from the middle of a row's history hands
its image on to the next batch that touched the row, so that any order of undoing ends in the same state.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, SQLModel

from shopdesk.store.database import announce


def columns(table: str) -> list[str]:
    """Return a table's column names, ``id`` first."""
    return [column.name for column in SQLModel.metadata.tables[table].columns]


def links_to(target: str) -> list[tuple[str, str]]:
    """Return (table, column) of every column that points to a table."""
    return [
        (table.name, column.name)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == target for key in column.foreign_keys)
    ]


def keep(session: Session, batch_id: int, table: str, ids: str, marks: dict[str, Any] | None = None) -> None:
    """Keep rows as they stand, once a batch.

    Args:
        session: Where to write.
        batch_id: The batch about to change them.
        table: Their table.
        ids: A SELECT of their ids, with the parameters of ``marks``.
        marks: Its parameters.
    """
    pairs = ", ".join(f"'{name}', t.{name}" for name in columns(table))
    session.connection().execute(
        text(
            "INSERT INTO import_image (batch_id, table_name, row_id, before)"
            f" SELECT :batch_id_, '{table}', t.id, json_object({pairs}) FROM {table} t WHERE t.id IN ({ids})"
            " AND NOT EXISTS (SELECT 1 FROM import_image i WHERE i.batch_id = :batch_id_"
            f" AND i.table_name = '{table}' AND i.row_id = t.id)"
        ),
        {"batch_id_": batch_id} | (marks or {}),
    )
    announce(session, "import_image")


def keep_rows(session: Session, batch_id: int, table: str, ids: list[int]) -> None:
    """Keep some rows as they stand, once a batch."""
    if ids:
        keep(session, batch_id, table, "SELECT value FROM json_each(:ids_)", {"ids_": json.dumps(ids)})


def created(session: Session, batch_id: int, table: str, ids: str) -> None:
    """Note that a batch made these rows (for tables without ``batch_id``)."""
    session.connection().execute(
        text(
            "INSERT INTO import_image (batch_id, table_name, row_id, before)"
            f" SELECT :batch, '{table}', id, NULL FROM ({ids})"
        ),
        {"batch": batch_id},
    )


def claim(session: Session, batch_id: int, table: str, ids: str) -> None:
    """Note that a batch holds these rows too, unchanged: they outlive the batch that made them."""
    session.connection().execute(
        text(
            "INSERT OR IGNORE INTO import_claim (batch_id, table_name, row_id)"
            f" SELECT :batch, '{table}', * FROM ({ids})"
        ),
        {"batch": batch_id},
    )
