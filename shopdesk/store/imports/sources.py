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


ANSWERS = ("zone", "currency", "decimal", "date_order", "taxes")
_TAXES = {"included": True, "added": False}


def keep_answers(
    session: Session, signature: str, *, name: str, kind: str, answers: Mapping[str, str], on: date
) -> None:
    """Keep what the owner said of files with this signature beside how their columns are read."""
    row = session.exec(select(ImportSource).where(col(ImportSource.signature) == signature)).first()
    found = row or ImportSource(name=name, signature=signature, kind=kind)
    for answer in ANSWERS:
        said = answers.get(answer)
        if said and answer == "taxes":
            found.taxes_included = _TAXES[said]
        elif said:
            setattr(found, answer, said)
    found.saved_on = on
    session.add(found)


def answers(session: Session) -> dict[str, dict[str, str]]:
    """Return what the owner said by signature; empty answers are left out."""
    rows = session.exec(select(ImportSource)).all()
    return {row.signature: {name: said for name, said in _said(row).items() if said} for row in rows}


def _said(row: ImportSource) -> dict[str, str]:
    taxes = next((word for word, included in _TAXES.items() if included is row.taxes_included), "")
    return {
        "zone": row.zone,
        "currency": row.currency,
        "decimal": row.decimal,
        "date_order": row.date_order,
        "taxes": taxes,
    }
