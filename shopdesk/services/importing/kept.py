"""What the shop remembers of an import: its file by content, what was said of it, what it came to."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

from shopdesk.formats.base import Kind
from shopdesk.services.importing.outcome import Outcome
from shopdesk.services.importing.results import ImportOptions, ImportResult
from shopdesk.store.imports import batches


def figures(result: ImportResult, outcome: Outcome) -> batches.Figures:
    """Return the counts and sums of an import as its batch keeps them."""
    return batches.Figures(
        rows=result.rows,
        accepted=result.accepted,
        rejected=result.rejected,
        ignored=result.ignored,
        orders_new=result.orders_new,
        orders_changed=result.orders_changed,
        orders_same=result.orders_same,
        lines=result.lines,
        units=result.units,
        total_minor=result.total.minor if result.total else 0,
        refunded_minor=result.refunded.minor if result.refunded else 0,
        currency=result.total.currency if result.total else "",
        first_at=outcome.first,
        last_at=outcome.last,
        as_of=outcome.last if result.kind == Kind.STOCK else None,
        facts=outcome.facts,
    )


def options(told: ImportOptions) -> dict[str, str]:
    """Return what the owner said of a file, as its batch keeps it."""
    said = {
        "zone": told.zone, "currency": told.currency, "decimal": told.decimal,
        "date_order": told.date_order, "taxes": told.taxes, "account": told.account,
        "as_of": told.as_of.isoformat() if told.as_of else None,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


def digest(path: Path) -> str:
    """Return what tells a file by its content, whatever it is called."""
    with path.open("rb") as source:
        return file_digest(source, "blake2b").hexdigest()[:64]
