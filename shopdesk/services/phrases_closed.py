"""Closed days in words: once, every year, every week."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from shopdesk.domain.purchasing.closures import Closure, Every
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, n_

_ON_WEEKDAYS = (
    n_("every Monday"),
    n_("every Tuesday"),
    n_("every Wednesday"),
    n_("every Thursday"),
    n_("every Friday"),
    n_("every Saturday"),
    n_("every Sunday"),
)
_WEEKDAYS = (
    n_("Monday"),
    n_("Tuesday"),
    n_("Wednesday"),
    n_("Thursday"),
    n_("Friday"),
    n_("Saturday"),
    n_("Sunday"),
)


def again(every: Every) -> str:
    """Say how a stretch of days comes again."""
    match every:
        case Every.ONCE:
            return _("Only this time")
        case Every.YEAR:
            return _("Every year")
        case Every.WEEK:
            return _("Every week")
    assert_never(every)


def closure(one: Closure) -> str:
    """Say when closed days are: ``cada año, el 25 de diciembre``, ``cada domingo``."""
    match one.every:
        case Every.ONCE:
            return words.span(one.first, one.last)
        case Every.YEAR:
            return _("every year, {days}").format(days=words.span(*_same_year(one)))
        case Every.WEEK if one.first == one.last:
            return _(_ON_WEEKDAYS[one.first.weekday()])
        case Every.WEEK:
            first, last = (_(_WEEKDAYS[day.weekday()]) for day in (one.first, one.last))
            return _("every week from {first} to {last}").format(first=first, last=last)
    assert_never(one.every)


def _same_year(one: Closure) -> tuple[date, date]:
    """Return the days with one year, so that none is said, even over New Year."""
    last = one.last if one.last.year == one.first.year else _in(one.last, one.first.year)
    return one.first, last


def _in(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if (day.month, day.day) == (2, 29) else day.day)
