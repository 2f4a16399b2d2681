"""Who asked for a size that was not there: the list behind the gap and the back-in-stock letter."""

from __future__ import annotations

from shopdesk.services.context import Shop
from shopdesk.store import sizes as store
from shopdesk.store.sizes import Asked

__all__ = ["Asked", "who_asked"]


def who_asked(shop: Shop, product_id: int) -> list[Asked]:
    """Return the open questions for missing sizes of a style, the newest first."""
    with shop.store.read() as session:
        return store.who_asked(session, product_id)
