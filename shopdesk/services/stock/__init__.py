"""What is there, what may be promised, and putting counts and corrections in.

``levels`` (today), ``daily`` (day by day), ``count``, ``adjust``, ``reserve``,
``reserve_variant``, ``release``, ``held``.
"""

from shopdesk.services.stock.counting import (
    Count,
    Counted,
    Held,
    adjust,
    count,
    held,
    read_counts,
    release,
    reserve,
    reserve_variant,
)
from shopdesk.services.stock.days import daily
from shopdesk.services.stock.finding import Shelf, shelf
from shopdesk.services.stock.levels import StockLevel, level_of, levels

__all__ = [
    "Count",
    "Counted",
    "Held",
    "Shelf",
    "StockLevel",
    "adjust",
    "count",
    "daily",
    "held",
    "level_of",
    "levels",
    "read_counts",
    "release",
    "reserve",
    "reserve_variant",
    "shelf",
]
