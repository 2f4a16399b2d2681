"""Instagram's export of messages (JSON): newest first, its text UTF-8 that was read as Latin-1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shopdesk.domain.chats.lines import Marks, Said, cleaned
from shopdesk.domain.tagging.reading import fold


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation, oldest message first; ``title`` is the other person as Instagram writes it."""

    title: str
    messages: tuple[Said, ...]


def looks_like(document: object) -> bool:
    """Say whether a JSON document is a message export of Instagram."""
    if not isinstance(document, dict):
        return False
    messages = document.get("messages")
    return isinstance(messages, list) and "participants" in document


def parse(document: Mapping[str, Any], marks: Marks) -> Thread:
    """Read one thread; reactions, shares and calls without text of their own are left out."""
    said: list[Said] = []
    for row in document["messages"]:
        content = repaired(str(row.get("content") or ""))
        if not content or _is_reaction(content, marks):
            continue
        at = datetime.fromtimestamp(int(row["timestamp_ms"]) / 1000, UTC)
        said.append(cleaned(repaired(str(row.get("sender_name", ""))), content, at, marks))
    said.sort(key=lambda message: message.written_at or datetime.min.replace(tzinfo=UTC))
    return Thread(repaired(str(document.get("title", ""))), tuple(said))


def repaired(text: str) -> str:
    """Return text with its UTF-8 restored, if it was read as Latin-1; any other text comes back as it is."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _is_reaction(content: str, marks: Marks) -> bool:
    plain = fold(content)
    return len(plain) < 60 and any(plain.startswith(mark) for mark in marks.reactions)
