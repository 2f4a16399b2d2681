"""Copies of the shop: made by themselves or asked for, under a pass phrase, previewed, put back."""

from shopdesk.services.backups.automatic import DailyCopy, Kept, listed, make_daily, make_if_due
from shopdesk.services.backups.copying import Backup, make, make_sealed, opened, restore
from shopdesk.services.backups.preview import Preview, preview

__all__ = [
    "Backup",
    "DailyCopy",
    "Kept",
    "Preview",
    "listed",
    "make",
    "make_daily",
    "make_if_due",
    "make_sealed",
    "opened",
    "preview",
    "restore",
]
