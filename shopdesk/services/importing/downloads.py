"""New exports in the downloads folder, offered if the owner allowed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from shopdesk.domain.preferences import PrivacySettings
from shopdesk.formats.reading import glance
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.services.context import Shop
from shopdesk.services.importing.results import ImportOptions
from shopdesk.services.importing.running import read_options
from shopdesk.store.imports import batches

_ENDINGS = frozenset({".csv", ".tsv", ".xlsx", ".xls"})
_FIRST_TIME = timedelta(days=14)
_MOST = 6
_LOOKED_AT = 12
"""Files opened at most: a downloads folder may hold hundreds of other people's tables."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        folder: The folder that is looked at; None without the owner's leave, or if it cannot be read.
        files: Exports that came since the last import, newest first; at most six.
    """

    folder: Path | None = None
    files: tuple[Path, ...] = ()


def look(shop: Shop) -> Found:
    """Look for new exports.

    Nothing is looked at unless ``privacy.watch_downloads`` is on; of new tables the head is read, and only
    those whose columns are known are offered.
    """
    chosen = shop.settings.get(PrivacySettings)
    if not chosen.watch_downloads:
        return Found()
    folder = Path(chosen.downloads).expanduser() if chosen.downloads else _downloads()
    try:
        tables = [file for file in folder.iterdir() if file.suffix.lower() in _ENDINGS]
        dated = sorted(((file.stat().st_mtime, file) for file in tables), reverse=True)
    except OSError:
        return Found()
    since = _since(shop)
    newest = [file for at, file in dated if datetime.fromtimestamp(at, UTC) > since][:_LOOKED_AT]
    return Found(folder, tuple(islice(_known(shop, newest), _MOST)))


def _known(shop: Shop, files: list[Path]) -> Iterator[Path]:
    options = read_options(shop, ImportOptions())
    for file in files:
        try:
            if glance(file, options=options).format is not None:
                yield file
        except (ShopdeskError, OSError):
            continue  # still arriving, or no table: not offered, and nothing to tell


def _since(shop: Shop) -> datetime:
    with shop.store.read() as session:
        past = [one.created_at for one in batches.all_batches(session) if one.format != batches.BY_HAND]
    return max(past, default=shop.now() - _FIRST_TIME)


def _downloads() -> Path:
    import platformdirs

    return platformdirs.user_downloads_path()
