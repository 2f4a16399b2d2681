"""What the owner should know of the demand behind a plan: how new, how often sold out, what lifts it."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from shopdesk.domain.forecast import SeasonLevel
from shopdesk.domain.reorder.styles import WEEK
from shopdesk.services.reorder.foreseeing import Foreseen
from shopdesk.services.reorder.reading import Known
from shopdesk.services.reorder.remarks import Note, NoteCode

NEW_UNTIL_WEEKS = 10
"""Before that every method promises too much of a launch (METHODS 7b)."""
LATELY_DAYS = 28
_OLDER_BY_WEEKS = 4


class FirstWeeks(NamedTuple):
    """How long a style has been on sale, and whether that makes it a new product of an older shop."""

    weeks: int
    is_new: bool


def first_weeks(known: Known) -> list[FirstWeeks]:
    """Return how long each row of ``known`` has been on sale."""
    if known.shelf is None:
        return []
    days = known.shelf.units.shape[1]
    started = known.shelf.started
    weeks = -(-(days - started) // WEEK)
    new = (weeks < NEW_UNTIL_WEEKS) & (started >= WEEK * _OLDER_BY_WEEKS) & (started < days)
    return [FirstWeeks(int(weeks[s]), bool(new[s])) for s in known.shelf.style]


def empty_days(known: Known) -> list[int]:
    """Return per row the days of the last 28 that opened without any, since its style is on sale."""
    shelf = known.shelf
    if shelf is None:
        return []
    days = shelf.units.shape[1]
    begin = max(0, days - LATELY_DAYS)
    missing = shelf.available[:, begin:] <= 0
    counts = missing.sum(axis=1)
    late = shelf.started[shelf.style]
    for row in (late > begin).nonzero()[0]:
        counts[row] = missing[row, late[row] - begin :].sum()
    return [int(n) for n in counts]


def foreseen_notes(known: Known, foreseen: Foreseen) -> list[Note]:
    """Return the remarks on new products, the time of year and the next date that lifts sales."""
    found = []
    new = {row.product_id for row, one in zip(known.rows, first_weeks(known), strict=True) if one.is_new}
    if new:
        found.append(Note(NoteCode.NEW_PRODUCTS, amount=len(new)))
    if known.chosen.season and known.season.level is not SeasonLevel.NONE:
        found.append(Note(NoteCode.SEASON, amount=known.season.gain))
    reach = known.today + timedelta(WEEK * 6)
    near = [lift for lift in foreseen.lifts if lift.starts_on <= reach]
    if near:
        found.append(Note(NoteCode.EVENT_AHEAD, near[0].name, max(near[0].factor.values())))
    return found
