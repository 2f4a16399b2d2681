"""The words of the certificate that an erased person may ask for."""

from __future__ import annotations

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.context import Shop
from shopdesk.services.customers.rights import Certificate


def certificate(done: Certificate, shop: Shop) -> str:
    """Return the certificate; it names the shop and nobody else."""
    at = done.at.astimezone(shop.zone())
    name = shop.settings.get(ShopSettings).name or _("our shop")
    first = _(
        "On {day} {year} at {time}, {shop} erased the data of the person who asked for it: name, addresses,"
        " phones, messages, letters, answers and consents, also in the records of its imports."
    )
    kept = ngettext(
        "{count} order stays in the accounts without any personal data, as the law asks.",
        "{count} orders stay in the accounts without any personal data, as the law asks.",
        done.orders_kept_without_name,
    )
    hashed = _(
        "Of the address only an irreversible mark remains, so that nobody writes to it again. Copies of the"
        " shop made before this day are replaced in turn by newer ones."
    )
    return "\n\n".join(
        (
            first.format(day=words.long_day(at.date()), year=at.year, time=words.clock(at), shop=name),
            kept.format(count=done.orders_kept_without_name),
            hashed,
        )
    )
