"""The plan of the day: who gets what, and why somebody does not. It writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel import Session

from shopdesk.domain.outreach.budget import Contact
from shopdesk.domain.outreach.flows import RULES, Flow, State
from shopdesk.domain.outreach.hours import QuietHours
from shopdesk.domain.outreach.people import Person, Skip, address_hash, gate
from shopdesk.domain.outreach.planning import Circumstances, Line, propose
from shopdesk.domain.outreach.purchases import Candidate
from shopdesk.domain.outreach.subjects import takes_second
from shopdesk.domain.preferences import MailSettings, ShopSettings
from shopdesk.services.context import Shop
from shopdesk.services.mail import compose, sources, texts, voice
from shopdesk.services.mail.compose import OwnTexts
from shopdesk.services.mail.planned import Planned, of_row
from shopdesk.services.mail.texts import BadText, Filled, Text
from shopdesk.services.mail.values import Manner, manner, values
from shopdesk.store import letters as stored
from shopdesk.store import outreach, outreach_letters, outreach_orders
from shopdesk.store import settings as store_settings
from shopdesk.store.models import LetterTemplate, OutboxLetter

_WAITS = (State.APPROVED, State.QUEUED, State.SENDING, State.UNKNOWN, State.FAILED)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan and what is needed to approve it.

    Attributes:
        lines: Proposals of the day by key, for approval; skipped ones are not in it.
        by_phone: Letters that only lack an address, to people with a phone.
        quiet_until: When proposals stop being held back, if it is quiet now.
    """

    letters: tuple[Planned, ...]
    lines: Mapping[str, Line]
    manner: Manner
    own: OwnTexts
    today: date
    zone: ZoneInfo
    quiet_until: datetime | None = None
    by_phone: Mapping[str, Line] = field(default_factory=dict)


def make(shop: Shop, *, person: str = "") -> Plan:
    """Return today's plan: proposals, skips with their reasons, and letters that wait already.

    The whole plan is kept while nothing is written to the shop: Hoy, Correos and Clientes ask for the same.

    Args:
        shop: Whose.
        person: Key of one person, to plan the letters of nobody else.
    """
    said, today = manner(shop), shop.today()
    quiet = quiet_until(shop)
    if person:
        return _made(shop, said, quiet, person)
    work = partial(_made, shop, said, quiet, "")
    return shop.store.remembered.get("mail.plan", (said, today, quiet), work)


def _made(shop: Shop, said: Manner, quiet: datetime | None, person: str) -> Plan:
    today, zone = shop.today(), shop.zone()
    with shop.store.read() as session:
        sourced = sources.find(session, shop, said.language, person)
        found = [c for c in sourced.candidates if person in ("", c.person)]
        written = outreach_letters.letters(session, {c.occasion.key for c in found})
        fresh = [c for c in found if _is_fresh(written.get(c.occasion.key))]
        people = _people(session, fresh, today) | _strangers(session, sourced.strangers)
        had = _contacts(session, shop, people, today)
        lines = propose(fresh, people, had, now=_circumstances(session, shop, today))
        own = {place: _as_text(row) for place, row in stored.own_texts(session, said.language).items()}
        waiting = [of_row(row) for row in stored.by_state(session, _WAITS) if row.kind != "supplier"]
        now = {c.occasion.key for c in found if c.occasion.due <= today <= c.occasion.last}
        aside = [row for key, row in written.items() if row.state in _PUT_ASIDE and key in now]
        chosen = [of_row(row) for row in aside]
        plan = Plan((), {}, said, own, today, zone, quiet)
        shown = [_show(line, plan, written.get(line.candidate.occasion.key)) for line in lines]
    proposals = {
        line.candidate.occasion.key: line
        for line, planned in zip(lines, shown, strict=True)
        if planned.state is State.DRAFT
    }
    drafts = {line.candidate.occasion.key: line for line in lines if _lacks_only_an_address(line)}
    return Plan((*shown, *waiting, *chosen), proposals, said, own, today, zone, quiet, drafts)


def _lacks_only_an_address(line: Line) -> bool:
    if line.reason is not Skip.NO_ADDRESS or not line.person.phone:
        return False
    person = replace(line.person, address="nobody@example.com")
    return gate(person, line.candidate.occasion.flow) is None


_PUT_ASIDE = (State.SKIPPED, State.CANCELLED)


def _is_fresh(row: OutboxLetter | None) -> bool:
    return row is None or row.state == State.DRAFT


def _people(session: Session, found: Sequence[Candidate], today: date) -> dict[str, Person]:
    ids = {int(c.person[2:]) for c in found if c.person.startswith("c:")}
    return outreach.people(session, today, ids=ids)


def _strangers(session: Session, known: Mapping[str, Person]) -> dict[str, Person]:
    """Return people known by their address alone, with what stands against the address."""
    blocked = outreach.suppressed(session) if known else {}
    return {
        key: replace(person, blocked=blocked.get(address_hash(person.address)))
        for key, person in known.items()
    }


def _contacts(
    session: Session, shop: Shop, people: Mapping[str, Person], today: date
) -> dict[str, list[Contact]]:
    """Return what each person had, by customer and by address: a restored letter knows only the latter."""
    since = shop.now() - timedelta(days=95)
    known = outreach_letters.contacts(session, shop.zone(), since=since, today=today)
    found: dict[str, list[Contact]] = {}
    for key, person in people.items():
        by_address = outreach.address_key(person.address) if person.address else ""
        theirs = {c.key: c for c in (*known.get(key, ()), *known.get(by_address, ()))}
        if theirs:
            found[key] = list(theirs.values())
    return found


def _circumstances(session: Session, shop: Shop, today: date) -> Circumstances:
    until = shop.settings.get(ShopSettings).vacation_until
    return Circumstances(
        today=today,
        first_import=outreach_orders.first_import_day(session, shop.zone()),
        switches=_switches(session),
        on_vacation=until is not None and today < until,
        held_out=outreach.held_out(session),
    )


def _switches(session: Session) -> dict[Flow, bool]:
    known = store_settings.stored(session)
    return {flow: bool(known.get(f"flow.{flow.value}", RULES[flow].is_on)) for flow in Flow}


def is_on(shop: Shop, flow: Flow) -> bool:
    """Say whether a flow prepares batches."""
    return shop.settings.switch(f"flow.{flow.value}", default=RULES[flow].is_on)


def quiet_until(shop: Shop) -> datetime | None:
    """Return when the quiet hours end, if it is quiet now."""
    chosen = shop.settings.get(MailSettings)
    hours = QuietHours(chosen.quiet_from, chosen.quiet_until)
    local = shop.now().astimezone(shop.zone())
    return hours.over_at(local) if hours.holds(local) else None


def _as_text(row: LetterTemplate) -> Text:
    return Text(row.subject, row.body, row.second_subject)


def _show(line: Line, plan: Plan, row: OutboxLetter | None) -> Planned:
    candidate, person = line.candidate, line.person
    occasion = candidate.occasion
    subject, reason = "", line.reason.value if line.reason else ""
    edited = bool(row and row.is_edited)
    try:
        subject = _subject(line, plan, row)
    except BadText as error:
        reason = reason or error.code
    not_before = plan.quiet_until if line.reason is None else _morning(line.next_on, plan)
    return Planned(
        key=occasion.key,
        flow=occasion.flow,
        step=occasion.step,
        kind=RULES[occasion.flow].kind.value,
        recipient=person.address,
        name=voice.tidy_name(person.name),
        subject=subject,
        state=State.SKIPPED if reason else State.DRAFT,
        reason=reason,
        not_before=not_before,
        about=_about(candidate, plan.manner.language),
        person=person.key,
        by=line.by,
        is_edited=edited,
        phone=person.phone,
    )


def _subject(line: Line, plan: Plan, row: OutboxLetter | None) -> str:
    """Return a letter's subject alone: the words of thousands that nobody opens today are not composed.

    Raises:
        BadText: If the text has a mistake or, of a letter that could go, asks for what is missing.
    """
    if row is not None and row.is_edited and row.words:
        return compose.from_json(row.words).subject
    second = uses_second(line, plan)
    asked = values(line.candidate, line.person, plan.manner, plan.today, token=compose.PREVIEW_TOKEN)
    text = compose.text_of(line.candidate, plan.manner, plan.own)
    if line.reason is None:
        texts.complete(text, asked)
    return texts.subject(text, asked, second=second)


def words(line: Line, plan: Plan, row: OutboxLetter | None = None, *, token: str = "") -> Filled:
    """Return a proposal's words: as the owner edited them, else from the text of its flow.

    Raises:
        BadText: If the text has a mistake or asks for what is missing.
    """
    given = token or compose.PREVIEW_TOKEN
    if row is not None and row.is_edited and row.words:
        kept = compose.from_json(row.words)
        return compose.finish(
            kept.subject, kept.blocks, line.candidate, line.person, said=plan.manner, token=given
        )
    return compose.compose(
        line.candidate,
        line.person,
        plan.manner,
        own=plan.own,
        today=plan.today,
        token=given,
        second_subject=uses_second(line, plan),
    )


def uses_second(line: Line, plan: Plan) -> bool:
    """Say whether a letter tries the owner's second subject: half do, where the owner wrote one."""
    occasion = line.candidate.occasion
    own = plan.own.get((occasion.flow, occasion.step)) or plan.own.get((occasion.flow, ""))
    return own is not None and bool(own.second_subject) and takes_second(occasion.key)


def _about(candidate: Candidate, language: str) -> str:
    lines = candidate.about.get("lines")
    return voice.things(lines, language) if lines else str(candidate.about.get("launch", ""))


def _morning(on: date | None, plan: Plan) -> datetime | None:
    return datetime.combine(on, time(9), plan.zone) if on is not None else None
