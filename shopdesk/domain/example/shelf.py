"""The example shop's shelf, day by day: what is asked for, what is there, what arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from shopdesk.domain.arrays import Ints
from shopdesk.domain.example.catalogue import Model, Variant
from shopdesk.domain.example.seasons import CommercialDate, daily_rate

_RECAPTURE = 0.25
_GAP_WEEKS = 18
"""For so many weeks nobody has ordered the gap sizes."""
_SHELF_WEEKS = 4.5
_CUSHION = 1.7
"""Deviations of a Poisson demand kept beyond the mean."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How one supplier delivers, and how long the shop has forgotten to order from it.

    Attributes:
        lead_days: Mean lead time.
        lead_days_sd: Its deviation.
        quiet_weeks: Nothing was ordered in the last so many weeks.
    """

    lead_days: float
    lead_days_sd: float
    quiet_weeks: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """Goods of one supplier: ordered on one day, on the shelf at the opening of another."""

    supplier: str
    ordered_on: date
    arrives_on: date
    pieces: dict[str, int]


@dataclass(slots=True)
class Shelf:
    """What happened: sales per day as lists of variants, counts at openings, arrivals."""

    sales: list[tuple[date, list[Variant]]] = field(default_factory=list)
    counts: list[tuple[date, dict[str, int]]] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    model: Model
    on_hand: Ints
    on_order: Ints
    due: list[tuple[date, Ints]] = field(default_factory=list)


def run_shop(
    models: list[Model],
    suppliers: dict[str, Habits],
    dates: Sequence[CommercialDate],
    *,
    today: date,
    days: int,
    seed: int,
) -> Shelf:
    """Simulate a shop that sells from its shelf and orders on Mondays.

    Args:
        models: What it sells.
        suppliers: How each supplier delivers, by name.
        dates: Spans in which more is sold.
        today: The last count is at this day's opening; the last sale the day before.
        days: Length of the history.
        seed: The same seed gives the same shop.
    """
    chance = np.random.default_rng(seed)
    states = [_open(model) for model in models]
    shelf = Shelf()
    for ago in range(days, -1, -1):
        day = today - timedelta(ago)
        for state in states:
            _receive(state, day)
        if day.weekday() == 0 or ago == 0:
            shelf.counts.append((day, _count(states, day, today)))
        if ago == 0:
            break
        sold = [v for s in states for v in _sell(s, daily_rate(s.model, day, today, dates), chance)]
        chance.shuffle(sold)
        shelf.sales.append((day, sold))
        if day.weekday() == 0:
            asked = {name: habits for name, habits in suppliers.items() if ago > 7 * habits.quiet_weeks}
            shelf.arrivals += _order(states, asked, day, ago, chance)
    return shelf


def _open(model: Model) -> _State:
    start = np.ceil(np.array(model.curve) * model.weekly * (_SHELF_WEEKS + 2)).astype(np.int64)
    return _State(model, start + 1, np.zeros(len(start), dtype=np.int64))


def _receive(state: _State, day: date) -> None:
    for arrives_on, pieces in state.due:
        if arrives_on == day:
            state.on_hand += pieces
            state.on_order -= pieces
    state.due = [d for d in state.due if d[0] > day]


def _is_sold(model: Model, day: date, today: date) -> bool:
    return model.launched_weeks_ago is None or (today - day).days <= 7 * model.launched_weeks_ago


def _count(states: list[_State], day: date, today: date) -> dict[str, int]:
    return {
        Variant(s.model, size).sku: int(pieces)
        for s in states
        if _is_sold(s.model, day, today)
        for size, pieces in zip(s.model.sizes, s.on_hand, strict=True)
    }


def _sell(state: _State, rate: float, chance: np.random.Generator) -> list[Variant]:
    sold = []
    wanted = chance.choice(len(state.model.sizes), size=chance.poisson(rate), p=np.array(state.model.curve))
    for size in wanted:
        at = int(size)
        if state.on_hand[at] == 0 and chance.random() < _RECAPTURE:
            at = min(len(state.model.sizes) - 1, max(0, at + int(chance.choice([-1, 1]))))
        if state.on_hand[at] > 0:
            state.on_hand[at] -= 1
            sold.append(Variant(state.model, state.model.sizes[at]))
    return sold


def _order(
    states: list[_State],
    suppliers: dict[str, Habits],
    day: date,
    ago: int,
    chance: np.random.Generator,
) -> list[Arrival]:
    placed = []
    for supplier, habits in suppliers.items():
        takes = max(3, round(chance.normal(habits.lead_days, habits.lead_days_sd)))
        arrives_on = day + timedelta(takes + -(day + timedelta(takes)).weekday() % 7)  # opened on a Monday
        pieces: dict[str, int] = {}
        for state in (s for s in states if s.model.supplier == supplier):
            need = _need(state, habits.lead_days, ago)
            if need.sum():
                state.due.append((arrives_on, need))
                state.on_order += need
                pieces |= {
                    Variant(state.model, size).sku: int(n)
                    for size, n in zip(state.model.sizes, need, strict=True)
                    if n
                }
        if pieces:
            placed.append(Arrival(supplier, day, arrives_on, pieces))
    return placed


def _need(state: _State, lead_days: float, ago: int) -> Ints:
    """Return the pieces to order per size: up to the weeks of lead time and shelf, by the size curve."""
    model = state.model
    if model.launched_weeks_ago is not None and ago > 7 * model.launched_weeks_ago + lead_days:
        return np.zeros(len(model.sizes), dtype=np.int64)
    weeks = lead_days / 7 + _SHELF_WEEKS
    mean = np.array(model.curve) * model.weekly * weeks
    target = np.ceil(mean + _CUSHION * np.sqrt(mean)).astype(np.int64)
    need = np.maximum(0, target - state.on_hand - state.on_order)
    if ago < 7 * _GAP_WEEKS:
        need[[i for i, size in enumerate(model.sizes) if size in model.gaps]] = 0
    return np.asarray(-(-need // model.pack) * model.pack, dtype=np.int64)
