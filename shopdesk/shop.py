"""The only place where the real doors to the world are chosen and put into a shop."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from shopdesk.adapters.clock import FrozenClock, SystemClock
from shopdesk.adapters.mailbox import ImapMailbox
from shopdesk.adapters.mailer import FolderMailer, Mailer
from shopdesk.adapters.notices import SystemNotices
from shopdesk.adapters.opener import SystemOpener
from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import Goods, _, set_goods
from shopdesk.runtime.paths import DataFolder, keep_private
from shopdesk.runtime.synced import service_of
from shopdesk.services.context import Shop
from shopdesk.services.doors import Clock
from shopdesk.store import migrate
from shopdesk.store.database import Store
from shopdesk.store.settings import SettingsReader


class FolderUnusable(ShopdeskError):
    """The data folder cannot be created or written to."""

    code = "folder_unusable"


class SyncedFolder(ShopdeskError):
    """The data folder is one that a cloud service copies while we write: two halves of one moment."""

    code = "synced_folder"


SYNCED_ANYWAY = "SHOPDESK_SYNCED_ANYWAY"
"""Set to 1 by an owner whose folder only looks like a synchronised one."""


def open_shop(folder: DataFolder, *, today: date | None = None, letters_to: Path | None = None) -> Shop:
    """Open the shop of a data folder, creating or upgrading its file first.

    Args:
        folder: Where the shop lives.
        today: Freezes the shop's day, at 09:00 local time; None = the computer's clock.
        letters_to: A folder for ``.eml`` files instead of the mail account.

    Raises:
        ShopdeskError: If the folder cannot be used, or the file is damaged, newer or incomplete.
    """
    _refuse_synced(folder)
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
    keep_private(folder.database)
    store = Store(folder.database)
    settings = SettingsReader(store)
    own = settings.get(ShopSettings)
    set_goods(Goods(own.goods))
    clock: Clock = FrozenClock(today, own.zone) if today else SystemClock()
    return Shop(
        store=store,
        folder=folder,
        clock=clock,
        mail=FolderMailer(letters_to) if letters_to else Mailer(),
        secrets=SystemSecrets(),
        opener=SystemOpener(),
        settings=settings,
        mailbox=None if letters_to else ImapMailbox(),
        notices=SystemNotices(),
    )


def _refuse_synced(folder: DataFolder) -> None:
    service = service_of(folder.root)
    if service is None or os.environ.get(SYNCED_ANYWAY) == "1":
        return
    raise SyncedFolder(
        _("{folder} is synchronised by {service}, which can damage a shop in use.").format(
            folder=folder.root, service=service
        ),
        _(
            "Choose a folder outside it with --home; a shop already there is brought over with "
            "`shopdesk --home NEW restore {file}`. Copies may lie in {service}: Settings, Backup."
        ).format(file=folder.database, service=service),
    )
