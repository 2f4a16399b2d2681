"""Who sells what: named once, changed, taken back; and who could send it sooner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from reorder_shop import a_style, a_supplier

from shopdesk.runtime.errors import WrongInput
from shopdesk.services import phrases_supply, purchase_orders, reorder, suppliers, supply
from shopdesk.services.context import Shop
from shopdesk.services.purchase_orders import Arrived


def _product(shop: Shop) -> int:
    return reorder.suggest(shop).lines[0].product_id


def test_a_product_without_supplier_gets_one_and_its_order_can_be_written_down(shop: Shop) -> None:
    a_style(shop)
    with pytest.raises(WrongInput):
        purchase_orders.place_group(shop, reorder.suggest(shop).groups()[0])
    before = supply.name_first(shop, [_product(shop)], "Calzado León")
    plan = reorder.suggest(shop)
    assert {line.supplier for line in plan.lines} == {"Calzado León"}
    assert purchase_orders.place_group(shop, plan.groups()[0]) == "0001"
    purchase_orders.take_back(shop, "0001")
    supply.put_back(shop, before)
    assert {line.supplier for line in reorder.suggest(shop).lines} == {""}


def test_the_former_supplier_stays_as_an_alternative(shop: Shop) -> None:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    a_style(shop, supplier=leon)
    product = _product(shop)
    supply.name_first(shop, [product], "pieles del BAJÍO")
    supply.name_first(shop, [product], "Pieles del Bajio")
    offers = supply.read(shop, product).offers
    assert [(one.terms.name, one.is_first) for one in offers] == [
        ("pieles del BAJÍO", True), ("Calzado León", False),
    ]  # fmt: skip
    assert {line.supplier for line in reorder.suggest(shop).lines} == {"pieles del BAJÍO"}
    assert [one.name for one in supply.alternatives(shop)[product]] == ["Calzado León"]


def test_costs_are_kept_with_their_day_wherever_they_change(shop: Shop) -> None:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    ids = a_style(shop, supplier=leon)
    product = _product(shop)
    before = supply.put_offer(shop, product, "Calzado León", cost_minor=52_000, pack=6)
    plan = reorder.suggest(shop)
    assert {line.cost_minor for line in plan.lines} == {52_000}
    assert all(line.order % 6 == 0 for line in plan.lines)
    number = purchase_orders.place(shop, "Calzado León", {ids[0]: 6})
    purchase_orders.receive(shop, number, {ids[0]: Arrived(6, 0, 56_000)}, on=shop.today() + timedelta(1))
    told = phrases_supply.cost_history(supply.read(shop, product).costs)
    assert told == (
        "Lo que ha costado: $560 desde el 22 de noviembre de 2026 (Calzado León)"
        " · $520 desde el 21 de noviembre de 2026 (Calzado León)."
    )
    supply.put_back(shop, before)
    assert supply.read(shop, product).costs == ()
    assert reorder.suggest(shop).lines[0].cost_minor == 50_000


def test_another_supplier_is_named_where_the_first_comes_after_the_shelf_is_empty(shop: Shop) -> None:
    leon = a_supplier(shop, lead_days=21.0, lead_days_sd=2.0)
    a_style(shop, supplier=leon)
    suppliers.change(shop, "Bodega Centro", lead_days=2.0, lead_days_sd=1.0)
    row = reorder.suggest(shop).due_styles()[0]
    supply.put_offer(shop, row.first.product_id, "Bodega Centro", cost_minor=58_000)
    others = supply.alternatives(shop)[row.first.product_id]
    assert phrases_supply.sooner(row, others, shop.today()) == (
        "Bodega Centro lo tendría aquí el lun 23 nov. Cuesta $80 más por pieza."
    )
    later = [replace(one, arrives_on=row.first.arrives_on) for one in others]
    assert phrases_supply.sooner(row, later, shop.today()) == ""


def test_the_three_clocks_of_a_supplier_are_told(shop: Shop) -> None:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    ids = a_style(shop, supplier=leon)
    number = purchase_orders.place(shop, "Calzado León", {ids[0]: 10})
    purchase_orders.confirm(shop, number)
    for days, pieces in ((4, 5), (9, 4), (20, 1)):
        purchase_orders.receive(shop, number, {ids[0]: Arrived(pieces)}, on=shop.today() + timedelta(days))
    (terms,) = suppliers.listed(shop)
    # 5 of 10 after 4 days; 9 of 10 (90 %) after 9; the last after 20. Planning: (1 × 9 + 3 × 14) / 4 = 12.75.
    assert phrases_supply.clocks(terms) == (
        "13 días, según 1 pedido. Los primeros pares llegan a los 4 días; los últimos, a los 20."
    )


def test_a_nameless_supplier_is_refused(shop: Shop) -> None:
    a_style(shop)
    with pytest.raises(WrongInput):
        supply.name_first(shop, [_product(shop)], "  ")
    with pytest.raises(WrongInput):
        supply.put_offer(shop, _product(shop), "León", cost_minor=100, pack=0)
