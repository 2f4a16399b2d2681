"""What makes them return: the arguments, the owner's proofs, and what letters did."""

from __future__ import annotations

from dataclasses import dataclass

from shopdesk.domain.arguments import Weight
from shopdesk.domain.proofs import Note
from shopdesk.services import proofs
from shopdesk.services.context import Shop
from shopdesk.services.customers import holdout, worth
from shopdesk.services.customers.holdout import HoldOut


@dataclass(frozen=True, slots=True)
class Reasons:
    """Everything the tab shows."""

    arguments: tuple[Weight, ...]
    notes: tuple[Note, ...]
    holdouts: tuple[HoldOut, ...]


def read(shop: Shop) -> Reasons:
    """Compute the tab."""
    return Reasons(worth.arguments(shop), proofs.notes(shop), holdout.results(shop))
