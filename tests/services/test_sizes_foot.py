from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sized_shops import SizedShop
from sqlmodel import select

from shopdesk.domain.sizes.foot import Foot, read_foot
from shopdesk.runtime import resources
from shopdesk.services import sizes
from shopdesk.store.models import Customer, Message, Order, OrderLine, ReturnLine

LEXICON = json.loads(resources.text("sizes/es/foot.json"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tengo el pie ancho, ¿me queda?", [(Foot.WIDE, "pie ancho")]),
        ("Soy de Empeine Alto y pie plano", [(Foot.HIGH_ARCH, "Empeine Alto"), (Foot.FLAT, "pie plano")]),
        ("Mi arco caído me duele", [(Foot.FLAT, "arco caído")]),
        ("No tengo pie ancho", []),
        ("¿Tienen zapatos de tacón ancho?", []),
        ("", []),
    ],
)
def test_foot_is_known_from_own_words_only(text, said):
    assert [(one.foot, one.words) for one in read_foot(text, LEXICON)] == said


@pytest.fixture
def ana(shop):
    with shop.store.write() as session:
        person = Customer(name="Ana")
        session.add(person)
        session.flush()
        return person.id


def _buys(shop, made, ana, sizes_, back, *, wrapped=False):
    made.sold("Botín", sizes_, days=[shop.today() - timedelta(back)])
    with shop.store.write() as session:
        order = session.exec(select(Order).order_by(Order.id.desc())).first()
        order.customer_id = ana
        session.add(order)
        if wrapped:
            session.add(
                OrderLine(
                    order_id=order.id,
                    ordinal=9,
                    title="Envoltura de regalo",
                    quantity=1,
                    is_demand=False,
                    local_day=order.local_day,
                    local_week=order.local_week,
                )
            )
        return order.id


def test_usual_size_counts_what_was_kept(shop, ana):
    made = SizedShop(shop).style("Botín")
    first = _buys(shop, made, ana, {"24": 1}, 60)
    _buys(shop, made, ana, {"25": 1}, 30)
    _buys(shop, made, ana, {"23": 1}, 20, wrapped=True)
    with shop.store.write() as session:
        session.add(
            ReturnLine(
                order_id=first,
                variant_id=made.variants["Botín", "24"],
                quantity=1,
                returned_on=shop.today() - timedelta(50),
                kept_variant_id=made.variants["Botín", "25"],
            )
        )
    usual = sizes.foot_of(shop, ana).sizes
    assert [(one.label, one.kept, one.of) for one in usual] == [("25", 2, 2)]
    assert usual[0].last == shop.today() - timedelta(30)


def test_what_was_written_stands_with_its_message_and_presents_do_not_count(shop, ana):
    with shop.store.write() as session:
        for back, words in ((5, "Tengo pie ancho"), (3, "Es para regalo, ella es de pie plano")):
            at = shop.now() - timedelta(back)
            session.add(Message(text=words, written_at=at, added_at=at, customer_id=ana))
    notes = sizes.foot_of(shop, ana).notes
    assert [(note.foot, note.words) for note in notes] == [(Foot.WIDE, "pie ancho")]
    assert notes[0].day == shop.today() - timedelta(5)


def test_nothing_known_is_nothing_said(shop, ana):
    assert sizes.foot_of(shop, ana) == sizes.FootFacts((), ())
