"""Questions of the Ventas page: weeks with their pieces, what each sale held, the catalogue at cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from shopdesk.store.models import (
    Channel,
    Order,
    OrderLine,
    Product,
    Supplier,
    SupplierItem,
    Variant,
)
from shopdesk.store.parts import in_parts


@dataclass(frozen=True, slots=True)
class Held:
    """What one order held: its first piece, and how many lines."""

    product: str
    color: str
    size: str
    lines: int
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One style of the catalogue.

    Attributes:
        sizes: How many variants it has.
        cost_minor: Mean cost of a piece; None = not known.
        suppliers: Names of those it is ordered from.
    """

    product_id: int
    name: str
    color: str
    code: str
    category: str
    sizes: int
    cost_minor: int | None
    price_minor: int | None
    currency: str
    days_per_unit: float | None
    suppliers: tuple[str, ...]


def held(session: Session, order_ids: Sequence[int]) -> dict[int, Held]:
    """Return what each order held, by order id."""
    found: dict[int, Held] = {}
    for some in in_parts(order_ids):
        rows = session.execute(
            columns(
                col(OrderLine.order_id),
                func.coalesce(col(Product.name), col(OrderLine.title)),
                func.coalesce(col(Product.color), ""),
                func.coalesce(col(Variant.size), ""),
                col(Product.id),
            )
            .join(Variant, col(Variant.id) == col(OrderLine.variant_id), isouter=True)
            .join(Product, col(Product.id) == col(Variant.product_id), isouter=True)
            .where(col(OrderLine.order_id).in_(some))
            .order_by(col(OrderLine.order_id), col(OrderLine.ordinal))
        ).all()
        for order_id, name, color, size, product in rows:
            known = found.get(order_id)
            if known is None:
                found[order_id] = Held(name, color, size, 1, product)
            else:
                found[order_id] = replace(known, lines=known.lines + 1)
    return found


def channels(session: Session) -> list[str]:
    """Return the names of the channels that sold anything, the largest first."""
    rows = session.execute(
        columns(col(Channel.name), func.count())
        .join(Order, col(Order.channel_id) == col(Channel.id))
        .group_by(col(Channel.id))
        .order_by(func.count().desc())
    ).all()
    return [name for name, _count in rows]


def products(session: Session, *, goods: bool = True) -> list[ProductRow]:
    """Return the catalogue, styles in order of name; merged ones left out. Or what is sold but no goods."""
    by_product: dict[int, set[str]] = {}
    named = session.exec(
        select(Variant.product_id, Supplier.name)
        .join(SupplierItem, col(SupplierItem.variant_id) == col(Variant.id))
        .join(Supplier, col(Supplier.id) == col(SupplierItem.supplier_id))
        .where(col(SupplierItem.is_preferred))
        .distinct()
    ).all()
    for product_id, name in named:
        by_product.setdefault(product_id, set()).add(name)
    rows = session.execute(
        columns(
            col(Product.id),
            col(Product.name),
            col(Product.color),
            col(Product.code),
            col(Product.category),
            func.count(col(Variant.id)),
            func.avg(col(Variant.cost_minor)),
            func.max(func.coalesce(col(Variant.price_minor), col(Product.price_minor))),
            func.coalesce(func.max(col(Variant.currency)), ""),
            col(Product.days_per_unit),
        )
        .join(Variant, col(Variant.product_id) == col(Product.id), isouter=True)
        .where(col(Product.merged_into_id).is_(None), col(Product.is_pseudo).is_(not goods))
        .group_by(col(Product.id))
        .order_by(col(Product.name_key), col(Product.color_key))
    ).all()
    return [
        ProductRow(
            key, name, color, code, category, int(sizes), None if cost is None else round(cost), price,
            currency, days, tuple(sorted(by_product.get(key, ()))),
        )
        for key, name, color, code, category, sizes, cost, price, currency, days in rows
    ]  # fmt: skip


def costs(session: Session) -> dict[int, int]:
    """Return the cost in minor units of each variant whose cost is known."""
    rows = session.exec(select(Variant.id, Variant.cost_minor).where(col(Variant.cost_minor).is_not(None)))
    return {int(variant): int(cost) for variant, cost in rows if variant is not None and cost is not None}
