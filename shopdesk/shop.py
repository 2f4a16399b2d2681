"""The only place where the real doors to the world are chosen and put into a shop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from shopdesk.adapters.clock import FrozenClock, SystemClock
from shopdesk.adapters.mailbox import ImapMailbox
from shopdesk.adapters.mailer import FolderMailer, Mailer
from shopdesk.adapters.opener import SystemOpener
from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.runtime.paths import DataFolder
from shopdesk.services.context import Shop
from shopdesk.services.doors import Clock
from shopdesk.store import migrate
from shopdesk.store.database import Store
from shopdesk.store.settings import SettingsReader


class FolderUnusable(ShopdeskError):
    """The data folder cannot be created or written to."""

    code = "folder_unusable"


def open_shop(folder: DataFolder, *, today: date | None = None, letters_to: Path | None = None) -> Shop:
    """Open the shop of a data folder, creating or upgrading its file first.

    Args:
        folder: Where the shop lives.
        today: Freezes the shop's day, at 09:00 local time; None = the computer's clock.
        letters_to: A folder for ``.eml`` files instead of the mail account.

    Raises:
        ShopdeskError: If the folder cannot be used, or the file is damaged, newer or incomplete.
    """
    try:
        folder.make()
    except OSError as error:
        raise FolderUnusable(
            _("Shopdesk cannot use the folder {folder}: {reason}.").format(
                folder=folder.root, reason=error.strerror
            ),
            _("Choose another with --home, or mend its permissions. Nothing was changed."),
        ) from error
    migrate.upgrade(folder.database, folder.copies)
    store = Store(folder.database)
    settings = SettingsReader(store)
    clock: Clock = FrozenClock(today, settings.get(ShopSettings).zone) if today else SystemClock()
    return Shop(
        store=store,
        folder=folder,
        clock=clock,
        mail=FolderMailer(letters_to) if letters_to else Mailer(),
        secrets=SystemSecrets(),
        opener=SystemOpener(),
        settings=settings,
        mailbox=None if letters_to else ImapMailbox(),
    )
