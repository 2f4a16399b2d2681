"""The list a customer can keep: steps to choose a size, closed by the shop's own policies."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime import resources
from shopdesk.runtime.i18n import language
from shopdesk.services.context import Shop
from shopdesk.store import policies

_QUOTED = ("tallas", "cambios")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its steps."""

    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is printed; ``quotes`` are the owner's policies word for word."""

    title: str
    shop: str
    parts: tuple[Part, ...]
    quotes: tuple[str, ...]


def read(shop: Shop) -> Checklist:
    """Return the list in the language spoken, with the policies on sizes and exchanges where written."""
    known = shop.settings.get(ShopSettings)
    folder = "en" if language() == "en" else "es_ES" if known.country == "ES" else "es"
    found = tomllib.loads(resources.text(f"replies/{folder}/checklist.toml"))
    with shop.store.read() as session:
        written = {row.name: row.text for row in policies.in_force(session)}
    parts = tuple(Part(part["title"], tuple(part["steps"])) for part in found["part"])
    return Checklist(
        found["title"], known.name, parts, tuple(written[name] for name in _QUOTED if name in written)
    )
