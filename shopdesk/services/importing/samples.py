"""The first rows of a file as they were understood, for the preview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from shopdesk.formats.base import Batch
from shopdesk.formats.order_records import OrderRecord
from shopdesk.formats.records import Record

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_HIDDEN = frozenset({"rows", "line", "lines", "ordinal", "repeat", "source", "customer", "external_id"})


def describe(batch: Batch, most: int) -> tuple[dict[str, str], ...]:
    """Return up to ``most`` rows as field and shown value; an order gives a row a line."""
    found: list[dict[str, str]] = []
    for record in batch.records:
        found.extend(_rows(record))
        if len(found) >= most:
            break
    return tuple(found[:most])


def _rows(record: Record) -> Iterator[dict[str, str]]:
    if not isinstance(record, OrderRecord):
        yield _shown(record)
        return
    order = _shown(record) | {"buyer": record.customer.name, "email": record.customer.email}
    for line in record.lines:
        yield order | _shown(line)
    if not record.lines:
        yield order


def _shown(record: DataclassInstance) -> dict[str, str]:
    return {
        one.name: _text(getattr(record, one.name))
        for one in fields(record)
        if one.name not in _HIDDEN and getattr(record, one.name) not in (None, "", ())
    }


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
