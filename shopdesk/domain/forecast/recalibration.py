"""What the filter's past quantiles were worth, measured on this shop's own history."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.forecast.distribution import cdf
from shopdesk.domain.forecast.filter import Filtered
from shopdesk.domain.forecast.mixture import knowledge_at

BANDS = 3
LEAST_SAMPLE = 200
SHRINK_PER_PERIOD = 200.0
BAND_SHRINK_PER_PERIOD = 600.0
"""Sums per period with which the model speaks for the shop, and the shop for a band."""
LOWEST, HIGHEST = 0.02, 0.998
MOST_SAMPLED = 30_000
DRAWS = 2
READY_PERIODS = 8


@dataclass(frozen=True, slots=True)
class Recalibration:
    """Past probability integral transforms of L-period sums, sorted, by volume band.

    Attributes:
        periods: L.
        band: n, the band of each SKU.
        transforms: One array per band, ``DRAWS`` per past sum.
        stretches: How many separate stretches of L periods the past holds.
    """

    periods: int
    band: Ints
    transforms: tuple[Floats, ...]
    stretches: float

    def rows(self, chosen: Ints) -> Recalibration:
        """Return the recalibration of the ``chosen`` rows."""
        return Recalibration(self.periods, self.band[chosen], self.transforms, self.stretches)

    def level(self, wanted: float) -> Floats:
        """Return for each SKU the model quantile to read so that ``wanted`` of demand lies below.

        SKUs of one shop rise and fall together, so thousands of overlapping sums say no more about the
        next stretch than the few separate ones they come from. Above 0.8 a part of the chance of a miss,
        5q − 4 over the stretches, is kept back for what those few could not show: with 45 weeks behind, 0.95
        over 8 weeks asks for 1 − 0.05 × (1 − 0.75 × 8/45) = 0.9567.

        A band leans on the whole shop, and the shop on the model: measured on the open data, a band that
        leans on the model alone costs 1-2 % of pinball loss at 0.95.
        """
        kept_back = max(5 * wanted - 4, 0.0) / max(self.stretches, 1.0)
        asked = 1 - (1 - wanted) * (1 - kept_back)
        shop = self._moved(asked, wanted, np.concatenate(self.transforms), SHRINK_PER_PERIOD)
        by_band = np.array(
            [self._moved(asked, shop, seen, BAND_SHRINK_PER_PERIOD) for seen in self.transforms]
        )
        levels: Floats = np.clip(by_band, LOWEST, HIGHEST)[self.band]
        return levels

    def _moved(self, asked: float, start: float, seen: Floats, shrink: float) -> float:
        count = len(seen) / DRAWS
        if count < LEAST_SAMPLE:
            return start
        weight = count / (count + shrink * self.periods)
        return start + weight * (float(np.quantile(seen, asked)) - start)


@dataclass(frozen=True, slots=True)
class Bands:
    """Volume thirds of a shop, by the rate believed at the moment in question, 0 slowest.

    A past forecast belongs to the band of what was believed *then*. Those who are slow today were often
    believed faster before: judged by today's band, their past looks overestimated, and the quantiles of the
    slow are drawn down for no reason (up to 3 % of pinball loss at 0.95 on slow goods of a drugstore).

    Attributes:
        edges: Rates between the bands, ascending.
        today: n, the band of each SKU now.
    """

    edges: Floats
    today: Ints

    def of(self, rate: Floats) -> Ints:
        """Return the band of each rate."""
        return np.searchsorted(self.edges, rate).astype(np.int64)


def volume_bands(rate: Floats) -> Bands:
    """Return the volume thirds of today's rates."""
    edges = np.quantile(rate, np.arange(1, BANDS) / BANDS) if len(rate) else np.zeros(BANDS - 1)
    return Bands(edges, np.searchsorted(edges, rate).astype(np.int64))


@dataclass(frozen=True, slots=True)
class Past:
    """What the filter learnt from, n × T each.

    Attributes:
        units: Pieces.
        exposure: Without the pooled index.
        held: Damped index of each SKU's category as known before each period; it is held over a sum.
        observed: Cells that count; a sum counts only if all its periods do.
    """

    units: Floats
    exposure: Floats
    held: Floats
    observed: Flags


@dataclass(frozen=True, slots=True)
class PastSums:
    """Sums over ``periods`` that have been, with the moments forecast for each the period before.

    Attributes:
        periods: L.
        rows: The SKU of each sum.
        rate: What was believed of the SKU then, per period.
        mean: As it was forecast.
        variance: As it was forecast.
        sold: What was asked for.
        counted: How many sums there were, these among them.
    """

    periods: int
    rows: Ints
    rate: Floats
    mean: Floats
    variance: Floats
    sold: Floats
    counted: int


def past_sums(
    seen: Past, filtered: Filtered, periods: int, rng: np.random.Generator, *, most: int = MOST_SAMPLED
) -> PastSums:
    """Return what was forecast for past sums over ``periods``, at most ``most`` of them.

    Only sums whose periods all count, of SKUs that had been seen for a while.
    """
    past = seen.units.shape[1]
    origins = np.arange(1, past - periods + 1)
    if not len(origins) or not len(seen.units):
        none: Floats = np.zeros(0)
        return PastSums(periods, np.zeros(0, dtype=np.int64), none, none, none, none, 0)
    sums, totals = _windows(np.nan_to_num(seen.units), periods), _windows(seen.exposure, periods)
    whole = _windows(seen.observed.astype(float), periods) > periods - 0.5
    ready = np.cumsum(seen.observed, axis=1)[:, origins - 1] >= READY_PERIODS
    rows, at = np.nonzero(whole[:, origins] & ready)
    counted = len(rows)
    if counted > most:
        chosen = np.sort(rng.choice(counted, most, replace=False))
        rows, at = rows[chosen], at[chosen]
    columns = origins[at]
    known = knowledge_at(filtered, rows, columns)
    mean, variance = known.moments(totals[rows, columns] * seen.held[rows, columns], float(periods))
    return PastSums(periods, rows, known.rate, mean, variance, sums[rows, columns], counted)


def recalibrate(seen: Past, filtered: Filtered, *, bands: Bands, periods: int, seed: int) -> Recalibration:
    """Measure where past sums over ``periods`` fell in the distributions forecast for them.

    Args:
        seen: The past.
        filtered: The filter over the same past.
        bands: Volume bands.
        periods: L.
        seed: For the random half of the transform (Czado, Gneiting & Held 2009) and the sample.

    Source: METHODS 7.6.
    """
    rng = np.random.default_rng(seed)
    past = past_sums(seen, filtered, periods, rng)
    below = cdf(past.sold - 1, past.mean, past.variance)
    upto = cdf(past.sold, past.mean, past.variance)
    chance = rng.random(len(past.rows))
    # Each draw beside its mirror image: half the noise of the random part at no cost of truth.
    transform = np.stack([below + part * (upto - below) for part in (chance, 1 - chance)])
    of = bands.of(past.rate)
    by_band = tuple(transform[:, of == b].ravel() for b in range(BANDS))
    return Recalibration(periods, bands.today, by_band, seen.units.shape[1] / periods)


def _windows(values: Floats, periods: int) -> Floats:
    """Return n × (T − L + 1) sums of L consecutive columns, by first column."""
    total = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    sums: Floats = total[:, periods:] - total[:, :-periods]
    return sums
