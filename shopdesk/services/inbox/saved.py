"""Base answers: the owner's saved replies, with starters to edit, filled with policies and what is typed."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from shopdesk.domain.preferences import ShopSettings
from shopdesk.domain.replies.saved import NAMES as FIRST_NAMES
from shopdesk.domain.replies.saved import Filled, fill, prompts
from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime import resources
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _, language
from shopdesk.services.context import Shop
from shopdesk.services.inbox import answering, situation
from shopdesk.services.policies import NAMES
from shopdesk.store import policies as store
from shopdesk.store.models import BaseReply

PICTURES = (".png", ".jpg", ".jpeg")
_FOLDER = "replies"
_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved reply, or a starter that was not taken yet.

    Attributes:
        id: Its number; None for a starter.
        topic: A tag.
        prompts: What is filled in, in order, without the customer's name.
        missing: Policies it quotes that are not written.
        picture: A file that goes with it, e.g. a size chart; None without one or where it is gone.
    """

    id: int | None
    topic: str
    title: str
    text: str
    prompts: tuple[str, ...]
    missing: tuple[str, ...]
    picture: Path | None
    uses: int


def listed(shop: Shop) -> list[Saved]:
    """Return the owner's replies, the most used first, then the starters without one of the same title."""
    with shop.store.read() as session:
        written = _written(session)
        own = [_view(shop, row, written) for row in store.saved_replies(session)]
    taken = {one.title for one in own}
    return own + [_starter(row, written) for row in _starters(shop) if row["title"] not in taken]


def keep(shop: Shop, number: int | None, *, topic: str, title: str, text: str) -> Saved:
    """Keep a reply, a new one or a changed one.

    Raises:
        WrongInput: If title or text is empty.
        NotFound: If there is no such reply.
    """
    if not title.strip() or not text.strip():
        raise WrongInput(_("A saved reply needs a title and a text."), _("Nothing was changed."))
    with shop.store.write() as session:
        row = _row(session, number) if number is not None else BaseReply(topic="", title="", text="")
        row.topic = topic if topic in set(Tag) else str(Tag.OTRA)
        row.title, row.text = title.strip(), text.strip()
        session.add(row)
        session.flush()
        return _view(shop, row, _written(session))


def remove(shop: Shop, number: int) -> Saved:
    """Take a reply away and return it, so that it can be put back.

    Raises:
        NotFound: If there is no such reply.
    """
    with shop.store.write() as session:
        row = _row(session, number)
        gone = _view(shop, row, _written(session))
        session.delete(row)
        return gone


def attach(shop: Shop, number: int, picture: Path | None) -> Saved:
    """Keep a copy of a picture with a reply, or none.

    Raises:
        WrongInput: If the file is no PNG or JPEG, or larger than 5 MB.
        NotFound: If there is no such reply.
    """
    if picture is not None and picture.suffix.lower() not in PICTURES:
        raise WrongInput(_("{file} is not a PNG or JPEG picture.").format(file=picture.name), "")
    if picture is not None and picture.stat().st_size > _MOST_BYTES:
        raise WrongInput(_("{file} is larger than 5 MB.").format(file=picture.name), "")
    with shop.store.write() as session:
        row = _row(session, number)
        row.attachment = ""
        if picture is not None:
            folder = shop.folder.root / _FOLDER
            folder.mkdir(exist_ok=True)
            row.attachment = f"{number}{picture.suffix.lower()}"
            shutil.copyfile(picture, folder / row.attachment)
        return _view(shop, row, _written(session))


def filled(shop: Shop, one: Saved, *, message_id: int | None = None, typed: Mapping[str, str]) -> Filled:
    """Fill a reply with the policies in force, the customer's name and what was typed."""
    with shop.store.read() as session:
        values = {**_written(session), **typed}
        if message_id is not None:
            message = answering.message_of(session, message_id)
            values.setdefault(FIRST_NAMES[0], situation.first_name(session, message))
    return fill(one.text, values)


def used(shop: Shop, number: int) -> None:
    """Count a use, so that what is used most stands first."""
    with shop.store.write() as session:
        _row(session, number).uses += 1


def _row(session: Session, number: int) -> BaseReply:
    row = session.get(BaseReply, number)
    if row is None:
        raise NotFound(_("There is no saved reply {number}.").format(number=number), "")
    return row


def _written(session: Session) -> dict[str, str]:
    return {row.name: row.text for row in store.in_force(session)}


def _starters(shop: Shop) -> list[dict[str, str]]:
    is_spain = shop.settings.get(ShopSettings).country == "ES"
    folder = "en" if language() == "en" else "es_ES" if is_spain else "es"
    found = tomllib.loads(resources.text(f"replies/{folder}/base.toml"))["reply"]
    return [{key: str(value).strip() for key, value in row.items()} for row in found]


def _starter(row: Mapping[str, str], written: Mapping[str, str]) -> Saved:
    asked, missing = _prompts(row["text"], written)
    return Saved(None, row["topic"], row["title"], row["text"], asked, missing, None, 0)


def _view(shop: Shop, row: BaseReply, written: Mapping[str, str]) -> Saved:
    asked, missing = _prompts(row.text, written)
    file = shop.folder.root / _FOLDER / row.attachment if row.attachment else None
    picture = file if file is not None and file.exists() else None
    return Saved(row.id, row.topic, row.title, row.text, asked, missing, picture, row.uses)


def _prompts(text: str, written: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (what is asked before copying, policies that are not written)."""
    found = [one for one in prompts(text) if one not in FIRST_NAMES]
    missing = tuple(one for one in found if one in NAMES and one not in written)
    return tuple(one for one in found if one not in written and one not in missing), missing
