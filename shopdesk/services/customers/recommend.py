"""What to recommend to whom, each with its reason; and three siblings of every style for the web shop."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from shopdesk.domain import advice as domain
from shopdesk.domain.advice import Advice, Kept, Offer, Past
from shopdesk.domain.sizes.foot import Foot, read_foot, says_gift
from shopdesk.runtime import resources
from shopdesk.services.context import Shop
from shopdesk.services.customers.listing import identify
from shopdesk.services.stock.levels import read_levels
from shopdesk.store import advice as store


@dataclass(frozen=True, slots=True)
class Siblings:
    """A style and what is most like it, among what may be promised today."""

    offer: Offer
    like: tuple[Offer, ...]


def recommend(shop: Shop, key: str, *, count: int = 1) -> tuple[Advice, ...]:
    """Return what suits the customer a key names, the strongest reason first; empty if nothing does.

    Raises:
        NotFound: If the key names nobody.
    """
    with shop.store.read() as session:
        customer = identify(session, shop, key)
        past = _pasts(session, customer).get(customer, Past(()))
        return tuple(domain.advise(past, _offers(session, shop), count=count))


def recommend_all(shop: Shop) -> dict[int, Advice]:
    """Return the best recommendation of every customer for whom there is one."""
    with shop.store.read() as session:
        offers, pasts = _offers(session, shop), _pasts(session, None)
    found = {customer: domain.advise(past, offers) for customer, past in pasts.items()}
    return {customer: best[0] for customer, best in found.items() if best}


def siblings(shop: Shop) -> tuple[Siblings, ...]:
    """Return up to three siblings of every style that is sold, all of them promisable today."""
    with shop.store.read() as session:
        offers = _offers(session, shop)
    return tuple(Siblings(one, tuple(domain.siblings(one, offers))) for one in offers)


def _offers(session: Session, shop: Shop) -> list[Offer]:
    lexicon = _words()["fit"]
    promisable: dict[int, dict[str, int]] = defaultdict(dict)
    variants: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
    for level in read_levels(session, shop):
        if level.promisable > 0:
            promisable[level.product_id][level.size] = level.promisable
            variants[level.product_id][level.size] = (level.variant_id, level.sku)
    return [
        Offer(
            product_id=style.product_id,
            name=style.name,
            color=style.color,
            category=style.category,
            gender=style.gender,
            use=style.use,
            fits=domain.read_fits(style.fit, lexicon),
            successor_of=style.successor_of,
            price_minor=style.price_minor,
            url=style.url,
            promisable=promisable.get(style.product_id, {}),
            variants=variants.get(style.product_id, {}),
        )
        for style in store.styles(session)
    ]


def _pasts(session: Session, customer: int | None) -> dict[int, Past]:
    """Return what is known of everybody who kept something, or of one customer."""
    feet_words, own = json.loads(resources.text("sizes/es/foot.json")), _words()
    kept: dict[int, list[Kept]] = defaultdict(list)
    for line in store.kept(session, customer):
        if not says_gift(line.about, feet_words):
            kept[line.customer_id].append(_as_kept(line))
    returned, width = _returns(session, customer, own["width_reason"])
    feet: dict[int, set[Foot]] = defaultdict(set)
    for whose, text in store.words(session, customer):
        if whose in kept and not says_gift(text, feet_words):
            feet[whose] |= {one.foot for one in read_foot(text, feet_words)}
    return {
        whose: Past(
            kept=tuple(lines),
            returned=frozenset(returned[whose]),
            owned=frozenset({line.product_id for line in lines}),
            feet=frozenset(feet[whose]),
            for_width=width[whose],
        )
        for whose, lines in kept.items()
    }


def _returns(
    session: Session, customer: int | None, words: Sequence[str]
) -> tuple[Mapping[int, set[str]], Mapping[int, int]]:
    """Return by customer the names that came back, and how often because of the width."""
    returned: dict[int, set[str]] = defaultdict(set)
    width: Counter[int] = Counter()
    for whose, name, reason in store.came_back(session, customer):
        returned[whose].add(name)
        width[whose] += domain.says_width(reason, words)
    return returned, width


def _as_kept(line: store.Line) -> Kept:
    return Kept(
        line.product_id, line.name, line.category, line.gender, line.use, line.size, line.pieces, line.day
    )


def _words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(resources.text("advice/es/words.json"))
    return found
