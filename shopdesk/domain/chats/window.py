"""How long Meta lets a shop answer: freely for 24 hours, by a person for 7 days, from the last message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FREE = timedelta(hours=24)
HUMAN = timedelta(days=7)


class Answering(StrEnum):
    """What may still be sent."""

    FREE = "free"
    HUMAN_ONLY = "human_only"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """What may be sent now, and until when."""

    answering: Answering
    left: timedelta


def time_left(last_message: datetime, now: datetime) -> TimeLeft:
    """Return what may be sent, and how long still; both instants aware, ends inclusive."""
    age = now - last_message
    if age <= FREE:
        return TimeLeft(Answering.FREE, FREE - age)
    if age <= HUMAN:
        return TimeLeft(Answering.HUMAN_ONLY, HUMAN - age)
    return TimeLeft(Answering.CLOSED, timedelta(0))
