"""From a letter of the plan to its words, and from its words to the bytes that are frozen."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shopdesk.domain.outreach.flows import RULES
from shopdesk.domain.outreach.people import Person
from shopdesk.domain.outreach.purchases import Candidate
from shopdesk.services.mail import envelope, texts, voice
from shopdesk.services.mail.envelope import Attachment, Headers
from shopdesk.services.mail.texts import Block, Filled, Fixed, Piece, Text
from shopdesk.services.mail.values import Manner, values

OwnTexts = Mapping[tuple[str, str], Text]
"""The owner's own texts, by flow and step."""

PREVIEW_TOKEN = "prueba"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A letter that will not change any more."""

    subject: str
    message_id: str
    raw: bytes
    raw_hash: str


def text_of(candidate: Candidate, said: Manner, own: OwnTexts) -> Text:
    """Return the text of a letter: the owner's own, else the shipped one of the shop's tone."""
    occasion = candidate.occasion
    chosen = own.get((occasion.flow, occasion.step)) or own.get((occasion.flow, ""))
    if chosen is not None:
        return chosen
    name = f"{occasion.flow}_{occasion.step}" if occasion.step.isdigit() else occasion.flow.value
    return texts.shipped(name, said.language, said.tone)


def compose(
    candidate: Candidate,
    person: Person,
    said: Manner,
    *,
    own: OwnTexts,
    today: date,
    token: str,
    second_subject: bool = False,
) -> Filled:
    """Return the letter with its values, signature and footer.

    Raises:
        MissingField: If the text asks for what is not there.
        BadText: If the text has a mistake.
    """
    asked = values(candidate, person, said, today, token=token)
    filled = texts.fill(text_of(candidate, said, own), asked, second_subject=second_subject)
    return finish(filled.subject, filled.blocks, candidate, person, said=said, token=token)


def finish(
    subject: str,
    blocks: tuple[Block, ...],
    candidate: Candidate,
    person: Person,
    *,
    said: Manner,
    token: str,
) -> Filled:
    """Return a letter with signature and footer under its words."""
    signature = texts.blocks("{{ signature }}", {"signature": Fixed(said.signature)})
    link = envelope.unsubscribe_link(said.sender, token)
    below = texts.blocks(
        texts.footer(said.language, RULES[candidate.occasion.flow].kind, said.tone),
        {
            "shop": Fixed(said.shop),
            "contact": Fixed(said.contact),
            "unsubscribe": Fixed(link),
            "has_bought": person.has_bought,
        },
    )
    return Filled(subject, (*blocks, *signature), below)


def new_token() -> str:
    """Return a token nobody can guess, for one letter."""
    return secrets.token_hex(8)


def freeze(
    filled: Filled,
    person: Person,
    said: Manner,
    *,
    token: str,
    at: datetime,
    enclosed: Sequence[Attachment] = (),
) -> Frozen:
    """Return the letter's bytes with its Message-ID and Date, chosen now and never again.

    Raises:
        WrongInput: If a header or address cannot be used.
    """
    message_id = f"<{token}@{said.sender.rpartition('@')[2]}>"
    headers = Headers(
        sender=said.sender,
        sender_name=said.sender_name,
        recipient=person.address,
        recipient_name=voice.tidy_name(person.name),
        message_id=message_id,
        at=at,
        unsubscribe=envelope.unsubscribe_link(said.sender, token),
        language=said.language,
    )
    raw = envelope.build(filled, headers, enclosed)
    return Frozen(filled.subject, message_id, raw, hashlib.sha256(raw).hexdigest())


def to_json(filled: Filled) -> dict[str, Any]:
    """Return a letter's words as JSON keeps them, to build it again should the account change."""
    return {
        "subject": filled.subject,
        "blocks": [_block_json(block) for block in filled.blocks],
        "footer": [_block_json(block) for block in filled.footer],
    }


def _block_json(block: Block) -> dict[str, Any]:
    lines = [[[piece.text, piece.is_value, piece.url, piece.bare] for piece in line] for line in block.lines]
    return {"lines": lines, "is_list": block.is_list}


def from_json(kept: Mapping[str, Any]) -> Filled:
    """Return a letter's words from JSON."""
    return Filled(
        kept["subject"],
        tuple(map(_block, kept["blocks"])),
        tuple(map(_block, kept.get("footer", ()))),
    )


def _block(kept: Mapping[str, Any]) -> Block:
    return Block(
        tuple(tuple(Piece(*piece) for piece in line) for line in kept["lines"]), bool(kept["is_list"])
    )
