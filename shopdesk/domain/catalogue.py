"""Which variant a row of a file means: by SKU, by an alias, else by product, colour and size.

The catalogue grows from the files: a SKU alone makes a variant under its own name, and the first file that
names it moves it to its style. The functions decide; the services store. Negative references stand for
products and variants that do not exist yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from shopdesk.domain.catalogue_terms import (
    Changes,
    Clash,
    ClashKind,
    Found,
    Item,
    Piece,
    Style,
    Trust,
    former_key,
)
from shopdesk.domain.naming import name_key
from shopdesk.domain.size_spelling import shown_size, size_key
from shopdesk.domain.variant_names import normal_size


class Catalogue:
    """Styles and variants known so far; ``find`` answers for one item and learns from it."""

    def __init__(
        self,
        styles: Iterable[Style],
        pieces: Iterable[Piece],
        aliases: Iterable[tuple[str, int]] = (),
        titles: Iterable[tuple[str, int]] = (),
        former: Iterable[str] = (),
    ) -> None:
        """Index the catalogue.

        Args:
            styles: Products that stand (nothing merged away).
            pieces: Their variants.
            aliases: (SKU, variant) of other names of a variant.
            titles: (title, variant) the owner corrected once; they win over the title's own words.
            former: ``former_key`` of names a SKU had before the owner corrected it: no contradiction.
        """
        self.changes = Changes()
        self._styles: dict[int, Style] = {}
        self._by_name: dict[tuple[str, str], int] = {}
        self._pieces: dict[int, Piece] = {}
        self._by_size: dict[tuple[int, str], int] = {}
        self._by_sku: dict[str, int] = {}
        self._own_sku: set[str] = set()
        for style in styles:
            self._index_style(style)
        for piece in pieces:
            self._index_piece(piece)
        for sku, variant in aliases:
            self._by_sku.setdefault(name_key(sku), variant)
        self._titles = {name_key(title): variant for title, variant in titles}
        self._former = frozenset(former)

    def style_of(self, variant: int) -> Style:
        """Return the product of a variant."""
        return self._styles[self._pieces[variant].product_id]

    def find(self, item: Item, trust: Trust) -> Found:
        """Return the variant an item means, created if need be, and whether the row contradicts it."""
        told = self._titles.get(name_key(item.title)) if item.title and not item.sku else None
        if told is not None:
            return Found(told)
        if not item.sku:
            return Found(self._by_words(item))
        known = self._by_sku.get(name_key(item.sku))
        if known is None:
            return Found(self._learn_sku(item))
        if not item.product:
            return self._checked(known, item, trust, product=False)
        if self._is_placeholder(known):
            return Found(self._name(known, item))
        return self._checked(known, item, trust, product=True)

    def correct(self, variant: int, item: Item) -> int:
        """Give a variant the product, colour and size the owner says; return the variant it is now.

        If another stands there they are one, whatever their SKUs.
        """
        old, style = self._pieces[variant], self._style(item)
        there = self._by_size.get((style, size_key(item.size)), variant)
        if there == variant:
            self._change(variant, product_id=style, size=shown_size(item.size))
            return variant
        self.changes.merged.append((variant, there))
        self._change(variant, sku="")
        if old.sku and self._pieces[there].sku:
            self.changes.aliases.append((there, old.sku))
        elif old.sku:
            self._change(there, sku=old.sku)
        return there

    def _by_words(self, item: Item) -> int:
        style = self._style(item)
        found = self._by_size.get((style, size_key(item.size)))
        return found if found is not None else self._new_piece(style, shown_size(item.size), "")

    def _learn_sku(self, item: Item) -> int:
        if not item.product:
            style = self._style(Item(product=item.sku, is_pseudo=item.is_pseudo))
            return self._new_piece(style, shown_size(item.size), item.sku)
        style, size = self._style(item), shown_size(item.size)
        there = self._by_size.get((style, size_key(size)))
        if there is None:
            return self._new_piece(style, size, item.sku)
        if not self._pieces[there].sku:
            self._change(there, sku=item.sku)
            return there
        if not size:
            return self._new_piece(style, self._free_size(style, size, item.sku), item.sku)
        self.changes.aliases.append((there, item.sku))
        self._by_sku[name_key(item.sku)] = there
        return there

    def _size_in(self, sku: str) -> str:
        """Return the size a SKU ends in, else the SKU: two SKUs of one style are never one variant."""
        tail = sku.replace("_", "-").rpartition("-")[2]
        return normal_size(tail) or sku

    def _checked(self, known: int, item: Item, trust: Trust, *, product: bool) -> Found:
        style, piece = self.style_of(known), self._pieces[known]
        clash = _clash(style, piece, item, product=product)
        if trust is Trust.STRICT and clash is not None and _is_named_shorter(style, item):
            clash = _size_clash(piece, item)
        if clash is None:
            return Found(self._fill(known, item))
        if former_key(item) in self._former:
            return Found(known)
        if trust is Trust.AUTHORITY:
            return Found(self._name(known, item), clash)
        return Found(0 if trust is Trust.STRICT else known, clash)

    def _fill(self, known: int, item: Item) -> int:
        """Add the colour or size a row knows and the catalogue did not."""
        style, piece = self.style_of(known), self._pieces[known]
        is_told = bool(style.color) or _words(item.color) <= _words(style.name)
        color, size = style.color if is_told else item.color, piece.size or item.size
        if color == style.color and size == piece.size:
            return known
        return self._name(known, Item(item.sku, style.name, color, size, style.is_pseudo))

    def _name(self, known: int, item: Item) -> int:
        """Move a variant to the style and size a row gives it; if another stands there, they are one."""
        old = self._pieces[known]
        style = self._style(replace(item, product=item.product or self.style_of(known).name))
        size = shown_size(item.size) or old.size
        there = self._by_size.get((style, size_key(size)))
        if there is None or there == known:
            self._change(known, product_id=style, size=size)
            return known
        if self._pieces[there].sku:
            self._change(known, product_id=style, size=self._free_size(style, size, item.sku))
            return known
        self.changes.merged.append((known, there))
        self._change(known, sku="")
        self._change(there, sku=old.sku)
        return there

    def _free_size(self, style: int, size: str, sku: str) -> str:
        """Return a size that no other variant of the style has, from the SKU that tells them apart."""
        alone = self._size_in(sku) if not size else f"{size} ({sku})"
        wished = (alone, sku, f"{alone} ({sku})", f"{sku} ({len(self._pieces)})")
        return next(one for one in wished if (style, size_key(one)) not in self._by_size)

    def _is_placeholder(self, variant: int) -> bool:
        style = self.style_of(variant)
        return not style.color and name_key(style.name) == name_key(self._pieces[variant].sku)

    def _style(self, item: Item) -> int:
        key = (name_key(item.product), name_key(item.color))
        found = self._by_name.get(key)
        if found is None:
            new = Style(-len(self.changes.styles) - 1, item.product, item.color, item.is_pseudo)
            self.changes.styles.append(new)
            self._index_style(new)
            found = new.id
        return found

    def _new_piece(self, style: int, size: str, sku: str) -> int:
        new = Piece(-len(self.changes.pieces) - 1, style, size, sku)
        self.changes.pieces.append(new)
        self._index_piece(new)
        return new.id

    def _change(self, variant: int, **what: int | str) -> None:
        old = self._pieces[variant]
        now = Piece(
            old.id,
            int(what.get("product_id", old.product_id)),
            str(what.get("size", old.size)),
            str(what.get("sku", old.sku)),
        )
        self._by_size.pop((old.product_id, size_key(old.size)), None)
        self._index_piece(now)
        if variant > 0:
            self.changes.moved[variant] = now
        else:
            self.changes.pieces[-variant - 1] = now

    def _index_style(self, style: Style) -> None:
        self._styles[style.id] = style
        self._by_name[name_key(style.name), name_key(style.color)] = style.id

    def _index_piece(self, piece: Piece) -> None:
        self._pieces[piece.id] = piece
        self._by_size[piece.product_id, size_key(piece.size)] = piece.id
        if piece.sku:
            self._by_sku[name_key(piece.sku)] = piece.id


def _clash(style: Style, piece: Piece, item: Item, *, product: bool) -> Clash | None:
    if product and name_key(item.product) != name_key(style.name):
        return Clash(ClashKind.PRODUCT, item.product, style.name)
    if item.color and style.color and name_key(item.color) != name_key(style.color):
        return Clash(ClashKind.COLOR, item.color, style.color)
    return _size_clash(piece, item)


def _size_clash(piece: Piece, item: Item) -> Clash | None:
    if item.size and piece.size and size_key(item.size) != size_key(piece.size):
        return Clash(ClashKind.SIZE, shown_size(item.size), piece.size)
    return None


def _is_named_shorter(style: Style, item: Item) -> bool:
    """Tell whether one of two names of a SKU says with its colour what the other says in its name.

    ``Vestido Mar`` in ``Azul`` is ``Vestido Mar Azul``; what only one of them names is no contradiction.
    """
    known, said = _words(f"{style.name} {style.color}"), _words(f"{item.product} {item.color}")
    return bool(known and said) and (known <= said or said <= known)


def _words(text: str) -> frozenset[str]:
    return frozenset(name_key(text).split())
