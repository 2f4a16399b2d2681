"""What a shop counts its goods in: shoes come in pairs, everything else in pieces."""

from __future__ import annotations

from collections.abc import Iterable

from shopdesk.domain.naming import name_key
from shopdesk.runtime.i18n import Goods

MOSTLY = 0.6
"""From this share of styles on a shop is a shoe shop; below it «pairs» would be wrong too often."""
_FEET = range(10, 50)
"""Whole sizes of feet in any system that numbers them: centimetres, United States, Europe."""


def counted_in(styles: Iterable[tuple[str, str]], sizes: Iterable[str], words: Iterable[str]) -> Goods | None:
    """Tell what the goods of a shop are counted in.

    Args:
        styles: Different (product, category), each style once.
        sizes: Their different sizes.
        words: Beginnings of words that name footwear, as ``name_key`` gives them.

    Returns:
        Pairs if ``MOSTLY`` of the styles name footwear, or if no style does but half sizes (24.5) are sold,
        which nothing but shoes has; pieces otherwise; None without any style.
    """
    starts = tuple(f" {word}" for word in words)
    told = [_names(f" {name_key(product)} {name_key(category)}", starts) for product, category in set(styles)]
    if not told:
        return None
    share = sum(told) / len(told)
    if share >= MOSTLY or (share == 0 and any(map(_is_half, sizes))):
        return Goods.PAIRS
    return Goods.PIECES


def _names(text: str, starts: tuple[str, ...]) -> bool:
    return any(start in text for start in starts)


def _is_half(size: str) -> bool:
    whole, mark, rest = size.replace(",", ".").partition(".")
    return bool(mark) and rest == "5" and whole.isdigit() and int(whole) in _FEET
