"""Product, colour and size of a row: from their own columns, else from options, else from the name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from shopdesk.domain import last_words, variant_names
from shopdesk.domain.naming import name_key
from shopdesk.domain.variant_names import VariantName, Vocabulary
from shopdesk.formats.cells import Fields
from shopdesk.runtime import resources

_MOST = 200_000
_LONGEST = 400


@cache
def colors() -> frozenset[str]:
    """Return the colour words that ship with the program."""
    lines = resources.text("naming/colors.txt").splitlines()
    return frozenset(name_key(line) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=50_000)
def is_pseudo(title: str) -> bool:
    """Tell whether a line is money without goods: a tip, gift wrapping, shipping, a gift card."""
    return variant_names.is_pseudo(title)


class Naming:
    """Reads the variant of each row with the vocabulary of the whole file; each name is taken apart once."""

    def __init__(self, titles: Iterable[str] = (), *, trailing: bool = False) -> None:
        short = [title for title in titles if len(title) <= _LONGEST]
        self.vocabulary: Vocabulary = variant_names.learn(short, colors())
        self._endings = last_words.learn_endings(short, self.vocabulary) if trailing else None
        self._known: dict[tuple[str, ...], VariantName] = {}

    def read(self, fields: Fields) -> VariantName:
        """Return product, colour and size of a row's fields.

        ``product``, ``color`` and ``size`` are columns of their own; ``title`` may hold all three;
        ``variant`` holds options, with or without their names.
        """
        get = fields.get
        key = (get("product", ""), get("title", ""), get("variant", ""), get("color", ""), get("size", ""))
        found = self._known.get(key)
        if found is None:
            found = self._take_apart(*key, columns="color" in fields or "size" in fields)
            if len(self._known) < _MOST:
                self._known[key] = found
        return found

    def _take_apart(
        self, product: str, title: str, variant: str, color: str, size: str, *, columns: bool
    ) -> VariantName:
        split = VariantName(product or title)
        if len(product or title) > _LONGEST or len(variant) > _LONGEST:
            return VariantName(split.product, color, size)
        if variant:
            pairs = variant_names.read_pairs(variant)
            split = VariantName(split.product, *variant_names.variant_of(pairs, self.vocabulary))
        elif not (columns and (color or size)):
            split = self._split(product or title)
        elif self._endings is not None and size and not color:
            # A column of sizes alone: the colour is in the name, ``Tenis Brisa blanco``.
            named = self._split(product or title)
            split = split if named.size else named
        return VariantName(
            " ".join(split.product.split()),
            color or split.color,
            (variant_names.normal_size(size) or size) if size else split.size,
        )

    def _split(self, name: str) -> VariantName:
        if self._endings is not None:
            return self._endings.split(name)
        return variant_names.split_name(name, self.vocabulary)
