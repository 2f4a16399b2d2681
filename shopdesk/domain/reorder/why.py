"""Why so many: the signed terms of one suggestion, in whole pieces that add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from shopdesk.domain.purchasing.quantity import lot
from shopdesk.domain.reorder.points import is_due, position, reorder_point


class Term(StrEnum):
    """What a number of pieces in a suggestion stands for. A closed set, in this order."""

    LEAD_TIME_DEMAND = "lead_time_demand"
    SAFETY_STOCK = "safety_stock"
    REVIEW_DEMAND = "review_demand"
    ON_HAND = "on_hand"
    ON_ORDER = "on_order"
    COMMITTED = "committed"
    PACK = "pack"
    MINIMUM = "minimum"


_TERMS = tuple((term, term.value) for term in Term)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything one suggestion rests on; the same inputs always give the same answer.

    Attributes:
        lead_demand: Pieces expected to sell while an order is on its way.
        mean: Of demand over the mean lead time and the review period, pieces.
        variance: Of the same.
        allowed: Pieces an order cycle may leave unserved.
        review_demand: Pieces expected to sell from one order to the next.
        on_hand: Pieces on the shelf; negative if the ledger says so.
        shift: Pieces that sell while a lead time misses its mean, one for each of its points.
        probability: Chance of each shift.
        on_order: Pieces on the way, 0 or more.
        committed: Pieces promised, 0 or more.
        pack: Pieces per pack, 1 or more.
        minimum: Least pieces the supplier sends of it.
        asked: Pieces the owner asked for by hand from the size map.
        extra: Pieces added to reach the supplier's least order, or taken off for a cash limit.
        days: Days the order is meant to cover, from today; for the score only.
    """

    lead_demand: int
    mean: float
    variance: float
    allowed: float
    review_demand: int
    on_hand: int
    shift: tuple[float, ...] = (0.0,)
    probability: tuple[float, ...] = (1.0,)
    on_order: int = 0
    committed: int = 0
    pack: int = 1
    minimum: int = 0
    asked: int = 0
    extra: int = 0
    days: float = 0.0


@dataclass(frozen=True, slots=True)
class Why:
    """A suggestion as signed pieces: what each term adds to the order.

    ``minimum`` also carries why nothing is ordered above the reorder point, and what a supplier's least
    order, the owner's own request or a cash limit changed, so that the terms always add up.
    """

    lead_time_demand: int = 0
    safety_stock: int = 0
    review_demand: int = 0
    on_hand: int = 0
    on_order: int = 0
    committed: int = 0
    pack: int = 0
    minimum: int = 0

    @property
    def reorder_point(self) -> int:
        """Position at or under which to order, pieces."""
        return self.lead_time_demand + self.safety_stock

    @property
    def order_up_to(self) -> int:
        """Position an order brings back, pieces."""
        return self.reorder_point + self.review_demand

    @property
    def position(self) -> int:
        """What is there and on the way, less what is promised."""
        return -(self.on_hand + self.on_order + self.committed)

    @property
    def order(self) -> int:
        """Pieces to order: the sum of all terms."""
        return self.order_up_to - self.position + self.pack + self.minimum

    def terms(self) -> tuple[tuple[Term, int], ...]:
        """Return every term with its signed pieces, in the fixed order."""
        return tuple((term, getattr(self, name)) for term, name in _TERMS)

    def __add__(self, other: Why) -> Why:
        return Why(*(getattr(self, name) + getattr(other, name) for _, name in _TERMS))


def total(parts: Iterable[Why]) -> Why:
    """Return the term-wise sum: a style's row from those of its sizes."""
    result = Why()
    for part in parts:
        result = result + part
    return result


def thaw(kept: Mapping[str, Any]) -> Inputs:
    """Return inputs from their stored form: field names to numbers, shifts and chances as lists."""
    lists = {name: tuple(kept[name]) for name in ("shift", "probability")}
    return Inputs(**{**kept, **lists})


def explain(inputs: Inputs) -> Why:
    """Return the suggestion that follows from its inputs."""
    point = reorder_point(
        np.array([inputs.mean]),
        np.array([inputs.variance]),
        shift=np.array([inputs.shift]),
        probability=np.array([inputs.probability]),
        allowed=np.array([inputs.allowed]),
    )
    return explain_at(inputs, int(point[0]))


def explain_at(inputs: Inputs, point: int) -> Why:
    """Return the suggestion for a reorder point already worked out (``points.reorder_point``)."""
    level = point + inputs.review_demand
    held = position(inputs.on_hand, inputs.on_order, inputs.committed)
    short = level - held
    need = short if is_due(held, point) else 0
    wanted = lot(need, inputs.pack, inputs.minimum)
    asked = lot(inputs.asked, inputs.pack, inputs.minimum)
    ordered = max(0, max(wanted.order, asked.order) + inputs.extra)
    return Why(
        lead_time_demand=inputs.lead_demand,
        safety_stock=point - inputs.lead_demand,
        review_demand=inputs.review_demand,
        on_hand=-inputs.on_hand,
        on_order=-inputs.on_order,
        committed=inputs.committed,
        pack=wanted.pack,
        minimum=ordered - short - wanted.pack,
    )
