"""What an owner pastes: one message, lines of a chat, or a comment thread."""

from __future__ import annotations

import re
from datetime import datetime

from shopdesk.domain.chats import whatsapp
from shopdesk.domain.chats.lines import Marks, Said, cleaned
from shopdesk.domain.tagging.reading import fold

_COPIED = re.compile(
    r"^\[(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?"
    r"(?:[ \u00a0\u202f]*(?P<half>[aApP])\.?[ \u00a0\u202f]*[mM]\.?)?, "
    r"(?P<date>\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4})\] (?P<author>[^:\n]{1,80}): (?P<text>.*)$"
)
_NAMED = re.compile(r"^(?P<author>[A-ZÁÉÍÓÚÑ+@~][^:\n?¿!¡.,;]{0,40}): (?P<text>\S.*)$")
_HANDLE = re.compile(r"^@?[a-z0-9][a-z0-9._]{2,29}$")
_AGE = re.compile(
    r"^(?:hace )?\d+ ?"
    r"(?:s|seg|min|m|h|hr|hrs|d|dias?|sem|semanas?|w|y|meses|mes|ano|anos|horas?|minutos?)\b.*$"
)
_COUNT = re.compile(r"^\d+ (?:me gusta|likes?|respuestas?|repl(?:y|ies)).*$")


def split(text: str, marks: Marks) -> tuple[Said, ...]:
    """Return the messages a pasted text is made of, one without an author if it is just text.

    Lines copied from WhatsApp Web, exported lines, ``Name: text`` lines and comment threads are told apart
    by their form. In a comment thread each author gives one message.
    """
    body = text.replace("\r\n", "\n").strip()
    for reader in (_exported, _copied, _named, _comments):
        found = reader(body, marks)
        if found:
            return found
    return (cleaned("", body, None, marks),)


def _exported(body: str, marks: Marks) -> tuple[Said, ...]:
    if not whatsapp.looks_like(body):
        return ()
    try:
        return whatsapp.parse(body, marks).messages
    except whatsapp.UndecidedDates:
        return whatsapp.parse(body, marks, order=whatsapp.DateOrder.DMY).messages


def _copied(body: str, marks: Marks) -> tuple[Said, ...]:
    found: list[Said] = []
    for line in body.split("\n"):
        match = _COPIED.match(line)
        if match:
            found.append(cleaned(match["author"].strip(), match["text"], _copied_at(match), marks))
        elif found:
            last = found[-1]
            found[-1] = Said(last.author, f"{last.text}\n{line}".strip(), last.written_at)
        else:
            return ()
    return tuple(found)


def _copied_at(match: re.Match[str]) -> datetime | None:
    half = (match["half"] or "").lower()
    hour = int(match["hour"]) % 12 + (12 if half == "p" else 0) if half else int(match["hour"])
    one, two, three = (int(part) for part in re.split(r"[/.\-]", match["date"]))
    year, month, day = (one, two, three) if one > 31 else (three + 2000 if three < 100 else three, two, one)
    if month > 12:
        month, day = day, month
    try:
        return datetime(year, month, day, hour, int(match["minute"]))  # noqa: DTZ001 - local, no zone given
    except ValueError:
        return None


def _named(body: str, marks: Marks) -> tuple[Said, ...]:
    lines = [line for line in body.split("\n") if line.strip()]
    matches = [_NAMED.match(line) for line in lines]
    hits = [m for m in matches if m and fold(m["author"]) not in marks.not_authors]
    if not matches or not matches[0] or len(hits) < 2:
        return ()
    found: list[Said] = []
    for line, match in zip(lines, matches, strict=True):
        if match and fold(match["author"]) not in marks.not_authors:
            found.append(cleaned(match["author"].strip(), match["text"], None, marks))
        else:
            last = found[-1]
            found[-1] = Said(last.author, f"{last.text}\n{line}", None)
    return tuple(found)


def _comments(body: str, marks: Marks) -> tuple[Said, ...]:
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    if not lines or not _HANDLE.match(lines[0]) or not any(_is_interface(line, marks) for line in lines):
        return ()
    texts: dict[str, list[str]] = {}
    author, after_interface = "", True
    for line in lines:
        if _is_interface(line, marks):
            after_interface = True
        elif after_interface and _HANDLE.match(line):
            author = line.lstrip("@")
            texts.setdefault(author, [])
            after_interface = False
        else:
            texts[author].append(line)
            after_interface = False
    return tuple(cleaned(name, "\n".join(parts), None, marks) for name, parts in texts.items() if parts)


def _is_interface(line: str, marks: Marks) -> bool:
    plain = fold(line).strip(" ·•—-")
    if plain in marks.interface or _COUNT.match(plain):
        return True
    return bool(_AGE.match(plain)) and len(plain) < 40
