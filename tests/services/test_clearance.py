"""What should go from the shelf, and what to do with it."""

from __future__ import annotations

from reorder_shop import a_style, a_supplier
from sqlalchemy import update

from shopdesk.services import phrases_clearance, reorder_room
from shopdesk.services.clearance import Reason
from shopdesk.services.context import Shop
from shopdesk.store.models import Product


def test_the_last_sizes_of_what_is_no_longer_bought_go_to_the_clearance_table(shop: Shop) -> None:
    a_style(shop, supplier=a_supplier(shop))
    a_style(shop, "Bota Vieja", seed=3, on_hand=(0, 1, 0, 0, 2), cost=40000)
    with shop.store.write() as session:
        session.execute(update(Product).where(Product.name == "Bota Vieja").values(state="discontinued"))
    (one,) = reorder_room.read(shop).leftovers
    assert (one.product, one.reason, one.sizes, one.pieces) == ("Bota Vieja", Reason.ORPHANS, ("23", "26"), 3)
    assert one.cost_minor == 3 * 40000
    assert phrases_clearance.advice(one) == "Últimos 23 y 26: a la mesa de liquidación."
    assert phrases_clearance.summary([one]) == "sobran 3 pares, de 1 producto"


def test_a_run_that_is_about_to_be_ordered_is_no_leftover(shop: Shop) -> None:
    a_style(shop, on_hand=(0, 1, 0, 0, 1), supplier=a_supplier(shop))
    assert reorder_room.read(shop).leftovers == ()


def test_far_too_many_are_named_with_how_many(shop: Shop) -> None:
    """8 a week for at most 26 weeks are about 208; of 500 some 290 are too many."""
    a_style(shop, on_hand=(100, 100, 100, 100, 100), supplier=a_supplier(shop))
    (one,) = reorder_room.read(shop).leftovers
    assert one.reason is Reason.EXCESS
    assert 260 <= one.pieces <= 320
    assert one.cost_minor == one.pieces * 50000


def test_an_empty_shop_has_no_leftovers(shop: Shop) -> None:
    assert reorder_room.read(shop).leftovers == ()
    assert phrases_clearance.summary(()) == ""
