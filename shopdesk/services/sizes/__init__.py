"""Tallas: the map of sizes, what its gaps cost, and what can be done about them.

``page`` computes everything, ``view`` arranges one group as the map. About a gap: ``add_to_order``,
``transfers`` between places, ``corrida`` for a whole run, ``who_asked``. About fit: ``fits``, ``guides``.
"""

from shopdesk.services.sizes import guide
from shopdesk.services.sizes.actions import Added, add_to_order, do_again, pieces_for, put_back, waiting
from shopdesk.services.sizes.asking import Asked, who_asked
from shopdesk.services.sizes.corrida import Corrida, RunLine, corrida, in_boxes, order_run, usual_pieces
from shopdesk.services.sizes.fit import fits
from shopdesk.services.sizes.foot import FootFacts, FootNote, UsualSize, foot_of
from shopdesk.services.sizes.guide import SizeGuide, guides
from shopdesk.services.sizes.map import OTHERS, Group, MapColumn, MapRow, MapView, group_of, view
from shopdesk.services.sizes.page import SizeCell, SizesPage, StyleRow, page
from shopdesk.services.sizes.transfers import Place, Transfer, move, move_back, transfers

__all__ = [
    "OTHERS",
    "Added",
    "Asked",
    "Corrida",
    "FootFacts",
    "FootNote",
    "Group",
    "MapColumn",
    "MapRow",
    "MapView",
    "Place",
    "RunLine",
    "SizeCell",
    "SizeGuide",
    "SizesPage",
    "StyleRow",
    "Transfer",
    "UsualSize",
    "add_to_order",
    "corrida",
    "do_again",
    "fits",
    "foot_of",
    "group_of",
    "guide",
    "guides",
    "in_boxes",
    "move",
    "move_back",
    "order_run",
    "page",
    "pieces_for",
    "put_back",
    "transfers",
    "usual_pieces",
    "view",
    "waiting",
    "who_asked",
]
