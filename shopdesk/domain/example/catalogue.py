"""What the example shop sells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from shopdesk.domain.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A style of the example shop.

    Attributes:
        weekly: Pairs asked for in an ordinary week at the end of the two years.
        curve: Share of each size among those who ask, sums to 1.
        gaps: Sizes nobody has ordered from the supplier for weeks.
        launched_weeks_ago: None = sold from the start.
    """

    name: str
    color: str
    code: str
    category: str
    gender: str
    weekly: float
    price: int
    cost: int
    supplier: str
    sizes: tuple[str, ...]
    curve: tuple[float, ...]
    gaps: frozenset[str]
    season: str
    launched_weeks_ago: int | None
    pack: int
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """One size of a model, with its key."""

    model: Model
    size: str

    @property
    def sku(self) -> str:
        """The shop's own key, e.g. ``NUB-BCO-245``."""
        return f"{self.model.code}-{self.size.replace('.', '')}"


def read_models(shop: Mapping[str, Any]) -> list[Model]:
    """Return the models of ``demo/shop.json``."""
    return [_model(row, shop["groups"][row["gender"]]) for row in shop["models"]]


def _model(row: Mapping[str, Any], group: Mapping[str, Any]) -> Model:
    seasons = [name for name in ("summer", "school", "fading") if row.get(name)]
    return Model(
        name=row["name"],
        color=row["color"],
        code=row["code"],
        category=row["category"],
        gender=row["gender"],
        weekly=row["weekly"],
        price=row["price"],
        cost=row["cost"],
        supplier=row["supplier"],
        sizes=tuple(group["sizes"]),
        curve=tuple(bell(group["sizes"], group["centre"], group["width"]).tolist()),
        gaps=frozenset(row.get("gaps", ())),
        season=seasons[0] if seasons else "",
        launched_weeks_ago=row.get("launched"),
        pack=row["pack"],
        attributes=row,
    )


def bell(sizes: Sequence[str], centre: float, width: float) -> Floats:
    """Return a bell of shares over size positions, summing to 1."""
    at = np.arange(len(sizes), dtype=float)
    weight = np.exp(-0.5 * ((at - centre) / width) ** 2)
    return np.asarray(weight / weight.sum(), dtype=np.float64)
