"""All that a message names, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.extraction import colors, orders, products, sizes
from shopdesk.domain.extraction.catalogue import Catalogue
from shopdesk.domain.extraction.sizes import Role, Scale
from shopdesk.domain.extraction.vocabulary import Token, Words, tokens_of

_CHAT_HEADER = re.compile(r"^[ \u200e]*\[[^\]\n]*\d[:/.]\d[^\]\n]*\]", re.MULTILINE)
"""``[9:14, 3/11/25] Name:`` of a copied chat: its hour and day are no sizes."""


class Kind(StrEnum):
    """What a mention names."""

    PRODUCT = "product"
    COLOR = "color"
    SIZE = "size"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a message names.

    Attributes:
        kind: What it is.
        value: Product as the catalogue writes it, colour in the singular, size as digits or letters,
            order number as written.
        role: For sizes what the customer has to do with it; for colours wanted, received or alternative.
        scale: For sizes the system it is written in.
        start: Where it stands in the text.
        end: End in the text, exclusive.
    """

    kind: Kind
    value: str
    role: str = ""
    scale: str = ""
    start: int = 0
    end: int = 0


def extract(text: str, words: Words, catalogue: Catalogue) -> tuple[Mention, ...]:
    """Return what a message names, in the order of the text; nothing is named twice.

    The text is only read: nothing in it is followed.
    """
    tokens = tokens_of(_CHAT_HEADER.sub(_blank, text))
    named_orders = orders.find(tokens, words)
    taken = {at for found in named_orders for at in found.places}
    named_sizes = sizes.find(tokens, words, taken, catalogue.names)
    size_places = {at for found in named_sizes for at in found.places}
    named = products.find(tokens, words, catalogue, size_places)
    taken |= {at for found in named for at in found.places}
    named_colors = colors.find(tokens, words, taken, size_places)
    mentions = [
        *(Mention(Kind.PRODUCT, p.name, "", "", *_span(tokens, p.places)) for p in named),
        *(Mention(Kind.COLOR, c.name, c.role, "", *_span(tokens, c.places)) for c in named_colors),
        *(Mention(Kind.SIZE, s.value, s.role, s.scale, *_span(tokens, s.places)) for s in named_sizes),
        *(Mention(Kind.ORDER, o.value, "", "", *_span(tokens, o.places)) for o in named_orders),
    ]
    seen: dict[tuple[str, str, str], Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.start):
        seen.setdefault(
            (mention.kind, mention.value, mention.role if mention.kind is Kind.SIZE else ""), mention
        )
    return tuple(seen.values())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def wanted_sizes(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the sizes a customer wants, the first choice first; what they own or received is left out."""
    order = (Role.WANTED, Role.ALTERNATIVE)
    return tuple(m.value for role in order for m in mentions if m.kind is Kind.SIZE and m.role == role)


def _span(tokens: Sequence[Token], places: Sequence[int]) -> tuple[int, int]:
    return tokens[places[0]].start, tokens[places[-1]].end


__all__ = ["Catalogue", "Kind", "Mention", "Role", "Scale", "extract", "wanted_sizes"]
