"""Tallas: the map of sizes, what its gaps cost, and what can be done about them."""

from shopdesk.services.sizes.page import SizeCell, SizesPage, StyleRow, page

__all__ = ["SizeCell", "SizesPage", "StyleRow", "page"]
