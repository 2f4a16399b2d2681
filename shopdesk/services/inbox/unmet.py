"""Who asked for a size that was not there: observed demand, for the size map and the back-in-stock letter."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from shopdesk.domain.extraction.mentions import Kind, Role
from shopdesk.domain.promising import Reason
from shopdesk.domain.stock import Grade
from shopdesk.domain.tagging.tags import Tag
from shopdesk.services.context import Shop
from shopdesk.services.inbox.reading import ReadMessage
from shopdesk.services.stock.levels import StockLevel, read_levels
from shopdesk.store import inbox as store
from shopdesk.store.models import Message, UnmetRequest

_GONE = frozenset({Reason.SOLD_OUT, Reason.COMMITTED, Reason.RESERVED})
_LEAST = 0.5


def note(session: Session, shop: Shop, asked: Sequence[tuple[Message, ReadMessage]]) -> None:
    """Keep each question about a missing size of one style, once per message and size."""
    wanting = [(message, read) for message, read in asked if _asks(read) and read.product_id]
    if not wanting:
        return
    products = {read.product_id for _, read in wanting if read.product_id}
    variants = [v.id for v in store.variants_of(session, products) if v.id is not None]
    levels = {(one.product_id, one.size): one for one in read_levels(session, shop, variants)}
    for message, read in wanting:
        day = message.written_at.astimezone(shop.zone()).date()
        for size, level in _missing(read, levels):
            session.add(
                UnmetRequest(
                    message_id=message.id,
                    customer_id=message.customer_id,
                    product_id=read.product_id,
                    variant_id=level.variant_id if level else None,
                    size=size,
                    asked_on=day,
                )
            )


def _asks(read: ReadMessage) -> bool:
    return any(one.tag == Tag.STOCK and one.probability >= _LEAST for one in read.tags)


def _missing(
    read: ReadMessage, levels: dict[tuple[int, str], StockLevel]
) -> list[tuple[str, StockLevel | None]]:
    found: list[tuple[str, StockLevel | None]] = []
    for named in read.named:
        mention = named.mention
        if mention.kind is not Kind.SIZE or mention.role not in (Role.WANTED, Role.ALTERNATIVE):
            continue
        level = levels.get((read.product_id or 0, mention.value))
        if level is not None and _is_gone(level):
            found.append((mention.value, level))
    return found


def _is_gone(level: StockLevel) -> bool:
    """Say whether a size is not there as far as the shop knows, however old the count."""
    if level.promisable or level.grade is Grade.UNKNOWN:
        return False
    return level.reason in _GONE or level.on_hand <= 0
