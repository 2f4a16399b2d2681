"""Demand that comes in lumps: its class, and the three methods of Croston's family."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

import numpy as np

from shopdesk.domain.arrays import Floats

ADI_CUT, CV2_CUT = 1.32, 0.49


class DemandClass(StrEnum):
    """The four classes of Syntetos, Boylan and Croston (2005)."""

    SMOOTH = "smooth"
    ERRATIC = "erratic"
    INTERMITTENT = "intermittent"
    LUMPY = "lumpy"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lumpiness:
    """How demand comes.

    Attributes:
        adi: Periods per period with demand; infinite without any.
        cv2: Squared coefficient of variation of the non-zero sizes (ddof = 1); 0 with fewer than two.
    """

    adi: float
    cv2: float

    @property
    def demand_class(self) -> DemandClass:
        """The class: intermittent from an ADI of 1.32, varied from a CV² of 0.49."""
        match isfinite(self.adi), self.adi >= ADI_CUT, self.cv2 >= CV2_CUT:
            case False, _, _:
                return DemandClass.NONE
            case _, True, True:
                return DemandClass.LUMPY
            case _, True, False:
                return DemandClass.INTERMITTENT
            case _, False, True:
                return DemandClass.ERRATIC
        return DemandClass.SMOOTH


def lumpiness(units: Floats) -> Lumpiness:
    """Return ADI and CV² of a series; NaN periods are not counted."""
    seen = units[np.isfinite(units)]
    sizes = seen[seen > 0]
    adi = len(seen) / len(sizes) if len(sizes) else float("inf")
    cv2 = float(sizes.var(ddof=1) / sizes.mean() ** 2) if len(sizes) > 1 else 0.0
    return Lumpiness(adi, cv2)


def croston(units: Floats, alpha: float = 0.1) -> float:
    """Return Croston's rate per period, z/p.

    Starts at the first sale: z = its size, p = its 1-based position. 0 without a sale.
    """
    size, interval = _size_and_interval(units, alpha)
    return size / interval


def sba(units: Floats, alpha: float = 0.1) -> float:
    """Return Croston's rate without its bias, (1 − α/2)·z/p. Source: Syntetos & Boylan (2005)."""
    return (1 - alpha / 2) * croston(units, alpha)


def tsb(units: Floats, alpha_size: float = 0.1, alpha_chance: float = 0.1) -> float:
    """Return the rate chance × size, the chance falling in every period without a sale.

    Starts at the first sale: z = its size, chance = 1 / its 1-based position.

    Source: Teunter, Syntetos & Babai (2011).
    """
    size = chance = 0.0
    for period, sold in enumerate(units[np.isfinite(units)], start=1):
        if size == 0.0:
            if sold > 0:
                size, chance = float(sold), 1 / period
            continue
        chance += alpha_chance * (float(sold > 0) - chance)
        if sold > 0:
            size += alpha_size * (float(sold) - size)
    return chance * size


def _size_and_interval(units: Floats, alpha: float) -> tuple[float, float]:
    size, interval, gap = 0.0, 1.0, 0
    for sold in units[np.isfinite(units)]:
        gap += 1
        if sold <= 0:
            continue
        if size == 0.0:
            size, interval = float(sold), float(gap)
        else:
            size += alpha * (float(sold) - size)
            interval += alpha * (gap - interval)
        gap = 0
    return size, interval
