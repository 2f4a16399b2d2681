"""A thousand customers: nothing that came back, nothing out of their promisable size, always a reason."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from customer_shop import CustomerShop
from sqlalchemy import insert, text

from shopdesk.cli import main
from shopdesk.services import phrases_advice as say
from shopdesk.services.context import Shop
from shopdesk.services.customers.recommend import recommend, recommend_all, siblings
from shopdesk.services.stock import levels
from shopdesk.store.models import Customer, CustomerKey, Message, Order, OrderLine, ReturnLine

TODAY = date(2026, 11, 21)
SIZES = ("22", "23", "24", "25", "26")
USES = ("caminar diario", "de pie todo el día", "entrenamiento ligero")
FITS = ("Normal", "Amplia", "Angosta", "")
_STARTLING = ("ayer", "hora", ":", "@", "http", "vimos", "sabemos", "$")


@pytest.fixture
def made(shop: Shop) -> CustomerShop:
    return CustomerShop(shop)


def _fill(made: CustomerShop, people: int = 1000, seed: int = 5) -> dict[str, list[int]]:
    """Fill the shop with styles, stock with holes, purchases, returns, exchanges and words."""
    rng = np.random.default_rng(seed)
    styles: dict[str, list[int]] = {}
    before: int | None = None
    for number in range(24):
        stock = {size: int(rng.choice([0, 0, 1, 4])) for size in SIZES}
        name = f"Modelo {number // 2}"
        variants = made.style(
            name,
            stock,
            color=("negro", "café")[number % 2],
            category=("Tenis", "Botas", "Flats")[number % 3],
            gender="Dama",
            use=USES[number % 4] if number % 4 < 3 else "",
            fit=FITS[int(rng.integers(4))],
            successor_of_id=before if number % 5 == 4 else None,
        )
        before = made.product_of(variants["22"])
        styles[f"{name}-{number}"] = list(variants.values())
    everything = list(styles.values())
    rows: dict[type, list[dict[str, object]]] = {m: [] for m in (Customer, CustomerKey, Order, OrderLine)}
    rows |= {ReturnLine: [], Message: []}
    order = 0
    for person in range(1, people + 1):
        rows[Customer].append({"id": person, "name": f"P{person}", "name_key": f"p{person}"})
        mail = f"p{person}@example.com"
        rows[CustomerKey].append({"customer_id": person, "kind": "email", "value": mail, "shown": mail})
        size = int(rng.integers(len(SIZES)))
        for _ in range(int(rng.integers(1, 5))):
            order += 1
            day = TODAY - timedelta(days=int(rng.integers(5, 400)))
            theirs = everything[int(rng.integers(len(everything)))]
            rows[Order].append(
                {
                    "id": order,
                    "source": "t",
                    "number": str(order),
                    "customer_id": person,
                    "currency": "MXN",
                    "placed_at": _at(day),
                    "local_day": day,
                    "local_week": day,
                    "total_minor": 100_000,
                }
            )
            rows[OrderLine].append(
                {
                    "order_id": order,
                    "ordinal": 1,
                    "variant_id": theirs[size],
                    "quantity": 1,
                    "local_day": day,
                    "local_week": day,
                    "refunded_quantity": int(rng.random() < 0.05),
                }
            )
            if rng.random() < 0.25:
                kept = theirs[min(size + 1, 4)] if rng.random() < 0.5 else None
                reason = str(rng.choice(["Talla", "Muy angosto", "No era lo que esperaba"]))
                rows[ReturnLine].append(
                    {
                        "order_id": order,
                        "variant_id": theirs[size],
                        "quantity": 1,
                        "returned_on": day,
                        "kept_variant_id": kept,
                        "reason": reason,
                    }
                )
        if rng.random() < 0.2:
            rows[Message].append(
                {
                    "text": "Tengo el pie ancho",
                    "written_at": _at(TODAY),
                    "added_at": _at(TODAY),
                    "customer_id": person,
                }
            )
    with made.shop.store.write() as session:
        for model, many in rows.items():
            if many:
                session.execute(insert(model), many)
    return styles


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 18, tzinfo=UTC)


def test_a_thousand_customers_without_a_single_lapse(shop: Shop, made: CustomerShop) -> None:
    _fill(made)
    found = recommend_all(shop)
    assert len(found) > 500
    there = {level.variant_id: level for level in levels(shop)}
    with shop.store.read() as session:
        returned = set(
            session.connection().execute(
                text(
                    "SELECT o.customer_id, p.name FROM return_line r JOIN sale_order o ON o.id = r.order_id"
                    " JOIN variant v ON v.id = r.variant_id JOIN product p ON p.id = v.product_id UNION"
                    " SELECT o.customer_id, p.name FROM order_line l JOIN sale_order o ON o.id = l.order_id"
                    " JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id"
                    " WHERE l.refunded_quantity > 0"
                )
            )
        )
        worn = session.connection().execute(
            text(
                "SELECT o.customer_id, v.size FROM order_line l JOIN sale_order o ON o.id = l.order_id"
                " JOIN variant v ON v.id = l.variant_id UNION"
                " SELECT o.customer_id, v.size FROM return_line r JOIN sale_order o ON o.id = r.order_id"
                " JOIN variant v ON v.id = r.kept_variant_id"
            )
        )
        sizes: dict[int, set[str]] = {}
        for customer, size in worn:
            sizes.setdefault(customer, set()).add(size)
    for customer, one in found.items():
        assert (customer, one.offer.name) not in returned
        assert there[one.variant_id].promisable == one.promisable > 0
        assert there[one.variant_id].size == one.size
        assert one.size in sizes[customer]
        said = say.reason(one)
        assert said.endswith(".")
        assert said.count(".") == 1
        assert not any(word in said for word in _STARTLING)
    assert len({one.why for one in found.values()}) >= 3
    assert Counter(one.sku for one in found.values()).most_common(1)[0][1] < len(found) / 2


def test_one_customer_is_told_the_same_as_everybody(shop: Shop, made: CustomerShop) -> None:
    _fill(made, people=60)
    everybody = recommend_all(shop)
    for person in range(1, 61):
        mine = recommend(shop, f"p{person}@example.com")
        assert (mine[0] if mine else None) == everybody.get(person)


def test_the_command_says_customer_key_reason_and_pieces(
    shop: Shop, made: CustomerShop, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: object
) -> None:
    old = made.style("Tenis Nube", {"24": 0}, gender="Dama")["24"]
    new = made.style("Tenis Nube 2", {"24": 4}, gender="Dama", successor_of_id=made.product_of(old))["24"]
    made.sale(made.person("Ana"), old, TODAY - timedelta(90))
    made.person("Eva")
    home = ["--home", str(shop.folder.root), "--today", "2026-11-21", "--json", "recommend"]
    assert main([*home, "ana@example.com"]) == 0
    said = json.loads(capsysbinary.readouterr().out)
    assert {name: said[name] for name in ("customer", "sku", "reason", "promisable")} == {
        "customer": "ana@example.com",
        "sku": "Tenis Nube 2--24",
        "reason": "Sustituye a Tenis Nube, con el que se quedó.",
        "promisable": 4,
    }
    assert new
    assert main([*home, "eva@example.com"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["sku"] is None
    file = tmp_path / "hermanos.csv"  # type: ignore[operator]
    assert main([*home, "--siblings", str(file)]) == 0
    capsysbinary.readouterr()
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith("Tenis Nube,,,Tenis Nube 2,")


def test_every_sibling_can_be_promised(shop: Shop, made: CustomerShop) -> None:
    _fill(made, people=1)
    there = {level.product_id for level in levels(shop) if level.promisable > 0}
    found = siblings(shop)
    assert any(len(one.like) == 3 for one in found)
    for one in found:
        assert len(one.like) <= 3
        assert {other.product_id for other in one.like} <= there - {one.offer.product_id}
