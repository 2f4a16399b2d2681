"""What a scan or a few typed words mean among the things on the shelves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shopdesk.domain.naming import name_key
from shopdesk.services.context import Shop
from shopdesk.services.stock.levels import StockLevel, read_levels
from shopdesk.store import stock as store


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every variant with its stock, and how it can be called.

    Attributes:
        codes: SKUs, codes of other channels and barcodes, folded, to their variant.
        prices: Price in minor units of the variants that have one.
    """

    levels: tuple[StockLevel, ...]
    codes: Mapping[str, int]
    prices: Mapping[int, int]

    def find(self, typed: str) -> tuple[StockLevel, ...]:
        """Return what was meant: the exact code alone, else every variant that holds all the words."""
        wanted = name_key(typed)
        if not wanted:
            return ()
        known = self.codes.get(wanted)
        if known is not None:
            return tuple(level for level in self.levels if level.variant_id == known)
        parts = wanted.split()
        return tuple(level for level in self.levels if all(part in _called(level) for part in parts))


def _called(level: StockLevel) -> str:
    return name_key(f"{level.product} {level.color} {level.size} {level.sku}")


def shelf(shop: Shop) -> Shelf:
    """Return everything on the shelves, to find in."""
    with shop.store.read() as session:
        levels = tuple(read_levels(session, shop))
        codes = {name_key(code): variant for code, variant in reversed(store.codes(session))}
        return Shelf(levels, codes, store.prices(session))
