"""Suppliers, events, page views, left carts and opinions: small files, a row at a time into their tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from hashlib import blake2b
from typing import Any, TypeVar

from sqlmodel import Session

from shopdesk.domain.identity import identify
from shopdesk.domain.naming import name_key
from shopdesk.formats.base import Batch
from shopdesk.formats.records import (
    CheckoutRecord,
    EventRecord,
    Record,
    ReviewRecord,
    SupplierRecord,
    VisitRecord,
)
from shopdesk.runtime.i18n import _
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.outcome import Outcome, Refusal
from shopdesk.store.imports import people as people_store
from shopdesk.store.imports import products as products_store
from shopdesk.store.imports.upserts import upsert

R = TypeVar("R")
Write = Callable[[Session, FileContext, Sequence[Any], int], Outcome]


class RowWriter:
    """Keeps the records of a small file and writes them with one function."""

    def __init__(self, context: FileContext, write: Write) -> None:
        self._context = context
        self._write = write
        self._records: list[Record] = []

    def open(self, raw: sqlite3.Connection) -> None:
        """Nothing to prepare."""

    def take(self, _raw: sqlite3.Connection, batch: Batch) -> None:
        """Keep a batch of records."""
        self._records.extend(batch.records)

    def write(self, session: Session, batch_id: int) -> Outcome:
        """Write them."""
        return self._write(session, self._context, self._records, batch_id)


def suppliers(
    session: Session, context: FileContext, records: Sequence[SupplierRecord], batch_id: int
) -> Outcome:
    """Put in or change suppliers by their name."""
    rows = [
        {
            "name": r.supplier, "name_key": name_key(r.supplier), "email": r.email, "phone": r.phone,
            "lead_days": r.lead_days, "lead_days_sd": r.lead_days_sd, "review_days": r.review_days,
            "minimum_order_minor": r.minimum_order_minor, "notes": r.notes,
            "currency": (r.currency or context.currency) if r.minimum_order_minor is not None else "",
        }
        for r in records
    ]  # fmt: skip
    done = upsert(session, "supplier", ("name_key",), rows, batch_id)
    return Outcome(facts={"new": done.new, "changed": done.changed, "same": done.same})


def events(session: Session, context: FileContext, records: Sequence[EventRecord], batch_id: int) -> Outcome:
    """Put in or change commercial dates by name and first day."""
    del context
    rows = [
        {"name": r.event, "starts_on": r.start, "ends_on": r.end, "scope": r.scope, "uplift": r.uplift}
        for r in records
    ]
    done = upsert(session, "event", ("name", "starts_on", "scope"), rows, batch_id)
    return Outcome(facts={"new": done.new, "changed": done.changed, "same": done.same})


def visits(session: Session, context: FileContext, records: Sequence[VisitRecord], batch_id: int) -> Outcome:
    """Put in or change page views; views of an unknown product are refused."""
    del context
    known = _Products(session)
    rows: list[dict[str, Any]] = []
    refusals: list[Refusal] = []
    for r in records:
        found = known.find(r.sku, r.product, r.color)
        if found is None:
            refusals.append(_unknown(r.line, r.sku or r.product))
            continue
        product, variant = found
        rows.append(
            {
                "product_id": product, "variant_id": variant, "on_day": r.day, "channel": r.channel,
                "views": r.views,
            }
        )  # fmt: skip
    done = upsert(session, "page_visit", ("product_id", "variant_id", "on_day", "channel"), rows, batch_id)
    facts = {"new": done.new, "changed": done.changed, "same": done.same}
    return Outcome(refusals=tuple(refusals), facts=facts)


def checkouts(
    session: Session, context: FileContext, records: Sequence[CheckoutRecord], batch_id: int
) -> Outcome:
    """Put in or change left carts by address, moment and product."""
    known, keys = _Products(session), people_store.known_keys(session)
    rows = []
    for r in records:
        who = identify(r.email, r.phone, "", country=context.country, own=context.own)
        product, variant = known.find(r.sku, r.product, r.color) or (None, None)
        at = r.abandoned_at if r.abandoned_at.tzinfo else r.abandoned_at.replace(tzinfo=context.source_zone)
        rows.append(
            {
                "email": r.email, "abandoned_at": at.astimezone(UTC), "variant_id": variant,
                "product_id": product, "quantity": r.quantity, "is_completed": r.completed,
                "customer_id": keys.get(("email", who.email)) or keys.get(("phone", who.phone)),
            }
        )  # fmt: skip
    key = ("email", "abandoned_at", "variant_id", "product_id")
    done = upsert(session, "checkout", key, rows, batch_id)
    return Outcome(facts={"new": done.new, "changed": done.changed, "same": done.same})


def opinions(origin: str) -> Write:
    """Return what writes reviews or survey answers as messages of that origin."""

    def write(
        session: Session, context: FileContext, records: Sequence[ReviewRecord], batch_id: int
    ) -> Outcome:
        known, keys = _Products(session), people_store.known_keys(session)
        rows = [_opinion(r, origin, context, (known, keys)) for r in records]
        done = upsert(session, "message", ("content_key",), rows, batch_id)
        return Outcome(facts={"new": done.new, "changed": done.changed, "same": done.same})

    return write


def _opinion(
    r: ReviewRecord, origin: str, context: FileContext, known: tuple[_Products, dict[tuple[str, str], int]]
) -> dict[str, Any]:
    products, keys = known
    who = identify(r.email, "", "", country=context.country, own=context.own)
    said = repr((origin, r.day, r.text, r.email, r.order, r.product, r.size))
    product, variant = products.find("", r.product, "") or (None, None)
    return {
        "channel": origin, "author": r.email, "text": r.text, "origin": origin,
        "written_at": datetime.combine(r.day, time(12), context.zone).astimezone(UTC),
        "added_at": context.now, "content_key": blake2b(said.encode(), digest_size=16).hexdigest(),
        "customer_id": keys.get(("email", who.email)), "product_id": product, "variant_id": variant,
        "order_id": products.order(r.order), "rating": None if r.rating is None else round(r.rating),
    }  # fmt: skip


class _Products:
    """Finds products and orders that rows mention, without making any."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: dict[tuple[str, str, str], tuple[int, int | None] | None] = {}

    def find(self, sku: str, product: str, color: str) -> tuple[int, int | None] | None:
        """Return the product and variant a row means: by SKU, else the product alone by name and colour."""
        key = (sku, product, color)
        if key not in self._seen:
            self._seen[key] = self._look(sku, product, color)
        return self._seen[key]

    def _look(self, sku: str, product: str, color: str) -> tuple[int, int | None] | None:
        by_sku = products_store.product_of_sku(self._session, sku) if sku else None
        if by_sku is not None or not product:
            return by_sku
        found = products_store.product_called(self._session, name_key(product), name_key(color))
        return None if found is None else (found, None)

    def order(self, number: str) -> int | None:
        """Return the id of the order with a number."""
        return products_store.order_numbered(self._session, number) if number else None


def _unknown(line: int, name: str) -> Refusal:
    return Refusal(line, _("There is no product {name} here yet.").format(name=name), "unknown_product")
