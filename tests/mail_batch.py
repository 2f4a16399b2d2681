"""A batch of five letters judged by the copies at a real server, and a clock that was moved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mail_shop import states

from shopdesk.domain.outreach.flows import State
from shopdesk.services.context import Shop
from shopdesk.services.mail import status

SENT, FAILED, UNKNOWN, QUEUED = State.SENT, State.FAILED, State.UNKNOWN, State.QUEUED
LETTERS = 5


def nothing_wrong(shop: Shop, server: Any) -> None:
    """No letter twice; whatever is called sent arrived; every letter has an end or waits."""
    copies = server.post.copies()
    assert not copies or max(copies.values()) == 1
    for letter in status.everything(shop):
        if letter.state is SENT:
            assert copies[letter.message_id] == 1, letter.key
        if letter.state in (FAILED, QUEUED):
            assert copies[letter.message_id] == 0, letter.key
    assert sum(states(shop).values()) == LETTERS


class LaterClock:
    """The shop's clock, moved."""

    def __init__(self, clock: Any, by: timedelta) -> None:
        self._clock, self._by = clock, by

    def now(self) -> datetime:
        moved: datetime = self._clock.now() + self._by
        return moved

    def today(self, zone: str) -> date:
        return self.now().astimezone(ZoneInfo(zone)).date()
