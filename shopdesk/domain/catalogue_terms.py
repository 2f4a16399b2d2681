"""What the catalogue is told and what it answers: items, styles, pieces, contradictions, changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from shopdesk.domain.naming import name_key
from shopdesk.domain.size_spelling import size_key


class Trust(StrEnum):
    """How much a file's names weigh against what the catalogue says of the same SKU."""

    STRICT = "strict"
    """The owner's own plain file: a contradiction is a mistake to be mended."""
    LOOSE = "loose"
    """A channel's export: it may call the same SKU otherwise; the SKU wins."""
    AUTHORITY = "authority"
    """A catalogue: what it says replaces what was known."""


class ClashKind(StrEnum):
    """What a row says differently from the catalogue."""

    PRODUCT = "product"
    COLOR = "color"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Item:
    """What a row says it is about; empty where it says nothing."""

    sku: str = ""
    product: str = ""
    color: str = ""
    size: str = ""
    is_pseudo: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A product the catalogue holds: one model in one colour."""

    id: int
    name: str
    color: str = ""
    is_pseudo: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A variant the catalogue holds."""

    id: int
    product_id: int
    size: str = ""
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A row contradicts the catalogue: ``said`` by the row, ``known`` so far."""

    kind: ClashKind
    said: str
    known: str


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one item: a variant (0 = refused), and a contradiction if there was one."""

    variant: int
    clash: Clash | None = None


@dataclass(slots=True)
class Changes:
    """What the catalogue learns, in the order in which it was learned."""

    styles: list[Style] = field(default_factory=list)
    """New products, ids negative."""
    pieces: list[Piece] = field(default_factory=list)
    """New variants, ids negative; their product may be new too."""
    moved: dict[int, Piece] = field(default_factory=dict)
    """Known variants that have another product, size or SKU now."""
    aliases: list[tuple[int, str]] = field(default_factory=list)
    """(variant, SKU) where a second SKU means the same variant."""
    merged: list[tuple[int, int]] = field(default_factory=list)
    """(variant, variant it turned out to be)."""


def former_key(item: Item) -> str:
    """Return under what a SKU's former name is kept: the SKU with the product, colour and size it had."""
    return "|".join((name_key(item.sku), name_key(item.product), name_key(item.color), size_key(item.size)))
