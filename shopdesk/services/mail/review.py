"""One batch as the owner reviews it: who is ready, who is skipped and why, what must hold before sending."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.domain.outreach.purchases import survey_days
from shopdesk.domain.preferences import MailSettings, ShopSettings
from shopdesk.services import settings
from shopdesk.services.context import Shop
from shopdesk.services.mail import account as accounts
from shopdesk.services.mail import compose, plan, texts, values
from shopdesk.services.mail.approve import no_letter
from shopdesk.services.mail.plan import Plan
from shopdesk.services.mail.planned import Planned, of_row
from shopdesk.services.mail.timing import wait_of
from shopdesk.store import batches
from shopdesk.store import letters as stored
from shopdesk.store.models import OutboxLetter

READY = (State.DRAFT, State.APPROVED, State.QUEUED)
TROUBLED = (State.UNKNOWN, State.FAILED)


class CheckKind(StrEnum):
    """What is looked at before a batch may go."""

    COMPLETE = "complete"
    CAP = "cap"
    UNWANTED = "unwanted"
    ACCOUNT = "account"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of "before sending". ``passed`` None = not known yet, which does not block."""

    kind: CheckKind
    passed: bool | None
    count: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LastBatch:
    """What came of the batch before: letters, and people who answered or bought again since."""

    sent: int
    replied: int
    came_back: int


@dataclass(frozen=True, slots=True)
class Batch:
    """The letters of one flow that are due, as a row of the list."""

    flow: Flow
    ready: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the review page shows.

    Attributes:
        letters: Ready ones and skipped ones, by name.
        first: Day of the oldest purchase the letters are about, if they are about purchases.
        checks: See CheckKind; a False one blocks.
        blocked: Whether the batch may not go now.
        needs_trial: The text was never sent to the owner as a test.
        follows_on: First day from tomorrow on which one of these people is asked; None if nobody is.
        trouble: Letters of earlier batches to settle: unknown first, then failed.
    """

    flow: Flow
    letters: tuple[Planned, ...]
    first: date | None
    last: date | None
    sender: str
    checks: tuple[Check, ...]
    needs_trial: bool
    pace_seconds: float
    last_batch: LastBatch | None
    follows_on: date | None
    trouble: tuple[Planned, ...]
    plan: Plan

    @property
    def ready(self) -> tuple[Planned, ...]:
        """Letters that may go."""
        return tuple(one for one in self.letters if one.state in READY)

    @property
    def skipped(self) -> tuple[Planned, ...]:
        """Letters that do not go, with their reasons."""
        return tuple(one for one in self.letters if one.state is State.SKIPPED)

    @property
    def has_account(self) -> bool:
        """Whether letters have an account, or a folder, to leave by."""
        return all(check.passed is not False for check in self.checks if check.kind is CheckKind.ACCOUNT)

    @property
    def blocked(self) -> bool:
        """Whether a check stands against sending."""
        return any(check.passed is False for check in self.checks)


@dataclass(frozen=True, slots=True)
class Due:
    """The list of batches and what must be settled."""

    batches: tuple[Batch, ...]
    trouble: tuple[Planned, ...]
    vacation_until: date | None
    plan: Plan

    @property
    def ready(self) -> int:
        """How many letters wait for the owner, over all flows."""
        return sum(batch.ready for batch in self.batches)


def due(shop: Shop) -> Due:
    """Return the batches of today, in the order in which flows give way to each other."""
    today = plan.make(shop)
    found = []
    for flow in Flow:
        theirs = [one for one in today.letters if one.flow is flow]
        ready = sum(one.state in READY for one in theirs)
        off = sum(one.reason == "flow_off" for one in theirs)
        skipped = sum(one.state is State.SKIPPED for one in theirs) - off
        if ready or (skipped and plan.is_on(shop, flow)):
            found.append(Batch(flow, ready, skipped))
    return Due(tuple(found), _trouble(today), shop.settings.get(ShopSettings).vacation_until, today)


def _trouble(today: Plan) -> tuple[Planned, ...]:
    found = [one for one in today.letters if one.state in TROUBLED]
    return tuple(sorted(found, key=lambda one: (one.state is not State.UNKNOWN, one.name)))


def purchase_days(today: plan.Plan, flow: Flow) -> list[date]:
    """Return the days of the purchases that a flow's letters are about, in order."""
    return sorted(
        line.candidate.about["last_day"]
        for line in today.lines.values()
        if line.candidate.occasion.flow is flow and line.candidate.about.get("last_day")
    )


def review(shop: Shop, flow: Flow) -> Review:
    """Return one batch, ready to be looked through."""
    today = plan.make(shop)
    theirs = tuple(
        one
        for one in today.letters
        if one.flow is flow and one.state in (*READY, State.SKIPPED) and one.reason != "flow_off"
    )
    letters = tuple(sorted(theirs, key=lambda one: (one.state is State.SKIPPED, one.name.casefold())))
    days = purchase_days(today, flow)
    chosen = shop.settings.get(MailSettings)
    with shop.store.read() as session:
        last = _last_batch(session, shop, flow)
    return Review(
        flow=flow,
        letters=letters,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        sender=today.manner.sender,
        checks=_checks(shop, letters, chosen),
        needs_trial=needs_trial(shop, flow, today),
        pace_seconds=chosen.pace_seconds,
        last_batch=last,
        follows_on=_follows_on(shop, flow, today),
        trouble=_trouble(today),
        plan=today,
    )


def _checks(shop: Shop, letters: Sequence[Planned], chosen: MailSettings) -> tuple[Check, ...]:
    ready = [one for one in letters if one.state in READY]
    incomplete = [one for one in letters if one.reason in ("missing_field", "letter_text")]
    unwanted = [one for one in letters if one.state is State.SKIPPED]
    found = [
        Check(CheckKind.COMPLETE, not incomplete, len(incomplete) or len(ready)),
        Check(CheckKind.CAP, passed=True, count=len(ready)),
        Check(CheckKind.UNWANTED, passed=True, count=len(unwanted)),
    ]
    if shop.mail.needs_account:
        tested = datetime.fromisoformat(chosen.tested_at) if chosen.tested_at else None
        state = None if accounts.has_account(shop) and tested is None else accounts.has_account(shop)
        found.append(Check(CheckKind.ACCOUNT, state, count=int(bool(chosen.refusal)), at=tested))
    return tuple(found)


def _last_batch(session: Session, shop: Shop, flow: Flow) -> LastBatch | None:
    found = batches.last_batch(session, flow.value, shop.now() - timedelta(days=60))
    return LastBatch(*found) if found is not None else None


def _follows_on(shop: Shop, flow: Flow, today: Plan) -> date | None:
    if flow is not Flow.THANKS or not plan.is_on(shop, Flow.SURVEY):
        return None
    tomorrow, wait = shop.today() + timedelta(days=1), wait_of(shop, Flow.SURVEY)
    days = [
        max(asked, tomorrow)
        for line in today.lines.values()
        if line.reason is None and line.candidate.occasion.flow is flow
        for asked, until in [survey_days(line.candidate.about["in_hand_on"], wait)]
        if until >= tomorrow
    ]
    return min(days, default=None)


def text_mark(flow: Flow, today: Plan) -> str:
    """Return a mark that changes when the flow's text does."""
    said = today.manner
    own = today.own.get((flow.value, ""))
    name = "welcome_1" if flow is Flow.WELCOME else flow.value
    text = own or texts.shipped(name, said.language, said.tone)
    return hashlib.sha256(f"{text.subject}\n{text.body}".encode()).hexdigest()[:16]


def needs_trial(shop: Shop, flow: Flow, today: Plan) -> bool:
    """Say whether the flow's text, as it stands, was never sent to the owner as a test."""
    if not shop.mail.needs_account:
        return False
    known = settings.list_all(shop).get(f"tried.{flow.value}")
    return known != text_mark(flow, today)


def note_trial(shop: Shop, flow: Flow, today: Plan) -> None:
    """Remember that this text was sent to the owner as a test."""
    settings.keep(shop, {f"tried.{flow.value}": text_mark(flow, today)})


def history(shop: Shop, *, days: int = 365) -> tuple[Planned, ...]:
    """Return every letter that was tried in the last year, newest first."""
    with shop.store.read() as session:
        rows = stored.sent_since(session, shop.now() - timedelta(days=days))
        return tuple(of_row(row) for row in rows if row.kind != "supplier")


def story(shop: Shop, key: str) -> Mapping[str, datetime | str | None]:
    """Return what is known of a doubtful letter, step by step."""
    with shop.store.read() as session:
        row = stored.by_key(session, key)
        return _story(row) if row is not None else {}


def _story(row: OutboxLetter) -> dict[str, datetime | str | None]:
    cut = next((step for step in row.story or () if step.get("what") == "cut"), None)
    return {
        "accepted": row.data_at,
        "began": row.data_at,
        "cut": datetime.fromisoformat(cut["at"]) if cut else row.lease_until,
        "words": str(cut["text"]) if cut else "",
        "subject": row.subject,
    }


def editable(shop: Shop, key: str) -> tuple[str, str]:
    """Return subject and text of a proposal for the owner to change; signature and footer are not in it.

    Raises:
        NotFound: If it is not in today's plan.
        BadText: If its text asks for what is missing.
    """
    today = plan.make(shop)
    line = today.lines.get(key)
    if line is None:
        raise no_letter(key)
    with shop.store.read() as session:
        row = stored.by_key(session, key)
        if row is not None and row.is_edited and row.words:
            kept = compose.from_json(row.words)
            return kept.subject, texts.as_text(kept.blocks).strip()
    text = compose.text_of(line.candidate, today.manner, today.own)
    token = compose.PREVIEW_TOKEN
    asked = values.values(line.candidate, line.person, today.manner, today.today, token=token)
    filled = texts.fill(text, asked)
    return filled.subject, texts.as_text(filled.blocks).strip()
