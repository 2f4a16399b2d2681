"""The review page in words: titles, summaries, checks, times, and what is known of a doubtful letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.mail import phrases, voice
from shopdesk.services.mail.planned import Planned
from shopdesk.services.mail.review import Check, CheckKind, Review


def title(flow: Flow) -> str:
    """Say what a batch is."""
    return _("This week's thank-yous") if flow is Flow.THANKS else phrases.flow(flow)


def summary(found: Review) -> str:
    """Say what the letters are about and, once there is an account, where they leave from."""
    if not found.has_account:
        return span(found.first, found.last) if found.first and found.last else ""
    leaves = _("they leave from {address}").format(address=found.sender)
    if found.first is None or found.last is None:
        return leaves
    return f"{span(found.first, found.last)} · {leaves}"


def span(first: date, last: date) -> str:
    """Say which purchases are meant: ``Compras del 10 al 16 de noviembre``."""
    if first == last:
        return _("Purchases of {day}").format(day=words.day_of_month(first))
    return _("Purchases {days}").format(days=words.span(first, last))


def counted(found: Review) -> str:
    """Say how many are ready and skipped."""
    ready, skipped = len(found.ready), len(found.skipped)
    return _("{ready} ready · {skipped} skipped").format(ready=ready, skipped=skipped)


def customers(count: int) -> str:
    """Say how many people stand in the list."""
    return ngettext("{count} customer", "{count} customers", count).format(count=count)


def send_button(count: int) -> str:
    """Say the primary."""
    return ngettext("Send {count} letter", "Send {count} letters", count).format(count=count)


def who(one: Planned) -> str:
    """Say a person shortly: the first name, else the address."""
    return voice.first_name(one.name) or one.name or one.recipient


def check(one: Check, zone: ZoneInfo) -> str:
    """Say one line of what is looked at before sending."""
    match one.kind:
        case CheckKind.COMPLETE:
            return _complete(one)
        case CheckKind.CAP:
            if one.passed:
                return _("Nobody goes over their cap")
            over = ngettext("{count} goes over the cap", "{count} go over the cap", one.count)
            return over.format(count=one.count)
        case CheckKind.UNWANTED:
            return _unwanted(one.count)
        case CheckKind.ACCOUNT:
            return _account(one, zone)
        case CheckKind.TRIAL:
            return _("Send yourself a test of this text first")
        case _:
            assert_never(one.kind)


def _complete(one: Check) -> str:
    if one.passed:
        said = ngettext("It has name and product", "The {count} have name and product", one.count)
    else:
        said = ngettext(
            "{count} lacks something in its text", "{count} lack something in their text", one.count
        )
    return said.format(count=one.count)


def _account(one: Check, zone: ZoneInfo) -> str:
    if one.passed and one.at:
        return _("Your account answered well, {time}").format(time=words.clock(one.at.astimezone(zone)))
    if one.passed is None and one.count:
        return _("Last time the server did not let us in: look at the account first")
    if one.passed is None:
        return _("Your account has not been tried yet")
    return _("There is no mail account yet")


def _unwanted(count: int) -> str:
    if not count:
        return _("Nobody in the list said no")
    out = ngettext("The one who should not get it is out", "The {count} who should not get it are out", count)
    return out.format(count=count)


def time_needed(count: int, pace: float) -> str:
    """Say how long a batch takes at its pace."""
    seconds = round(max(count - 1, 0) * pace)
    if seconds < 90:
        return _("about {count} seconds").format(count=max(seconds, 1))
    minutes = round(seconds / 60)
    return ngettext("about {count} minute", "about {count} minutes", minutes).format(count=minutes)


def time_left(seconds: float) -> str:
    """Say how long a batch still takes."""
    if seconds < 90:
        count = max(round(seconds), 1)
        return ngettext("about {count} second left", "about {count} seconds left", count).format(count=count)
    count = round(seconds / 60)
    return ngettext("about {count} minute left", "about {count} minutes left", count).format(count=count)


def pace(seconds: float) -> str:
    """Say how long the program rests between two letters."""
    if seconds <= 0:
        return _("without a rest")
    return _("1 every {seconds} s").format(seconds=words.number(seconds, 0 if seconds == int(seconds) else 1))


def follows(on: date) -> str:
    """Say what these people get next."""
    said = _("From {day} on we ask each of them how it went: three questions, no buttons and no adverts.")
    return said.format(day=words.near_day(on))


def has_badge(one: Planned) -> bool:
    """Say whether a letter's row carries a badge, without finding its words."""
    ended = one.state in (State.SENT, State.UNKNOWN, State.FAILED, State.SKIPPED)
    return ended or one.is_edited or bool(one.reason)


def badge(one: Planned, zone: ZoneInfo) -> tuple[str, str]:
    """Return the badge of a letter in the list: words and tone; empty words for none."""
    if one.state is State.SENT:
        at = words.clock(one.sent_at.astimezone(zone)) if one.sent_at else ""
        return _("Sent {time}").format(time=at), "ok"
    if one.state is State.UNKNOWN:
        return phrases.state(State.UNKNOWN), "warn"
    if one.state is State.FAILED:
        return phrases.reason(one.reason), "danger"
    if one.state is State.SKIPPED:
        return phrases.reason(one.reason), "neutral"
    if one.is_edited:
        return _("Edited"), "info"
    if one.reason:
        return phrases.reason(one.reason), "warn"
    return "", "neutral"


def aloud(one: Planned, zone: ZoneInfo) -> str:
    """Say a row for the screen reader."""
    return ", ".join(part for part in (one.name, one.about, badge(one, zone)[0]) if part)


def ended(letters: Sequence[Planned], at: datetime) -> str:
    """Say how a batch ended: ``Terminó a las 9:05 · 10 enviados, 1 con problema, 1 por confirmar``."""

    def count(*states: State) -> int:
        return sum(one.state in states for one in letters)

    sent, failed = count(State.SENT), count(State.FAILED, State.QUEUED)
    doubtful, skipped = count(State.UNKNOWN), count(State.SKIPPED)
    parts = [ngettext("{count} sent", "{count} sent", sent).format(count=sent)]
    if failed:
        said = ngettext("{count} with a problem", "{count} with a problem", failed)
        parts.append(said.format(count=failed))
    if doubtful:
        parts.append(ngettext("{count} to confirm", "{count} to confirm", doubtful).format(count=doubtful))
    if skipped:
        parts.append(ngettext("{count} skipped", "{count} skipped", skipped).format(count=skipped))
    return _("Ended at {time}").format(time=words.clock(at)) + " · " + ", ".join(parts)
