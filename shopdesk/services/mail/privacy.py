"""A privacy notice to begin with: the shop's facts in the wording of its country, to be reviewed."""

from __future__ import annotations

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime import resources
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import account, texts, voice

_COUNTRIES = {"MX": "privacy_mx.txt", "ES": "privacy_es.txt"}


def notice(shop: Shop) -> str:
    """Return the notice's text.

    Raises:
        WrongInput: If the shop's name or address is missing, or there is no wording for its country.
    """
    about = shop.settings.get(ShopSettings)
    if about.country not in _COUNTRIES:
        raise WrongInput(
            _("There is no privacy notice for {country} yet.").format(country=about.country),
            _("Ask somebody who knows the law there."),
        )
    if not about.name or not about.address:
        raise WrongInput(
            _("The notice needs your shop's name and address."), _("Write them in Settings, My shop.")
        )
    values = {
        "shop": about.name,
        "address": about.address,
        "contact": account.sender_address(shop),
        "today": f"{voice.day(shop.today(), 'es')} de {shop.today().year}",
    }
    text = resources.text(f"letters/es/{_COUNTRIES[about.country]}")
    return texts.as_text(texts.blocks(text, values))
