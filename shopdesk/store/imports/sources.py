"""How files with certain columns are read: what the owner said once."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from shopdesk.store.models import ImportSource


def keep(
    session: Session, signature: str, *, name: str, kind: str, mapping: dict[str, Any], on: date
) -> None:
    """Keep how files with this signature are read, in place of what was kept before."""
    row = session.exec(select(ImportSource).where(col(ImportSource.signature) == signature)).first()
    found = row or ImportSource(name=name, signature=signature, kind=kind)
    found.name, found.kind, found.mapping, found.saved_on = name, kind, mapping, on
    session.add(found)


def kept(session: Session) -> list[tuple[str, dict[str, Any]]]:
    """Return (kind, mapping) of every source kept, the newest first."""
    rows = session.exec(select(ImportSource).order_by(col(ImportSource.id).desc())).all()
    return [(row.kind, row.mapping) for row in rows if row.mapping]
