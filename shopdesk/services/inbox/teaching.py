"""Phrases learned from corrections: proposed with what they would change, used once the owner approves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from shopdesk.domain.tagging.reading import Spelling, fold, read
from shopdesk.domain.tagging.tags import Tag, canonical
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import tagging
from shopdesk.services.context import Shop
from shopdesk.services.inbox import views
from shopdesk.store import inbox as store

MOST_OFFERS = 5
_MOST_TEXTS = 5_000
_SHORTEST = 4
_LEARNED = 0.99
_IDLE = frozenset(
    word
    for line in (
        "de del la el los las un una unos unas y o a al en con por para que me te se le lo les mi tu su",
        "es son esta estan hay muy mas ya no si pero como este ese eso esto",
        "the a an is are i you my it to of and",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A phrase that may mean a tag.

    Attributes:
        tag: What it would mean.
        phrase: As customers write it, without accents.
        messages: Earlier messages that would get the tag.
        quote: One of the corrected messages.
    """

    tag: str
    phrase: str
    messages: tuple[int, ...]
    quote: str

    @property
    def count(self) -> int:
        """How many earlier messages it would change."""
        return len(self.messages)


@dataclass(frozen=True, slots=True)
class OwnTag:
    """A tag with the owner's phrases; the owner's own, or a built-in one that was taught."""

    tag: str
    name: str
    phrases: tuple[str, ...]
    is_builtin: bool


def taught(shop: Shop) -> tuple[OwnTag, ...]:
    """Return the owner's own tags, and the phrases taught to built-in ones."""
    with shop.store.read() as session:
        return tuple(
            OwnTag(row.tag, row.name, tuple(row.phrases or ()), row.is_builtin)
            for row in store.definitions(session)
        )


def offers(shop: Shop) -> tuple[Offer, ...]:
    """Return phrases that corrections suggest, those that would change most first; at most five."""
    spelling = tagging.sources().spelling
    with shop.store.read() as session:
        corrected = [
            (row.text, set(row.corrected or ()) - set(row.proposed or ()) - {Tag.OTRA})
            for row in store.corrections(session)
        ]
        if not corrected:
            return ()
        known = {phrase for row in store.definitions(session) for phrase in row.phrases or ()}
        past = _past(session, spelling)
    found: dict[str, Offer] = {}
    for text, added in reversed(corrected):
        for name in sorted(added):
            best = _best(text, name, past)
            if best is not None and best.phrase not in known and name not in found:
                found[name] = best
    return tuple(sorted(found.values(), key=lambda one: -one.count)[:MOST_OFFERS])


def preview(shop: Shop, name: str, phrase: str) -> tuple[int, ...]:
    """Return the earlier messages that a phrase would give a tag; those the owner settled stay."""
    spelling = tagging.sources().spelling
    wanted = read(phrase, spelling).plain
    if not wanted:
        return ()
    with shop.store.read() as session:
        holds = [number for number, plain in _plain(session, spelling).items() if _holds(plain, wanted)]
        kept = store.tags_of(session, holds)
        has = {row.message_id for rows in kept.values() for row in rows if row.tag == name and row.is_applied}
        settled = {row.message_id for rows in kept.values() for row in rows if row.by_owner}
    return tuple(number for number in holds if number not in has | settled)


def approve(shop: Shop, name: str, phrase: str) -> int:
    """Let a phrase mean a tag from now on, and for earlier messages; return how many changed.

    Raises:
        WrongInput: If there is no phrase.
    """
    wanted = read(phrase, tagging.sources().spelling).plain
    if not wanted:
        raise WrongInput(_("Write the words customers use."), _("Nothing was changed."))
    changed = preview(shop, name, phrase)
    before = next((one.phrases for one in taught(shop) if one.tag == name), ())
    views.define_tag(shop, name, [*before, *([] if wanted in map(fold, before) else [wanted])])
    with shop.store.write() as session:
        kept = store.tags_of(session, changed)
        for number in changed:
            rows = [
                {
                    "message_id": number, "tag": row.tag, "probability": row.probability,
                    "is_applied": row.is_applied, "because": row.because or [], "by_owner": row.by_owner,
                }
                for row in kept.get(number, ())
                if row.tag != name
            ]  # fmt: skip
            learned = {
                "message_id": number, "tag": name, "probability": _LEARNED, "is_applied": True,
                "because": [wanted], "by_owner": False,
            }  # fmt: skip
            store.replace_marks(session, number, [learned, *rows])
    return len(changed)


def teach(shop: Shop, name: str, phrases: Sequence[str]) -> int:
    """Let phrases mean a topic, a new one of the owner's own too; return how many messages it changed.

    Raises:
        WrongInput: If there is no name or no phrase.
    """
    before = next((one.phrases for one in taught(shop) if one.tag == canonical(name)), ())
    views.define_tag(shop, name, [*before, *phrases])
    return sum(approve(shop, canonical(name), phrase) for phrase in phrases)


def forget(shop: Shop, name: str, phrase: str) -> None:
    """Take a phrase away again; a tag of the owner's own without phrases goes too."""
    with shop.store.write() as session:
        for row in store.definitions(session):
            if row.tag == name:
                row.phrases = [one for one in row.phrases or () if one != phrase]
                if not row.phrases:
                    session.delete(row)


def _plain(session: Session, spelling: Spelling) -> dict[int, str]:
    return {number: read(text, spelling).plain for number, text in store.texts(session, _MOST_TEXTS)}


@dataclass(frozen=True, slots=True)
class _Past:
    """Earlier messages: their words, the tags they have, those the owner settled; words of model names."""

    texts: dict[int, str]
    has: dict[int, set[str]]
    settled: set[int]
    models: frozenset[str]
    spelling: Spelling


def _past(session: Session, spelling: Spelling) -> _Past:
    texts = _plain(session, spelling)
    rows = [row for found in store.tags_of(session, list(texts)).values() for row in found]
    has: dict[int, set[str]] = {}
    for row in rows:
        if row.is_applied:
            has.setdefault(row.message_id, set()).add(row.tag)
    settled = {row.message_id for row in rows if row.by_owner}
    return _Past(texts, has, settled, _model_words(session), spelling)


def _model_words(session: Session) -> frozenset[str]:
    """Return the words of the catalogue's models: they name a product, never a topic."""
    return frozenset(word for row in store.catalogue(session) for word in fold(row.name).split())


def _best(text: str, name: str, past: _Past) -> Offer | None:
    """Return the phrase of a corrected message that no message the owner settled otherwise holds."""
    plain = read(text, past.spelling).plain
    ranked: list[tuple[tuple[int, int], str, tuple[int, ...]]] = []
    for phrase in _phrases(plain.split(), past.spelling):
        if past.models & set(phrase.split()):
            continue
        holds = [number for number, words in past.texts.items() if _holds(words, phrase)]
        without = [number for number in holds if name not in past.has.get(number, set())]
        if past.settled & set(without):
            continue
        change = tuple(without)
        ranked.append(((len(change), -abs(len(phrase.split()) - 2)), phrase, change))
    if not ranked:
        return None
    _rank, phrase, change = max(ranked)
    return Offer(name, phrase, change, text)


def _phrases(words: Sequence[str], spelling: Spelling) -> Iterator[str]:
    """Yield two and three words in a row that begin and end with one that says something."""
    for size in (2, 3):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            ends = (part[0], part[-1])
            if all(_says(word, spelling) for word in ends) and not any(w[0].isdigit() for w in part):
                yield " ".join(part)


def _says(word: str, spelling: Spelling) -> bool:
    return len(word) >= _SHORTEST and word not in _IDLE and word not in spelling.courtesy


def _holds(plain: str, phrase: str) -> bool:
    return f" {phrase} " in f" {plain} "
