"""A letter approved before the account was set up, or under another one, gets the new sender."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from email import message_from_bytes, policy

from shopdesk.domain.outreach.people import address_hash
from shopdesk.services.context import Shop
from shopdesk.services.mail import compose, envelope, voice
from shopdesk.services.mail.envelope import Attachment, Headers
from shopdesk.services.mail.texts import Block, Filled, Piece
from shopdesk.services.mail.values import Manner, manner
from shopdesk.store.models import OutboxLetter
from shopdesk.store.outbox import Outbox


def freeze_again(shop: Shop, outbox: Outbox) -> int:
    """Build again the waiting letters that were never tried and carry another sender; return how many.

    Words and Message-ID stay. A letter that was tried once is never touched: its bytes may be out there.
    """
    said = manner(shop)
    found = outbox.waiting_from_elsewhere(said.sender)
    for row in outbox.show(found, whole=True):
        if row.id is not None and row.words and row.message_id:
            raw = _build(shop, row, said)
            outbox.freeze_again(row.id, raw, hashlib.sha256(raw).hexdigest())
    return len(found)


def to_address(shop: Shop, row: OutboxLetter, address: str) -> None:
    """Build a letter that certainly never left again, to another address, with the same Message-ID."""
    row.recipient, row.address_hash = address, address_hash(address)
    raw = _build(shop, row, manner(shop))
    row.raw, row.raw_hash = raw, hashlib.sha256(raw).hexdigest()


def _build(shop: Shop, row: OutboxLetter, said: Manner) -> bytes:
    message_id = row.message_id or ""
    token = message_id.strip("<>").partition("@")[0]
    link = envelope.unsubscribe_link(said.sender, token)
    filled = _with_link(compose.from_json(row.words or {}), link)
    headers = Headers(
        sender=said.sender,
        sender_name=said.sender_name,
        recipient=row.recipient,
        recipient_name=voice.tidy_name(row.recipient_name),
        message_id=message_id,
        at=(row.approved_at or shop.now()).astimezone(shop.zone()),
        unsubscribe=link,
        language=said.language,
    )
    return envelope.build(filled, headers, _enclosed(row.raw))


def _enclosed(raw: bytes | None) -> tuple[Attachment, ...]:
    """Return what went along with the letter as it was frozen."""
    message = message_from_bytes(raw or b"", policy=policy.default)
    return tuple(
        Attachment(
            part.get_filename() or "",
            bytes(part.get_content()),
            part.get_content_type(),
            "Content-ID" in part,
        )
        for part in message.walk()
        if part.get_content_disposition() in ("attachment", "inline")
    )


def _with_link(filled: Filled, link: str) -> Filled:
    return replace(filled, footer=tuple(_block(block, link) for block in filled.footer))


def _block(block: Block, link: str) -> Block:
    return replace(block, lines=tuple(tuple(_piece(p, link) for p in line) for line in block.lines))


def _piece(piece: Piece, link: str) -> Piece:
    return replace(piece, url=link) if "?subject=baja" in piece.url else piece
