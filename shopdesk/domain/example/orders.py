"""The example shop's pairs made into orders of people, with returns and exchanges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np

from shopdesk.domain.example.catalogue import Variant
from shopdesk.domain.naming import name_key

_CHANNELS = (("Shopify", 0.52), ("Mercado Libre", 0.14), ("Mostrador", 0.34))
_COMES_BACK = 0.34
_COUNTER_LEAVES_ADDRESS = 0.5
_ORDER_SIZES = (0.83, 0.14, 0.03)
_RETURNED, _EXCHANGED = 0.025, 0.035


@dataclass(frozen=True, slots=True)
class Names:
    """What invented people are called and where they live."""

    first: Sequence[str]
    last: Sequence[str]
    cities: Sequence[str]


@dataclass(slots=True)
class Buyer:
    """An invented person."""

    name: str
    email: str
    phone: str
    city: str
    consents: bool | None
    likes_us: float
    last_bought: date


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of an order; ``quantity`` is negative for what came back."""

    variant: Variant
    quantity: int
    discount: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """When it was promised, sent and delivered; None where it is not known yet."""

    promised_on: date | None = None
    shipped_on: date | None = None
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExampleOrder:
    """An order, return or exchange as a file would tell it."""

    number: str
    placed_at: datetime
    channel: str
    kind: str
    pieces: tuple[Piece, ...]
    buyer: Buyer | None = None
    status: str = "paid"
    related: str = ""
    reason: str = ""
    parcel: Parcel = Parcel()


@dataclass(slots=True)
class _Book:
    names: Names
    today: date
    chance: np.random.Generator
    orders: list[ExampleOrder] = field(default_factory=list)
    buyers: list[Buyer] = field(default_factory=list)
    number: int = 1000


def write_orders(
    sales: Sequence[tuple[date, list[Variant]]],
    names: Names,
    *,
    today: date,
    seed: int,
    event_days: frozenset[date] = frozenset(),
) -> tuple[list[ExampleOrder], list[Buyer]]:
    """Give the pairs of each day to buyers, and take a few back.

    Args:
        sales: Per day, the pairs sold, in random order.
        names: What people are called.
        today: Nothing happens on it or after.
        seed: The same seed gives the same people.
        event_days: Days on which the web gives ten percent off.
    """
    book = _Book(names, today, np.random.default_rng(seed))
    for day, sold in sales:
        rest = list(sold)
        while rest:
            take = int(book.chance.choice(3, p=_ORDER_SIZES)) + 1
            group, rest = rest[:take], rest[take:]
            _add_order(book, day, group, is_event=day in event_days)
    book.orders.sort(key=lambda o: (o.placed_at, o.number))
    return book.orders, book.buyers


def _add_order(book: _Book, day: date, group: list[Variant], *, is_event: bool) -> None:
    chance = book.chance
    channel = str(chance.choice([c for c, _ in _CHANNELS], p=[p for _, p in _CHANNELS]))
    book.number += 1
    at = datetime.combine(day, time(int(chance.integers(10, 21)), int(chance.integers(0, 60))))
    buyer = _buyer(book, day, channel)
    pieces = tuple(_pieces(group, off=is_event and channel == "Shopify"))
    status = "cancelled" if channel != "Mostrador" and chance.random() < 0.012 else "paid"
    prefix = {"Shopify": "#", "Mercado Libre": "ML-", "Mostrador": "M-"}[channel]
    order = ExampleOrder(
        f"{prefix}{book.number}",
        at,
        channel,
        "sale",
        pieces,
        buyer,
        status,
        parcel=_parcel(book, day, channel),
    )
    book.orders.append(order)
    if status == "paid" and channel != "Mercado Libre":
        _maybe_comes_back(book, order)


def _pieces(group: list[Variant], *, off: bool) -> list[Piece]:
    counted: dict[Variant, int] = {}
    for variant in group:
        counted[variant] = counted.get(variant, 0) + 1
    return [Piece(v, n, v.model.price * n // 10 if off else 0) for v, n in counted.items()]


def _parcel(book: _Book, day: date, channel: str) -> Parcel:
    if channel != "Shopify":
        return Parcel()
    promised = day + timedelta(5)
    shipped = day + timedelta(int(book.chance.integers(1, 3)))
    delivered = shipped + timedelta(int(book.chance.choice([2, 3, 4, 6], p=[0.35, 0.4, 0.2, 0.05])))
    return Parcel(
        promised,
        shipped if shipped < book.today else None,
        delivered if delivered < book.today else None,
    )


def _buyer(book: _Book, day: date, channel: str) -> Buyer | None:
    chance = book.chance
    if channel == "Mercado Libre":
        return None
    if channel == "Mostrador" and chance.random() > _COUNTER_LEAVES_ADDRESS:
        return None
    if book.buyers and chance.random() < _COMES_BACK:
        known = [b for b in book.buyers if (day - b.last_bought).days > 14]
        if known:
            weights = np.array([b.likes_us for b in known])
            found = known[int(chance.choice(len(known), p=weights / weights.sum()))]
            found.last_bought = day
            return found
    return _new_buyer(book, day)


def _new_buyer(book: _Book, day: date) -> Buyer:
    chance, names = book.chance, book.names
    first, last = str(chance.choice(list(names.first))), str(chance.choice(list(names.last)))
    count = len(book.buyers) + 1
    address = f"{name_key(first)}.{name_key(last)}{count}@example.com"
    consents = [True, False, None][int(chance.choice(3, p=[0.55, 0.2, 0.25]))]
    buyer = Buyer(
        f"{first} {last}", address, f"+5233{10_000_000 + count * 37 % 89_999_999:08d}",
        str(chance.choice(list(names.cities))), consents, float(chance.gamma(0.8)) + 0.02, day,
    )  # fmt: skip
    book.buyers.append(buyer)
    return buyer


def _maybe_comes_back(book: _Book, order: ExampleOrder) -> None:
    chance = book.chance
    fate = chance.random()
    when = order.placed_at + timedelta(days=int(chance.integers(4, 12)))
    if fate > _RETURNED + _EXCHANGED or when.date() >= book.today:
        return
    piece = order.pieces[0]
    back = Piece(piece.variant, -1)
    if fate < _RETURNED:
        reason = str(chance.choice(["No era lo que esperaba", "Talla", "Comodidad"]))
        book.orders.append(
            ExampleOrder(
                f"{order.number}-D",
                when,
                order.channel,
                "return",
                (back,),
                order.buyer,
                related=order.number,
                reason=reason,
            )
        )
        return
    sizes = piece.variant.model.sizes
    place = sizes.index(piece.variant.size)
    kept = Variant(piece.variant.model, sizes[min(len(sizes) - 1, place + 1)])
    if kept.size == piece.variant.size:
        return
    book.orders.append(
        ExampleOrder(
            f"{order.number}-C",
            when,
            order.channel,
            "exchange",
            (back, Piece(kept, 1)),
            order.buyer,
            related=order.number,
            reason="Talla",
        )
    )
