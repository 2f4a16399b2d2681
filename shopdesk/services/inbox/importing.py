"""Bring an exported chat in: WhatsApp ``.txt`` or ``.zip``, Instagram's JSON; only what is new."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopdesk.domain.chats import instagram, whatsapp
from shopdesk.domain.chats.lines import Said
from shopdesk.domain.chats.whatsapp import DateOrder, UndecidedDates
from shopdesk.domain.naming import name_key
from shopdesk.domain.preferences import ShopSettings
from shopdesk.domain.tagging.reading import fold
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.runtime.progress import Progress, silent
from shopdesk.services.context import Shop
from shopdesk.services.inbox import content
from shopdesk.services.inbox.arriving import Arrived, keep_chat

LARGEST = 200 * 1024 * 1024
"""Bytes of text that are read from one file or archive at most."""
_MOST_FILES = 2000


@dataclass(frozen=True, slots=True)
class ChatImported:
    """What one file brought.

    Attributes:
        file: Its name.
        chats: How many conversations it held.
        messages: How many messages with text.
        new: Ids of the new ones.
        known: How many were there already.
        from_shop: How many lines are the shop's own.
    """

    file: str
    chats: int
    messages: int
    new: tuple[int, ...]
    known: int
    from_shop: int


@dataclass(frozen=True, slots=True)
class _Chat:
    name: str
    channel: str
    said: tuple[Said, ...]
    mine: frozenset[str]


def bring(shop: Shop, file: Path, *, order: DateOrder | None = None, me: str = "",
          progress: Progress = silent) -> ChatImported:  # fmt: skip
    """Import a chat export; what is there already is not taken in again.

    Args:
        shop: The shop.
        file: ``.txt``, ``.zip`` or ``.json``.
        order: Whether the day or the month comes first, when the file does not tell.
        me: The name under which the shop writes in this chat, when it cannot be told.
        progress: Told after each conversation.

    Raises:
        NotFound: If the file does not exist.
        WrongInput: If it is no chat export, or its dates can be read two ways.
    """
    if not file.is_file():
        raise NotFound(
            _("There is no file {file}.").format(file=file.name), _("Check the name and the folder.")
        )
    chats = _chats(shop, file, order, me)
    if not chats:
        raise WrongInput(
            _("{file} is not a chat that WhatsApp or Instagram exported.").format(file=file.name),
            _("In WhatsApp: the chat, Export chat, Without media. Nothing was changed."),
        )
    new: list[int] = []
    known = mine = messages = 0
    for place, chat in enumerate(chats):
        progress(place, len(chats), chat.name)
        arrived: Arrived = keep_chat(shop, chat.said, channel=chat.channel, chat=chat.name, mine=chat.mine)
        new.extend(arrived.new)
        known += len(arrived.known)
        messages += sum(1 for said in chat.said if said.text)
        mine += sum(1 for said in chat.said if name_key(said.author) in chat.mine)
    return ChatImported(file.name, len(chats), messages, tuple(new), known, mine)


def _chats(shop: Shop, file: Path, order: DateOrder | None, me: str) -> list[_Chat]:
    if zipfile.is_zipfile(file):
        return [chat for name, text in _unpacked(file) for chat in _chat(shop, name, text, order, me)]
    if file.stat().st_size > LARGEST:
        raise WrongInput(
            _("{file} is too large to be a chat.").format(file=file.name), _("Nothing was changed.")
        )
    return _chat(shop, file.name, _text(file.read_bytes()), order, me)


def _unpacked(file: Path) -> list[tuple[str, str]]:
    """Read the chats of an archive, its sizes capped before anything is unpacked."""
    found: list[tuple[str, str]] = []
    with zipfile.ZipFile(file) as archive:
        wanted = [
            entry
            for entry in archive.infolist()[: _MOST_FILES * 10]
            if not entry.is_dir() and entry.filename.lower().endswith((".txt", ".json"))
        ][:_MOST_FILES]
        if sum(entry.file_size for entry in wanted) > LARGEST:
            raise WrongInput(
                _("{file} is too large to be a chat.").format(file=file.name), _("Nothing was changed.")
            )
        for entry in wanted:
            name = file.name if entry.filename.endswith("_chat.txt") else entry.filename
            found.append((name, _text(archive.read(entry))))
    return found


def _chat(shop: Shop, name: str, text: str, order: DateOrder | None, me: str) -> list[_Chat]:
    if name.lower().endswith(".json"):
        return _instagram(shop, text, me)
    if not whatsapp.looks_like(text):
        return []
    try:
        chat = whatsapp.parse(text, content.marks(), order=order, today=shop.today())
    except UndecidedDates as asked:
        raise WrongInput(
            _("In {file}, {example} can be read as day/month or as month/day.").format(
                file=Path(name).name, example=asked.example
            ),
            _("Say which with --date-order dmy or --date-order mdy. Nothing was changed."),
        ) from asked
    title = _customer_in(name) or _other_party(chat.messages, _mine(shop, chat.messages, "", me))
    mine = _mine(shop, chat.messages, title, me)
    return [_Chat(title or Path(name).stem, "whatsapp", chat.messages, mine)]


def _instagram(shop: Shop, text: str, me: str) -> list[_Chat]:
    try:
        document: Any = json.loads(text)
    except ValueError:
        return []
    if not instagram.looks_like(document):
        return []
    thread = instagram.parse(document, content.marks())
    mine = _mine(shop, thread.messages, thread.title, me)
    return [_Chat(thread.title, "instagram", thread.messages, mine)]


def _mine(shop: Shop, said: Sequence[Said], customer: str, me: str) -> frozenset[str]:
    """Return the folded names under which the shop writes in a chat.

    With a customer's name (title or file name) everybody else in a chat of two is the shop; else the names
    the owner gave in the settings.
    """
    if me:
        return frozenset({name_key(me)})
    authors = {name_key(one.author) for one in said}
    settings = shop.settings.get(ShopSettings)
    own = {name_key(name) for name in (settings.name, settings.owner) if name}
    named = {author for author in authors if author in own or any(o in author for o in own if len(o) > 3)}
    if named:
        return frozenset(named)
    title = name_key(customer)
    return frozenset(authors - {title}) if title in authors and len(authors) == 2 else frozenset()


def _other_party(said: Sequence[Said], mine: frozenset[str]) -> str:
    counts = Counter(one.author for one in said if name_key(one.author) not in mine)
    return counts.most_common(1)[0][0] if len(counts) == 1 else ""


def _customer_in(name: str) -> str:
    stem = Path(name).stem
    plain = fold(stem)
    for lead in content.marks().customer_file:
        if plain.startswith(lead):
            return stem[len(lead) :].strip()
    return ""


def _text(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return io.TextIOWrapper(io.BytesIO(raw), encoding).read()
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", errors="replace")
