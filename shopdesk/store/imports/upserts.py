"""Rows of small tables, put in or changed by a natural key, with images of what they replace."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, insert, select, update
from sqlmodel import Session, SQLModel

from shopdesk.store.imports import images


@dataclass(frozen=True, slots=True)
class Upserted:
    """Ids of the rows in the order given, and how many were new, changed and as they were."""

    ids: list[int]
    new: int = 0
    changed: int = 0
    same: int = 0


def upsert(
    session: Session, name: str, key: Sequence[str], rows: Sequence[Mapping[str, Any]], batch_id: int
) -> Upserted:
    """Insert rows, or change the ones known by their key.

    Args:
        session: Where to write.
        name: The table.
        key: Columns that name a row.
        rows: Column to value; None and empty text say nothing and change nothing. Of two with one key the
            later one adds to the earlier.
        batch_id: The batch that brings them.
    """
    table = SQLModel.metadata.tables[name]
    known = _known(session, table, key)
    ids: list[int] = []
    tally = {"new": set[int](), "changed": set[int](), "same": set[int]()}
    for row in rows:
        said = {column: value for column, value in row.items() if value is not None and value != ""}
        which = tuple(row.get(column) for column in key)
        old = known.get(which)
        if old is None:
            old = _add(session, table, said, batch_id)
            known[which] = old
            tally["new"].add(old["id"])
        else:
            _change(session, table, (old, said), batch_id, tally)
        ids.append(old["id"])
    same = tally["same"] - tally["new"] - tally["changed"]
    images.claim(session, batch_id, name, f"SELECT value FROM json_each('{json.dumps(sorted(same))}')")
    return Upserted(ids, len(tally["new"]), len(tally["changed"] - tally["new"]), len(same))


def _known(session: Session, table: Table, key: Sequence[str]) -> dict[tuple[Any, ...], dict[str, Any]]:
    rows = session.connection().execute(select(table)).mappings()
    return {tuple(row[column] for column in key): dict(row) for row in rows}


def _add(session: Session, table: Table, said: Mapping[str, Any], batch_id: int) -> dict[str, Any]:
    values = dict(said)
    has_batch = "batch_id" in table.columns
    if has_batch:
        values["batch_id"] = batch_id
    added = session.connection().execute(insert(table).returning(table.c.id), values).scalar_one()
    if not has_batch:
        images.created(session, batch_id, table.name, f"SELECT {int(added)} AS id")
    return dict(session.connection().execute(select(table).where(table.c.id == added)).mappings().one())


def _change(
    session: Session,
    table: Table,
    old_and_said: tuple[dict[str, Any], Mapping[str, Any]],
    batch_id: int,
    tally: Mapping[str, set[int]],
) -> None:
    old, said = old_and_said
    other = {column: value for column, value in said.items() if old[column] != value}
    if not other:
        tally["same"].add(old["id"])
        return
    if old["id"] not in tally["new"]:
        images.keep_rows(session, batch_id, table.name, [old["id"]])
        tally["changed"].add(old["id"])
    session.connection().execute(update(table).where(table.c.id == old["id"]).values(**other))
    old.update(other)
