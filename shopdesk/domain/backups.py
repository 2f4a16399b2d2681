"""Which of the daily copies of a shop are worth their room on the disk."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""Copies kept: of the last days, then of the weeks before them, then of the months before those."""


def worth_keeping(days: Iterable[date]) -> frozenset[date]:
    """Return the days whose copies are kept, at most 7 + 4 + 12.

    Newest first; a week or month is kept by its newest day, and one that already has a kept day counts for
    nothing more. The oldest copy of all stays while a rule still has room, so that a young shop does not
    lose its first day.

    Args:
        days: Days that have a copy, in any order.

    Source: the pruning rule of BorgBackup (``borg prune --keep-daily --keep-weekly --keep-monthly``).
    """
    newest_first = sorted(set(days), reverse=True)
    kept: set[date] = set()
    rules: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
        (DAILY, lambda day: day),
        (WEEKLY, lambda day: day.isocalendar()[:2]),
        (MONTHLY, lambda day: (day.year, day.month)),
    )
    for count, period in rules:
        kept |= _newest_of_each(newest_first, kept, count, period)
    return frozenset(kept)


def _newest_of_each(
    newest_first: list[date], kept: set[date], count: int, period: Callable[[date], Hashable]
) -> set[date]:
    chosen: set[date] = set()
    seen: Hashable = None
    for day in newest_first:
        if len(chosen) == count:
            return chosen
        if period(day) != seen:
            seen = period(day)
            if day not in kept:
                chosen.add(day)
    oldest = newest_first[-1] if newest_first else None
    if oldest is not None and oldest not in kept:
        chosen.add(oldest)
    return chosen
