"""A buy that cannot be repeated: how many for a whole season, by what too few and too many would cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.forecast import whole
from shopdesk.domain.purchasing.limits import newsvendor
from shopdesk.domain.purchasing.quantity import boxes, split
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.reorder.foreseeing import foresee
from shopdesk.services.reorder.reading import Known, read
from shopdesk.store.sizes import pack_runs

MOST_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Terms:
    """What a season buy rests on.

    Attributes:
        weeks: How long it sells, from today on.
        cost_minor: Of one piece.
        price_minor: It sells for in season.
        leftover_minor: It brings once the season is over; under the cost.
        uplift: Sales against what the forecast expects: 1.5 = half as much again.
    """

    weeks: int
    cost_minor: int
    price_minor: int
    leftover_minor: int
    uplift: float = 1.0


@dataclass(frozen=True, slots=True)
class Boxed:
    """The same buy in the supplier's prepacked boxes: how many of each, what they leave short and over."""

    counts: tuple[tuple[str, int], ...]
    pieces: tuple[int, ...]
    short: int
    over: int


@dataclass(frozen=True, slots=True)
class SeasonBuy:
    """How many to buy once, and why.

    Attributes:
        mean: Pieces expected to sell in the season.
        level: cu/(cu + co), how sure to be that they suffice.
        wanted: Pieces that reach that level, before what is there.
        position: There and on the way, less what is promised.
        pieces: To buy, by variant, sizes in order.
        boxed: In boxes, where the supplier sells boxes that fit.
    """

    mean: float
    level: float
    wanted: int
    position: int
    pieces: tuple[tuple[int, str, int], ...]
    boxed: Boxed | None = None

    @property
    def total(self) -> int:
        """Pieces to buy."""
        return sum(pieces for _, _, pieces in self.pieces)


def season_buy(shop: Shop, product_id: int, terms: Terms) -> SeasonBuy:
    """Return the smallest buy that is enough with chance cu/(cu + co), split by the size curve.

    Args:
        shop: The shop.
        product_id: The style.
        terms: What it costs, brings, and how long it sells.

    Raises:
        NotFound: If the style is not one that is ordered, or nothing was ever sold.
        WrongInput: If it earns nothing in season, or loses nothing afterwards.

    Source: METHODS 3, newsvendor.
    """
    under, over = terms.price_minor - terms.cost_minor, terms.cost_minor - terms.leftover_minor
    if under <= 0 or over <= 0 or not 1 <= terms.weeks <= MOST_WEEKS:
        raise WrongInput(
            _("The price must be above the cost, and the cost above what a leftover brings."),
            _("Change one of them. Nothing was ordered."),
        )
    known = read(shop)
    places = [i for i, row in enumerate(known.rows) if row.product_id == product_id]
    if known.shelf is None or not places:
        raise NotFound(_("Nothing is known of that product's sales."), _("Nothing was ordered."))
    foreseen = foresee(known, terms.uplift)
    own, _variance = foreseen.outlook.moments(float(terms.weeks))
    style = whole(foreseen.outlook.forecast.rows(np.array(places[:1])))
    mean, variance = style.moments(float(terms.weeks))
    expected = float(mean[0]) * terms.uplift
    wanted = newsvendor(expected, float(variance[0]) * terms.uplift**2, under_cost=under, over_cost=over)
    held = [_position(known, i) for i in places]
    need = _need(wanted, [float(own[i]) for i in places], held)
    rows = [known.rows[i] for i in places]
    return SeasonBuy(
        mean=expected,
        level=under / (under + over),
        wanted=wanted,
        position=sum(held),
        pieces=tuple((row.variant_id, row.size, n) for row, n in zip(rows, need, strict=True)),
        boxed=_boxed(shop, product_id, [row.size for row in rows], need, cost=(under, over)),
    )


def _position(known: Known, place: int) -> int:
    level = known.levels.get(known.rows[place].variant_id)
    return level.on_hand + level.on_order - level.committed - level.reserved if level else 0


def _need(wanted: int, curve: list[float], held: list[int]) -> list[int]:
    """Return what each size lacks of its part; what one size has too much of serves no other."""
    parts = split(wanted, curve)
    return [max(0, part - max(0, there)) for part, there in zip(parts, held, strict=True)]


def _boxed(
    shop: Shop, product_id: int, sizes: list[str], need: list[int], *, cost: tuple[int, int]
) -> Boxed | None:
    with shop.store.read() as session:
        known = pack_runs(session, product_id)
    kinds = [(name, [run.get(size, 0) for size in sizes]) for name, run in known]
    kinds = [(name, run) for name, run in kinds if sum(run)]
    if not kinds or not sum(need):
        return None
    best = boxes(need, [run for _, run in kinds], shortage_cost=cost[0], excess_cost=cost[1])
    counts = tuple((name, count) for (name, _), count in zip(kinds, best.counts, strict=True) if count)
    return Boxed(counts, best.pieces, best.short, best.over)
