"""What a welcome may tell and promise: the shop's true story, and benefits customers had before newcomers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shopdesk.domain.preferences import ShopSettings
from shopdesk.services import settings
from shopdesk.services.context import Shop
from shopdesk.store import welcomes

NO_BENEFIT = "guide"
"""Who asked for the size guide was given it: everybody may have it, nobody is passed over."""


@dataclass(frozen=True, slots=True)
class Benefit:
    """Something newcomers were promised for leaving their address.

    Attributes:
        words: As the contacts file or the owner named it: ``10 % en tu primera compra``.
        people: Newcomers it was promised to.
        is_shared: Whether existing customers had it too; until then its letters wait.
    """

    words: str
    people: int
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Newcomers:
    """What the welcome rests on."""

    story: str
    benefits: tuple[Benefit, ...]


def read(shop: Shop) -> Newcomers:
    """Return the shop's story and what newcomers were promised."""
    about = shop.settings.get(ShopSettings)
    with shop.store.read() as session:
        promised = welcomes.benefits(session)
    return Newcomers(
        about.story,
        tuple(
            Benefit(words, people, words in about.benefits_shared)
            for words, people in promised.items()
            if words != NO_BENEFIT
        ),
    )


def share(shop: Shop, words: str, *, on: bool) -> None:
    """Note that existing customers had a benefit too, so that newcomers may be told; or take it back."""
    others = [one for one in shop.settings.get(ShopSettings).benefits_shared if one != words]
    settings.keep(shop, {"shop.benefits_shared": [*others, words] if on else others})


@dataclass(frozen=True, slots=True)
class Telling:
    """What welcomes may say, read once for all of them."""

    story: str
    shared: frozenset[str]

    def about(self, benefit: str) -> dict[str, Any]:
        """Return what the welcome of somebody who was promised ``benefit`` may tell."""
        found: dict[str, Any] = {"story": self.story} if self.story else {}
        return found | ({"benefit": benefit} if benefit and benefit != NO_BENEFIT else {})

    def must_wait(self, benefit: str) -> bool:
        """Say whether a newcomer's letters wait until existing customers had what was promised."""
        return bool(benefit) and benefit != NO_BENEFIT and benefit not in self.shared


def telling(shop: Shop) -> Telling:
    """Return what the welcomes of today may say."""
    about = shop.settings.get(ShopSettings)
    return Telling(about.story.strip(), frozenset(about.benefits_shared))
