"""How much will be asked for over the next weeks, by variant, style or channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import numpy as np

from shopdesk.domain.forecast import Grade, Outlook, Panel, fit, grades, whole
from shopdesk.domain.reorder import styles
from shopdesk.domain.reorder.points import LEVELS
from shopdesk.services.context import Shop
from shopdesk.services.reorder.foreseeing import foresee
from shopdesk.services.reorder.reading import WEEKS_AHEAD, Known, read
from shopdesk.store import reorder as store


class By(StrEnum):
    """What one series is."""

    VARIANT = "variant"
    STYLE = "style"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Series:
    """Demand of the next weeks together.

    Attributes:
        key: SKU, model with its colour, or name of the channel.
        mean: Pieces.
        quantiles: Level to pieces.
        weeks_of_history: Weeks something could be learned from.
    """

    key: str
    mean: float
    quantiles: dict[float, float]
    grade: Grade
    weeks_of_history: int


def forecast(shop: Shop, weeks: int = 4, by: By = By.VARIANT) -> list[Series]:
    """Return the total of the next ``weeks`` weeks of every series, in catalogue order.

    Args:
        shop: The shop.
        weeks: 1 to 26.
        by: What one series is.
    """
    known = read(shop)
    if known.shelf is None:
        return []
    if by is By.CHANNEL:
        return _channels(shop, known, weeks)
    foreseen = foresee(known)
    if by is By.VARIANT:
        keys = [row.sku or f"{row.product} {row.color} {row.size}" for row in known.rows]
        found = tuple(foreseen.grade[style] for style in foreseen.style)
        return _series(keys, foreseen.outlook, found, weeks, elapsed=foreseen.elapsed)
    first = known.shelf.first_rows
    rows = [known.rows[i] for i in first]
    keys = [f"{row.product} {row.color}".strip() for row in rows]
    outlook = whole(foreseen.outlook.forecast.rows(first))
    return _series(keys, outlook, foreseen.grade, weeks, elapsed=foreseen.elapsed)


def _series(
    keys: list[str], outlook: Outlook, found: tuple[Grade, ...], weeks: int, *, elapsed: float
) -> list[Series]:
    n = len(keys)
    periods = np.full(n, float(weeks))
    mean, _variance = outlook.moments(periods, elapsed)
    quantiles = outlook.quantiles(list(LEVELS), periods, extra=np.zeros(n), start=elapsed)
    observed = outlook.observed_periods
    return [
        Series(
            key,
            float(mean[i]),
            {level: float(quantiles[i, j]) for j, level in enumerate(LEVELS)},
            found[i],
            int(observed[i]),
        )
        for i, key in enumerate(keys)
    ]


def _channels(shop: Shop, known: Known, weeks: int) -> list[Series]:
    shelf = known.shelf
    if shelf is None or known.sales_until is None:
        return []
    days = shelf.units.shape[1]
    since = known.sales_until - timedelta(days - 1)
    with shop.store.read() as session:
        rows = store.demand_by_channel(session, since, known.sales_until)
    names = sorted({name for name, _, _ in rows})
    units = np.zeros((len(names), days))
    for name, day, pieces in rows:
        units[names.index(name), day - since.toordinal()] += pieces
    weekly = np.maximum(units.reshape(len(names), -1, styles.WEEK).sum(axis=2), 0.0)
    past = weekly.shape[1]
    panel = Panel(
        units=weekly,
        available=np.ones(weekly.shape),
        promo=np.zeros((len(names), past + WEEKS_AHEAD)),
        category=np.zeros(len(names), dtype=np.int64),
        events=shelf.events,
        first=shelf.first_week,
        # A date of one category says nothing of a channel as a whole.
        reach=np.repeat(shelf.reach.all(axis=1, keepdims=True), len(names), axis=1),
    )
    outlook = whole(fit(panel, (weeks,), event_prior=known.event_prior))
    found = grades(outlook.observed_periods, np.ones(len(names), dtype=bool))
    return _series(names, outlook, found, weeks, elapsed=known.elapsed_weeks)
