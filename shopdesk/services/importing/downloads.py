"""New files in the downloads folder, offered if the owner allowed it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from shopdesk.domain.preferences import PrivacySettings
from shopdesk.services.context import Shop
from shopdesk.store.imports import batches

_ENDINGS = frozenset({".csv", ".tsv", ".xlsx", ".xls"})
_FIRST_TIME = timedelta(days=14)
_MOST = 6


def new_files(shop: Shop) -> list[Path]:
    """Return tables that came to the downloads folder since the last import, newest first; at most six.

    Nothing is looked at unless ``privacy.watch_downloads`` is on. Only names and dates are read here.
    """
    chosen = shop.settings.get(PrivacySettings)
    if not chosen.watch_downloads:
        return []
    folder = Path(chosen.downloads).expanduser() if chosen.downloads else _downloads()
    since = _since(shop)
    try:
        found = [(file.stat().st_mtime, file) for file in folder.iterdir() if file.suffix.lower() in _ENDINGS]
    except OSError:
        return []
    fresh = [(at, file) for at, file in found if datetime.fromtimestamp(at, UTC) > since]
    return [file for _at, file in sorted(fresh, reverse=True)][:_MOST]


def _since(shop: Shop) -> datetime:
    with shop.store.read() as session:
        past = [batch.created_at for batch in batches.all_batches(session)]
    return max(past, default=shop.now() - _FIRST_TIME)


def _downloads() -> Path:
    import platformdirs

    return platformdirs.user_downloads_path()
