"""One product opened: its sizes with their stock, other codes, and what is set aside."""

from __future__ import annotations

from dataclasses import dataclass

from shopdesk.domain.naming import styled
from shopdesk.runtime.errors import NotFound
from shopdesk.runtime.i18n import _
from shopdesk.services import stock
from shopdesk.services.context import Shop
from shopdesk.services.stock import Held, StockLevel
from shopdesk.store import correcting as store
from shopdesk.store.correcting import Code


@dataclass(frozen=True, slots=True)
class SizeRow:
    """One variant of the product.

    Attributes:
        level: Its stock today; None for what is never stocked.
        sold: Pieces in all order lines, returns taken off.
        codes: What else it is called by scanners and channels.
    """

    variant_id: int
    sku: str
    size: str
    level: StockLevel | None
    sold: int
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product with its sizes, the smallest first."""

    product_id: int
    name: str
    color: str
    is_goods: bool
    sizes: tuple[SizeRow, ...]
    held: tuple[Held, ...]

    @property
    def title(self) -> str:
        """What the owner calls it."""
        return styled(self.name, self.color)


def card(shop: Shop, product_id: int) -> ProductCard:
    """Return a product's card.

    Raises:
        NotFound: If there is no such product, perhaps because it was merged.
    """
    with shop.store.read() as session:
        name = store.name_of(session, product_id)
        described = store.described(session, store.variants_of(session, product_id))
        codes = store.codes(session, product_id)
        is_goods = store.is_goods(session, product_id)
    if name is None:
        raise NotFound(_("There is no such product."), _("It may have been made one with another."))
    ids = [one.variant_id for one in described]
    levels = {level.variant_id: level for level in stock.levels(shop, ids)}
    sizes = tuple(
        SizeRow(
            one.variant_id, one.sku, one.size, levels.get(one.variant_id), one.units,
            tuple(code for code in codes if code.variant_id == one.variant_id),
        )
        for one in described
    )  # fmt: skip
    held = tuple(one for one in stock.held(shop) if one.level.product_id == product_id)
    return ProductCard(product_id, name[0], name[1], is_goods, sizes, held)
