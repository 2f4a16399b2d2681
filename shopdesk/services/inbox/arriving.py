"""Take messages in: pasted, from a WhatsApp or Instagram export; only what is new, read and linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from shopdesk.domain.chats import lines, pasted
from shopdesk.domain.chats.lines import Said
from shopdesk.domain.extraction.mentions import Kind
from shopdesk.domain.identity import email_key, phone_key
from shopdesk.domain.naming import name_key
from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.inbox import content, unmet
from shopdesk.services.inbox.reading import Reader, ReadMessage, read_message, reader
from shopdesk.store import customers as people
from shopdesk.store import inbox as store
from shopdesk.store.models import Message

STALE = timedelta(days=14)
"""An unanswered message of an old export is no longer waiting after this."""
READ_AT_ONCE = 500
"""Messages of an import that are read at once, the newest; the rest when topics are looked at."""
_SHORT = 15


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in: new messages by id, and the ones that were there already."""

    new: tuple[int, ...]
    known: tuple[int, ...]


def add(shop: Shop, text: str, *, channel: str = "", name: str = "", at: datetime | None = None,
        split: bool = False) -> Arrived:  # fmt: skip
    """Add what the owner pasted: one message, or with ``split`` one per line or author of a chat.

    Raises:
        WrongInput: If there is no text.
    """
    if not text.strip():
        raise WrongInput(_("There is no text to add."), _("Paste the message and try again."))
    parts = pasted.split(text, content.marks())
    if not split:
        author = name or (parts[0].author if len({p.author for p in parts}) == 1 else "")
        whole = parts[0].text if len(parts) == 1 else text.strip()
        parts = (Said(author, whole, parts[0].written_at),)
    said = [replace(p, author=name or p.author, written_at=p.written_at or _local(shop, at)) for p in parts]
    keys = [_pasted_key(channel, one, is_timed=at is not None) for one in said]
    return _keep(shop, said, keys, channel=channel or "paste", origin="paste", thread="")


def split_count(text: str) -> int:
    """Return how many messages a pasted text would be split into."""
    return len(pasted.split(text, content.marks()))


def take_back(shop: Shop, ids: Sequence[int]) -> None:
    """Take pasted messages out again, as if they had never been pasted."""
    with shop.store.write() as session:
        store.remove(session, ids)


def split(shop: Shop, message_id: int, text: str) -> Arrived:
    """Put the lines of a pasted chat in place of the one message it was kept as."""
    take_back(shop, [message_id])
    return add(shop, text, split=True)


def keep_chat(shop: Shop, said: Sequence[Said], *, channel: str, chat: str, mine: frozenset[str]) -> Arrived:
    """Add the messages of an exported chat; lines of the shop itself settle what they answer.

    Args:
        shop: The shop.
        said: The chat, oldest first.
        channel: ``whatsapp`` or ``instagram``.
        chat: What names the chat, the same in every export of it.
        mine: Folded names under which the shop writes.
    """
    kept = [one for one in said if one.text and not one.is_deleted]
    return _keep(
        shop,
        kept,
        lines.keys(f"{channel}:{chat}", kept),
        channel=channel,
        origin=channel,
        thread=chat,
        mine=mine,
    )


def _keep(shop: Shop, said: Sequence[Said], keys: Sequence[str], *, channel: str, origin: str, thread: str,
          mine: frozenset[str] = frozenset()) -> Arrived:  # fmt: skip
    with shop.store.write() as session:
        known = store.known_keys(session, keys)
        fresh = [(one, key) for one, key in zip(said, keys, strict=True) if key not in known]
        links = _Links.of(session, shop)
        source = _Source(channel, origin, thread, shop.zone(), shop.now(), mine)
        rows = [_row(one, key, source, links) for one, key in fresh]
        _settle(rows, shop.now())
        ids = store.add_messages(session, rows)
        _read_newest(session, shop, ids, rows)
    return Arrived(tuple(ids), tuple(known[key] for key in keys if key in known))


@dataclass(frozen=True, slots=True)
class _Links:
    """Who is who: phones, e-mails and Instagram names of customers."""

    country: str
    by_key: dict[tuple[str, str], int]

    @classmethod
    def of(cls, session: Session, shop: Shop) -> _Links:
        """Read the keys of every customer, and the country that phones are read by."""
        keys = people.keys(session)
        found = {(kind, value): person for person, named in keys.items() for kind, value in named.items()}
        return cls(shop.settings.get(ShopSettings).country, found)

    def customer(self, author: str) -> int | None:
        """Return the customer an author is, by phone, e-mail or Instagram name; never by a name alone."""
        if "@" in author and "." in author:
            return self.by_key.get(("email", email_key(author)))
        handle = self.by_key.get(("instagram", author.lstrip("@").lower()))
        phone = phone_key(author, self.country) if author[:1] in "+0123456789(" else ""
        return handle or (self.by_key.get(("phone", phone)) if phone else None)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where messages come from: channel, way in, conversation, the shop's zone, now, and the shop's names."""

    channel: str
    origin: str
    thread: str
    zone: ZoneInfo
    now: datetime
    mine: frozenset[str]

    def written(self, at: datetime | None) -> datetime:
        """Return an instant in UTC; a time without a zone is the shop's."""
        if at is None:
            return self.now
        return (at if at.tzinfo else at.replace(tzinfo=self.zone)).astimezone(UTC)


def _row(said: Said, key: str, source: _Source, links: _Links) -> dict[str, Any]:
    is_mine = name_key(said.author) in source.mine
    thread = source.thread or said.author
    person = None if is_mine else links.customer(said.author)
    return {
        "channel": source.channel,
        "author": said.author,
        "thread_key": f"{source.channel}:{name_key(thread)}" if thread else key,
        "text": said.text,
        "written_at": source.written(said.written_at),
        "added_at": source.now,
        "origin": source.origin,
        "content_key": key,
        "status": "open",
        "answered_at": None,
        "is_from_shop": is_mine,
        "customer_id": person,
        "product_id": None,
        "variant_id": None,
        "order_id": None,
    }


def _settle(rows: list[dict[str, Any]], now: datetime) -> None:
    """Mark as answered what a later line of the shop answers, and as closed what is long past."""
    answered: dict[str, datetime] = {}
    for row in sorted(rows, key=lambda one: one["written_at"], reverse=True):
        if row["is_from_shop"]:
            answered[row["thread_key"]] = row["written_at"]
            row["status"] = "closed"
        elif row["thread_key"] in answered:
            row["status"], row["answered_at"] = "answered", answered[row["thread_key"]]
        elif row["origin"] != "paste" and now - row["written_at"] > STALE:
            row["status"] = "closed"


def _read_newest(session: Session, shop: Shop, ids: Sequence[int], rows: Sequence[dict[str, Any]]) -> None:
    mine = [(number, row) for number, row in zip(ids, rows, strict=True) if not row["is_from_shop"]]
    mine.sort(key=lambda pair: pair[1]["written_at"], reverse=True)
    if mine:
        found = reader(session)
        mark(session, shop, found, [(number, row["text"]) for number, row in mine[:READ_AT_ONCE]])


def mark(session: Session, shop: Shop, found: Reader, messages: Sequence[tuple[int, str]]) -> None:
    """Read messages and keep their tags, mentions, style, order and what they ask for that is not there."""
    tags: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    asked: list[tuple[Message, ReadMessage]] = []
    rows = {row.id: row for row in store.messages(session, ids=[number for number, _ in messages])}
    for number, text in messages:
        read = read_message(found, text)
        tags.extend(_tag_rows(number, read))
        mentions.extend(_mention_rows(number, read))
        message = rows[number]
        if read.styles:
            message.product_id, message.variant_id = read.product_id, read.variant_id
            asked.append((message, read))
        if message.order_id is None:
            message.order_id = _order(session, read, message.customer_id)
    store.add_marks(session, tags, mentions)
    session.flush()
    unmet.note(session, shop, asked)


def _order(session: Session, read: ReadMessage, customer: int | None) -> int | None:
    """Return the order a message names, if it belongs to this customer."""
    for named in read.named:
        if named.mention.kind is Kind.ORDER and customer is not None:
            for order in store.orders_by_number(session, named.mention.value):
                if order.customer_id == customer:
                    return order.id
    return None


def _tag_rows(number: int, read: ReadMessage) -> list[dict[str, Any]]:
    return [
        {
            "message_id": number,
            "tag": one.tag,
            "probability": one.probability,
            "is_applied": one.applied,
            "because": list(one.because),
            "by_owner": False,
        }
        for one in read.tags
    ]


def _mention_rows(number: int, read: ReadMessage) -> list[dict[str, Any]]:
    return [
        {
            "message_id": number,
            "kind": str(one.mention.kind),
            "value": one.mention.value,
            "role": one.mention.role,
            "scale": one.mention.scale,
            "product_id": one.product_id,
            "variant_id": one.variant_id,
        }
        for one in read.named
    ]


def _local(shop: Shop, at: datetime | None) -> datetime:
    return at if at is not None else shop.now()


def _pasted_key(channel: str, said: Said, *, is_timed: bool) -> str:
    """Return the key of a pasted message: the same words of the same author are the same message.

    Short words of nobody in particular ("hola") are told apart by when they were pasted.
    """
    is_common = not said.author and len(said.text) < _SHORT
    kept = said if is_timed or is_common else replace(said, written_at=None)
    return lines.keys(f"paste:{channel}", [kept])[0]
