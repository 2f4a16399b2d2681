"""Files nobody knows yet: what each column seems to be, what the owner says, remembered for the next file."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shopdesk.formats import headers, mapped, synonyms
from shopdesk.formats.base import ColumnMapping, Kind
from shopdesk.formats.mapped import ColumnGuess
from shopdesk.formats.opening import open_file
from shopdesk.services.context import Shop
from shopdesk.store.imports import sources as store

MAPPABLE = (
    "sales",
    "stock",
    "products",
    "suppliers",
    "customers",
    "contacts",
    "reviews",
    "surveys",
    "visits",
)
"""Kinds an owner may say a file is."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """An unknown file as it seems.

    Attributes:
        kind: What its rows seem to be.
        columns: One guess a column, in the file's order.
        fields: Every field a file of the kind can have.
        missing: Groups of fields of which one at least is needed and none was found.
        needed: All such groups of the kind.
        rows: Rows of the sample that was looked at.
    """

    kind: str
    columns: tuple[ColumnGuess, ...]
    fields: tuple[str, ...]
    missing: tuple[frozenset[str], ...]
    needed: tuple[frozenset[str], ...]


def propose(path: Path, kind: str | None = None) -> Proposed:
    """Guess which column of a file is which.

    Raises:
        Unreadable: If it is no table.
    """
    with tempfile.TemporaryDirectory(prefix="shopdesk-") as folder:
        opened = open_file(path, Path(folder))
        found = mapped.propose(mapped.likely_table(opened), Kind(kind) if kind else None)
    return Proposed(
        str(found.kind), found.columns, mapped.fields_of(found.kind), found.missing, _needed(found.kind)
    )


def _needed(kind: Kind) -> tuple[frozenset[str], ...]:
    columns = synonyms.columns(kind)
    return tuple(
        frozenset(columns[name][0].replace(" ", "_") for name in group) for group in mapped.needed(kind)
    )


def as_mapping(proposed: Proposed, chosen: Mapping[str, str]) -> ColumnMapping:
    """Return the mapping an owner chose: header → field; headers without a field are left out."""
    columns = {field: header for header, field in chosen.items() if field}
    titles = [guess.header for guess in proposed.columns]
    return ColumnMapping(Kind(proposed.kind), columns, headers.signature(titles))


def lacks(proposed: Proposed, chosen: Mapping[str, str]) -> tuple[frozenset[str], ...]:
    """Return the groups of fields of which one is still needed."""
    have = {field for field in chosen.values() if field}
    return tuple(group for group in proposed.needed if not group & have)


def remember(shop: Shop, name: str, mapping: ColumnMapping) -> None:
    """Keep a mapping: the next file with the same columns is read without asking."""
    with shop.store.write() as session:
        key = mapped.signature_key(sorted(mapping.signature))
        store.keep(session, key, name=name, kind=str(mapping.kind), mapping=_plain(mapping), on=shop.today())


def saved(shop: Shop) -> tuple[ColumnMapping, ...]:
    """Return every mapping kept."""
    with shop.store.read() as session:
        rows = store.kept(session)
    return tuple(
        ColumnMapping(Kind(kind), dict(row["columns"]), frozenset(row["signature"])) for kind, row in rows
    )


def _plain(mapping: ColumnMapping) -> dict[str, object]:
    return {"columns": dict(mapping.columns), "signature": sorted(mapping.signature)}
