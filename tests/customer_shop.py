"""A shop with people in it, written straight into the tables, for the room of customers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count

from shopdesk.domain.naming import name_key
from shopdesk.services.context import Shop
from shopdesk.store.models import (
    Customer,
    CustomerKey,
    Location,
    Message,
    Order,
    OrderLine,
    Product,
    ReturnLine,
    StockSnapshot,
    Variant,
)


class CustomerShop:
    """Builders on one shop; each call is a transaction of its own."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self._numbers = count(1)

    def style(
        self,
        name: str,
        sizes: Mapping[str, int | None],
        *,
        color: str = "",
        category: str = "Tenis",
        **more: object,
    ) -> dict[str, int]:
        """Add a style with pieces counted this morning by size (None = never counted); variants by size."""
        with self.shop.store.write() as session:
            session.merge(Location(id=1, name="Tienda"))
            style = Product(
                name=name,
                name_key=name_key(name),
                color=color,
                color_key=name_key(color),
                category=category,
                **more,
            )
            session.add(style)
            session.flush()
            found = {}
            for place, (size, pieces) in enumerate(sizes.items()):
                variant = Variant(
                    product_id=style.id, size=size, size_order=float(place), sku=f"{name}-{color}-{size}"
                )
                session.add(variant)
                session.flush()
                found[size] = variant.id or 0
                if pieces is not None:
                    today = self.shop.today()
                    session.add(
                        StockSnapshot(
                            variant_id=variant.id,
                            location_id=1,
                            on_hand=pieces,
                            kind="count",
                            is_opening=False,
                            at=datetime(today.year, today.month, today.day, 12, tzinfo=UTC),
                            local_day=today,
                        )
                    )
            return found

    def product_of(self, variant: int) -> int:
        """Return a variant's product."""
        with self.shop.store.read() as session:
            found = session.get(Variant, variant)
            assert found is not None
            return found.product_id

    def person(self, name: str, email: str | None = None, **more: object) -> int:
        """Add a customer, with an address made from the name unless one is given ("" = none)."""
        address = f"{name_key(name).replace(' ', '.')}@example.com" if email is None else email
        with self.shop.store.write() as session:
            person = Customer(name=name, name_key=name_key(name), **more)
            session.add(person)
            session.flush()
            if address:
                key = CustomerKey(customer_id=person.id, kind="email", value=address, shown=address)
                session.add(key)
            return person.id or 0

    def sale(
        self,
        customer: int | None,
        variant: int,
        day: date,
        *,
        pieces: int = 1,
        total: int = 100_000,
        **more: object,
    ) -> int:
        """Add a paid order of one line; return the order."""
        at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        week = day - timedelta(days=day.weekday())
        with self.shop.store.write() as session:
            order = Order(
                source="test",
                number=f"N{next(self._numbers)}",
                customer_id=customer,
                placed_at=at,
                local_day=day,
                local_week=week,
                currency="MXN",
                **({"total_minor": total} | more),
            )
            session.add(order)
            session.flush()
            session.add(
                OrderLine(
                    order_id=order.id,
                    ordinal=1,
                    variant_id=variant,
                    quantity=pieces,
                    local_day=day,
                    local_week=week,
                    total_minor=total,
                )
            )
            return order.id or 0

    def came_back(
        self, order: int, variant: int, day: date, *, kept: int | None = None, reason: str = ""
    ) -> None:
        """Add a return of a piece, or its exchange for another variant."""
        with self.shop.store.write() as session:
            session.add(
                ReturnLine(
                    order_id=order,
                    variant_id=variant,
                    quantity=1,
                    returned_on=day,
                    kept_variant_id=kept,
                    reason=reason,
                )
            )

    def message(self, customer: int | None, text: str, day: date, **more: object) -> int:
        """Add something a customer wrote."""
        at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        with self.shop.store.write() as session:
            row = Message(text=text, written_at=at, added_at=at, customer_id=customer, **more)
            session.add(row)
            session.flush()
            return row.id or 0
