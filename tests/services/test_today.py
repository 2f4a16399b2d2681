"""What Hoy says of orders: whole styles before single sizes, and the size most buyers would miss."""

from __future__ import annotations

from datetime import timedelta

from reorder_shop import a_style, a_supplier

from shopdesk.services import phrases_today, purchase_orders, today
from shopdesk.services.morning import ComingKind, TaskKind


def _task(shop):
    return next(task for task in today.look(shop).tasks if task.kind is TaskKind.REORDER)


def test_a_style_that_only_loses_a_size_is_not_called_run_out(shop):
    a_style(shop, on_hand=(5, 12, 0, 12, 5), supplier=a_supplier(shop), per_week=4.0)
    task = _task(shop)
    assert (task.facts["this_week"], task.facts["size_this_week"]) == (0, 1)
    assert phrases_today.alarm(task) == "1 pierde una talla"


def test_a_style_with_nothing_left_runs_out(shop):
    a_style(shop, on_hand=(0, 0, 1, 0, 0), supplier=a_supplier(shop), per_week=8.0)
    task = _task(shop)
    assert (task.facts["this_week"], task.facts["size_this_week"]) == (1, 0)
    assert phrases_today.alarm(task) == "1 se acaba esta semana"


def test_the_most_urgent_size_is_the_one_most_buyers_will_be_missed_of(shop):
    supplier = a_supplier(shop, lead_days=14)
    a_style(shop, "Lenta", on_hand=(0, 9, 9, 9, 9), supplier=supplier, per_week=1.0, seed=2)
    a_style(shop, "Rápida", on_hand=(20, 20, 20, 4, 20), supplier=supplier, per_week=14.0, seed=3)
    task = _task(shop)
    # Lenta 22: gone for 14 days at 0.1 a week, 0.2 pieces. Rápida 25: 3.5 a week, gone after some 8 days: 3.
    assert task.facts["urgent"] == "Rápida blanco 25"


def test_late_orders_are_named_and_those_of_one_supplier_and_day_come_in_one_line(shop):
    sizes = a_style(shop, supplier=a_supplier(shop, "Calzado León", lead_days=14.0))
    tomorrow = shop.today() + timedelta(1)
    for pieces, promised in ((3, tomorrow), (2, tomorrow), (4, shop.today() - timedelta(5))):
        number = purchase_orders.place(shop, "Calzado León", {sizes[0]: pieces})
        purchase_orders.confirm(shop, number, promised_on=promised)
    said = [(line.kind, *phrases_today.coming(line)) for line in today.look(shop).coming[:2]]
    assert said == [
        (ComingKind.LATE, "El pedido de Calzado León: 5 días tarde", "4 pares en camino"),
        (ComingKind.ORDER, "Llegan 2 pedidos de Calzado León", "5 pares en camino"),
    ]


def test_styles_nobody_supplies_yet_are_no_supplier(shop):
    a_style(shop, on_hand=(0, 0, 1, 0, 0), per_week=8.0)
    task = _task(shop)
    assert task.facts["suppliers"] == 0
    assert phrases_today.why(task, shop.today()).startswith("Todavía no está dicho quién los surte.")
