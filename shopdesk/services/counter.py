"""Counter mode: the window for staff, with stock and prices, without costs and customers; a PIN leaves it.

The PIN is kept as a salted scrypt beside the settings, so that it works without a keyring and is there
after a restart. It keeps staff out of the window, not whoever may open the shop's file itself.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.domain.preferences import CounterSettings, ShopSettings
from shopdesk.runtime.errors import ShopdeskError, WrongInput
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.context import Shop
from shopdesk.services.stock.levels import StockLevel, read_levels
from shopdesk.store import settings as store
from shopdesk.store import stock as stock_store

SHORTEST = 4
"""Characters a PIN must have."""
_FREE_TRIES = 5
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=15)
_COST = 1 << 14
"""scrypt's N: 16 MB and about 0.05 s a guess."""


class WrongPin(ShopdeskError):
    """What was typed is not the PIN, or it is too soon to try again."""

    code = "wrong_pin"


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """One variant as the counter sees it: its stock, and its price in minor units where it is known."""

    level: StockLevel
    codes: tuple[str, ...]
    """What it is found by: its own code, those of other channels, the barcode."""
    price_minor: int | None
    currency: str


def has_pin(shop: Shop) -> bool:
    """Say whether a PIN was ever chosen."""
    return bool(_chosen(shop).pin)


def is_on(shop: Shop) -> bool:
    """Say whether the window is in counter mode."""
    return _chosen(shop).is_on


def set_pin(shop: Shop, pin: str) -> None:
    """Choose a PIN, in place of the former.

    Raises:
        WrongInput: If it is too short.
    """
    if len(pin) < SHORTEST:
        raise WrongInput(
            _("A PIN needs at least {count} characters.").format(count=SHORTEST), _("Nothing was changed.")
        )
    salt = os.urandom(16)
    _keep(shop, pin=f"{salt.hex()}:{_hash(pin, salt).hex()}", failed=0, wait_until="")


def begin(shop: Shop) -> None:
    """Go into counter mode; a restart of the program stays in it.

    Raises:
        WrongInput: If there is no PIN to leave it with.
    """
    if not has_pin(shop):
        raise WrongInput(
            _("Counter mode needs a PIN, or nobody could leave it."), _("Choose one in Settings, Counter.")
        )
    _keep(shop, is_on=True)


def leave(shop: Shop, pin: str) -> None:
    """Leave counter mode with the PIN. After five wrong ones each further try has to wait, longer each time.

    Raises:
        WrongPin: If it is not the PIN, or it is too soon.
    """
    chosen, now = _chosen(shop), shop.now()
    wait = _wait(chosen, now)
    if wait > timedelta():
        raise _too_soon(wait)
    salt, _colon, kept = chosen.pin.partition(":")
    if chosen.pin and not hmac.compare_digest(_hash(pin, bytes.fromhex(salt)), bytes.fromhex(kept)):
        failed = chosen.failed + 1
        wait = _next_wait(failed)
        _keep(shop, failed=failed, wait_until=(now + wait).isoformat() if wait else "")
        raise WrongPin(_("That is not the PIN."), _wait_words(wait) if wait else _("Try again."))
    _keep(shop, is_on=False, failed=0, wait_until="")


def forget(shop: Shop) -> None:
    """Leave counter mode and drop the PIN: the way out for an owner who forgot it, from the command line."""
    _keep(shop, pin="", is_on=False, failed=0, wait_until="")


def shelf(shop: Shop) -> tuple[ShelfLine, ...]:
    """Return every variant with stock and price, in catalogue order; no cost, supplier or customer."""
    currency = shop.settings.get(ShopSettings).currency
    known: dict[int, list[str]] = {}
    with shop.store.read() as session:
        prices = stock_store.prices(session)
        for code, variant in stock_store.codes(session):
            known.setdefault(variant, []).append(code)
        levels = read_levels(session, shop)
    return tuple(
        ShelfLine(level, tuple(known.get(level.variant_id, ())), prices.get(level.variant_id), currency)
        for level in levels
    )


def _chosen(shop: Shop) -> CounterSettings:
    return shop.settings.get(CounterSettings)


def _keep(shop: Shop, **values: object) -> None:
    with shop.store.write() as session:
        for name, value in values.items():
            store.put(session, f"counter.{name}", value, shop.now())


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8"), salt=salt, n=_COST, r=8, p=1, dklen=32)


def _next_wait(failed: int) -> timedelta:
    if failed < _FREE_TRIES:
        return timedelta()
    return min(_FIRST_WAIT * (1 << min(failed - _FREE_TRIES, 10)), _LONGEST_WAIT)


def _wait(chosen: CounterSettings, now: datetime) -> timedelta:
    """Return how long to wait; never longer than the longest, whatever became of the clock."""
    if not chosen.wait_until:
        return timedelta()
    return min(datetime.fromisoformat(chosen.wait_until) - now, _LONGEST_WAIT)


def _too_soon(wait: timedelta) -> WrongPin:
    return WrongPin(_("Too many wrong PINs."), _wait_words(wait))


def _wait_words(wait: timedelta) -> str:
    seconds = max(1, round(wait.total_seconds()))
    said = ngettext("Try again in {count} second.", "Try again in {count} seconds.", seconds)
    return said.format(count=seconds)
