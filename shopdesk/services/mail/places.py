"""Files of the outbox beside the database."""

from __future__ import annotations

from pathlib import Path

from shopdesk.services.context import Shop


def journal_file(shop: Shop) -> Path:
    """Return the file that remembers what left even if a backup is restored."""
    return shop.folder.root / "outbox.journal"
