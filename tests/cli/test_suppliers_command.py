"""Suppliers by command: what is known of each, and who sells what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from reorder_shop import a_style

from shopdesk.services.context import Shop

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(shop: Shop, ask: Run) -> Run:
    """Return a function that runs a command on a shop of one style and gives its document."""
    a_style(shop)
    return ask


def test_a_supplier_is_written_and_named_for_a_product_by_command(run: Run) -> None:
    assert run("suppliers", "list") == {"suppliers": []}
    (made,) = run(
        "suppliers", "set", "Calzado León", "--lead-days", "10", "--minimum", "4500.50",
        "--closed", "2026-12-20:2027-01-06", "--email", "pedidos@leon.example",
    )["suppliers"]  # fmt: skip
    assert (made["lead_days"], made["lead_source"], made["minimum_money"]) == (
        10.0, "stated", {"minor": 450_050, "currency": "MXN"},
    )  # fmt: skip
    assert made["closed"] == [{"starts_on": "2026-12-20", "ends_on": "2027-01-06"}]
    first = run("suppliers", "offer", "calzado leon", "--sku", "TENNUB-BLA-24", "--cost", "480", "--first")
    assert [(one["supplier"], one["is_first"]) for one in first["offers"]] == [("Calzado León", True)]
    both = run("suppliers", "offer", "Bodega Centro", "--sku", "TENNUB-BLA-22", "--cost", "510")
    assert [one["is_first"] for one in both["offers"]] == [True, False]
    assert [one["lowest_cost_money"]["minor"] for one in both["costs"]] == [48_000, 51_000]
    assert {line["supplier"] for line in run("reorder")["lines"]} == {"Calzado León"}


def test_wrong_words_about_suppliers_are_answered_in_a_sentence(run: Run) -> None:
    assert run("suppliers", "offer", "León", "--sku", "NADA", code=1)["error"]["next_step"]
    assert run("suppliers", "set", "León", "--minimum", "mucho", code=1)["error"]["next_step"]
    assert run("suppliers", "set", "  ", code=1)["error"]["next_step"]
