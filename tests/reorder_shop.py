"""A small shoe shop written straight into the tables, for the rooms that plan orders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
from sqlalchemy import insert

from shopdesk.domain.naming import name_key
from shopdesk.services.context import Shop
from shopdesk.store.models import (
    Channel,
    Location,
    Order,
    OrderLine,
    Product,
    StockSnapshot,
    Supplier,
    SupplierItem,
    Variant,
)

SIZES = ("22", "23", "24", "25", "26")
CURVE = (0.10, 0.25, 0.30, 0.25, 0.10)


def at(day: date, hour: int = 18) -> datetime:
    """Return noon in Mexico City of a day, as UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def a_supplier(shop: Shop, name: str = "Calzado León", **more: object) -> int:
    with shop.store.write() as session:
        row = Supplier(name=name, name_key=name_key(name), **more)
        session.add(row)
        session.flush()
        return row.id or 0


def a_style(
    shop: Shop,
    name: str = "Tenis Nube",
    *,
    color: str = "blanco",
    per_week: float = 8.0,
    weeks: int = 40,
    on_hand: tuple[int, ...] = (1, 1, 2, 1, 1),
    supplier: int | None = None,
    category: str = "Tenis",
    seed: int = 1,
    cost: int | None = 50000,
    sizes: tuple[str, ...] = SIZES,
    **item: object,
) -> list[int]:
    """Write a style with its sizes, weekly sales until yesterday and a stock count of this morning."""
    rng = np.random.default_rng(seed)
    today, initials = shop.today(), "".join(name_key(w)[:3] for w in name.split()).upper()
    with shop.store.write() as session:
        style = Product(
            name=name,
            name_key=name_key(name),
            color=color,
            color_key=name_key(color),
            category=category,
            price_minor=129900,
        )
        place = session.get(Location, 1) or Location(id=1, name="Tienda")
        channel = session.get(Channel, 1) or Channel(id=1, code="counter", name="Mostrador")
        session.add_all([style, place, channel])
        session.flush()
        variants = [
            Variant(
                product_id=style.id,
                size=s,
                size_order=float(i),
                cost_minor=cost,
                price_minor=129900,
                sku=f"{initials}-{name_key(color)[:3].upper()}-{s}",
            )
            for i, s in enumerate(sizes)
        ]
        session.add_all(variants)
        session.flush()
        ids = [v.id or 0 for v in variants]
        if supplier is not None:
            session.add_all(
                SupplierItem(supplier_id=supplier, variant_id=v, cost_minor=cost, **item) for v in ids
            )
        session.add_all(
            StockSnapshot(
                variant_id=v,
                location_id=1,
                on_hand=n,
                at=at(today, 12),
                local_day=today,
                is_opening=False,
                kind="count",
            )
            for v, n in zip(ids, on_hand, strict=True)
        )
        sales(session, ids, rng=rng, per_week=per_week, days=7 * weeks, today=today)
    return ids


def sales(
    session: object, ids: list[int], *, rng: np.random.Generator, per_week: float, days: int, today: date
) -> None:
    curve = np.array(CURVE[: len(ids)]) / sum(CURVE[: len(ids)])
    orders, lines = [], []
    connection = session.connection()
    number = connection.exec_driver_sql("SELECT COALESCE(MAX(id), 0) FROM sale_order").scalar()
    for ago in range(days, 0, -1):
        day = today - timedelta(ago)
        for size, pieces in zip(ids, rng.poisson(per_week / 7 * curve), strict=True):
            for _ in range(int(pieces)):
                number += 1
                week = day - timedelta(day.weekday())
                orders.append(
                    {
                        "id": number,
                        "source": "test",
                        "number": str(number),
                        "placed_at": at(day),
                        "local_day": day,
                        "local_week": week,
                        "currency": "MXN",
                        "total_minor": 129900,
                        "channel_id": 1,
                        "utc_offset_minutes": -360,
                    }
                )
                lines.append(
                    {
                        "order_id": number,
                        "ordinal": 1,
                        "variant_id": size,
                        "quantity": 1,
                        "total_minor": 129900,
                        "local_day": day,
                        "local_week": week,
                        "is_demand": True,
                        "channel_id": 1,
                    }
                )
    if orders:
        connection.execute(insert(Order), orders)
        connection.execute(insert(OrderLine), lines)
