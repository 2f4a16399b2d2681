"""The list of imports: one row a file, the verdicts on its rows, and how long they can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session, col, select

from shopdesk.store.database import announce
from shopdesk.store.models import ImportBatch, ImportRow

KEPT = 20
"""How many imports can be taken back."""
BY_HAND = "by-hand"
"""Format of what the owner corrected without a file."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a file before it is written."""

    file_name: str
    file_hash: str
    kind: str
    format: str
    source: str
    created_at: datetime
    duplicate_of_id: int | None
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the file came to."""

    rows: int
    accepted: int
    rejected: int
    ignored: int
    orders_new: int
    orders_changed: int
    orders_same: int
    lines: int
    units: int
    total_minor: int
    refunded_minor: int
    currency: str
    first_at: datetime | None
    last_at: datetime | None
    as_of: datetime | None
    facts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one row: rejected, ignored or noted."""

    line: int | None
    verdict: str
    code: str
    message: str
    cells: list[str] | None


_BY_KIND = {
    "sales": (
        "sale_order", "order_line", "return_line", "stock_movement", "customer", "customer_key", "consent",
        "product", "variant", "channel",
    ),
    "stock": ("stock_snapshot", "product", "variant", "location"),
    "products": ("product", "variant", "supplier", "supplier_item", "cost_change"),
    "customers": ("customer", "customer_key", "consent"),
    "contacts": ("customer", "customer_key", "consent"),
    "correction": ("product", "variant", "variant_alias", "order_line", "stock_snapshot", "return_line"),
}  # fmt: skip


def tell(session: Session, kind: str) -> None:
    """Announce the tables that a file of a kind writes to with statements of its own."""
    announce(session, "import_batch", *_BY_KIND.get(kind, ()))


def twin(session: Session, file_hash: str, kind: str) -> int | None:
    """Return the first import that stands and read the very same file."""
    return session.exec(
        select(ImportBatch.id)
        .where(ImportBatch.file_hash == file_hash, ImportBatch.kind == kind)
        .where(col(ImportBatch.undone_at).is_(None))
        .order_by(col(ImportBatch.id))
    ).first()


def is_edited_sheet(session: Session, batch_id: int) -> bool:
    """Tell whether a batch's file came before under its name with other content."""
    batch = session.get_one(ImportBatch, batch_id)
    if batch.duplicate_of_id is not None:
        return False
    known = (
        select(ImportBatch.id)
        .where(ImportBatch.file_name == batch.file_name, ImportBatch.kind == batch.kind)
        .where(ImportBatch.id != batch_id, col(ImportBatch.undone_at).is_(None))
    )
    return session.exec(known).first() is not None


def begin(session: Session, start: Start) -> int:
    """Open a batch and return its id."""
    batch = ImportBatch(**asdict(start))
    session.add(batch)
    session.flush()
    assert batch.id is not None
    return batch.id


def finish(session: Session, batch_id: int, figures: Figures) -> None:
    """Write what the batch came to."""
    batch = session.get_one(ImportBatch, batch_id)
    values = asdict(figures)
    facts = values.pop("facts")
    for name, value in values.items():
        setattr(batch, name, value)
    if facts:
        batch.options = (batch.options or {}) | {"facts": facts}
    session.add(batch)
    session.flush()


def keep_rows(session: Session, batch_id: int, verdicts: Iterable[Verdict]) -> None:
    """Keep the verdicts on rows that were not simply taken."""
    rows = [asdict(verdict) | {"batch_id": batch_id} for verdict in verdicts]
    if rows:
        session.connection().execute(insert(ImportRow), rows)


def keep_header(session: Session, batch_id: int, header: Sequence[str]) -> None:
    """Keep the header of a file with rows left out: without it they cannot be brought again."""
    batch = session.get_one(ImportBatch, batch_id)
    batch.options = (batch.options or {}) | {"header": list(header)}
    session.add(batch)
    session.flush()


def rejected(session: Session, batch_id: int) -> tuple[list[str], list[Verdict]]:
    """Return the header of a file and the rows of it that were left out, in the file's order."""
    batch = session.get(ImportBatch, batch_id)
    rows = session.exec(
        select(ImportRow)
        .where(ImportRow.batch_id == batch_id, ImportRow.verdict == "rejected")
        .order_by(col(ImportRow.line), col(ImportRow.id))
    )
    header = list((batch.options or {}).get("header") or []) if batch is not None else []
    return header, [Verdict(row.line, row.verdict, row.code, row.message, row.cells) for row in rows]


def forget_old(session: Session) -> None:
    """Let go of the images and claims of imports too old to be taken back."""
    run = session.connection().execute
    oldest = run(
        text(
            "SELECT MIN(id) FROM (SELECT id FROM import_batch WHERE undone_at IS NULL"
            " ORDER BY id DESC LIMIT :n)"
        ),
        {"n": KEPT},
    ).scalar_one()
    for table in ("import_image", "import_claim"):
        run(text(f"DELETE FROM {table} WHERE batch_id < :oldest"), {"oldest": oldest})
    announce(session, "import_image", "import_claim")


def undoable(session: Session) -> set[int]:
    """Return the imports that can be taken back."""
    found = session.exec(
        select(ImportBatch.id)
        .where(col(ImportBatch.undone_at).is_(None))
        .order_by(col(ImportBatch.id).desc())
        .limit(KEPT)
    ).all()
    return {one for one in found if one is not None}


def all_batches(session: Session) -> list[ImportBatch]:
    """Return every import, the newest first."""
    return list(session.exec(select(ImportBatch).order_by(col(ImportBatch.id).desc())).all())


def notes(session: Session, most: int = 100) -> dict[int, tuple[Verdict, ...]]:
    """Return the first verdicts of each batch, rejected rows before the others."""
    rows = session.connection().execute(
        text(
            "SELECT batch_id, line, verdict, code, message FROM (SELECT *, ROW_NUMBER() OVER"
            " (PARTITION BY batch_id ORDER BY verdict <> 'rejected', id) AS place FROM import_row)"
            " WHERE place <= :most ORDER BY batch_id, place"
        ),
        {"most": most},
    )
    found: dict[int, list[Verdict]] = {}
    for batch, line, verdict, code, message in rows:
        found.setdefault(batch, []).append(Verdict(line, verdict, code, message, None))
    return {batch: tuple(verdicts) for batch, verdicts in found.items()}
