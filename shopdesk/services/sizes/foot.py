"""A customer's size and foot, each with where it is known from. Presents never set a fit."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from shopdesk.domain.sizes.foot import Foot, read_foot, says_gift
from shopdesk.domain.sizes.labels import SizeLabel, read_label
from shopdesk.runtime import resources
from shopdesk.services.context import Shop
from shopdesk.store import fit as store


@dataclass(frozen=True, slots=True)
class UsualSize:
    """A size a customer buys and keeps.

    Attributes:
        label: As written on their last purchase of it.
        kept: Pieces of it they kept.
        of: Pieces on that scale they kept in all.
        last: Day of the last of them.
    """

    label: str
    system: str
    kept: int
    of: int
    last: date


@dataclass(frozen=True, slots=True)
class FootNote:
    """Something the customer wrote of their foot."""

    foot: Foot
    words: str
    message_id: int
    day: date


@dataclass(frozen=True, slots=True)
class FootFacts:
    """What is known; both empty = nothing is."""

    sizes: tuple[UsualSize, ...]
    notes: tuple[FootNote, ...]


def foot_of(shop: Shop, customer_id: int) -> FootFacts:
    """Return a customer's usual size on each scale and what they said of their foot, newest first."""
    lexicon = json.loads(resources.text("sizes/es/foot.json"))
    with shop.store.read() as session:
        kept = store.kept_sizes(session, customer_id)
        texts = store.own_words(session, customer_id)
    own = [line for line in kept if not says_gift(line.about, lexicon)]
    notes: dict[Foot, FootNote] = {}
    for message_id, day, text in texts:
        if not says_gift(text, lexicon):
            for one in read_foot(text, lexicon):
                notes.setdefault(one.foot, FootNote(one.foot, one.words, message_id, day))
    return FootFacts(_usual(own), tuple(notes.values()))


def _usual(lines: list[store.KeptSize]) -> tuple[UsualSize, ...]:
    scales: dict[str, list[tuple[SizeLabel, store.KeptSize]]] = {}
    for line in lines:
        label = read_label(line.size)
        if label is not None:
            scales.setdefault(label.system.value, []).append((label, line))
    return tuple(_most(system, pairs) for system, pairs in scales.items())


def _most(system: str, pairs: list[tuple[SizeLabel, store.KeptSize]]) -> UsualSize:
    counted: Counter[tuple[str, float, float]] = Counter()
    for label, line in pairs:
        counted[label.key] += line.pieces
    key = counted.most_common(1)[0][0]
    mine = [(label, line) for label, line in pairs if label.key == key]
    label, last = max(mine, key=lambda pair: pair[1].day)
    return UsualSize(label.text, system, counted[key], counted.total(), last.day)
