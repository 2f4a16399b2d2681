"""Customers who may be one: suggested by imports, decided by the owner."""

from __future__ import annotations

from dataclasses import dataclass

from shopdesk.runtime.errors import NotFound
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.customers.listing import CustomerRow, listed
from shopdesk.store import unions as store


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers who may be one, the one with more purchases first."""

    number: int
    one: CustomerRow
    other: CustomerRow
    reason: str


def doubles(shop: Shop) -> tuple[Pair, ...]:
    """Return the pairs that wait for the owner's word."""
    with shop.store.read() as session:
        waiting = store.proposals(session)
    if not waiting:
        return ()
    rows = {row.id: row for row in listed(shop).rows}
    found = []
    for number, one, other, reason in waiting:
        if one in rows and other in rows:
            first, second = sorted((rows[one], rows[other]), key=lambda row: (-row.purchases, row.id))
            found.append(Pair(number, first, second, reason))
    return tuple(found)


def refuse(shop: Shop, number: int, *, taken_back: bool = False) -> None:
    """Keep two customers apart for good; ``taken_back`` asks about them again.

    Raises:
        NotFound: If there is no such proposal.
    """
    with shop.store.write() as session:
        if not store.refuse(session, number, None if taken_back else shop.now()):
            raise NotFound(_("There is no such pair."), _("Nothing was changed."))
