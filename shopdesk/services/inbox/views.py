"""See messages and move them along: the list, one message, search, tags, answered, snoozed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from shopdesk.domain.chats.window import TimeLeft, time_left
from shopdesk.domain.naming import styled
from shopdesk.domain.tagging.tags import Tag, canonical
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.inbox.answering import message_of
from shopdesk.store import inbox as store
from shopdesk.store import today
from shopdesk.store.models import Message, MessageMention, MessageTag, Product, TagCorrection, TagDefinition

_META = frozenset({"instagram", "facebook", "whatsapp"})


@dataclass(frozen=True, slots=True)
class TagView:
    """One tag of a message: applied, or a suggestion."""

    tag: str
    probability: float
    is_applied: bool
    because: tuple[str, ...]
    by_owner: bool = False


@dataclass(frozen=True, slots=True)
class MentionView:
    """One thing a message names."""

    kind: str
    value: str
    role: str
    scale: str


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as the owner sees it."""

    id: int
    text: str
    channel: str
    author: str
    written_at: datetime
    status: str
    tags: tuple[TagView, ...]
    mentions: tuple[MentionView, ...]
    product: str
    product_id: int | None
    customer: str
    customer_id: int | None
    thread_key: str
    order_id: int | None
    answered_at: datetime | None = None
    snoozed_until: date | None = None
    time_left: TimeLeft | None = None

    @property
    def applied(self) -> tuple[str, ...]:
        """The tags it has."""
        return tuple(one.tag for one in self.tags if one.is_applied)


def waiting(shop: Shop) -> list[MessageView]:
    """Return the messages that wait for an answer today, the newest first."""
    with shop.store.read() as session:
        return _views(session, shop, store.messages(session, today=shop.today()))


def waiting_count(shop: Shop) -> int:
    """Return how many messages wait today: the number of Hoy and of the sidebar."""
    with shop.store.read() as session:
        return today.waiting_messages(session, shop.today()).count


def listed(shop: Shop) -> list[MessageView]:
    """Return every message of customers, the newest first."""
    with shop.store.read() as session:
        return _views(session, shop, store.messages(session))


def found(shop: Shop, words: str) -> list[MessageView]:
    """Return the messages that hold all the words, best first; accents are ignored."""
    with shop.store.read() as session:
        ids = store.search(session, words)
        views = {one.id: one for one in _views(session, shop, store.messages(session, ids=ids))}
    return [views[number] for number in ids if number in views]


def one(shop: Shop, message_id: int) -> MessageView:
    """Return one message.

    Raises:
        NotFound: If there is no such message.
    """
    with shop.store.read() as session:
        return _views(session, shop, [message_of(session, message_id)])[0]


def some(shop: Shop, ids: Sequence[int]) -> list[MessageView]:
    """Return messages by id, in that order."""
    with shop.store.read() as session:
        views = {view.id: view for view in _views(session, shop, store.messages(session, ids=ids))}
    return [views[number] for number in ids if number in views]


def conversation(shop: Shop, message_id: int) -> list[tuple[str, str, datetime, bool]]:
    """Return (author, text, when, is from the shop) of a message's conversation, oldest first."""
    with shop.store.read() as session:
        message = message_of(session, message_id)
        lines = store.thread(session, message.thread_key) if message.thread_key else [message]
        return [(m.author, m.text, m.written_at, m.is_from_shop) for m in lines]


def retag(shop: Shop, message_id: int, tags: Sequence[str]) -> MessageView:
    """Give a message exactly these tags and remember it: it, and what says the same, is never wrong again.

    Raises:
        NotFound: If there is no such message.
        WrongInput: If a tag is neither built in nor the owner's own.
    """
    chosen = tuple(dict.fromkeys(canonical(name) for name in tags))
    with shop.store.write() as session:
        message = message_of(session, message_id)
        known = {str(tag) for tag in Tag} | {d.tag for d in store.definitions(session)}
        strange = [name for name in chosen if name not in known]
        if strange or not chosen:
            raise WrongInput(
                _("There is no tag {tag}.").format(tag=", ".join(strange))
                if strange
                else _("No tag was given."),
                _("Known tags: {tags}.").format(tags=", ".join(sorted(known))),
            )
        before = store.tags_of(session, [message_id]).get(message_id, [])
        proposed = [row.tag for row in before if row.is_applied]
        rows = [
            {
                "message_id": message_id, "tag": name, "probability": 1.0, "is_applied": True,
                "because": [], "by_owner": True,
            }
            for name in chosen
        ]  # fmt: skip
        store.replace_marks(session, message_id, rows)
        session.add(
            TagCorrection(
                message_id=message_id,
                text=message.text,
                proposed=proposed,
                corrected=list(chosen),
                at=shop.now(),
            )
        )
    return one(shop, message_id)


def define_tag(shop: Shop, name: str, phrases: Sequence[str]) -> None:
    """Add an own tag, or replace its phrases; a built-in tag gets phrases on top of its lexicon.

    Raises:
        WrongInput: If there is no name, or no phrase that means it.
    """
    plain = canonical(name)
    said = [phrase.strip() for phrase in phrases if phrase.strip()]
    if not plain or not said:
        raise WrongInput(
            _("A tag needs a name and at least one phrase that means it."),
            _("Write the words customers use."),
        )
    with shop.store.write() as session:
        row = next((d for d in store.definitions(session) if d.tag == plain), None)
        row = row or TagDefinition(tag=plain, name=name.strip(), is_builtin=plain in {str(t) for t in Tag})
        row.phrases = list(dict.fromkeys([*(row.phrases or []), *said])) if row.is_builtin else said
        session.add(row)


def mark_answered(shop: Shop, ids: Sequence[int]) -> None:
    """Say that messages were answered, now."""
    _move(shop, ids, status="answered", answered_at=shop.now())


def reopen(shop: Shop, ids: Sequence[int]) -> None:
    """Put messages back among those that wait."""
    _move(shop, ids, status="open", answered_at=None)


def close(shop: Shop, ids: Sequence[int]) -> None:
    """Set messages aside without an answer."""
    _move(shop, ids, status="closed", answered_at=None)


def snooze(shop: Shop, ids: Sequence[int], until: date) -> None:
    """Let messages wait until a day, from which on they are in the list again."""
    _move(shop, ids, status="snoozed", answered_at=None, until=until)


def rolling_agreement(shop: Shop, weeks: int = 4) -> tuple[int, int]:
    """Return (kept as proposed, all) messages of the last weeks: how far tags agree with the owner."""
    since = shop.now() - timedelta(weeks=weeks)
    with shop.store.read() as session:
        ids = [number for number, _k, _w, _a in store.counted(session, since, shop.now() + timedelta(days=1))]
        wrong = {
            row.message_id
            for row in store.corrections(session)
            if row.message_id in set(ids) and sorted(row.proposed or []) != sorted(row.corrected or [])
        }
    return len(ids) - len(wrong), len(ids)


def _move(
    shop: Shop, ids: Sequence[int], *, status: str, answered_at: datetime | None, until: date | None = None
) -> None:
    with shop.store.write() as session:
        for number in ids:
            message = message_of(session, number)
            message.status, message.answered_at, message.snoozed_until = status, answered_at, until


def _views(session: Session, shop: Shop, rows: Sequence[Message]) -> list[MessageView]:
    ids = [row.id for row in rows if row.id is not None]
    tags, mentions = store.tags_of(session, ids), store.mentions_of(session, ids)
    names = store.names_of(session, [row.customer_id for row in rows if row.customer_id])
    products = store.products_of(session, [row.product_id for row in rows if row.product_id])
    return [
        _view(shop, row, (tags.get(row.id or 0, []), mentions.get(row.id or 0, [])), names, products)
        for row in rows
    ]


def _view(
    shop: Shop,
    row: Message,
    marks: tuple[list[MessageTag], list[MessageMention]],
    names: dict[int, str],
    products: dict[int, Product],
) -> MessageView:
    product = products.get(row.product_id or 0)
    shown = styled(product.name, product.color) if product else ""
    named = shown or next((m.value for m in marks[1] if m.kind == "product"), "")
    waits = row.status in ("open", "snoozed") and row.channel in _META
    return MessageView(
        id=row.id or 0,
        text=row.text,
        channel=row.channel,
        author=row.author,
        written_at=row.written_at,
        status=row.status,
        tags=tuple(
            TagView(t.tag, t.probability, t.is_applied, tuple(t.because or ()), t.by_owner) for t in marks[0]
        ),
        mentions=tuple(MentionView(m.kind, m.value, m.role, m.scale) for m in marks[1]),
        product=named,
        product_id=row.product_id,
        customer=names.get(row.customer_id or 0, "") or row.author,
        customer_id=row.customer_id,
        thread_key=row.thread_key,
        order_id=row.order_id,
        answered_at=row.answered_at,
        snoozed_until=row.snoozed_until,
        time_left=time_left(row.written_at, shop.now()) if waits else None,
    )
