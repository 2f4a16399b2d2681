"""What is there, what may be promised, and putting counts and corrections in.

``levels`` (today), ``daily`` (day by day), ``count``, ``adjust``, ``reserve``, ``release``.
"""

from shopdesk.services.stock.days import daily
from shopdesk.services.stock.levels import StockLevel, level_of, levels

__all__ = ["StockLevel", "daily", "level_of", "levels"]
