"""What suits a customer next: by successor, fit or use; never what came back, never out of their size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from shopdesk.domain.naming import name_key
from shopdesk.domain.sizes.foot import Foot
from shopdesk.domain.sizes.labels import SizeSystem, read_label

_TIMES_FOR_WIDTH = 2
"""Exchanges for width after which a foot counts as wide without their saying so."""


class Why(IntEnum):
    """The reason, the strongest first."""

    SUCCESSOR = 1
    FIT = 2
    USE = 3
    FAMILY = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """A style that is sold today.

    Attributes:
        use: What it is for, in the owner's words: ``caminar diario``.
        fits: Feet its last is made for, read from the owner's words on its fit.
        promisable: Pieces that may be promised, by size as written; sizes without any are left out.
        variants: The variant and its SKU, by size as written.
    """

    product_id: int
    name: str
    color: str = ""
    category: str = ""
    gender: str = ""
    use: str = ""
    fits: frozenset[Foot] = frozenset()
    successor_of: int | None = None
    price_minor: int | None = None
    url: str = ""
    promisable: Mapping[str, int] = field(default_factory=dict)
    variants: Mapping[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """Pieces of one variant a customer bought and did not give back; presents are left out before."""

    product_id: int
    name: str
    category: str
    gender: str
    use: str
    size: str
    pieces: int
    day: date


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a customer.

    Attributes:
        returned: Names of styles that came back at any time, folded; whatever the colour.
        owned: Styles they have, exchanged ones too.
        feet: What they said of their foot.
        for_width: How often they changed or returned something because of its width.
    """

    kept: Sequence[Kept]
    returned: frozenset[str] = frozenset()
    owned: frozenset[int] = frozenset()
    feet: frozenset[Foot] = frozenset()
    for_width: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether their foot is wide: they said so, or changed twice for width."""
        return Foot.WIDE in self.feet or self.for_width >= _TIMES_FOR_WIDTH


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation.

    Attributes:
        size: In which it can be promised, as written; empty for what has none.
        promisable: Pieces of that size that may be promised.
        because: What they kept that it follows or resembles; None where the fit alone speaks.
        foot: The foot it suits, for ``Why.FIT``.
        for_width: How often they changed for width, where that is what is known of the foot.
    """

    offer: Offer
    variant_id: int
    sku: str
    size: str
    promisable: int
    why: Why
    because: Kept | None = None
    foot: Foot | None = None
    for_width: int = 0


def advise(past: Past, offers: Sequence[Offer], *, count: int = 1) -> list[Advice]:
    """Return the best of what is sold, the strongest reason first; none where nothing suits.

    A style is left out if any colour of it came back, if they have it, if its last is wrong for their foot,
    or if their usual size of it cannot be promised. Nothing is advised to somebody who kept nothing.
    """
    found = [one for offer in offers if (one := _advice(past, offer)) is not None]
    found.sort(key=_strength)
    return found[:count]


def siblings(one: Offer, offers: Sequence[Offer], *, count: int = 3) -> list[Offer]:
    """Return the styles most like one that can be promised: same use and family, then fit, price and name."""
    near = [
        other
        for other in offers
        if other.product_id != one.product_id
        and other.promisable
        and name_key(other.gender) == name_key(one.gender)
        and (_same(other.use, one.use) or _same(other.category, one.category))
    ]
    near.sort(key=lambda other: _distance(one, other))
    return near[:count]


def usual_size(past: Past, gender: str) -> dict[SizeSystem, tuple[str, float, float]]:
    """Return the size they kept most often on each scale, among things of a gender; of two the newest."""
    scales: dict[SizeSystem, dict[tuple[str, float, float], tuple[int, date]]] = {}
    for line in past.kept:
        label = read_label(line.size)
        if label is None or name_key(line.gender) != name_key(gender):
            continue
        mine = scales.setdefault(label.system, {})
        pieces, day = mine.get(label.key, (0, line.day))
        mine[label.key] = (pieces + line.pieces, max(day, line.day))
    return {system: max(sizes, key=lambda key: sizes[key]) for system, sizes in scales.items()}


def _advice(past: Past, offer: Offer) -> Advice | None:
    if offer.product_id in past.owned or name_key(offer.name) in past.returned:
        return None
    if _hurts(past, offer):
        return None
    size = _size_of(past, offer)
    if size is None:
        return None
    why = _reason(past, offer)
    if why is None:
        return None
    kind, because, foot = why
    variant, sku = offer.variants[size]
    pieces = offer.promisable[size]
    width = past.for_width if foot is Foot.WIDE and Foot.WIDE not in past.feet else 0
    return Advice(offer, variant, sku, size, pieces, kind, because, foot, width)


def _hurts(past: Past, offer: Offer) -> bool:
    too_narrow = past.is_wide and Foot.NARROW in offer.fits
    too_wide = Foot.NARROW in past.feet and Foot.WIDE in offer.fits
    return too_narrow or too_wide


def _size_of(past: Past, offer: Offer) -> str | None:
    """Return the size of an offer to promise: the usual one, or the only one there is."""
    usual = usual_size(past, offer.gender)
    for text in offer.promisable:
        label = read_label(text)
        if not text or (label is not None and label.system is SizeSystem.ONE):
            return text
        if label is not None and usual.get(label.system) == label.key:
            return text
    return None


def _reason(past: Past, offer: Offer) -> tuple[Why, Kept | None, Foot | None] | None:
    mine = sorted(past.kept, key=lambda line: line.day, reverse=True)
    for line in mine:
        if offer.successor_of is not None and line.product_id == offer.successor_of:
            return Why.SUCCESSOR, line, None
    like = next((line for line in mine if _same(line.use, offer.use)), None)
    family = next((line for line in mine if _same(line.category, offer.category)), None)
    feet = past.feet | ({Foot.WIDE} if past.is_wide else frozenset())
    suited = next((foot for foot in Foot if foot in feet and foot in offer.fits), None)
    if suited is not None and (like or family):
        return Why.FIT, like or family, suited
    if like is not None:
        return Why.USE, like, None
    return (Why.FAMILY, family, None) if family is not None else None


def _strength(one: Advice) -> tuple[int, int, int, str]:
    newest = -one.because.day.toordinal() if one.because is not None else 0
    return (int(one.why), newest, -one.promisable, one.sku)


def _distance(one: Offer, other: Offer) -> tuple[bool, bool, bool, int, str, str]:
    apart = abs((one.price_minor or 0) - (other.price_minor or 0))
    return (
        not _same(one.use, other.use),
        not _same(one.category, other.category),
        one.fits != other.fits,
        apart,
        other.name,
        other.color,
    )


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and name_key(one) == name_key(other)


def read_fits(text: str, lexicon: Mapping[str, Sequence[str]]) -> frozenset[Foot]:
    """Return the feet a last is made for, from the owner's words on a style's fit.

    Only what stands before the first comma or semicolon names the last; the rest is advice on sizes.

    Args:
        text: Such as ``Amplia`` or ``Normal; pie ancho, medio número más``.
        lexicon: Foot → words.
    """
    first = name_key(text.replace(";", ",").split(",", 1)[0])
    words = set(first.split())
    return frozenset(
        foot
        for foot in Foot
        for phrase in lexicon.get(foot.value, ())
        if (name_key(phrase) in words or (" " in phrase and name_key(phrase) in first))
    )


def says_width(reason: str, words: Sequence[str]) -> bool:
    """Say whether something came back because it was too narrow or tight."""
    spoken = set(name_key(reason).replace(",", " ").replace(".", " ").split())
    return any(name_key(word) in spoken for word in words)
