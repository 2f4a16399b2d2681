"""Amounts as shops write them, with the decimal mark decided for a whole column, never for a cell.

``1.299`` is one thousand three hundred in Buenos Aires and one and a bit in Mexico: read alone it cannot be
decided, so the column is looked at first and, if that does not settle it, the owner is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_WORDS = re.compile(
    r"(?<![A-Za-z])(?:[A-Z]{2,3}\s?[$]|R[$]|S/\.?|[$€£¥₡₲₱]"
    r"|(?:mxn|mx|usd|eur|euros?|clp|ars|cop|pen|brl|gbp|uyu|crc|gtq|dlls?|pesos?|m\.n|mn"
    r"|pzas?|pzs?|piezas?|pares|par|uds?|unidad(?:es)?|units?|pcs?|u|x)(?![A-Za-z])\.?)",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"\d[\d.,]*|[.,]\d+")
_SCIENTIFIC = re.compile(r"^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$", re.IGNORECASE)
_DROP = str.maketrans({"\xa0": "", "\u202f": "", "\u2009": "", " ": "", "'": "", "’": "", "\t": "", "−": "-"})
_CENT = Decimal(1)
_LONGEST = 20
_LONGEST_CELL = 60


class NotANumber(ValueError):
    """The cell is no amount; ``code`` says what it looks like instead."""

    def __init__(self, text: str, code: str = "unreadable_number") -> None:
        super().__init__(text)
        self.code = code


def bare(text: str) -> tuple[str, bool]:
    """Strip an amount of its currency and spaces: ``-$1,299.00`` becomes (``1,299.00``, True).

    Returns:
        Digits with their marks, and whether it is negative (a sign on either side, or brackets).

    Raises:
        NotANumber: If no digits are left, or Excel has turned it into ``9.2E+11``.
    """
    if len(text) > _LONGEST_CELL:
        raise NotANumber(text)
    return _bare(text)


@lru_cache(maxsize=100_000)
def _bare(text: str) -> tuple[str, bool]:
    if _SCIENTIFIC.match(text.strip()):
        raise NotANumber(text, "damaged_by_excel")
    rest = _WORDS.sub("", text).translate(_DROP)
    if rest.endswith((",-", ".-")):  # 1299,- is how some write round amounts
        rest = rest[:-2]
    negative = rest.startswith("-") or rest.endswith("-") or (rest.startswith("(") and rest.endswith(")"))
    rest = rest.strip("+-()").rstrip(".,")
    if not _SHAPE.fullmatch(rest) or len(rest) > _LONGEST:
        raise NotANumber(text)
    return rest, negative


def mark_of(text: str) -> str:
    """Say which decimal mark an amount shows by itself.

    Returns:
        ``.`` or ``,`` where it can be read one way only, ``?`` where both ways, and an empty string where no
        mark stands in it at all.

    Raises:
        NotANumber: If it is no amount.
    """
    digits, _ = bare(text)
    return _mark(digits)


@lru_cache(maxsize=100_000)
def _mark(digits: str) -> str:
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if not dots and not commas:
        return ""
    mark = "." if dots else ","
    head, *groups = digits.split(mark)
    grouped = 1 <= len(head) <= 3 and head[0] != "0" and all(len(group) == 3 for group in groups)
    if len(groups) > 1:
        return "," if mark == "." else "."
    return "?" if grouped else mark


def amount(text: str, mark: str) -> Decimal:
    """Read an amount with the column's decimal mark; a cell that shows its own mark is read by that.

    Raises:
        NotANumber: If it is no amount, or its thousands are not grouped by three.
    """
    if len(text) > _LONGEST_CELL:
        raise NotANumber(text)
    return _amount(text, mark)


@lru_cache(maxsize=200_000)
def _amount(text: str, mark: str) -> Decimal:
    digits, negative = _bare(text)
    shown = _mark(digits)
    mark = shown if shown in {".", ","} else mark
    thousands = "," if mark == "." else "."
    whole, _, fraction = digits.partition(mark)
    groups = whole.split(thousands)
    misgrouped = len(groups) > 1 and (not groups[0] or any(len(group) != 3 for group in groups[1:]))
    if misgrouped or thousands in fraction or mark in fraction:
        raise NotANumber(text)
    value = Decimal(f"{''.join(groups) or '0'}.{fraction or '0'}")
    return -value if negative else value


@lru_cache(maxsize=200_000)
def minor(text: str, mark: str, places: int) -> int:
    """Read an amount as whole minor units, rounding half away from zero what is finer.

    Args:
        text: The cell.
        mark: The column's decimal mark.
        places: Minor digits of the currency: 2, or 0 for Chilean pesos.
    """
    return int(amount(text, mark).scaleb(places).quantize(_CENT, rounding=ROUND_HALF_UP))


@lru_cache(maxsize=50_000)
def whole(text: str, mark: str) -> int:
    """Read a count of pieces: ``2``, ``2.0``, ``1.000`` under a decimal point, ``2 pzas``, ``x3``.

    Raises:
        NotANumber: If it is no number, or not a whole one (code ``not_whole``).
    """
    value = amount(text, mark)
    if value != value.to_integral_value():
        raise NotANumber(text, "not_whole")
    return int(value)


@dataclass(slots=True)
class MarkEvidence:
    """What the cells of one column show about their decimal mark.

    Attributes:
        shown: Marks that some cell can only be read by.
        both_ways: A few cells that can be read both ways.
    """

    shown: set[str] = field(default_factory=set)
    both_ways: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def add(self, text: str) -> None:
        """Look at one cell; what is no amount says nothing."""
        if text.isdigit() or text in self._seen:
            return
        if len(self._seen) < 20_000:
            self._seen.add(text)
        try:
            mark = mark_of(text)
        except NotANumber:
            return
        if mark == "?":
            if len(self.both_ways) < 3:
                self.both_ways.append(text)
        elif mark:
            self.shown.add(mark)

    @property
    def mark(self) -> str | None:
        """The column's mark; ``.`` where nothing depends on it; None where only the owner knows."""
        if len(self.shown) == 1:
            return next(iter(self.shown))
        return None if self.both_ways else "."

    def thousands(self) -> str | None:
        """Return the mark under which the cells are thousands (for currencies without decimals), if any."""
        signs = {"," if "," in text else "." for text in self.both_ways}
        return {".": ",", ",": "."}[signs.pop()] if len(signs) == 1 else None

    def settle(self, others: set[str]) -> str | None:
        """Decide with the other columns' help, but only towards thousands.

        One program writes one style, so ``1.299`` beside a column of ``899,50`` is a thousand. The other
        way round (``1.299`` beside ``899.50``) would be an amount with three decimals: nobody's price, so it
        stays open.
        """
        if self.mark is not None or self.shown or len(others) != 1:
            return self.mark
        mark = next(iter(others))
        return mark if all(mark not in text for text in self.both_ways) else None
