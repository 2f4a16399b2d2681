"""Quiet hours and quotas: when the shop may write, and how many letters the account takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours of the shop's clock in which nothing is proposed: from ``begin`` until ``end``, not included."""

    begin: int = 21
    end: int = 9

    def holds(self, local: datetime) -> bool:
        """Say whether this local time is quiet."""
        if self.begin == self.end:
            return False
        if self.begin < self.end:
            return self.begin <= local.hour < self.end
        return local.hour >= self.begin or local.hour < self.end

    def over_at(self, local: datetime) -> datetime:
        """Return the local time at which these quiet hours end; the time itself if it is not quiet."""
        if not self.holds(local):
            return local
        ends = datetime.combine(local.date(), time(self.end), local.tzinfo)
        return ends if ends > local else ends + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quota:
    """What the account takes: letters in any 24 hours, and in any hour (None = no limit of its own)."""

    per_day: int
    per_hour: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How many letters may go now, and when the next may if none."""

    letters: int
    free_at: datetime | None


def room(quota: Quota, sent: Sequence[datetime], now: datetime) -> Room:
    """Return how much of the quota is left.

    Args:
        quota: The account's limits.
        sent: When letters left, in any order; one in the future (the clock was moved back) counts.
        now: This instant.
    """
    windows = [(quota.per_day, timedelta(hours=24))]
    if quota.per_hour is not None:
        windows.append((quota.per_hour, timedelta(hours=1)))
    left: list[int] = []
    frees: list[datetime] = []
    for limit, span in windows:
        within = sorted(at for at in sent if at > now - span)
        left.append(limit - len(within))
        if len(within) >= limit:
            frees.append(within[len(within) - limit] + span if limit else now + span)
    letters = max(0, min(left))
    return Room(letters, max(frees) if frees and not letters else None)
