"""What can be promised today: every size with its state, and the true last pieces."""

from __future__ import annotations

from shopdesk.services import stock
from shopdesk.services.context import Shop
from shopdesk.services.stock import StockLevel


def listed(shop: Shop) -> list[StockLevel]:
    """Return every variant with what may be promised of it, in catalogue order."""
    return stock.levels(shop)


def last_pieces(levels: list[StockLevel]) -> list[StockLevel]:
    """Return the ones of which "last pieces" is true."""
    return [level for level in levels if level.is_last_pieces]
