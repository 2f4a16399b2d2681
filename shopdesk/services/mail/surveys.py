"""What people answer: recorded with the words it was read from, counted only when sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from shopdesk.domain.outreach.people import normal_address
from shopdesk.domain.surveys import WINDOW_DAYS, Nps, ReadScore, nps
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.store import surveys as store
from shopdesk.store.models import Message, SurveyAnswer
from shopdesk.store.surveys import Answer as Answer


@dataclass(frozen=True, slots=True)
class BySize:
    """How many of those who bought a size of a product would recommend us."""

    size: str
    promoters: int
    answers: int


@dataclass(frozen=True, slots=True)
class ByProduct:
    """How many of those who bought a product would recommend us.

    Attributes:
        sizes: The same by size, where the size is known, most answers first.
        quotes: What they wrote, the lowest score first, two at most.
    """

    product: str
    promoters: int
    answers: int
    sizes: tuple[BySize, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """What is known over the last answer of each person in a rolling 90 days."""

    nps: Nps
    doubtful: int
    asked: int
    answered: int
    by_product: tuple[ByProduct, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """The two open answers, stored apart from the score."""

    how: str = ""
    next: str = ""


def record(
    shop: Shop,
    email: str,
    read: ReadScore,
    given: Given = Given(),
    *,
    source: str = "owner",
    at: datetime | None = None,
) -> int:
    """Keep an answer and return its id; the same answer twice is kept once.

    A score of 0 to 6 goes to Messages and freezes that person until a human answers; so does what they wrote.

    Raises:
        WrongInput: If the address is none or the score is not 0 to 10.
    """
    value = normal_address(email)
    if "@" not in value:
        raise WrongInput(
            _("{address} is not an e-mail address.").format(address=email), _("Nothing was kept.")
        )
    if read.score is not None and not 0 <= read.score <= 10:
        raise WrongInput(_("A score goes from 0 to 10."), _("Nothing was kept."))
    when = at or shop.now()
    with shop.store.write() as session:
        same = store.same_answer(session, value, when, read.sentence)
        if same is not None:
            return same.id or 0
        customer = store.customer_of(session, value)
        order, product = store.newest_purchase(session, customer) if customer else (None, None)
        answer = SurveyAnswer(
            customer_id=customer,
            email=value,
            order_id=order,
            product_id=product,
            answered_at=when,
            score=read.score,
            how_it_went=given.how,
            what_next=given.next,
            sentence=read.sentence,
            is_doubtful=read.is_doubtful,
            source=source,
        )
        session.add(answer)
        session.flush()
        for message in _messages(answer, when, shop.now()):
            session.add(message)
        return answer.id or 0


def _messages(answer: SurveyAnswer, at: datetime, now: datetime) -> list[Message]:
    """Return what goes to Messages: a complaint waits for a human, other words are there for Topics."""
    is_low = answer.score is not None and answer.score <= 6 and not answer.is_doubtful
    found = []
    texts = [answer.how_it_went or (answer.sentence if is_low else ""), answer.what_next]
    for place, text in enumerate(texts):
        if not text and not (is_low and place == 0):
            continue
        waits = is_low and place == 0
        found.append(
            Message(
                channel="email",
                author=answer.email,
                thread_key=f"email:{answer.email}",
                text=text or str(answer.score),
                written_at=at,
                added_at=now,
                origin="survey",
                content_key=f"survey:{answer.id}:{place}",
                status="open" if waits else "closed",
                customer_id=answer.customer_id,
                order_id=answer.order_id,
                product_id=answer.product_id,
                rating=answer.score if place == 0 else None,
            )
        )
    return found


def confirm(shop: Shop, identity: int, score: int) -> None:
    """Take the owner's word for a score; from now on it counts.

    Raises:
        NotFound: If there is no such answer.
    """
    with shop.store.write() as session:
        answer = _one(session, identity)
        answer.score, answer.confirmed_at, answer.is_doubtful = score, shop.now(), False
        session.add(answer)
        if score <= 6:
            for message in _messages(answer, answer.answered_at, shop.now())[:1]:
                session.add(message)


def discard(shop: Shop, identity: int) -> None:
    """Do not count an answer; its words stay."""
    with shop.store.write() as session:
        answer = _one(session, identity)
        answer.score, answer.is_doubtful, answer.confirmed_at = None, False, shop.now()
        session.add(answer)


def _one(session: Session, identity: int) -> SurveyAnswer:
    answer = store.one(session, identity)
    if answer is None:
        raise NotFound(_("There is no such answer."), _("The list may have changed: look again."))
    return answer


def results(shop: Shop, *, days: int = WINDOW_DAYS) -> Results:
    """Return the figure over a rolling window, the last answer of each person."""
    since = shop.now() - timedelta(days=days)
    with shop.store.read() as session:
        found = store.answers(session, since)
        asked = store.asked_count(session, since)
    latest = last_of_each(found)
    counted = [one for one in latest if one.counts and one.score is not None]
    return Results(
        nps=nps(one.score for one in counted if one.score is not None),
        doubtful=sum(is_open(one) for one in found),
        asked=asked,
        answered=len(latest),
        by_product=_by_product(counted),
        answers=tuple(found),
    )


def is_open(answer: Answer) -> bool:
    """Say whether the owner must look at an answer before it counts."""
    return answer.id > 0 and not answer.counts and not (answer.score is None and not answer.sentence)


def last_of_each(found: Sequence[Answer]) -> list[Answer]:
    """Return the newest answer that counts of each person, else their newest."""
    newest: dict[str, Answer] = {}
    for answer in sorted(found, key=lambda one: (one.counts, one.at)):
        newest[f"c:{answer.customer_id}" if answer.customer_id else answer.email] = answer
    return list(newest.values())


def _by_product(counted: Sequence[Answer]) -> tuple[ByProduct, ...]:
    theirs: dict[str, list[Answer]] = defaultdict(list)
    for answer in counted:
        if answer.product and answer.score is not None:
            theirs[answer.product].append(answer)
    rows = [
        ByProduct(name, _promoters(found), len(found), _by_size(found), _quotes(found))
        for name, found in theirs.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.answers, row.product)))


def _promoters(found: Sequence[Answer]) -> int:
    return sum((answer.score or 0) >= 9 for answer in found)


def _by_size(found: Sequence[Answer]) -> tuple[BySize, ...]:
    theirs: dict[str, list[Answer]] = defaultdict(list)
    for answer in found:
        if answer.size:
            theirs[answer.size].append(answer)
    rows = [BySize(size, _promoters(mine), len(mine)) for size, mine in theirs.items()]
    return tuple(sorted(rows, key=lambda row: (-row.answers, row.size)))


def _quotes(found: Sequence[Answer]) -> tuple[str, ...]:
    written = [answer for answer in found if answer.how_it_went.strip(" 0123456789")]
    return tuple(answer.how_it_went for answer in sorted(written, key=lambda one: one.score or 0)[:2])
