"""When people buy more in the example shop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shopdesk.domain.example.catalogue import Model

_WEEKDAYS = (0.8, 0.85, 0.9, 0.95, 1.2, 1.45, 0.85)  # Monday first; mean 1
_MONTHS = (0.9, 0.9, 0.95, 1.0, 1.1, 1.0, 0.95, 1.05, 0.95, 0.95, 1.05, 1.35)
_SUMMER = (0.5, 0.7, 1.1, 1.6, 1.9, 1.7, 1.5, 1.1, 0.7, 0.5, 0.4, 0.5)
_SCHOOL = (1.1, 0.7, 0.7, 0.7, 0.7, 0.7, 1.2, 2.6, 1.3, 0.8, 0.8, 0.9)
_YEARLY_GROWTH = 0.12


@dataclass(frozen=True, slots=True)
class CommercialDate:
    """A span in which more is sold; ``ends_on`` is its last day."""

    name: str
    starts_on: date
    ends_on: date
    lift: float


def daily_rate(model: Model, day: date, today: date, dates: Sequence[CommercialDate]) -> float:
    """Return the pairs of a model asked for on a day, on average."""
    ago = (today - day).days
    if model.launched_weeks_ago is not None and ago > 7 * model.launched_weeks_ago:
        return 0.0
    months = {"summer": _SUMMER, "school": _SCHOOL}.get(model.season, _MONTHS)
    rate = model.weekly / 7 * _WEEKDAYS[day.weekday()] * months[day.month - 1]
    rate *= float((1 + _YEARLY_GROWTH) ** (-ago / 365))
    if model.season == "fading":
        rate *= 0.4 + 0.6 * min(1.0, ago / 180)
    for event in dates:
        if event.starts_on <= day <= event.ends_on:
            rate *= event.lift
    return rate
