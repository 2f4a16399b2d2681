"""Gather all that is known when one message is answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date
from sqlmodel import Session

from shopdesk.domain.extraction.mentions import Kind, Mention
from shopdesk.domain.naming import name_key
from shopdesk.domain.preferences import ShopSettings
from shopdesk.domain.replies.facts import (
    EquivalenceFact,
    OrderFact,
    OrderState,
    PolicyFact,
    PriceFact,
    ShopFact,
    Situation,
    StyleFact,
    VariantFact,
)
from shopdesk.domain.replies.segments import segments_of
from shopdesk.domain.replies.stock import wanted_sizes
from shopdesk.domain.replies.written import zones_of
from shopdesk.domain.tagging.reading import read
from shopdesk.runtime import words
from shopdesk.services import tagging
from shopdesk.services.context import Shop
from shopdesk.services.inbox import content
from shopdesk.services.inbox.coloring import lacking_of
from shopdesk.services.inbox.reading import Reader, read_message, reader, styles_of
from shopdesk.services.stock.levels import StockLevel, read_levels
from shopdesk.store import answers, fit, policies
from shopdesk.store import inbox as store
from shopdesk.store.models import Message, Order, Product

_CONTEXT = timedelta(hours=48)
_CHARGED = timedelta(days=180)
_MOST_SIBLINGS = 8
_NAME = re.compile(r"^[A-ZÁÉÍÓÚÑ][a-záéíóúñü]{1,14}$")
_SCALES = {"mx": "MX", "eu": "EU", "us": "US", "cm": "cm"}


def of_message(session: Session, shop: Shop, message: Message, language: str = "es") -> Situation:
    """Return the situation of one message.

    The tags are those kept with the message (the owner may have corrected them); mentions are read anew,
    so that a product added meanwhile is known.
    """
    found = reader(session)
    read_now = read_message(found, message.text)
    mentions = tuple(named.mention for named in read_now.named)
    kept = store.tags_of(session, [message.id or 0]).get(message.id or 0, [])
    tags = tuple(row.tag for row in kept if row.is_applied or row.probability >= 0.5)
    chosen = read_now.styles or _from_context(session, found, message)
    gather = _Gather(session, shop, language)
    styles, siblings = gather.styles(chosen, mentions)
    written = _policies(session)
    settings = shop.settings.get(ShopSettings)
    return Situation(
        reading=read(message.text, found.tagger.spelling),
        tags=tags or tuple(row.tag for row in kept[:1]),
        segments=segments_of(found.tagger, message.text),
        mentions=mentions,
        customer=first_name(session, message),
        styles=styles,
        siblings=siblings,
        lacking=lacking_of(found, message.text if language == "en" else "", mentions),
        policies={name: policy for name, policy in written.items() if name != "zonas"},
        zones=zones_of(written["zonas"]) if "zonas" in written else (),
        order=gather.order(message, mentions),
        equivalences=_equivalences(session),
        shop=ShopFact(", ".join(p for p in (settings.address, settings.city) if p), settings.url),
        is_identified=message.customer_id is not None,
    )


def language_of(shop: Shop, message: Message) -> str:
    """Return the language to answer in: the customer's English, or the shop's Spanish."""
    reading = read(message.text, tagging.sources().spelling)
    hits = content.asks().wants["english"].findall(reading.plain)
    if len(hits) >= 2 or (hits and len(reading.spans) <= 4):
        return "en"
    return "es_ES" if shop.settings.get(ShopSettings).country == "ES" else "es"


def _from_context(session: Session, found: Reader, message: Message) -> tuple[int, ...]:
    """Return the style the owner chose, or the one named just before in the same conversation."""
    if message.product_id:
        return (message.product_id,)
    if not message.thread_key:
        return ()
    here = (message.written_at, message.id or 0)
    earlier = [m for m in store.thread(session, message.thread_key) if (m.written_at, m.id or 0) < here]
    for before in reversed(earlier):
        if message.written_at - before.written_at > _CONTEXT:
            break
        named = styles_of(found, [n.mention for n in read_message(found, before.text).named])
        if named:
            return named
    return ()


@dataclass(frozen=True, slots=True)
class _Gather:
    """Reads styles and orders, and says their days in the language of the reply."""

    session: Session
    shop: Shop
    language: str

    def styles(
        self, chosen: Sequence[int], mentions: Sequence[Mention]
    ) -> tuple[tuple[StyleFact, ...], tuple[StyleFact, ...]]:
        """Return the styles meant, and siblings that have the wanted size."""
        products = store.products_of(self.session, chosen)
        if not products:
            return (), ()
        sizes = {m.value for m in wanted_sizes(mentions)}
        near = self._siblings(products[chosen[0]], set(products)) if sizes else []
        everything = [*chosen, *near]
        variants = [v.id for v in store.variants_of(self.session, everything) if v.id is not None]
        levels: dict[int, list[StockLevel]] = {}
        for level in read_levels(self.session, self.shop, variants):
            levels.setdefault(level.product_id, []).append(level)
        known = products | store.products_of(self.session, near)
        charged = answers.charged_at_most(self.session, everything, self.shop.today() - _CHARGED)
        facts = {p: self._style(known[p], levels.get(p, []), charged.get(p, 0)) for p in everything}
        fitting = [p for p in near if any(lv.size in sizes and lv.promisable for lv in levels.get(p, []))]
        return tuple(facts[p] for p in chosen), tuple(facts[p] for p in fitting)

    def _siblings(self, product: Product, own: set[int]) -> list[int]:
        if not product.category:
            return []
        rows = store.catalogue(self.session)
        found = dict.fromkeys(r.product_id for r in rows if r.category == product.category)
        return [p for p in found if p not in own][:_MOST_SIBLINGS]

    def _style(self, product: Product, levels: Sequence[StockLevel], charged: int) -> StyleFact:
        return StyleFact(
            product_id=product.id or 0,
            product=product.name,
            color=product.color,
            variants=tuple(self._variant(one) for one in levels),
            price=self._price(product, charged),
            material=product.material,
            fit=product.fit,
            care=product.care,
            use=product.use,
            category=product.category,
            as_of=max((one.as_of for one in levels if one.as_of), default=None),
        )

    def _variant(self, one: StockLevel) -> VariantFact:
        said = self.day(one.when) if one.when else ""
        return VariantFact(
            one.variant_id,
            one.size,
            one.promisable,
            one.state,
            one.reason,
            said,
            one.is_last_pieces,
            one.as_of,
        )

    def _price(self, product: Product, charged: int) -> PriceFact | None:
        """Return the price row; "before" only if more than today's price was really charged."""
        minor, source = product.price_minor, f"product:{product.id}:price"
        if minor is None:
            sizes = store.variants_of(self.session, [product.id or 0])
            prices = Counter(v.price_minor for v in sizes if v.price_minor is not None)
            if not prices:
                return None
            minor, source = prices.most_common(1)[0][0], f"variants:{product.id}:price"
        currency = product.currency or self.shop.settings.get(ShopSettings).currency
        listed = product.list_price_minor or 0
        before = words.money(listed, currency) if listed > minor and charged >= listed else ""
        return PriceFact(words.money(minor, currency), source, None, before)

    def order(self, message: Message, mentions: Sequence[Mention]) -> OrderFact | None:
        """Return the order asked about, only if it is this customer's."""
        named = next((m.value for m in mentions if m.kind is Kind.ORDER), "")
        if named:
            theirs = [o for o in store.orders_by_number(self.session, named) if _is_theirs(o, message)]
            return self._order_fact(theirs[0]) if theirs else None
        reading = read(message.text, tagging.sources().spelling)
        about_another = content.asks().has("third_party", reading)
        if message.customer_id is None or about_another or not content.asks().has("own_order", reading):
            return None
        latest = store.orders_of(self.session, message.customer_id, 1)
        return self._order_fact(latest[0]) if latest else None

    def _order_fact(self, order: Order) -> OrderFact:
        state, when = OrderState.PREPARING, None
        if order.status == "cancelled":
            state = OrderState.CANCELLED
        elif order.status == "refunded":
            state = OrderState.REFUNDED
        elif order.delivered_on:
            state, when = OrderState.DELIVERED, order.delivered_on
        elif order.shipped_on:
            state, when = OrderState.SENT, order.shipped_on
        elif order.status == "pending":
            state = OrderState.PENDING
        said = self.day(when) if when else ""
        return OrderFact(order.number.lstrip("#"), state, f"order:{order.id}", said, order.known_at)

    def day(self, when: date) -> str:
        """Say a day with its month, in the language of the reply."""
        if self.language == "en":
            return format_date(when, "d MMMM", locale="en")
        return format_date(when, "d 'de' MMMM", locale="es")


def _policies(session: Session) -> dict[str, PolicyFact]:
    return {
        row.name: PolicyFact(row.name, row.text, row.version, row.valid_from, row.url)
        for row in policies.in_force(session)
    }


def _equivalences(session: Session) -> tuple[EquivalenceFact, ...]:
    rows: list[EquivalenceFact] = []
    for brand, system, label, other, other_label in fit.equivalences(session):
        one, two = _SCALES.get(system.lower(), system), _SCALES.get(other.lower(), other)
        source = f"equivalence:{brand or 'shop'}:{system}:{label}"
        rows.append(EquivalenceFact(label, one, other_label, two, source))
        rows.append(EquivalenceFact(other_label, two, label, one, source))
    return tuple(rows)


def _is_theirs(order: Order, message: Message) -> bool:
    """Say whether an order belongs to who writes: the same customer, or at least both names in full."""
    if message.customer_id is not None:
        return order.customer_id == message.customer_id
    author, buyer = name_key(message.author).split(), name_key(order.buyer_name).split()
    return len(author) >= 2 and author[:2] == buyer[:2]


def first_name(session: Session, message: Message) -> str:
    """Return a first name, if what is known of the customer looks like one; anything else is left out."""
    known = store.names_of(session, [message.customer_id]) if message.customer_id else {}
    for name in (known.get(message.customer_id or 0, ""), message.author):
        first = name.split()[0].strip(".,") if name.split() else ""
        if _NAME.match(first) and not re.search(r"\d|@", name):
            return first
    return ""
