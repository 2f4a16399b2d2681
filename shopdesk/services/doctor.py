"""Where everything was found, and whether it is sound."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import dataclass

from shopdesk import __version__
from shopdesk.runtime import i18n, resources
from shopdesk.services.context import Shop
from shopdesk.store import health
from shopdesk.store.health import Health

_FONTS = ("Figtree-Regular.ttf", "Figtree-Medium.ttf", "Figtree-SemiBold.ttf", "Figtree-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What ``shopdesk doctor`` found.

    Attributes:
        missing: Shipped files that are not there.
        free_bytes: Room left on the disk of the data folder.
    """

    version: str
    python: str
    system: str
    home: str
    database: str
    health: Health
    keyring: str
    resources: str
    missing: tuple[str, ...]
    languages: tuple[str, ...]
    free_bytes: int

    @property
    def is_well(self) -> bool:
        """True if nothing is missing and the shop's file is sound."""
        return self.health.is_sound and not self.missing


def examine(shop: Shop) -> Diagnosis:
    """Look at the installation and at the shop's file; changes nothing."""
    wanted = [f"fonts/{name}" for name in _FONTS] + ["tokens.json", "icons/package.svg"]
    root = resources.root()
    return Diagnosis(
        version=__version__,
        python=sys.version.split()[0],
        system=platform.platform(),
        home=str(shop.folder.root),
        database=str(shop.folder.database),
        health=health.examine(shop.folder.database),
        keyring=shop.secrets.backend(),
        resources=str(root),
        missing=tuple(name for name in wanted if not (root / name).exists()),
        languages=tuple(i18n.LANGUAGES),
        free_bytes=shutil.disk_usage(shop.folder.root).free,
    )
