"""Amounts as whole minor units with their currency; never floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class CurrencyMismatch(ValueError):
    """Two currencies were about to be added."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: ``Money(129900, "MXN")`` is 1,299.00 pesos."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} + {other.currency}")
        return Money(self.minor + other.minor, self.currency)

    def __mul__(self, pieces: int) -> Money:
        return Money(self.minor * pieces, self.currency)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Split a whole amount over weights by largest remainder; the parts sum to the total.

    Equal remainders go to the earlier part. All-zero weights share equally.

    Args:
        total: Minor units or pieces; may be negative.
        weights: Non-negative whole numbers.

    Raises:
        ValueError: If there are no weights, or one is negative.
    """
    if not weights or min(weights) < 0:
        raise ValueError("weights must be non-negative and at least one")
    used = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(used)
    sign = -1 if total < 0 else 1
    parts = [abs(total) * w // whole for w in used]
    rest = [(abs(total) * w) % whole for w in used]
    for index in sorted(range(len(used)), key=lambda i: -rest[i])[: abs(total) - sum(parts)]:
        parts[index] += 1
    return [sign * p for p in parts]
