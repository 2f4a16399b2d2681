"""Pictures that go with a reply: the shop's own size guide for what the message is about."""

from __future__ import annotations

from pathlib import Path

from shopdesk.runtime.errors import NotFound
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.inbox.answering import message_of
from shopdesk.services.sizes import guide
from shopdesk.store import fit

_FOLDER = "replies"
_FILE = "size-guide.png"


def size_guide(shop: Shop, message_id: int) -> Path:
    """Draw the size guide of the brand a message is about, else the shop's first, and return the picture.

    Raises:
        NotFound: If there is no such message, or the owner has written no size guide.
    """
    with shop.store.read() as session:
        product = message_of(session, message_id).product_id
        by_brand = fit.names_by_brand(session)
    brands = [one.brand for one in guide.guides(shop)]
    if not brands:
        raise NotFound(_("You have not written a size guide yet."), _("Write it once in Sizes, Size guide."))
    mine = (brand for brand in brands if any(number == product for number, _n in by_brand.get(brand, ())))
    folder = shop.folder.root / _FOLDER
    folder.mkdir(exist_ok=True)
    return guide.write(shop, folder / _FILE, next(mine, brands[0]))
