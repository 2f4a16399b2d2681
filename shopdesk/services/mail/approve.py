"""The owner's yes: letters are frozen, byte for byte, before any of them can leave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache, partial
from typing import Any

from sqlmodel import Session

from shopdesk.domain.outreach.budget import Occasion
from shopdesk.domain.outreach.flows import RULES, Flow, State
from shopdesk.domain.outreach.people import Skip, address_hash
from shopdesk.domain.outreach.planning import Line
from shopdesk.runtime.errors import NotFound, ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import compose, enclosures, own_files, plan, voice
from shopdesk.services.mail.envelope import Attachment
from shopdesk.services.mail.plan import Plan
from shopdesk.services.mail.planned import Planned, of_row
from shopdesk.store import letters as stored
from shopdesk.store import outreach_letters, worth
from shopdesk.store.models import OutboxLetter


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval did: letters now ready to go, and those that could not be built, with why."""

    letters: tuple[Planned, ...]
    problems: tuple[tuple[str, ShopdeskError], ...] = ()
    quiet_until: datetime | None = None


def approve(shop: Shop, *, flow: Flow | None = None, keys: Collection[str] | None = None) -> Approved:
    """Freeze the proposals of the day, all or some, and make them ready to go.

    Args:
        shop: The shop.
        flow: Only this flow's.
        keys: Only these letters.
    """
    today = plan.make(shop)
    problems: list[tuple[str, ShopdeskError]] = []
    rows: list[OutboxLetter] = []
    goes_along = _GoesAlong(shop, today)
    with shop.store.write() as session:
        written = outreach_letters.letters(session, today.lines)
        for key, line in today.lines.items():
            if (flow and line.candidate.occasion.flow is not flow) or (keys is not None and key not in keys):
                continue
            try:
                along = goes_along.with_letter(line.candidate.occasion)
                rows.append(_freeze(shop, line, today, written.get(key), along))
            except ShopdeskError as error:
                problems.append((key, error))
        for row in rows:
            session.add(row)
        session.flush()
        _note_held_out(session, today, {row.flow for row in rows})
        shown = tuple(of_row(row) for row in rows)
    return Approved(shown, tuple(problems), today.quiet_until)


class _GoesAlong:
    """What goes along with the letters of one approval; each file is read once."""

    def __init__(self, shop: Shop, today: Plan) -> None:
        self._manner = today.manner
        self._guide = cache(partial(enclosures.size_guide, shop))
        self._own = cache(partial(own_files.attachments, shop))

    def with_letter(self, about: Occasion) -> tuple[Attachment, ...]:
        """Return the enclosures of a letter.

        Raises:
            WrongInput: If they are larger than a mailbox takes.
        """
        guide = self._guide() if self._manner.carries_guide(about) else ()
        along = (*guide, *self._own(about.flow))
        enclosures.check_size(along)
        return along


def _note_held_out(session: Session, today: Plan, flows: Collection[str]) -> None:
    """Note who would have had a letter of these flows today, to compare them with those who get it."""
    for flow in flows:
        held = [
            int(one.person.removeprefix("c:"))
            for one in today.letters
            if one.flow == flow and one.reason == Skip.HELD_OUT and one.person.startswith("c:")
        ]
        worth.hold_out(session, flow, held, today.today)


def _freeze(
    shop: Shop, line: Line, today: Plan, row: OutboxLetter | None, along: tuple[Attachment, ...]
) -> OutboxLetter:
    occasion, person, now = line.candidate.occasion, line.person, shop.now()
    token = compose.new_token()
    filled = plan.words(line, today, row, token=token)
    at = now.astimezone(today.zone)
    frozen = compose.freeze(filled, person, today.manner, token=token, at=at, enclosed=along)
    row = row or OutboxLetter(
        letter_key=occasion.key,
        flow=occasion.flow.value,
        step=occasion.step,
        kind=RULES[occasion.flow].kind.value,
        recipient=person.address,
        proposed_at=now,
    )
    row.customer_id = int(person.key[2:]) if person.key.startswith("c:") else None
    row.order_id = next(iter(line.candidate.about.get("order_ids", ())), None)
    row.recipient, row.recipient_name = person.address, voice.tidy_name(person.name)
    row.address_hash = address_hash(person.address)
    row.subject, row.message_id = frozen.subject, frozen.message_id
    row.raw, row.raw_hash = frozen.raw, frozen.raw_hash
    row.state, row.reason, row.approved_at = State.APPROVED.value, "", now
    row.facts, row.words = _facts(line, today), compose.to_json(filled)
    if along:
        row.facts = row.facts | {"enclosed": [one.name for one in along]}
    row.subject_variant = _variant(line, today, row)
    row.claims = list(line.candidate.about.get("claims", ()))
    row.not_after = datetime.combine(occasion.last + timedelta(days=1), time(0), today.zone)
    return row


def _variant(line: Line, today: Plan, row: OutboxLetter) -> str:
    """Return which subject a letter has where two are compared, ``a`` or ``b``; edited ones take no part."""
    occasion = line.candidate.occasion
    own = today.own.get((occasion.flow, occasion.step)) or today.own.get((occasion.flow, ""))
    if own is None or not own.second_subject or row.is_edited:
        return ""
    return "b" if plan.uses_second(line, today) else "a"


def _facts(line: Line, today: Plan) -> dict[str, Any]:
    """Return what the letter rests on, as JSON: what it covers and what to look at again before it goes."""
    about = line.candidate.about
    lines = about.get("lines", ())
    return {
        "orders": list(about.get("orders", ())),
        "order_ids": list(about.get("order_ids", ())),
        "products": [one.product_id for one in lines if one.product_id is not None]
        + list(about.get("products", ())),
        "variants": list(about.get("variants", ())),
        "about": voice.things(lines, today.manner.language) if lines else str(about.get("launch", "")),
        "last": line.candidate.occasion.last.isoformat(),
    }


def skip(shop: Shop, key: str) -> None:
    """Leave a letter out, because the owner says so; it can be taken back.

    Raises:
        NotFound: If there is no such letter in today's plan or among those that wait.
    """
    with shop.store.write() as session:
        if stored.move(session, [key], State.SKIPPED, "skipped_by_owner"):
            return
    today = plan.make(shop)
    line = today.lines.get(key)
    if line is None:
        raise no_letter(key)
    with shop.store.write() as session:
        session.add(_draft(shop, line, State.SKIPPED, "skipped_by_owner", today))


def take_back(shop: Shop, key: str) -> None:
    """Undo a skip, or an approval of a letter that has not left: the plan proposes it again."""
    with shop.store.write() as session:
        row = stored.by_key(session, key)
        if row is None or row.attempts or row.state not in _MAY_RETURN:
            raise no_letter(key)
        session.delete(row)


_MAY_RETURN = (State.SKIPPED, State.CANCELLED, State.APPROVED, State.QUEUED, State.DRAFT)


def _draft(shop: Shop, line: Line, state: State, reason: str, today: Plan) -> OutboxLetter:
    occasion, person = line.candidate.occasion, line.person
    return OutboxLetter(
        letter_key=occasion.key,
        flow=occasion.flow.value,
        step=occasion.step,
        kind=RULES[occasion.flow].kind.value,
        customer_id=int(person.key[2:]) if person.key.startswith("c:") else None,
        recipient=person.address,
        recipient_name=voice.tidy_name(person.name),
        address_hash=address_hash(person.address) if person.address else "",
        facts=_facts(line, today),
        state=state.value,
        reason=reason,
        proposed_at=shop.now(),
    )


def edit(shop: Shop, key: str, subject: str, body: str) -> None:
    """Keep the owner's own words for one letter; signature and footer stay.

    Raises:
        NotFound: If the letter is not in today's plan.
        BadText: If the subject or the text is empty.
    """
    from shopdesk.services.mail import texts

    today = plan.make(shop)
    line = today.lines.get(key)
    if line is None:
        raise no_letter(key)
    # The owner's words are words, braces and all: they pass as one value, not as a text to be filled.
    texts.check(texts.Text(texts.plain(subject) and "x", texts.plain(body) and "x"))
    filled = texts.Filled(" ".join(subject.split()), texts.blocks("{{ body }}", {"body": texts.Fixed(body)}))
    with shop.store.write() as session:
        row = outreach_letters.letters(session, [key]).get(key)
        row = row or _draft(shop, line, State.DRAFT, "", today)
        row.is_edited = True
        row.facts, row.words = _facts(line, today), compose.to_json(filled)
        session.add(row)


def no_letter(key: str) -> NotFound:
    """Return the error that there is no such letter."""
    return NotFound(
        _("There is no letter {key} that waits.").format(key=key),
        _("`shopdesk mail plan` and `shopdesk mail status` show the letters."),
    )
