"""From the filter's speeds to the moments of demand over any number of periods ahead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats, Ints
from shopdesk.domain.forecast.distribution import Moments
from shopdesk.domain.forecast.filter import Filtered


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of n rates at one moment, by discount.

    Attributes:
        level: D × n posterior means of the rate, A/B.
        spread: D × n posterior variances of the rate, A/B².
        dispersion: D × n.
        weight: D × n.
        discounts: D.
    """

    level: Floats
    spread: Floats
    dispersion: Floats
    weight: Floats
    discounts: Floats

    @property
    def rate(self) -> Floats:
        """Mean rate per unit of exposure, n."""
        mean: Floats = (self.weight * self.level).sum(axis=0)
        return mean

    def moments(self, exposure: Floats, periods: Floats | float) -> Moments:
        """Return mean and variance of demand over ``periods`` with ``exposure`` in all.

        Per discount S·A/B and φ(S·A/B + S²·A/B²·δ^(−(L+1)/2)), mixed by their weights. Both the mean and
        the variance over the mean grow with exposure and periods; the reorder point leans on that.

        Source: METHODS 7.5.
        """
        widening = self.discounts[:, None] ** (-(np.asarray(periods, dtype=float) + 1) / 2)
        means = exposure * self.level
        variances = self.dispersion * (means + exposure**2 * self.spread * widening)
        mean = (self.weight * means).sum(axis=0)
        between = (self.weight * (means - mean) ** 2).sum(axis=0)
        return mean, (self.weight * variances).sum(axis=0) + between

    def rows(self, chosen: Ints) -> Knowledge:
        """Return the knowledge of the ``chosen`` rows."""
        return Knowledge(
            self.level[:, chosen],
            self.spread[:, chosen],
            self.dispersion[:, chosen],
            self.weight[:, chosen],
            self.discounts,
        )


def knowledge_at(filtered: Filtered, rows: Ints, columns: Ints) -> Knowledge:
    """Return what the filter knew of ``rows`` before ``columns``, pairwise.

    The column after the last is the knowledge of today.
    """
    shape, rate = filtered.shape[:, rows, columns], filtered.rate[:, rows, columns]
    return Knowledge(
        shape / rate,
        shape / rate**2,
        filtered.dispersion[:, rows, columns],
        filtered.weight[:, rows],
        filtered.discounts,
    )
