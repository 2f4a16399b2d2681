"""How files with certain columns are read: what the owner said once."""

from __future__ import annotations

from collections.abc import Mapping
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


ANSWERS = ("zone", "currency", "decimal", "date_order")


def keep_answers(
    session: Session, signature: str, *, name: str, kind: str, answers: Mapping[str, str], on: date
) -> None:
    """Keep what the owner said of files with this signature beside how their columns are read."""
    row = session.exec(select(ImportSource).where(col(ImportSource.signature) == signature)).first()
    found = row or ImportSource(name=name, signature=signature, kind=kind)
    for answer in ANSWERS:
        if answers.get(answer):
            setattr(found, answer, answers[answer])
    found.saved_on = on
    session.add(found)


def answers(session: Session) -> dict[str, dict[str, str]]:
    """Return what the owner said by signature; empty answers are left out."""
    rows = session.exec(select(ImportSource)).all()
    told = {row.signature: {name: getattr(row, name) for name in ANSWERS} for row in rows}
    return {one: {name: said for name, said in found.items() if said} for one, found in told.items()}
