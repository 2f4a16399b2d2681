"""The example shop is the same for the same day, sells only what is on its shelf, and has its gaps."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta

import pytest

from shopdesk.domain import example
from shopdesk.runtime import resources

TODAY = date(2026, 11, 21)
DOCUMENT = json.loads(resources.text("demo/shop.json"))
MODELS = example.read_models(DOCUMENT)
LEAD = {
    row["name"]: example.Habits(row["lead_days"], row["lead_days_sd"], row["quiet_weeks"])
    for row in DOCUMENT["suppliers"]
}


def _shelf(seed: int = 7, days: int = 200) -> example.Shelf:
    dates = [example.CommercialDate("Buen Fin", date(2026, 11, 13), date(2026, 11, 16), 2.0)]
    return example.run_shop(MODELS, LEAD, dates, today=TODAY, days=days, seed=seed)


@pytest.fixture(scope="module")
def shelf() -> example.Shelf:
    return _shelf()


def _orders(shelf: example.Shelf) -> tuple[list[example.ExampleOrder], list[example.Buyer]]:
    names = example.Names(DOCUMENT["first_names"], DOCUMENT["last_names"], DOCUMENT["cities"])
    return example.write_orders(shelf.sales, names, today=TODAY, seed=7)


def test_the_same_seed_gives_the_same_shop(shelf: example.Shelf) -> None:
    again = _shelf()
    assert again.counts == shelf.counts
    assert [[v.sku for v in sold] for _, sold in again.sales] == [
        [v.sku for v in sold] for _, sold in shelf.sales
    ]
    assert _shelf(seed=8).counts != shelf.counts


def _flows(shelf: example.Shelf, day: date) -> list[tuple[str, int]]:
    came = [flow for a in shelf.arrivals if a.arrives_on == day for flow in a.pieces.items()]
    return came + [(v.sku, -1) for sold_on, pairs in shelf.sales if sold_on == day for v in pairs]


def test_every_pair_that_leaves_was_on_the_shelf(shelf: example.Shelf) -> None:
    start, counted = shelf.counts[0]
    balance = dict(counted)
    for ago in range((TODAY - start).days, 0, -1):
        day = TODAY - timedelta(ago)
        for sku, pieces in _flows(shelf, day):
            if sku in counted and (pieces < 0 or day > start):
                balance[sku] += pieces
                assert balance[sku] >= 0, (day, sku)


def test_the_planted_gaps_are_there_while_the_model_looks_stocked(shelf: example.Shelf) -> None:
    now = shelf.counts[-1][1]
    gone = 0
    for model in (m for m in MODELS if m.gaps):
        stock = {size: now[example.Variant(model, size).sku] for size in model.sizes}
        gone += sum(stock[size] == 0 for size in model.gaps)
        assert sum(stock.values()) > 3, model.code
    assert gone >= 4


def test_nothing_happens_today_and_nobody_buys_twice_within_two_weeks(shelf: example.Shelf) -> None:
    orders, buyers = _orders(shelf)
    assert max(o.placed_at.date() for o in orders) == TODAY - timedelta(1)
    assert len({b.email for b in buyers}) == len(buyers)
    assert all(b.email.endswith("@example.com") and b.email.isascii() for b in buyers)
    by_email: dict[str, list[date]] = {}
    for order in orders:
        if order.kind == "sale" and order.buyer:
            by_email.setdefault(order.buyer.email, []).append(order.placed_at.date())
    gaps = [(b - a).days for days in by_email.values() for a, b in itertools.pairwise(days)]
    assert min(gaps) > 14


def test_an_exchange_gives_one_pair_back_and_keeps_another_of_the_same_model(shelf: example.Shelf) -> None:
    exchanges = [o for o in _orders(shelf)[0] if o.kind == "exchange"]
    assert exchanges
    for order in exchanges:
        back, kept = order.pieces
        assert (back.quantity, kept.quantity) == (-1, 1)
        assert back.variant.model is kept.variant.model
        assert back.variant.size != kept.variant.size


def test_its_document_ships() -> None:
    assert len(MODELS) >= 20
    assert len(DOCUMENT["messages"]) >= 12
    assert len(LEAD) >= 2
