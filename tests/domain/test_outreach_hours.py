"""Quiet hours and rolling quotas."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.outreach.hours import QuietHours, Quota, Room, room
from shopdesk.domain.outreach.people import address_hash, usable_address
from shopdesk.domain.refusals import Meaning, meaning_of

MEXICO = ZoneInfo("America/Mexico_City")
NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "quiet", "over"), [(20, False, 20), (21, True, 9), (23, True, 9), (3, True, 9), (9, False, 9)]
)
def test_quiet_hours_go_over_midnight(hour, quiet, over) -> None:
    local = datetime(2026, 11, 21, hour, tzinfo=MEXICO)
    hours = QuietHours(21, 9)
    assert hours.holds(local) is quiet
    ends = hours.over_at(local)
    assert ends.hour == over
    assert ends >= local


def test_no_quiet_hours_when_both_ends_are_the_same() -> None:
    assert not QuietHours(9, 9).holds(datetime(2026, 11, 21, 9, tzinfo=MEXICO))


def test_the_day_is_any_twenty_four_hours() -> None:
    # Three a day: two left 23 h ago and one 2 h ago. The next may go when the first two are a day old.
    sent = [NOW - timedelta(hours=23), NOW - timedelta(hours=23), NOW - timedelta(hours=2)]
    assert room(Quota(3), sent, NOW) == Room(0, NOW + timedelta(hours=1))
    assert room(Quota(4), sent, NOW) == Room(1, None)
    assert room(Quota(3), sent, NOW + timedelta(hours=1)).letters == 2


def test_the_hour_counts_too_and_a_clock_moved_back_gives_nothing_away() -> None:
    sent = [NOW - timedelta(minutes=m) for m in (10, 20)]
    assert room(Quota(500, 2), sent, NOW) == Room(0, NOW + timedelta(minutes=40))
    assert room(Quota(1), [NOW + timedelta(hours=1)], NOW).letters == 0


def test_one_hash_for_all_spellings_of_a_gmail_address() -> None:
    assert address_hash(" Ana.Ruiz+tienda@Gmail.com ") == address_hash("anaruiz@googlemail.com")
    assert address_hash("ana+x@example.com") != address_hash("ana@example.com")


@pytest.mark.parametrize(
    ("written", "usable"),
    [
        ("ana@example.com", "ana@example.com"),
        ("  ana@niño.mx ", "ana@xn--nio-8ma.mx"),
        ("josé@example.com", ""),
        ("ana@example", ""),
        ("ana@@example.com", ""),
        ("ana ruiz@example.com", ""),
        ("ana@example.com\nBcc: x@y.mx", ""),
        ("ana..b@example.com", ""),
        ("", ""),
    ],
)
def test_only_addresses_a_server_would_take(written, usable) -> None:
    assert usable_address(written) == usable


@pytest.mark.parametrize(
    ("code", "text", "meaning"),
    [
        (550, "5.1.1 user unknown", Meaning.NO_SUCH_ADDRESS),
        (552, "5.2.2 over quota", Meaning.MAILBOX_FULL),
        (550, "5.4.5 Daily sending quota exceeded", Meaning.LIMIT),
        (450, "mailbox unavailable, limit exceeded", Meaning.LIMIT),
        (554, "spam", Meaning.POLICY),
        (451, "greylisted", Meaning.BUSY),
    ],
)
def test_a_refusal_has_one_meaning(code, text, meaning) -> None:
    assert meaning_of(code, text) is meaning
