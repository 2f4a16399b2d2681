"""Lead times as a small distribution around their mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats
from shopdesk.domain.special import gammaincinv

POINTS = 5
SHAPE = 4.0


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Days from order to shelf, a distribution per row.

    Attributes:
        days: m × K possible lead times.
        probability: m × K, each row sums to 1.
    """

    days: Floats
    probability: Floats

    def __post_init__(self) -> None:
        if self.days.shape != self.probability.shape or (self.probability < 0).any():
            raise ValueError("days and probability must match, and no chance may be negative")
        if not np.allclose(self.probability.sum(axis=1), 1.0):
            raise ValueError("each row's chances must sum to 1")

    @property
    def mean(self) -> Floats:
        """Mean days, m."""
        average: Floats = (self.days * self.probability).sum(axis=1)
        return average

    @property
    def variance(self) -> Floats:
        """Variance of days, m."""
        around: Floats = (self.probability * self.offset**2).sum(axis=1)
        return around

    @property
    def offset(self) -> Floats:
        """Days from the mean, m × K."""
        away: Floats = self.days - self.mean[:, None]
        return away


def lead_times(mean_days: Floats, sd_days: Floats) -> LeadTimes:
    """Return lead times with these means and deviations and the skew of a gamma of shape 4.

    Late orders run later than early ones run early; the five points stand for fifths of the chance. The
    shape is fixed, so a larger deviation only stretches the same distribution around the same mean.

    Args:
        mean_days: m, days, 0 or more.
        sd_days: m, days, 0 or more.

    Raises:
        ValueError: If a mean or deviation is negative.
    """
    if (np.asarray(mean_days) < 0).any() or (np.asarray(sd_days) < 0).any():
        raise ValueError("lead days and their deviation must be 0 or more")
    middle = gammaincinv(SHAPE, (np.arange(POINTS) + 0.5) / POINTS)
    offset = (middle - middle.mean()) / middle.std()
    days = np.asarray(mean_days, dtype=float)[:, None] + np.asarray(sd_days, dtype=float)[:, None] * offset
    return LeadTimes(days, np.full(days.shape, 1 / POINTS))
