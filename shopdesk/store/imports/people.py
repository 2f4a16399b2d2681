"""Customers, their keys and consent, as imports read and write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import insert, text
from sqlmodel import Session

from shopdesk.store.imports import images
from shopdesk.store.imports.order_stage import fill
from shopdesk.store.models import Consent, Customer, CustomerKey, MergeProposal


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
    session: Session, new: int, described: Mapping[int, tuple[str, str, str]], batch_id: int
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


def add_keys(session: Session, keys: Sequence[tuple[int | None, str, str, str]], batch_id: int) -> None:
    """Add keys: customer, kind, value, as shown."""
    rows = [
        {"customer_id": c, "kind": kind, "value": value, "shown": shown, "batch_id": batch_id}
        for c, kind, value, shown in keys
    ]
    if rows:
        session.connection().execute(insert(CustomerKey), rows)


def join(session: Session, pairs: Sequence[tuple[int | None, int | None]], batch_id: int) -> None:
    """Make a customer known by phone alone one with the customer who turned out to have that phone."""
    run = session.connection().execute
    for gone, kept in pairs:
        marks = {"gone": gone, "kept": kept}
        for table, column in (("sale_order", "customer_id"), ("customer_key", "customer_id")):
            theirs = f"SELECT id FROM {table} WHERE {column} = :gone"
            images.keep(session, batch_id, table, theirs, {"gone": gone})
            run(text(f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone"), marks)
        images.keep_rows(session, batch_id, "customer", [gone or 0])
        run(text("UPDATE customer SET merged_into_id = :kept WHERE id = :gone"), marks)


def propose(session: Session, pairs: Sequence[tuple[int | None, int | None, str]]) -> None:
    """Note customers who may be one, once a pair."""
    rows = [
        {"one_id": min(a, b), "other_id": max(a, b), "reason": why}
        for a, b, why in pairs
        if a is not None and b is not None
    ]
    if rows:
        session.connection().execute(insert(MergeProposal).prefix_with("OR IGNORE"), rows)


def fill_gaps(session: Session, described: Mapping[int, tuple[str, str, str]], batch_id: int) -> None:
    """Give known customers the name or city they lacked."""
    wanted = {customer: what for customer, what in described.items() if customer > 0 and (what[0] or what[2])}
    if not wanted:
        return
    rows = session.connection().execute(text("SELECT id FROM customer WHERE name = '' OR city = ''"))
    lacking = [row[0] for row in rows if row[0] in wanted]
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


def add_consents(session: Session, said: Sequence[tuple[int, str, bool]], batch_id: int, **more: str) -> int:
    """Keep what people agreed to or refused wherever it changes what was known; return how many changes.

    Args:
        session: Where to write.
        said: (customer, instant as stored, yes or no), in any order.
        batch_id: The file that says so.
        more: ``channel`` (email), ``source`` and ``row_reference`` of the evidence.
    """
    channel = more.get("channel", "email")
    marks = {"channel": channel}
    known: dict[int, list[tuple[str, bool]]] = {}
    for customer, at, granted in session.connection().execute(
        text("SELECT customer_id, at, is_granted FROM consent WHERE channel = :channel ORDER BY at"), marks
    ):
        known.setdefault(customer, []).append((at, bool(granted)))
    rows = []
    for customer, at, granted in sorted(said, key=lambda one: one[1]):
        history = known.setdefault(customer, [])
        before = [one for one in history if one[0] <= at]
        if before and before[-1][1] == granted:
            continue
        history.append((at, granted))
        history.sort()
        rows.append(
            {
                "customer_id": customer, "channel": channel, "is_granted": granted, "at": at,
                "source": more.get("source", "order"), "row_reference": more.get("row_reference", ""),
                "batch_id": batch_id,
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


def stage_buyers(session: Session, rows: Sequence[tuple[int, int]]) -> None:
    """Say which customer each staged buyer is."""
    fill(session, "stage_buyer", rows)


__all__ = [
    "Consent", "add_consents", "add_customers", "add_keys", "fill_gaps", "join", "known_keys", "propose",
    "stage_buyers",
]  # fmt: skip
