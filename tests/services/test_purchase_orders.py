"""An order's whole life, and what it does to stock and to the next suggestion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from reorder_shop import a_style, a_supplier

from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import phrases_orders, purchase_orders, reorder, stock, suppliers
from shopdesk.services.context import Shop
from shopdesk.services.purchase_orders import State
from shopdesk.shop import open_shop
from shopdesk.store.receiving import Arrived


@pytest.fixture
def sizes(shop: Shop) -> list[int]:
    return a_style(shop, supplier=a_supplier(shop, lead_days=14.0, lead_days_sd=4.0))


def placed(shop: Shop) -> str:
    plan = reorder.refresh(shop)
    return purchase_orders.place_group(shop, plan.groups()[0])


def on_hand(shop: Shop) -> dict[int, int]:
    return {level.variant_id: level.on_hand for level in stock.levels(shop)}


def test_placed_confirmed_received_in_two_parts_the_rest_cancelled(shop: Shop, sizes: list[int]) -> None:
    before = on_hand(shop)
    suggested = {line.variant_id: line.order for line in reorder.suggest(shop).lines}
    number = placed(shop)
    order = purchase_orders.get(shop, number)
    assert (order.order.number, order.state, order.ordered) == ("0001", State.PLACED, sum(suggested.values()))
    assert {line.variant_id: line.missing for line in order.lines} == suggested

    purchase_orders.confirm(shop, number, promised_on=date(2026, 12, 3))
    assert purchase_orders.get(shop, number).due_on == date(2026, 12, 3)

    purchase_orders.receive(shop, number, {sizes[0]: Arrived(2), sizes[2]: Arrived(4, damaged=1)})
    order = purchase_orders.get(shop, number)
    assert (order.state, order.received, order.missing) == (State.PARTIAL, 6, order.ordered - 6)
    now = on_hand(shop)
    assert now[sizes[0]] == before[sizes[0]] + 2
    assert now[sizes[2]] == before[sizes[2]] + 3  # the damaged one is not sold

    purchase_orders.receive(shop, number, {sizes[1]: Arrived(suggested[sizes[1]])})
    cancelled = purchase_orders.cancel(shop, number)
    order = purchase_orders.get(shop, number)
    assert order.state is State.COMPLETE
    assert cancelled == order.ordered - order.received
    assert (order.missing, order.cancelled) == (0, cancelled)
    assert all(level.on_order == 0 for level in stock.levels(shop))
    with pytest.raises(WrongInput):
        purchase_orders.receive(shop, number)


def test_the_day_after_placing_nothing_is_suggested_twice(
    shop: Shop, sizes: list[int], folder: DataFolder
) -> None:
    placed(shop)
    assert reorder.suggest(shop).due() == ()
    tomorrow = open_shop(folder, today=shop.today() + timedelta(1))
    plan = reorder.suggest(tomorrow)
    tomorrow.store.close()
    # A day's sales may push a size to its point, never the order already on the way
    assert sum(line.order for line in plan.lines) <= 5
    assert all(line.on_order > 0 for line in plan.lines)


def test_an_order_that_comes_after_the_shelf_is_empty_does_not_hide_it(shop: Shop, sizes: list[int]) -> None:
    row = reorder.suggest(shop).due_styles()[0]
    number = placed(shop)
    purchase_orders.confirm(shop, number, promised_on=shop.today() + timedelta(30))
    after = reorder.suggest(shop)
    assert after.sold_out[row.first.product_id] == row.runs_out_on
    purchase_orders.give_date(shop, number, shop.today() + timedelta(2))
    sooner = reorder.suggest(shop).sold_out[row.first.product_id]
    assert sooner is None or (row.runs_out_on is not None and sooner > row.runs_out_on)


def test_more_than_ordered_never_makes_the_rest_negative(shop: Shop, sizes: list[int]) -> None:
    number = purchase_orders.place(shop, "CALZADO  leon", {sizes[0]: 3})
    purchase_orders.receive(shop, number, {sizes[0]: Arrived(5), sizes[1]: Arrived(1)})
    order = purchase_orders.get(shop, number)
    assert (order.state, order.missing) == (State.COMPLETE, 0)
    assert [line.missing for line in order.lines] == [0, 0]


def test_late_orders_are_named_with_their_days(shop: Shop, sizes: list[int], folder: DataFolder) -> None:
    number = purchase_orders.place(shop, "Calzado León", {sizes[0]: 3})
    purchase_orders.confirm(shop, number, promised_on=shop.today() + timedelta(5))
    later = open_shop(folder, today=shop.today() + timedelta(9))
    assert purchase_orders.get(later, number).days_late == 4
    later.store.close()


def test_lead_times_are_learned_from_receipts(shop: Shop, sizes: list[int]) -> None:
    for days in (16, 18, 20):
        start = shop.today() - timedelta(60)
        number = purchase_orders.place(shop, "Calzado León", {sizes[0]: 10})
        purchase_orders.confirm(shop, number, on=start)
        purchase_orders.receive(shop, number, on=start + timedelta(days))
    (terms,) = suppliers.listed(shop)
    # (3·18 + 3·14)/6 = 16
    assert terms.lead.days == pytest.approx(16)
    assert (terms.lead.orders, terms.lead.shortest, terms.lead.longest) == (3, 16, 20)


def test_a_changed_cost_is_kept_from_that_day_on(shop: Shop, sizes: list[int]) -> None:
    number = purchase_orders.place(shop, "Calzado León", {sizes[0]: 1})
    purchase_orders.receive(shop, number, {sizes[0]: Arrived(1, cost_minor=56000)})
    line = next(one for one in reorder.suggest(shop).lines if one.variant_id == sizes[0])
    assert line.cost_minor == 56000


def test_placing_can_be_taken_back_until_something_arrives(shop: Shop, sizes: list[int]) -> None:
    number = placed(shop)
    purchase_orders.take_back(shop, number)
    assert purchase_orders.listed(shop) == []
    assert reorder.suggest(shop).due()
    again = placed(shop)
    purchase_orders.receive(shop, again, {sizes[0]: Arrived(1)})
    with pytest.raises(WrongInput):
        purchase_orders.take_back(shop, again)


def test_wrong_orders_are_refused_in_words(shop: Shop, sizes: list[int], tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        purchase_orders.place(shop, "Nadie", {sizes[0]: 1})
    with pytest.raises(WrongInput):
        purchase_orders.place(shop, "Calzado León", {sizes[0]: 0})
    with pytest.raises(NotFound):
        purchase_orders.confirm(shop, "0099")
    number = placed(shop)
    with pytest.raises(WrongInput):
        purchase_orders.receive(shop, number, {sizes[0]: Arrived(1, damaged=2)})


def test_a_code_typed_as_a_count_is_refused(shop: Shop, sizes: list[int]) -> None:
    number = purchase_orders.place(shop, "Calzado León", {sizes[0]: 6})
    with pytest.raises(WrongInput, match="pediste 6"):
        purchase_orders.receive(shop, number, {sizes[0]: Arrived(7_509_998_887)})
    assert purchase_orders.get(shop, number).missing == 6


def test_a_large_order_names_its_first_models_and_counts_the_others(shop: Shop, sizes: list[int]) -> None:
    small = purchase_orders.get(shop, placed(shop))
    line = next(one for one in small.lines if one.missing)
    large = replace(small, lines=tuple(replace(line, product=f"Modelo {n}") for n in range(14)))
    assert phrases_orders.models(large).startswith("Modelo 0")
    assert phrases_orders.models(large).endswith("y 2 más")
    assert phrases_orders.missing_sizes(large, most=12).endswith("y 2 más")
    assert "Modelo 13" in phrases_orders.missing_sizes(large)
    assert "más" not in phrases_orders.models(small)
