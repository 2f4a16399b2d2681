"""What a person may have left in places that do not know whose they are: kept cells, images, free text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import Session

from shopdesk.domain.naming import name_key

_SHORT = 4
"""A trace of so few letters would strike strangers too."""
_DIGITS = 8
"""From so many digits on a number is taken for a telephone."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What a person is recognised by.

    Attributes:
        words: Addresses, Instagram names and full names, folded.
        numbers: The last eight digits of their telephones.
    """

    words: frozenset[str]
    numbers: frozenset[str]

    def are_in(self, written: str) -> bool:
        """Say whether a text holds one of them."""
        plain = name_key(written)
        if any(word in plain for word in self.words):
            return True
        digits = re.sub(r"[\s().+\-]", "", written)
        return any(number in digits for number in self.numbers)


def of(session: Session, people: Sequence[int]) -> Traces:
    """Return the traces of customers: every key, Instagram name and full name their rows hold."""
    asked = text(
        "SELECT kind, value FROM customer_key WHERE customer_id IN :people UNION"
        " SELECT kind, shown FROM customer_key WHERE customer_id IN :people UNION"
        " SELECT 'instagram', instagram FROM customer WHERE id IN :people UNION"
        " SELECT 'name', name FROM customer WHERE id IN :people UNION"
        " SELECT 'name', buyer_name FROM sale_order WHERE customer_id IN :people UNION"
        " SELECT 'email', buyer_email FROM sale_order WHERE customer_id IN :people UNION"
        " SELECT 'phone', buyer_phone FROM sale_order WHERE customer_id IN :people UNION"
        " SELECT 'email', recipient FROM outbox_letter WHERE customer_id IN :people"
    ).bindparams(bindparam("people", expanding=True))
    words, numbers = set(), set()
    for kind, value in session.execute(asked, {"people": list(people)}):
        plain = str(value or "").strip()
        if kind == "phone":
            digits = re.sub(r"\D", "", plain)
            if len(digits) >= _DIGITS:
                numbers.add(digits[-_DIGITS:])
        elif len(plain) > _SHORT and (kind != "name" or " " in plain):
            words.add(name_key(plain))  # a first name alone is shared by many
    return Traces(frozenset(words), frozenset(numbers))


def erase(session: Session, traces: Traces) -> None:
    """Take the traces out of what imports kept, of what was worked out, and of free text."""
    _blank(session, traces, "import_row", "cells", "UPDATE import_row SET cells = NULL, message = ''")
    _blank(session, traces, "import_image", "before", "DELETE FROM import_image")
    _blank(session, traces, "stored_result", "value", "DELETE FROM stored_result", key="name")
    for table, column in (
        ("stock_movement", "note"),
        ("stock_movement", "reference"),
        ("stock_snapshot", "note"),
        ("reservation", "person"),
        ("tag_correction", "text"),
        ("promise", "text"),
        ("return_line", "reason"),
        ("sale_order", "reason"),
        ("sale_order", "late_note"),
    ):
        _blank(session, traces, table, column, f"UPDATE {table} SET {column} = ''")
    _lists(session, traces)


def messages(session: Session, traces: Traces) -> list[int]:
    """Return the messages of nobody known that this person signed."""
    rows = session.execute(
        text("SELECT id, author, thread_key FROM message WHERE customer_id IS NULL AND author <> ''")
    )
    return [int(row[0]) for row in rows if traces.are_in(f"{row[1]} {row[2]}")]


def _blank(session: Session, traces: Traces, table: str, column: str, verb: str, key: str = "id") -> None:
    rows = session.execute(
        text(
            f"SELECT {key}, CAST({column} AS TEXT) FROM {table} WHERE {column} IS NOT NULL AND {column} <> ''"
        )
    )
    found = [row[0] for row in rows if traces.are_in(_plain(row[1]))]
    _run(session, f"{verb} WHERE {key} = :key", found)


def _lists(session: Session, traces: Traces) -> None:
    """Delete what stands under the person's address without a customer: checkouts and answers."""
    for table in ("checkout", "survey_answer"):
        rows = session.execute(text(f"SELECT id, email FROM {table} WHERE email <> ''"))
        found = [row[0] for row in rows if name_key(str(row[1])) in traces.words]
        _run(session, f"DELETE FROM {table} WHERE id = :key", found)


def _run(session: Session, statement: str, keys: Iterable[Any]) -> None:
    rows = [{"key": one} for one in keys]
    if rows:
        session.connection().execute(text(statement), rows)


def _plain(stored: object) -> str:
    """Return stored text with JSON's escapes undone: letters with accents stand there as numbers."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", _letter, str(stored))


def _letter(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16))
