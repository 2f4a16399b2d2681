"""What a person may ask of the shop: to be left alone, to see their data, to be forgotten."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from shopdesk.domain.outreach.people import usable_address
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.customers.card import card
from shopdesk.services.customers.listing import identify
from shopdesk.store import forgetting as store
from shopdesk.store.database import announce


@dataclass(frozen=True, slots=True)
class Certificate:
    """What an erasure did, to be given to the person."""

    at: datetime
    orders_kept_without_name: int
    addresses_never_written_again: int


def unsubscribe(shop: Shop, address: str, *, source: str = "owner") -> None:
    """Never write to an address again: it holds for every flow and survives every import.

    Raises:
        WrongInput: If it is no address.
    """
    if not usable_address(address):
        raise WrongInput(
            _("{address} is not an e-mail address.").format(address=address), _("Nothing was changed.")
        )
    with shop.store.write() as session:
        store.suppress(session, address, reason="unsubscribed", at=shop.now(), source=source)
        announce(session, "suppression")


def allow(shop: Shop, key: str, address: str, why: str) -> None:
    """Write to an address again that was unsubscribed, for a reason the owner gives.

    Raises:
        WrongInput: If no reason is given, or the address is not one that was unsubscribed.
        NotFound: If the key names nobody.
    """
    if not why.strip():
        raise WrongInput(_("Say why you may write again."), _("Nothing was changed."))
    with shop.store.write() as session:
        customer = identify(session, shop, key)
        if not store.allow(session, address, customer, why=why.strip(), at=shop.now()):
            raise WrongInput(
                _("{address} is not among those who unsubscribed.").format(address=address),
                _("Nothing was changed."),
            )
        announce(session, "suppression", "consent")


def export(shop: Shop, key: str) -> dict[str, Any]:
    """Return everything the shop knows of a person, as JSON holds it.

    Raises:
        NotFound: If the key names nobody.
    """
    found = card(shop, key)
    plain: dict[str, Any] = _plain(asdict(found))
    return plain


def forget(shop: Shop, key: str) -> Certificate:
    """Erase a person; only the hash that keeps them from being written to remains.

    Raises:
        NotFound: If the key names nobody.
    """
    now = shop.now()
    with shop.store.write() as session:
        customer = identify(session, shop, key)
        addresses = store.addresses(session, customer)
        for address in addresses:
            store.suppress(session, address, reason="erased", at=now, source="forget")
        orders = store.erase(session, customer)
        announce(session, "customer", "sale_order", "message", "outbox_letter", "suppression")
    shop.store.flush_journal()
    return Certificate(now, orders, len(addresses))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
