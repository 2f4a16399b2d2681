"""What a reading of a sample adds up to, in the words of ``expected.json``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shopdesk.formats.base import ReadOptions
from shopdesk.formats.reading import Reading, read
from shopdesk.formats.records import ContactRecord, OrderRecord, ProductRecord, Record, StockRecord

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
MEXICO = ReadOptions(zone="America/Mexico_City", currency="MXN")
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the sample files are not beside the checkout"
)


def expected() -> list[dict[str, Any]]:
    """Return the entries of expected.json, none if the samples are absent."""
    path = SAMPLES / "expected.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


@dataclass
class Read:
    """A sample read to its end."""

    reading: Reading
    records: list[Record]

    @property
    def orders(self) -> list[OrderRecord]:
        return [one for one in self.records if isinstance(one, OrderRecord)]

    @property
    def sales(self) -> list[OrderRecord]:
        return [one for one in self.orders if one.kind != "return"]


def read_all(path: Path, options: ReadOptions = MEXICO) -> Read:
    """Read a file to its end, with every row accounted for."""
    with read(path, options=options) as reading:
        records = [record for batch in reading for record in batch.records]
    counts = reading.counts
    assert counts.rows == counts.accepted + counts.rejected + counts.ignored
    return Read(reading, records)


def identity(order: OrderRecord) -> str:
    """Return what tells one customer from another: address, else phone, else the source's number."""
    buyer = order.customer
    return buyer.email or buyer.phone[-10:] or buyer.external_id


def _money(minor: int) -> str:
    return str((Decimal(minor) / 100).quantize(Decimal("0.01")))


def _stock(found: Read) -> list[StockRecord]:
    return [one for one in found.records if isinstance(one, StockRecord)]


def _rows_of_lines(found: Read) -> int:
    return sum(len(one.lines) for one in found.orders)


FIGURES: dict[str, Callable[[Read], object]] = {
    "orders": lambda f: len(f.orders),
    "sales": lambda f: len(f.orders),
    "transactions": lambda f: len(f.sales),
    "receipts": lambda f: len(f.orders),
    "lines": _rows_of_lines,
    "item_rows": _rows_of_lines,
    "payment_rows": _rows_of_lines,
    "units": lambda f: sum(line.quantity for one in f.orders for line in one.lines),
    "gross_total": lambda f: _money(sum(one.total_minor for one in f.orders)),
    "gross_products": lambda f: _money(sum(one.total_minor for one in f.orders)),
    "total": lambda f: _money(sum(one.total_minor - one.refunded_minor for one in f.orders)),
    "refunded_total": lambda f: _money(sum(one.refunded_minor for one in f.orders)),
    "cancelled": lambda f: sum(one.status == "cancelled" for one in f.orders),
    "pending": lambda f: sum(one.status == "pending" for one in f.orders),
    "customers_with_email": lambda f: len({one.customer.email for one in f.orders} - {""}),
    "customers": lambda f: len({identity(one) for one in f.orders} - {""}),
    "first": lambda f: min(one.placed_at for one in f.orders).isoformat(),
    "last": lambda f: max(one.placed_at for one in f.orders).isoformat(),
    "rows": lambda f: f.reading.counts.rows,
    "packages": lambda f: sum(len(one.rows) > len(one.lines) for one in f.orders),
    "no_email": lambda f: not any(one.customer.email for one in f.orders),
    "refund_receipts": lambda f: sum(one.kind == "return" for one in f.orders),
    "refund_rows": lambda f: sum(
        len(one.lines) if one.kind == "return" else sum(line.refunded_quantity > 0 for line in one.lines)
        for one in f.orders
    ),
    "variants": lambda f: len({one.sku for one in f.records if isinstance(one, StockRecord | ProductRecord)}),
    "products": lambda f: len({one.product for one in f.records if isinstance(one, ProductRecord)}),
    "locations": lambda f: len({one.location for one in _stock(f)}),
    "available_sum": lambda f: sum(one.available or 0 for one in _stock(f)),
    "negative": lambda f: sum((one.available or 0) < 0 for one in _stock(f)),
    "image_only_rows": lambda f: f.reading.counts.by_reason.get("image_row", 0),
    "consent_yes": lambda f: sum(one.consent is True for one in f.records if isinstance(one, ContactRecord)),
    "without_email": lambda f: sum(not one.email for one in f.records if isinstance(one, ContactRecord)),
}
FIGURES_OF = {("shopify-customers", "customers"): lambda f: len(f.records)}

NOT_HELD = {
    ("woocommerce-advanced-order-export", "first"): "the export has no seconds",
    ("woocommerce-advanced-order-export", "last"): "the export has no seconds",
    (
        "tiendanube-ventas",
        "refunded_total",
    ): "partial refunds have no amount; full ones count as the whole total",
    (
        "nuvemshop-vendas",
        "refunded_total",
    ): "partial refunds have no amount; full ones count as the whole total",
}
"""Figures that a format cannot hold, and why."""


def held(entry: dict[str, Any]) -> dict[str, object]:
    """Return the figures of an entry that are checked; notes and the pair's counts are not figures."""
    wanted = entry["expected"]
    skipped = {"note", "import_after", "new_orders", "updated_orders", "unchanged_orders", "state_after"}
    return {
        key: value
        for key, value in wanted.items()
        if key not in skipped and (entry["format"], key) not in NOT_HELD
    }
