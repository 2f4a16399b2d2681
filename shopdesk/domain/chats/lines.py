"""One thing said in a chat, the marks exports leave, and the key by which a second copy is known."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.tagging.reading import fold


@dataclass(frozen=True, slots=True)
class Marks:
    """Folded marks of chat exports; see the shipped file."""

    media: tuple[str, ...]
    attached: tuple[str, ...]
    attached_open: tuple[str, ...]
    deleted: tuple[str, ...]
    edited: tuple[str, ...]
    system: tuple[str, ...]
    reactions: tuple[str, ...]
    customer_file: tuple[str, ...]
    interface: tuple[str, ...]
    not_authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a chat.

    Attributes:
        author: As the export writes it; a phone number for unsaved contacts.
        text: What was written; empty for media without a caption.
        written_at: Local time without a zone (WhatsApp), aware (Instagram), or None (pasted).
        has_media: A photo, audio or file stood in it.
        is_deleted: Its author took it back.
    """

    author: str
    text: str
    written_at: datetime | None = None
    has_media: bool = False
    is_deleted: bool = False


def marks_of(source: Mapping[str, Sequence[str]]) -> Marks:
    """Build the marks from the mapping of the shipped file."""
    return Marks(**{name: tuple(source[name]) for name in Marks.__dataclass_fields__})


def cleaned(author: str, text: str, written_at: datetime | None, marks: Marks) -> Said:
    """Return a message without the export's marks."""
    body = text.replace("\u200e", "").replace("\u200f", "").strip()
    for mark in marks.edited:
        if fold(body).endswith(mark):
            body = body[: len(body) - len(mark)].rstrip()
    if any(mark in fold(body) for mark in marks.deleted) and len(body) < 60:
        return Said(author, "", written_at, is_deleted=True)
    lines = body.split("\n")
    kept = [line for line in lines if not _is_media(line, marks)]
    return Said(author, "\n".join(kept).strip(), written_at, has_media=len(kept) < len(lines))


def keys(chat: str, messages: Sequence[Said]) -> list[str]:
    """Return a key per message: chat, minute, author, normalised text, ordinal within the minute.

    An export made again, longer or shorter, gives the same keys for the same messages.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made: list[str] = []
    for message in messages:
        minute = message.written_at.strftime("%Y-%m-%d %H:%M") if message.written_at else ""
        plain = " ".join(fold(message.text).split())
        place = (minute, fold(message.author), plain)
        seen[place] += 1
        parts = (fold(chat), *place, str(seen[place]))
        made.append(hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32])
    return made


def _is_media(line: str, marks: Marks) -> bool:
    plain = fold(line).strip(" \u200e")
    if any(mark in plain for mark in marks.attached) or any(m in plain for m in marks.attached_open):
        return True
    return plain in marks.media
