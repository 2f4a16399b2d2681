"""What the owner chooses, read, checked and kept."""

from __future__ import annotations

from typing import Any

from shopdesk.domain import preferences
from shopdesk.domain.setting_values import BadValue
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import Goods, _, set_goods
from shopdesk.services.context import Shop
from shopdesk.store import settings as store

CURRENCIES = ("MXN", "EUR", "USD", "ARS", "CLP", "COP", "PEN", "BRL")
COUNTRIES = ("MX", "ES", "AR", "CL", "CO", "PE", "US", "BR")
ZONES = (
    "America/Mexico_City",
    "America/Tijuana",
    "America/Cancun",
    "America/Hermosillo",
    "Europe/Madrid",
    "Atlantic/Canary",
    "America/Argentina/Buenos_Aires",
    "America/Santiago",
    "America/Bogota",
    "America/Lima",
    "America/Sao_Paulo",
    "America/New_York",
    "America/Los_Angeles",
)

_PRIVATE = "counter."
"""Only ``services.counter`` reads and changes these: whoever could set them would need no PIN."""


def likely_sizes(shop: Shop) -> str:
    """Return the size system a shop seems to sell in: letters where most sizes are, else its country's."""
    with shop.store.read() as session:
        sizes = store.sizes(session)
    if sum(not any(sign.isdigit() for sign in size) for size in sizes) * 2 > len(sizes):
        return "letters"
    country = shop.settings.get(preferences.ShopSettings).country
    return {"MX": "mx", "US": "us"}.get(country, "eu")


def list_all(shop: Shop) -> dict[str, Any]:
    """Return every setting with its value, chosen or default, as JSON holds it; nothing of the PIN."""
    with shop.store.read() as session:
        chosen = store.stored(session)
    known = {
        key: chosen.get(key, preferences.to_json(preferences.default(key))) for key in preferences.all_keys()
    }
    every = known | {key: value for key, value in chosen.items() if key not in known}
    return {key: value for key, value in every.items() if not key.startswith(_PRIVATE)}


def get(shop: Shop, key: str) -> Any:
    """Return one setting as JSON holds it.

    Raises:
        NotFound: If there is no such setting.
    """
    values = list_all(shop)
    if key not in values:
        raise _unknown(key)
    return values[key]


def put(shop: Shop, key: str, text: str) -> Any:
    """Keep what the owner typed for a setting and return the value understood.

    Raises:
        NotFound: If there is no such setting.
        WrongInput: If the text does not fit it.
    """
    if key.startswith(_PRIVATE):
        raise _unknown(key)
    try:
        value = preferences.parse(key, text)
    except KeyError as error:
        raise _unknown(key) from error
    except BadValue as error:
        raise WrongInput(*_explain(error)) from error
    keep(shop, {key: value})
    return preferences.to_json(value)


def keep(shop: Shop, values: dict[str, Any]) -> None:
    """Keep several values at once; None of a setting without a None goes back to its default."""
    with shop.store.write() as session:
        for key, value in values.items():
            if value is None:
                store.remove(session, key)
            else:
                store.put(session, key, value, shop.now())
    if "shop.goods" in values:
        set_goods(Goods(shop.settings.get(preferences.ShopSettings).goods))


def _unknown(key: str) -> NotFound:
    return NotFound(
        _("There is no setting called {key}.").format(key=key),
        _("`shopdesk settings list` shows all of them."),
    )


def _explain(error: BadValue) -> tuple[str, str]:
    said = {
        "number": _("{key} takes a number.").format(key=error.key),
        "whole": _("{key} takes a whole number.").format(key=error.key),
        "yes_no": _("{key} takes yes or no.").format(key=error.key),
        "day": _("{key} takes a date like 2026-11-21.").format(key=error.key),
    }
    if error.expected == "range":
        low, high = error.allowed
        return (
            _("{key} must lie between {low} and {high}.").format(key=error.key, low=low, high=high),
            _("Nothing was changed."),
        )
    if error.expected == "choice":
        allowed = ", ".join(error.allowed)
        return (
            _("{key} is one of: {allowed}.").format(key=error.key, allowed=allowed),
            _("Nothing was changed."),
        )
    return said[error.expected], _("Nothing was changed.")
