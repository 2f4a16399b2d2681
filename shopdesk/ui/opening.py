"""Opening, changing and putting back shops, off the window's thread; what is heavy is loaded in here."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.paths import DataFolder
from shopdesk.runtime.progress import Progress, silent
from shopdesk.services import morning

if TYPE_CHECKING:
    from shopdesk.services.backups import Kept
    from shopdesk.services.context import Shop
    from shopdesk.services.updates import Notice


def counter_is_on(shop: Shop) -> bool:
    """Say whether an open shop's window is in counter mode."""
    from shopdesk.domain.preferences import CounterSettings

    return shop.settings.get(CounterSettings).is_on


def open_folder(folder: DataFolder, today: date | None, *, demo: bool, progress: Progress = silent) -> Shop:
    """Open the shop; the import of what is heavy happens here, in the runner's thread."""
    from shopdesk.services.mail import recovery
    from shopdesk.shop import open_shop

    letters = folder.root / "letters" if demo else None
    shop = open_shop(folder, today=today, letters_to=letters)
    recovery.recover(shop)
    if demo and not morning.glance(folder).has_sales:
        from shopdesk.services import demo as example

        example.fill(shop, progress)
    return shop


def copy_if_due(shop: Shop) -> str:
    """Make today's copy if there is none; return what the owner should know, usually nothing."""
    from shopdesk.services import backups

    done = backups.make_if_due(shop)
    return done.trouble if done is not None else ""


def newer_version(shop: Shop) -> Notice | None:
    """Return the newer version there is, if the owner wants to be told and somebody answers."""
    from shopdesk.services import updates

    return updates.ask_if_due(shop)


def change(
    shop: Shop | None,
    erased: DataFolder | None,
    folder: DataFolder,
    today: date | None,
    *,
    demo: bool,
    progress: Progress = silent,
) -> Shop:
    """Close one shop, erase a folder if one is named, and open another."""
    if shop is not None:
        shop.store.close()
    if erased is not None:
        shutil.rmtree(erased.root, ignore_errors=True)
    return open_folder(folder, today, demo=demo, progress=progress)


def put_back(
    shop: Shop | None, chosen: tuple[Path, str], folder: DataFolder, today: date | None
) -> tuple[Shop, ShopdeskError | None]:
    """Put a copy (file, pass phrase) in the shop's place; one that cannot be used changes nothing.

    Args:
        shop: The shop that is open; None where it could not be opened, and so cannot be gone back to.
        chosen: The copy, and its pass phrase.
        folder: Where the shop lives.
        today: As ``open_folder``.

    Raises:
        ShopdeskError: If the copy cannot be used and no shop was open.
    """
    from shopdesk.services import backups

    now = shop.now() if shop is not None else datetime.now(UTC)
    if shop is not None:
        shop.store.close()
    refused = None
    try:
        backups.restore(folder, chosen[0], now, chosen[1])
    except ShopdeskError as error:
        if shop is None:
            raise
        refused = error
    return open_folder(folder, today, demo=False), refused


def newest_copy(folder: DataFolder) -> Kept | None:
    """Return the newest daily copy of a shop, None without any."""
    from shopdesk.services import backups

    return next(iter(backups.listed(folder.copies)), None)


def read_vectors() -> bool:
    """Read the optional sentence vectors: seconds, in which messages are tagged without them."""
    from shopdesk.services import tagging

    return tagging.warm_vectors()
