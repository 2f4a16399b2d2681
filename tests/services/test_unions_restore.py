"""Whatever two customers hold, making them one and taking it back restores every row of the shop."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from customer_shop import CustomerShop
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import customers
from shopdesk.services.context import Shop
from shopdesk.shop import open_shop
from shopdesk.store.models import Consent, CustomerKey, HoldOut, Message, SurveyAnswer

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
NAMES = ("ana", "eva", "luz", "pia")

#: What somebody may hold: purchases (days ago), the rest by name.
_HELD = st.tuples(
    st.lists(st.integers(0, 300), max_size=3),
    st.sets(st.sampled_from(["phone", "message", "consent", "refusal", "answer", "held", "city"])),
)
_SHOPS = st.tuples(*[_HELD] * len(NAMES))
_PAIRS = st.lists(st.permutations(range(len(NAMES))).map(lambda order: order[:2]), min_size=1, max_size=3)


def _hold(shop: Shop, who: int, name: str, held: set[str]) -> None:
    rows: dict[str, Any] = {
        "phone": CustomerKey(customer_id=who, kind="phone", value=f"52155{who:06d}", shown=f"55 {who}"),
        "message": Message(text=f"Soy {name}", written_at=NOW, added_at=NOW, customer_id=who),
        "consent": Consent(customer_id=who, is_granted=True, at=NOW, source="tienda"),
        "refusal": Consent(customer_id=who, is_granted=False, at=NOW + timedelta(1), source="carta"),
        "answer": SurveyAnswer(customer_id=who, email=f"{name}@example.com", answered_at=NOW, score=9),
        "held": HoldOut(flow="novelty", customer_id=who, since=NOW.date()),
    }
    with shop.store.write() as session:
        session.add_all(rows[what] for what in sorted(held & rows.keys()))


def _mail(number: int) -> str:
    return f"{NAMES[number]}@example.com"


def _fill(shop: Shop, held: Sequence[tuple[list[int], set[str]]]) -> None:
    built = CustomerShop(shop)
    variant = built.style("Tenis Nube", {"24": 5})["24"]
    for number, (days, what) in enumerate(held):
        who = built.person(NAMES[number], _mail(number), city="León" if "city" in what else "")
        for ago in days:
            built.sale(who, variant, NOW.date() - timedelta(ago))
        _hold(shop, who, NAMES[number], what)


def _tables(shop: Shop) -> dict[str, list[str]]:
    """Return every row of every table but the record of the merges themselves."""
    with closing(sqlite3.connect(shop.folder.database)) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))
            for (name,) in named
            if name not in {"customer_merge", "journal"}
        }


def _merges(shop: Shop, pairs: Sequence[Sequence[int]]) -> list[int]:
    """Merge each pair who are still two; return the merges."""
    done = []
    for one, other in pairs:
        if customers.card(shop, _mail(one)).who.id != customers.card(shop, _mail(other)).who.id:
            done.append(customers.merge(shop, _mail(one), _mail(other)))
    return done


def _restores(
    held: Sequence[tuple[list[int], set[str]]], pairs: Sequence[Sequence[int]], chance: Any, empty: Path
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place) / "home")
        folder.make()
        shutil.copy(empty, folder.database)
        shop = open_shop(folder, today=NOW.date())
        try:
            _fill(shop, held)
            before, listed = _tables(shop), customers.listed(shop)
            done = _merges(shop, pairs)
            assert len(customers.listed(shop).rows) == len(NAMES) - len(done)
            chance.shuffle(done)  # an owner takes back whichever they regret, in any order
            for number in done:
                customers.unmerge(shop, number)
            assert _tables(shop) == before
            assert customers.listed(shop) == listed
        finally:
            shop.store.close()


_ANY = given(held=_SHOPS, pairs=_PAIRS, chance=st.randoms(use_true_random=False))
_UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=4, deadline=None, suppress_health_check=_UNHURRIED)
@_ANY
def test_merges_taken_back_in_any_order_restore_every_row(
    template: Path, held: Any, pairs: Any, chance: Any
) -> None:
    _restores(held, pairs, chance, template)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=_UNHURRIED)
@_ANY
def test_a_hundred_drawn_shops_come_apart_as_they_were(
    template: Path, held: Any, pairs: Any, chance: Any
) -> None:
    _restores(held, pairs, chance, template)


def test_a_chain_taken_back_from_its_beginning_gives_each_their_own(shop: Shop) -> None:
    _fill(shop, [([10], set()), ([20], set()), ([30], set()), ([], set())])
    before = customers.listed(shop)
    first = customers.merge(shop, _mail(0), _mail(1))
    second = customers.merge(shop, _mail(2), _mail(0))
    customers.unmerge(shop, first)
    assert [row.purchases for row in customers.listed(shop).rows if row.name == "eva"] == [1]
    customers.unmerge(shop, second)
    assert customers.listed(shop) == before
