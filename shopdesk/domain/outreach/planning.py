"""From what could be written to what is proposed today, with a reason for everything that is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from shopdesk.domain.outreach.budget import Contact, Placement, arrange
from shopdesk.domain.outreach.flows import PRIORITY, RULES, Flow
from shopdesk.domain.outreach.people import Person, Skip, gate
from shopdesk.domain.outreach.purchases import Candidate

_TELL_DAYS = 7
"""How long the plan still says that a letter came too late."""


def matters_since(today: date) -> date:
    """Return the last day from which on a letter can still be in today's plan."""
    return today - timedelta(days=_TELL_DAYS)


def is_open(candidate: Candidate, today: date, first_import: date | None) -> bool:
    """Say whether a letter's occasion is now and holds, whoever it is for."""
    when = candidate.occasion
    return (
        candidate.blocked is None and when.due <= today <= when.last and not is_past(candidate, first_import)
    )


def is_silent(candidate: Candidate, today: date, first_import: date | None) -> bool:
    """Say whether the plan of the day has no line for a letter, whoever it is for and whatever else waits."""
    when = candidate.occasion
    if candidate.blocked is not None:
        return not when.due <= today <= when.last
    return is_past(candidate, first_import)


def is_past(candidate: Candidate, first_import: date | None) -> bool:
    """Say whether a letter was due by the day of the first import, and so is not brought up any more."""
    if candidate.by_hand or candidate.occasion.flow is Flow.THANKS or first_import is None:
        return False
    return candidate.occasion.due <= first_import


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds for the whole plan.

    Attributes:
        today: The shop's local day.
        first_import: Day of the first import: nothing that was due on it or before is proposed, except
            thank-yous and what the owner asks for by hand. None = nothing was imported.
        switches: Flows the owner turned on or off; others keep their rule's.
        on_vacation: Letters pause.
        held_out: (flow, person) left out at random to learn whether the flow works.
    """

    today: date
    first_import: date | None = None
    switches: Mapping[Flow, bool] = field(default_factory=dict)
    on_vacation: bool = False
    held_out: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One letter of the plan.

    Attributes:
        reason: Why it is not proposed for today; None if it is.
        next_on: The next day it may go, when there is one.
        by: Key of the letter that took its place.
    """

    candidate: Candidate
    person: Person
    reason: Skip | None = None
    next_on: date | None = None
    by: str = ""


def propose(
    candidates: Sequence[Candidate],
    people: Mapping[str, Person],
    contacts: Mapping[str, Sequence[Contact]],
    *,
    now: Circumstances,
) -> list[Line]:
    """Return the plan of the day: who gets what, and for everyone due who does not, why and when instead.

    Not yet due, or past for more than a week, says nothing. What became too late is listed with that reason,
    and never proposed.

    Args:
        candidates: Every letter that could be; of two with one key the first counts.
        people: By key; a candidate of an unknown person is left out.
        contacts: What each person has had or will have because it is approved.
        now: The day and the shop's circumstances.
    """
    lines: list[Line] = []
    open_ones: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in {c.occasion.key: c for c in reversed(candidates)}.values():
        person = people.get(candidate.person)
        if person is None:
            continue
        reason = _stops(candidate, person, now)
        if reason is None and candidate.occasion.last >= now.today:
            open_ones[person.key].append(candidate)
        else:
            lines += _left_out(candidate, person, reason, now)
    for key, theirs in open_ones.items():
        placements = arrange([c.occasion for c in theirs], contacts.get(key, ()), now.today)
        for candidate, placement in zip(theirs, placements, strict=True):
            if candidate.occasion.due <= now.today:
                lines.append(_line(candidate, people[key], placement, now.today))
    return sorted(lines, key=_order)


def _left_out(candidate: Candidate, person: Person, reason: Skip | None, now: Circumstances) -> list[Line]:
    if reason is not Skip.FLOW_OFF and not _is_on(candidate, now):
        return []
    if candidate.occasion.last < now.today:
        return _missed(candidate, person, reason, now)
    if reason is None or reason is Skip.PAST or candidate.occasion.due > now.today:
        return []
    return [Line(candidate, person, reason)]


def _missed(candidate: Candidate, person: Person, reason: Skip | None, now: Circumstances) -> list[Line]:
    """Return the line of a letter whose days went by unused, for a week; none before the first import."""
    last = candidate.occasion.last
    is_old = now.first_import is not None and last <= now.first_import
    if reason is not None or is_old or (now.today - last).days > _TELL_DAYS:
        return []
    return [Line(candidate, person, Skip.TOO_LATE)]


def _order(line: Line) -> tuple[int, str, str]:
    occasion = line.candidate.occasion
    return PRIORITY[occasion.flow], line.person.name, occasion.key


def _line(candidate: Candidate, person: Person, placement: Placement, today: date) -> Line:
    if placement.on == today:
        return Line(candidate, person)
    return Line(candidate, person, placement.reason or Skip.TOO_LATE, placement.on, placement.by)


def _stops(candidate: Candidate, person: Person, now: Circumstances) -> Skip | None:
    flow = candidate.occasion.flow
    if candidate.blocked is not None:
        return candidate.blocked
    if is_past(candidate, now.first_import):
        return Skip.PAST
    found = gate(person, flow)
    if found is not None:
        return found
    if not _is_on(candidate, now):
        return Skip.FLOW_OFF
    if now.on_vacation and flow is not Flow.NOTICE:
        return Skip.VACATION
    return Skip.HELD_OUT if (flow.value, person.key) in now.held_out else None


def _is_on(candidate: Candidate, now: Circumstances) -> bool:
    flow = candidate.occasion.flow
    return now.switches.get(flow, RULES[flow].is_on)
