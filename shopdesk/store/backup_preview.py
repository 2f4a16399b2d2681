"""What differs between a copy and the shop it would replace, counted row by row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shopdesk.store.backups import GONE, WAITING


class Thing(StrEnum):
    """Kinds of thing an owner counts."""

    ORDERS = "orders"
    CUSTOMERS = "customers"
    PRODUCTS = "products"
    MESSAGES = "messages"
    LETTERS = "letters"
    POLICIES = "policies"
    SUPPLIER_ORDERS = "supplier_orders"


# What names a thing in both files: numbers of rows are given anew after a restore, so they name nothing.
_NAMES: dict[Thing, str] = {
    Thing.ORDERS: "SELECT source || char(31) || number || char(31) || kind FROM {base}.sale_order",
    Thing.CUSTOMERS: "SELECT kind || char(31) || value FROM {base}.customer_key",
    Thing.PRODUCTS: "SELECT name_key || char(31) || color_key FROM {base}.product",
    Thing.MESSAGES: "SELECT content_key || char(31) || written_at FROM {base}.message",
    Thing.LETTERS: "SELECT letter_key FROM {base}.outbox_letter",
    Thing.POLICIES: "SELECT name || char(31) || version FROM {base}.policy",
    Thing.SUPPLIER_ORDERS: "SELECT id FROM {base}.purchase_order",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of one kind that only one of the two files has."""

    thing: Thing
    lost: int
    """In the shop now, not in the copy."""
    back: int
    """In the copy, no longer in the shop."""


@dataclass(frozen=True, slots=True)
class Differences:
    """A copy compared with the shop; see ``services.backups.Preview``."""

    changes: tuple[Change, ...]
    left_since: int
    waiting: int


def compare(copy: Path, live: Path | None) -> Differences:
    """Count what a restore would lose and bring back; reading only. Both files must be whole shops."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as base:
        waiting = _one(base, f"SELECT count(*) FROM outbox_letter WHERE state IN {WAITING}")
        if live is None:
            return Differences((), 0, waiting)
        base.execute("ATTACH DATABASE ? AS live", (f"{live.absolute().as_uri()}?mode=ro",))
        left = _one(
            base,
            f"SELECT count(*) FROM live.outbox_letter AS l WHERE l.state IN {GONE} AND l.letter_key NOT IN "
            f"(SELECT letter_key FROM main.outbox_letter WHERE state IN {GONE})",
        )
        counted = [_change(base, thing, names) for thing, names in _NAMES.items()]
        return Differences(tuple(c for c in counted if c.lost or c.back), left, waiting)


def _change(base: sqlite3.Connection, thing: Thing, names: str) -> Change:
    now, then = names.format(base="live"), names.format(base="main")
    return Change(
        thing,
        _one(base, f"SELECT count(*) FROM ({now} EXCEPT {then})"),
        _one(base, f"SELECT count(*) FROM ({then} EXCEPT {now})"),
    )


def _one(base: sqlite3.Connection, question: str) -> int:
    return int(base.execute(question).fetchone()[0])
