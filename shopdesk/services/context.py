"""The shop as services see it: its store, its doors and its settings, passed explicitly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.paths import DataFolder
from shopdesk.services.doors import Clock, Mailbox, MailDoor, Notices, Opener, Secrets
from shopdesk.store.database import Store
from shopdesk.store.settings import SettingsReader


@dataclass(frozen=True, slots=True)
class Shop:
    """Everything a service may use; made once by ``shopdesk.shop.open_shop``."""

    store: Store
    folder: DataFolder
    clock: Clock
    mail: MailDoor
    secrets: Secrets
    opener: Opener
    settings: SettingsReader
    mailbox: Mailbox | None = None
    """The way in for answers; None where nobody listens, as in a demonstration."""
    notices: Notices | None = None
    """Reads the file with the newest version; None where nobody looks."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        return self.clock.now()

    def today(self) -> date:
        """Return the shop's local day."""
        return self.clock.today(self.settings.get(ShopSettings).zone)

    def zone(self) -> ZoneInfo:
        """Return the shop's time zone."""
        return ZoneInfo(self.settings.get(ShopSettings).zone)
