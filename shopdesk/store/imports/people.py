"""Customers, their keys and consent, as imports read and write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, text
from sqlmodel import Session

from shopdesk.store.imports import images
from shopdesk.store.models import Customer, CustomerKey, MergeProposal


def known_keys(session: Session) -> dict[tuple[str, str], int]:
    """Return the customer of every key: (kind, value) to id, after merges."""
    rows = session.connection().execute(
        text(
            "SELECT k.kind, k.value, COALESCE(c.merged_into_id, c.id) FROM customer_key k"
            " JOIN customer c ON c.id = k.customer_id"
        )
    )
    return {(row[0], row[1]): row[2] for row in rows}


def add_customers(
    session: Session, new: int, described: Mapping[int, tuple[str, str, str]], batch_id: int | None
) -> Callable[[int], int | None]:
    """Make new customers -1 .. -new; return what gives every reference its id (0 is nobody: None)."""
    last = session.connection().execute(text("SELECT COALESCE(MAX(id), 0) FROM customer")).scalar_one()
    rows = []
    for number in range(1, new + 1):
        name, name_key, city = described.get(-number, ("", "", ""))
        row = {"id": last + number, "name": name, "name_key": name_key, "city": city, "batch_id": batch_id}
        rows.append(row)
    if rows:
        session.connection().execute(insert(Customer), rows)

    def real(customer: int) -> int | None:
        return last - customer if customer < 0 else customer or None

    return real


def add_keys(
    session: Session, keys: Sequence[tuple[int | None, str, str, str]], batch_id: int | None
) -> None:
    """Add keys: customer, kind, value, as shown."""
    rows = [
        {"customer_id": c, "kind": kind, "value": value, "shown": shown, "batch_id": batch_id}
        for c, kind, value, shown in keys
    ]
    if rows:
        session.connection().execute(insert(CustomerKey), rows)


def join(session: Session, pairs: Sequence[tuple[int | None, int | None]], batch_id: int | None) -> None:
    """Make a customer known by phone alone one with the customer who turned out to have that phone."""
    run = session.connection().execute
    for gone, kept in pairs:
        marks = {"gone": gone, "kept": kept}
        for table, column in (("sale_order", "customer_id"), ("customer_key", "customer_id")):
            theirs = f"SELECT id FROM {table} WHERE {column} = :gone"
            _keep(session, batch_id, table, theirs, gone)
            run(text(f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone"), marks)
        _keep(session, batch_id, "customer", "SELECT :gone", gone)
        run(text("UPDATE customer SET merged_into_id = :kept WHERE id = :gone"), marks)


def _keep(session: Session, batch_id: int | None, table: str, ids: str, gone: int | None) -> None:
    if batch_id is not None:
        images.keep(session, batch_id, table, ids, {"gone": gone})


def propose(session: Session, pairs: Sequence[tuple[int | None, int | None, str]]) -> None:
    """Note customers who may be one, once a pair."""
    rows = [
        {"one_id": min(a, b), "other_id": max(a, b), "reason": why}
        for a, b, why in pairs
        if a is not None and b is not None
    ]
    if rows:
        session.connection().execute(insert(MergeProposal).prefix_with("OR IGNORE"), rows)


def fill_gaps(session: Session, described: Mapping[int, tuple[str, str, str]], batch_id: int | None) -> None:
    """Give known customers the name or city they lacked."""
    wanted = {customer: what for customer, what in described.items() if customer > 0 and (what[0] or what[2])}
    if not wanted:
        return
    rows = session.connection().execute(text("SELECT id FROM customer WHERE name = '' OR city = ''"))
    lacking = [row[0] for row in rows if row[0] in wanted]
    if batch_id is not None:
        images.keep_rows(session, batch_id, "customer", lacking)
    for customer in lacking:
        name, name_key, city = wanted[customer]
        session.connection().execute(
            text(
                "UPDATE customer SET name_key = CASE WHEN name = '' THEN :name_key ELSE name_key END,"
                " name = CASE WHEN name = '' THEN :name ELSE name END,"
                " city = CASE WHEN city = '' THEN :city ELSE city END WHERE id = :id"
            ),
            {"id": customer, "name": name, "name_key": name_key, "city": city},
        )


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody agreed to or refused a channel, with the evidence.

    Attributes:
        at: Instant as stored.
        source: Column or export that says it.
        reference: Row or order it stands on.
    """

    customer_id: int
    at: str
    is_granted: bool
    source: str
    reference: str = ""
    channel: str = "email"


def add_consents(session: Session, said: Sequence[Said], batch_id: int | None) -> int:
    """Keep what people agreed to or refused wherever it changes what was known; return how many changes."""
    if not said:
        return 0
    known: dict[tuple[int, str], list[tuple[str, bool]]] = {}
    for customer, channel, at, granted in session.connection().execute(
        text("SELECT customer_id, channel, at, is_granted FROM consent ORDER BY at")
    ):
        known.setdefault((customer, channel), []).append((at, bool(granted)))
    rows = []
    for one in sorted(said, key=lambda one: one.at):
        history = known.setdefault((one.customer_id, one.channel), [])
        before = [entry for entry in history if entry[0] <= one.at]
        if before and before[-1][1] == one.is_granted:
            continue
        history.append((one.at, one.is_granted))
        history.sort()
        rows.append(
            {
                "customer_id": one.customer_id, "channel": one.channel, "is_granted": one.is_granted,
                "at": one.at, "source": one.source, "row_reference": one.reference, "batch_id": batch_id,
            }
        )  # fmt: skip
    if rows:
        names = list(rows[0])
        session.connection().execute(
            text(
                f"INSERT INTO consent ({', '.join(names)}, text_version)"
                f" VALUES ({', '.join(':' + name for name in names)}, '')"
            ),
            rows,
        )
    return len(rows)
