"""Demand ahead of a shop that has been read: styles with their season and events, split to sizes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from shopdesk.domain.arrays import Ints
from shopdesk.domain.forecast import Forecast, Grade, Outlook, Panel, fit, grades, split
from shopdesk.domain.forecast.factors import HIGHEST, LOWEST, Factors
from shopdesk.domain.reorder import styles
from shopdesk.services.reorder import season
from shopdesk.services.reorder.lines import Lift
from shopdesk.services.reorder.reading import WEEKS_AHEAD, Known

_HORIZONS = (2, 4)
_WORTH_SAYING = 0.1


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Demand ahead of every variant of ``Known.rows``.

    Attributes:
        outlook: By week; a week of it begins today.
        style: Row of the style of each variant.
        grade: Of each style.
        weeks: Weeks of history.
        elapsed: Weeks of the outlook already gone today.
    """

    outlook: Outlook
    style: Ints
    grade: tuple[Grade, ...]
    weeks: int
    elapsed: int
    lifts: tuple[Lift, ...] = ()


def foresee(
    known: Known, uplift: float = 1.0, events: Mapping[str, float] = MappingProxyType({})
) -> Foreseen:
    """Return demand ahead: style forecast × size share, times ``uplift``; ``events`` replace the learnt.

    The time of year multiplies it where the gate allows, commercial dates where the shop has seen enough of
    them or the owner has said what to expect (METHODS 7.1, 7b).

    Raises:
        ValueError: If the shop has never sold anything.
    """
    shelf = known.shelf
    if shelf is None:
        raise ValueError("a shop without sales has no outlook")
    shares = styles.size_shares(shelf)
    panel = styles.style_panel(shelf, shares.share, WEEKS_AHEAD)
    profile = season.profile(panel, known.season, shelf.category, known.chosen)
    forecast = fit(panel, _HORIZONS, season=profile, event_prior=known.event_prior)
    if events:
        forecast = _supposing(known, forecast, panel, events)
    found = grades(forecast.observed_periods, known.sure)
    outlook = split(forecast, shelf.style, shares.share * uplift, shares.variance * uplift**2)
    lifts = _lifts(known, forecast.factors, panel, sorted(set(shelf.category)))
    return Foreseen(outlook, shelf.style, found, panel.past, known.elapsed_weeks, lifts)


def _supposing(known: Known, forecast: Forecast, panel: Panel, events: Mapping[str, float]) -> Forecast:
    """Return the forecast with other factors for some dates ahead."""
    factors, applied = forecast.factors, forecast.factors.applied(known.event_prior)
    other = applied.copy()
    ratio = np.ones((len(panel.units), panel.ahead))
    for key, factor in events.items():
        if key in known.events:
            at = known.events.index(key)
            other[at] = np.clip(factor, LOWEST, HIGHEST)
            share = panel.reach[at][:, None] * panel.events[at, panel.past :]
            ratio *= (1 + share * (other[at] - 1)[panel.category][:, None]) / (
                1 + share * (applied[at] - 1)[panel.category][:, None]
            )
    parts = tuple(replace(part, exposure=part.exposure * ratio) for part in forecast.parts)
    sure = np.full_like(factors.event_units, np.inf)
    return replace(forecast, parts=parts, factors=replace(factors, event=other, event_units=sure))


def _lifts(known: Known, factors: Factors, panel: Panel, categories: list[str]) -> tuple[Lift, ...]:
    """Return the dates ahead whose factor is applied and worth a word."""
    applied = factors.applied(known.event_prior)
    product = np.array(known.styles)
    found = []
    for span in known.ahead:
        if span.key not in known.events:
            continue
        at = known.events.index(span.key)
        moved = panel.reach[at] & (np.abs(applied[at] - 1) >= _WORTH_SAYING)[panel.category]
        if moved.any():
            codes = sorted(set(panel.category[moved].tolist()))
            factor = {categories[code]: float(applied[at, code]) for code in codes}
            products = frozenset(product[moved].tolist())
            found.append(
                Lift(span.name, span.starts_on, span.ends_on, factor, span.scope, span.key, products)
            )
    return tuple(found)
