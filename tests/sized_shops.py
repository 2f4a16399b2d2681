"""Small shops with sizes for the tests of the Tallas room, written straight into the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import select

from shopdesk.domain.naming import name_key
from shopdesk.store.models import Channel, Location, Order, OrderLine, Product, StockSnapshot, Variant

RUN = ("23", "24", "25", "26")


@dataclass
class SizedShop:
    """Adds styles, sales and stock to a shop; variants are found by (product, size)."""

    shop: object
    variants: dict[tuple[str, str], int] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)
    _orders: int = 0

    def style(self, name, *, color="", category="Botas", gender="dama", run=RUN, price=129_900, brand=""):
        with self.shop.store.write() as session:
            product = Product(
                name=name, name_key=name_key(name), color=color, color_key=name_key(color),
                category=category, gender=gender, brand=brand, price_minor=price, currency="MXN",
            )  # fmt: skip
            session.add(product)
            session.flush()
            self.products[name] = product.id
            for place, size in enumerate(run):
                variant = Variant(
                    product_id=product.id, size=size, size_order=place, sku=f"{name_key(name)}-{size}"
                )
                session.add(variant)
                session.flush()
                self.variants[name, size] = variant.id
        return self

    def sold(self, name, sizes, *, days, price=129_900, kind="sale"):
        """One order a day with one line per size: ``sizes`` → pieces, on each of ``days`` (dates)."""
        with self.shop.store.write() as session:
            channel = session.exec(select(Channel)).first() or Channel(code="shop", name="Tienda")
            session.add(channel)
            session.flush()
            for day in days:
                self._orders += 1
                week = day - timedelta(day.weekday())
                order = Order(
                    source="test", number=f"{name}-{self._orders}", channel_id=channel.id,
                    placed_at=_noon(day),
                    local_day=day, local_week=week, currency="MXN", kind=kind,
                    total_minor=price * sum(sizes.values()),
                )  # fmt: skip
                session.add(order)
                session.flush()
                for place, (size, pieces) in enumerate(sizes.items()):
                    session.add(
                        OrderLine(
                            order_id=order.id,
                            ordinal=place,
                            variant_id=self.variants[name, size],
                            quantity=pieces,
                            unit_price_minor=price,
                            total_minor=price * pieces,
                            local_day=day,
                            local_week=week,
                            channel_id=channel.id,
                        )
                    )
        return self

    def counted(self, name, sizes, *, on: date, place="Tienda"):
        """A stock file with a date alone: ``sizes`` → pieces as the day opened."""
        with self.shop.store.write() as session:
            location = session.exec(select(Location).where(Location.name == place)).first()
            if location is None:
                location = Location(name=place)
                session.add(location)
                session.flush()
            for size, pieces in sizes.items():
                session.add(
                    StockSnapshot(
                        variant_id=self.variants[name, size],
                        location_id=location.id,
                        on_hand=pieces,
                        at=_noon(on),
                        local_day=on,
                        is_opening=True,
                    )
                )
        return self


def _noon(day):
    from datetime import UTC, datetime

    return datetime(day.year, day.month, day.day, 18, tzinfo=UTC)


def days_before(day, count, *, every=1, until=0):
    """Return the days before ``day``, oldest first: every so many, leaving out the last ``until``."""
    return [day - timedelta(back) for back in range(count, until, -every)]
