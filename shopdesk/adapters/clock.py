"""The computer's clock, or a frozen one for ``--today``."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return this instant in UTC."""
        return datetime.now(UTC)

    def today(self, zone: str) -> date:
        """Return the local day in a zone."""
        return self.now().astimezone(ZoneInfo(zone)).date()


class FrozenClock:
    """A clock that stands at 09:00, shop time, of one day."""

    def __init__(self, day: date, zone: str) -> None:
        self._instant = datetime.combine(day, time(9), ZoneInfo(zone)).astimezone(UTC)
        self._day = day

    def now(self) -> datetime:
        """Return the frozen instant in UTC."""
        return self._instant

    def today(self, zone: str) -> date:  # noqa: ARG002
        """Return the frozen day, whatever the zone."""
        return self._day
