"""Read one message with all the shop knows: its tags, and what it names in the shop's own catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from shopdesk.domain.extraction.catalogue import Catalogue
from shopdesk.domain.extraction.mentions import Kind, Mention, Role, extract
from shopdesk.domain.extraction.vocabulary import Words
from shopdesk.domain.tagging.reading import fold
from shopdesk.domain.tagging.tagger import Memory, OwnTag, Tagged, Tagger, signature, tag
from shopdesk.services import tagging
from shopdesk.store import inbox as store
from shopdesk.store.inbox import CatalogueRow


@dataclass(frozen=True, slots=True)
class Named:
    """A mention, with the style and size of the catalogue it means, if exactly one."""

    mention: Mention
    product_id: int | None = None
    variant_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """A message read: tags, mentions, and the styles it may be about, the likeliest first."""

    tags: tuple[Tagged, ...]
    named: tuple[Named, ...]
    styles: tuple[int, ...]

    @property
    def product_id(self) -> int | None:
        """The style it is about, if exactly one."""
        return self.styles[0] if len(self.styles) == 1 else None

    @property
    def variant_id(self) -> int | None:
        """The size it wants, if exactly one is known."""
        found = {n.variant_id for n in self.named if n.variant_id and n.mention.role == Role.WANTED}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs, loaded once for many messages."""

    tagger: Tagger
    words: Words
    catalogue: Catalogue
    by_name: Mapping[str, tuple[CatalogueRow, ...]] = field(default_factory=dict)


def reader(session: Session) -> Reader:
    """Load what reading needs: the tagger with the owner's corrections, and the catalogue."""
    tagger = tagging.load_tagger(memory_of(session))
    rows = store.catalogue(session)
    grouped: dict[str, list[CatalogueRow]] = {}
    for row in rows:
        grouped.setdefault(row.name, []).append(row)
    catalogue = tagging.shop_catalogue(grouped) if grouped else tagging.guessed_catalogue()
    return Reader(tagger, tagging.mention_words(), catalogue, {k: tuple(v) for k, v in grouped.items()})


def memory_of(session: Session) -> Memory:
    """Return what the owner's corrections and own tags taught."""
    spelling = tagging.sources().spelling
    exact: dict[str, tuple[str, ...]] = {}
    for row in store.corrections(session):
        exact[signature(row.text, spelling)] = tuple(row.corrected or ())
    phrases: dict[str, tuple[str, ...]] = {}
    own: list[OwnTag] = []
    for definition in store.definitions(session):
        said = tuple(definition.phrases or ())
        if definition.is_builtin:
            phrases[definition.tag] = said
        else:
            own.append(OwnTag(definition.tag, said))
    return Memory(exact, phrases, tuple(own))


def read_message(found: Reader, text: str) -> ReadMessage:
    """Return a message's tags and what it names."""
    mentions = extract(text, found.words, found.catalogue)
    styles = styles_of(found, mentions)
    rows = [row for name in found.by_name.values() for row in name if row.product_id in set(styles)]
    named = tuple(_named(mention, rows, styles) for mention in mentions)
    return ReadMessage(tag(found.tagger, text), named, styles)


def styles_of(found: Reader, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """Return the styles that the products and colours of a message mean, in the order named."""
    colors = [fold(m.value) for m in mentions if m.kind is Kind.COLOR and m.role != Role.RECEIVED]
    chosen: dict[int, None] = {}
    for mention in mentions:
        if mention.kind is not Kind.PRODUCT:
            continue
        styles = {row.product_id: fold(row.color) for row in found.by_name.get(mention.value, ())}
        fitting = [p for p, color in styles.items() if any(same_color(color, said) for said in colors)]
        chosen.update(dict.fromkeys(fitting or styles))
    return tuple(chosen)


def same_color(color: str, said: str) -> bool:
    """Say whether a folded colour's words lie in the other's: ``menta`` means the shop's ``verde menta``."""
    kept, named = set(color.split()), set(said.split())
    return bool(kept) and (kept <= named or named <= kept)


def _named(mention: Mention, rows: Sequence[CatalogueRow], styles: Sequence[int]) -> Named:
    if mention.kind is Kind.SIZE:
        labels = {mention.value.lower(), f"{mention.scale} {mention.value}".lower()}
        found = [row for row in rows if row.size.lower() in labels]
        one = found[0] if len(found) == 1 else None
        return Named(mention, one.product_id if one else None, one.variant_id if one else None)
    if mention.kind is Kind.PRODUCT and len(styles) == 1:
        return Named(mention, styles[0])
    return Named(mention)
