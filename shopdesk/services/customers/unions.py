"""Two customers made one, and taken apart again."""

from __future__ import annotations

from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.customers.listing import identify
from shopdesk.store import customers as store


def merge(shop: Shop, kept: str, merged: str) -> int:
    """Make the customer ``merged`` part of ``kept`` and return the merge's number, for ``unmerge``.

    Raises:
        NotFound: If one of them is nobody.
        WrongInput: If both are the same person.
    """
    with shop.store.write() as session:
        one, other = identify(session, shop, kept), identify(session, shop, merged)
        if one == other:
            raise WrongInput(_("Both are the same customer already."), _("Nothing was changed."))
        return store.merge(session, one, other, shop.now())


def unmerge(shop: Shop, identity: int) -> None:
    """Take a merge back; everything that moved returns.

    Raises:
        NotFound: If there is no such merge, or it was taken back already.
    """
    with shop.store.write() as session:
        if not store.unmerge(session, identity, shop.now()):
            raise NotFound(
                _("There is no merge {number} to take back.").format(number=identity),
                _("Nothing was changed."),
            )
