"""Who is still a customer: the MBG/NBD model, only where the data allow it.

Source: Batislam, Denizel & Filiztekin (2007). Unlike BG/NBD it lets a customer leave right after the first
purchase, so one-time buyers are not all alive for ever. Times are in any one unit; weeks are used here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopdesk.domain import special
from shopdesk.domain.arrays import Floats, Ints

Numbers = Floats

REPEATS_NEEDED = 200
_LOW, _HIGH = np.log(1e-3), np.log(1e4)
_EDGE = 0.05
_STARTS = ((0.5, 0.2, 0.7, 1.5), (0.2, 0.05, 0.3, 0.5), (2.0, 1.0, 2.0, 6.0))


@dataclass(frozen=True, slots=True)
class Histories:
    """Each customer: repeat purchases x, time of the last t (0 if none), and time observed T ≥ t."""

    x: Numbers
    t: Numbers
    T: Numbers


@dataclass(frozen=True, slots=True)
class Model:
    """Fitted parameters and the mean log-likelihood per customer."""

    r: float
    alpha: float
    a: float
    b: float
    mean_log_likelihood: float

    def alive(self, seen: Histories) -> Numbers:
        """Return the probability that each customer is still one, 0..1."""
        odds = self.a / (self.b + seen.x)
        growth = (self.r + seen.x) * (np.log(self.alpha + seen.T) - np.log(self.alpha + seen.t))
        return np.asarray(special.expit(-(np.log(odds) + growth)), dtype=np.float64)


def histories(occasions: pd.DataFrame, until: pd.Timestamp) -> tuple[Ints, Histories]:
    """Return the customers and their histories, in weeks, from a frame of occasions (``repurchase``)."""
    grouped = occasions.groupby("customer")["day"].agg(["min", "max", "count"])
    t = (grouped["max"] - grouped["min"]).dt.days.to_numpy(np.float64) / 7
    total = (until - grouped["min"]).dt.days.to_numpy(np.float64) / 7
    x = grouped["count"].to_numpy(np.float64) - 1
    return grouped.index.to_numpy(np.int64), Histories(x, t, total)


def mean_log_likelihood(model: Model | tuple[float, float, float, float], seen: Histories) -> float:
    """Return the mean log-likelihood per customer, leaving out the constant that no parameter touches."""
    parameters = (model.r, model.alpha, model.a, model.b) if isinstance(model, Model) else model
    return _mean(np.asarray(parameters, dtype=np.float64), *_patterns(seen))


def fit(seen: Histories, *, repeats_needed: int = REPEATS_NEEDED) -> Model | None:
    """Return the fitted model, or None where the data cannot carry it.

    None under ``repeats_needed`` repeat purchases, when nothing converged, or when a parameter ran to its
    bound: then Kaplan-Meier and shrinkage are all there is to say.
    """
    if float(seen.x.sum()) < repeats_needed:
        return None
    patterns, counts = _patterns(seen)
    scale = float(seen.T.max()) / 10 or 1.0  # times of a few units keep all four parameters near 1
    scaled = Histories(patterns.x, patterns.t / scale, patterns.T / scale)

    def loss(logs: Numbers) -> float:
        return -_mean(np.exp(logs), scaled, counts)

    best: tuple[float, Numbers] | None = None
    for start in _STARTS:
        found = _search(loss, np.log(start))
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    if best is None or not np.all((best[1] > _LOW + _EDGE) & (best[1] < _HIGH - _EDGE)):
        return None
    r, alpha, a, b = np.exp(best[1]).tolist()
    model = (r, alpha * scale, a, b)
    return Model(*model, _mean(np.asarray(model), patterns, counts))


def _search(loss: object, start: Numbers) -> tuple[float, Numbers] | None:
    from scipy import optimize  # 20 MB, needed only where a model is fitted anew

    bounds = [(_LOW, _HIGH)] * 4
    for method in ("L-BFGS-B", "Nelder-Mead"):
        found = optimize.minimize(loss, start, method=method, bounds=bounds)  # type: ignore[call-overload]
        if found.success and np.isfinite(found.fun):
            return float(found.fun), np.asarray(found.x, dtype=np.float64)
    return None


def _patterns(seen: Histories) -> tuple[Histories, Numbers]:
    """Return the distinct histories and how many customers share each: thousands become hundreds."""
    rows, counts = np.unique(np.column_stack([seen.x, seen.t, seen.T]), axis=0, return_counts=True)
    return Histories(rows[:, 0], rows[:, 1], rows[:, 2]), counts.astype(np.float64)


def _mean(parameters: Numbers, seen: Histories, counts: Numbers) -> float:
    r, alpha, a, b = parameters
    x, gammaln = seen.x, special.gammaln
    buying = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    staying = gammaln(a + b) + gammaln(b + x + 1) - gammaln(b) - gammaln(a + b + x + 1)
    watched = -(r + x) * np.log(alpha + seen.T)
    left = np.log(a) - np.log(b + x) + (r + x) * (np.log(alpha + seen.T) - np.log(alpha + seen.t))
    return float((counts * (buying + staying + watched + np.logaddexp(left, 0))).sum() / counts.sum())
