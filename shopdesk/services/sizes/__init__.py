"""Tallas: the map of sizes, what its gaps cost, and what can be done about them.

``page`` computes everything, ``view`` arranges one group as the map, ``add_to_order`` acts.
"""

from shopdesk.services.sizes.actions import Added, add_to_order, do_again, put_back, waiting
from shopdesk.services.sizes.map import OTHERS, Group, MapColumn, MapRow, MapView, group_of, view
from shopdesk.services.sizes.page import SizeCell, SizesPage, StyleRow, page

__all__ = [
    "OTHERS",
    "Added",
    "Group",
    "MapColumn",
    "MapRow",
    "MapView",
    "SizeCell",
    "SizesPage",
    "StyleRow",
    "add_to_order",
    "do_again",
    "group_of",
    "page",
    "put_back",
    "view",
    "waiting",
]
