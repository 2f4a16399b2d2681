"""Is there a newer version? Off until the owner says yes; it reads a file of theirs and asks nobody.

The file is ``{"version": "0.2.0", "page": "https://…"}``, as each release carries one; opening the page is
the owner's click. It is looked at once a day at most.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from shopdesk import __version__
from shopdesk.domain.preferences import PrivacySettings
from shopdesk.runtime.errors import ShopdeskError, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.store import settings as store

_NUMBERS = re.compile(r"\d{1,6}(?:\.\d{1,6}){1,3}")


@dataclass(frozen=True, slots=True)
class Notice:
    """The newest version, the page about it (or empty), and whether it is newer than ours."""

    version: str
    page: str
    is_newer: bool


def ask(shop: Shop, address: str = "") -> Notice:
    """Read the file at ``address``, or the one the owner chose, now.

    Raises:
        WrongInput: If no file was ever chosen, or the file says no version.
        ShopdeskError: If it cannot be read.
    """
    place = address or shop.settings.get(PrivacySettings).update_address
    if not place or shop.notices is None:
        raise WrongInput(
            _("There is no file with the news of versions."), _("Write where it is in Settings, Privacy.")
        )
    return _understood(shop.notices.read(place))


def ask_if_due(shop: Shop) -> Notice | None:
    """Look once a day if the owner said yes; None if nothing is new or the file is not there."""
    chosen, today = shop.settings.get(PrivacySettings), shop.today().isoformat()
    if not chosen.update_notice or not chosen.update_address or chosen.update_asked == today:
        return None
    with shop.store.write() as session:
        store.put(session, "privacy.update_asked", today, shop.now())
    try:
        found = ask(shop)
    except ShopdeskError:
        return None  # a file that went away is no trouble of the morning
    return found if found.is_newer else None


def _understood(raw: bytes) -> Notice:
    try:
        said = json.loads(raw.decode("utf-8"))
        version, page = str(said["version"]), str(said.get("page", ""))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _odd() from error
    if not _NUMBERS.fullmatch(version):
        raise _odd()
    return Notice(version, page if page.startswith("https://") else "", _order(version) > _order(__version__))


def _order(version: str) -> tuple[int, ...]:
    """Return a version as numbers, 0.2 as (0, 2, 0, 0)."""
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def _odd() -> WrongInput:
    return WrongInput(_("That file says no version."), _("Shopdesk works as it is. Nothing was changed."))
