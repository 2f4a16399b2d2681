"""What a file sells or counts, matched with the shop's catalogue, which grows by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from shopdesk.domain.catalogue import Catalogue
from shopdesk.domain.catalogue_terms import Clash, ClashKind, Item, Piece, Style, Trust
from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import _
from shopdesk.services.importing.context import FileContext
from shopdesk.store.imports import catalogue as store


@dataclass(slots=True)
class _Seen:
    item: Item
    line: int
    category: str
    source: str


@dataclass(slots=True)
class Items:
    """The distinct things a file names, each with a number and its first line."""

    seen: list[_Seen] = field(default_factory=list)
    _numbers: dict[Item, int] = field(default_factory=dict)

    def number(self, item: Item, *, line: int, category: str = "", source: str = "") -> int:
        """Return the item's number, a new one if it was not seen before."""
        found = self._numbers.get(item)
        if found is None:
            found = self._numbers[item] = len(self.seen)
            self.seen.append(_Seen(item, line, category, source))
        elif category and not self.seen[found].category:
            self.seen[found].category = category
        return found


@dataclass(frozen=True, slots=True)
class Resolved:
    """Which variant each item is.

    Attributes:
        rows: (number, variant id, is pseudo) of the items that were taken.
        refused: Why the others were not, by number.
        problems: Names that differ from the catalogue where the SKU won.
    """

    rows: list[tuple[int, int, bool]]
    refused: dict[int, str]
    problems: tuple[Problem, ...]

    def variants(self) -> dict[int, int]:
        """Return the variant of each item taken."""
        return {number: variant for number, variant, _pseudo in self.rows}


def resolve(session: Session, context: FileContext, items: Items, trust: Trust, batch_id: int) -> Resolved:
    """Match all items and write what the catalogue learns from them."""
    if not items.seen:
        return Resolved([], {}, ())
    source = items.seen[0].source.partition("-")[0]
    catalogue = load(session, source)
    refused: dict[int, str] = {}
    found: list[tuple[int, int]] = []
    problems: list[Problem] = []
    categories: dict[int, str] = {}
    # Rows that carry a SKU come first: what they teach about names serves the rows without one.
    order = sorted(range(len(items.seen)), key=lambda n: (not items.seen[n].item.sku, n))
    for number in order:
        seen = items.seen[number]
        answer = catalogue.find(seen.item, trust)
        if not answer.variant:
            refused[number] = _contradiction(seen.item, answer.clash)
            continue
        if answer.clash is not None:
            problems.append(_difference(seen, answer.clash, trust))
        found.append((number, answer.variant))
        if seen.category:
            categories.setdefault(catalogue.style_of(answer.variant).id, seen.category)
    origin = store.Origin(batch_id, source, context.currency)
    ids = store.write(session, catalogue.changes, categories, origin)
    rows = [
        (number, ids.variant(variant), catalogue.style_of(variant).is_pseudo) for number, variant in found
    ]
    return Resolved(rows, refused, tuple(problems))


def load(session: Session, source: str) -> Catalogue:
    """Return the shop's catalogue as the matching sees it."""
    known = store.read(session, source)
    return Catalogue(
        (Style(*row) for row in known.styles),
        (Piece(*row) for row in known.pieces),
        known.aliases,
        known.titles,
        known.former,
    )


def channel_name(code: str) -> str:
    """Return what people call a channel; an unknown one keeps its code."""
    names = {
        "web": _("Online shop"), "pos": _("Counter"), "counter": _("Counter"), "shop": _("Shop"),
        "mercadolibre": "Mercado Libre", "amazon": "Amazon", "etsy": "Etsy", "tiktok": "TikTok Shop",
        "shopify": "Shopify", "woocommerce": "WooCommerce", "tiendanube": "Tiendanube", "square": "Square",
        "nuvemshop": "Nuvemshop", "loyverse": "Loyverse", "magento": "Magento", "odoo": "Odoo",
        "prestashop": "PrestaShop", "instagram": "Instagram", "facebook": "Facebook", "whatsapp": "WhatsApp",
    }  # fmt: skip
    return names.get(code, code[:1].upper() + code[1:])


def channels(session: Session, numbers: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return (number, channel id) of channel codes, making those that are new."""
    ids = store.channels(session, {code: channel_name(code) for code in numbers})
    return [(number, ids[code]) for code, number in numbers.items()]


def _contradiction(item: Item, clash: Clash | None) -> str:
    assert clash is not None, "an item is refused for a contradiction only"
    said = {
        ClashKind.PRODUCT: _("{sku} is {known} here, and the row says {said}."),
        ClashKind.COLOR: _("{sku} is in {known} here, and the row says {said}."),
        ClashKind.SIZE: _("{sku} is size {known} here, and the row says {said}."),
    }
    return said[clash.kind].format(sku=item.sku, known=clash.known, said=clash.said)


def _difference(seen: _Seen, clash: Clash, trust: Trust) -> Problem:
    told = _contradiction(seen.item, clash)
    end = _("The row's word was taken.") if trust is Trust.AUTHORITY else _("The SKU was believed.")
    severity = Severity.WARNING if trust is Trust.AUTHORITY else Severity.NOTE
    return Problem("named_otherwise", f"{told} {end}", seen.line, severity)
