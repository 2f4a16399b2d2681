"""The example shop written as the plain files an owner would bring."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shopdesk.domain.example import Buyer, ExampleOrder, Model, Shelf, Variant

_SALES = (
    "date", "order", "channel", "sku", "product", "color", "size", "category", "quantity", "unit_price",
    "discount", "customer", "email", "phone", "city", "status", "kind", "related_order", "reason",
    "promised_at", "shipped_at", "delivered_at",
)  # fmt: skip
_PRODUCTS = (
    "sku", "product", "color", "size", "category", "gender", "supplier", "cost", "price", "pack",
    "care_days", "use", "fit", "care", "supplier_sku", "successor_of",
)  # fmt: skip


def write_files(
    folder: Path,
    shop: dict[str, Any],
    *,
    models: Sequence[Model],
    shelf: Shelf,
    orders: Sequence[ExampleOrder],
    buyers: Sequence[Buyer],
) -> list[tuple[str, Path]]:
    """Write every file and return (kind, path) in the order they should be imported."""
    last = shelf.counts[-1][0]
    written = [
        ("suppliers", _suppliers(shop)),
        ("products", _products(models)),
        ("events", _events(shop, last)),
        ("stock", _stock(models, shelf)),
        ("sales", _sales(orders)),
        ("contacts", _contacts(buyers, last)),
    ]
    return [(kind, _write(folder / f"{kind}.csv", header, rows)) for kind, (header, rows) in written]


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def _suppliers(shop: dict[str, Any]) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    header = ("supplier", "email", "phone", "lead_days", "lead_days_sd", "review_days", "minimum_order_money")
    fields = ("name", "email", "phone", "lead_days", "lead_days_sd", "review_days", "minimum_order")
    return header, [[row[f] for f in fields] for row in shop["suppliers"]]


def _products(models: Sequence[Model]) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    rows = []
    for model in models:
        seen = model.attributes
        for size in model.sizes:
            sku = Variant(model, size).sku
            successor = f"{seen['successor_of']}-{size.replace('.', '')}" if "successor_of" in seen else ""
            rows.append(
                [sku, model.name, model.color, size, model.category, model.gender, model.supplier, model.cost,
                 model.price, model.pack, seen["care_days"], seen["use"], seen["fit"], seen["care"],
                 f"{model.code.replace('-', '')}-{size.replace('.', '')}", successor]
            )  # fmt: skip
    return _PRODUCTS, rows


def _events(shop: dict[str, Any], today: date) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    """The shop's own dates; those of the country ship with the program."""
    rows = [
        [own["name"], *_own_days(own, year), own["uplift"]]
        for own in shop["own_dates"]
        for year in range(today.year - 2, today.year + 1)
    ]
    return ("event", "start", "end", "uplift"), rows


def _own_days(own: dict[str, Any], year: int) -> tuple[date, date]:
    first = date(year, own["month"], own["day"])
    return first, first + timedelta(own["days"] - 1)


def _stock(models: Sequence[Model], shelf: Shelf) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    named = {Variant(m, s).sku: (m, s) for m in models for s in m.sizes}
    rows = (
        [day, sku, named[sku][0].name, named[sku][0].color, named[sku][1], pieces, "Tienda"]
        for day, counted in shelf.counts
        for sku, pieces in counted.items()
    )
    return ("as_of", "sku", "product", "color", "size", "on_hand", "location"), rows


def _sales(orders: Sequence[ExampleOrder]) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    return _SALES, (row for order in orders for row in _order(order))


def _order(order: ExampleOrder) -> Iterable[Sequence[object]]:
    who = order.buyer
    person = (who.name, who.email, who.phone, who.city) if who else ("", "", "", "")
    parcel = order.parcel
    dates = [d or "" for d in (parcel.promised_on, parcel.shipped_on, parcel.delivered_on)]
    for piece in order.pieces:
        model = piece.variant.model
        yield [
            f"{order.placed_at:%Y-%m-%d %H:%M}", order.number, order.channel, piece.variant.sku, model.name,
            model.color, piece.variant.size, model.category, piece.quantity, model.price, piece.discount,
            *person, order.status, order.kind, order.related, order.reason, *dates,
        ]  # fmt: skip


def _contacts(buyers: Sequence[Buyer], today: date) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    rows = (
        [b.email, b.name, b.phone, b.city, "yes" if b.consents else "no", min(b.last_bought, today), "tienda"]
        for b in buyers
        if b.consents is not None
    )
    return ("email", "name", "phone", "city", "consent", "consent_at", "source"), rows
