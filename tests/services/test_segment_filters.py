"""Groups and filters on a shop that can be counted by hand."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from customer_shop import CustomerShop

from shopdesk.cli import main
from shopdesk.domain.filters import Filter
from shopdesk.domain.segments import Segment
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.services import customers
from shopdesk.services.context import Shop
from shopdesk.services.customers import filters, standing

TODAY = date(2026, 11, 21)


@pytest.fixture
def made(shop: Shop) -> CustomerShop:
    made = CustomerShop(shop)
    tenis, bota = made.style("Tenis Nube", {"24": 5})["24"], made.style("Botín Oaxaca", {"24": 5})["24"]
    ana = made.person("Ana", city="León", birthday=date(1990, 12, 1))
    eva = made.person("Eva", city="Mérida")
    luz = made.person("Luz", city="León")
    made.sale(ana, tenis, TODAY - timedelta(60))
    made.sale(ana, bota, TODAY - timedelta(3))
    made.sale(eva, bota, TODAY - timedelta(30))
    made.sale(luz, tenis, TODAY - timedelta(10), status="cancelled")
    made.person("Sol", "", city="León")
    return made


def _names(people: object) -> set[str]:
    return {p.row.name for p in people}  # type: ignore[attr-defined]


def test_each_group_is_the_hand_count(shop: Shop, made: CustomerShop) -> None:
    page = customers.page(shop)
    counted = {one: _names(page.of(one)) for one in Segment if page.counts.get(one)}
    assert counted == {Segment.RETURNED: {"Ana"}, Segment.SECOND: {"Eva"}, Segment.BIRTHDAY: {"Ana"}}


def test_first_buyers_of_a_style_are_those_who_began_with_it(shop: Shop, made: CustomerShop) -> None:
    assert _names(filters.found_by(shop, Filter(first_bought="botín oaxaca"))) == {"Eva"}
    assert _names(filters.found_by(shop, Filter(bought="botín oaxaca"))) == {"Ana", "Eva"}
    assert _names(filters.found_by(shop, Filter(bought="tenis nube"))) == {"Ana"}  # Luz cancelled hers
    assert _names(filters.found_by(shop, Filter(city="leon", may_be_written=True))) == {"Ana", "Luz"}


def test_the_first_buyers_of_each_style_are_counted_by_hand(shop: Shop, made: CustomerShop) -> None:
    ids = {p.row.name: p.row.id for p in customers.page(shop).people}
    # Ana began with the Nube and bought the Oaxaca later; Luz cancelled, so she never began.
    assert filters.first_buyers(shop) == {"Botín Oaxaca": {ids["Eva"]}, "Tenis Nube": {ids["Ana"]}}


def test_a_filter_is_kept_replaced_and_forgotten(shop: Shop, made: CustomerShop) -> None:
    filters.save(shop, "De León", Filter(city="Mérida"))
    filters.save(shop, "De León", Filter(city="León"))
    assert filters.saved(shop) == {"De León": Filter(city="León")}
    filters.drop(shop, "De León")
    assert filters.saved(shop) == {}
    with pytest.raises(NotFound):
        filters.drop(shop, "De León")
    with pytest.raises(WrongInput):
        filters.save(shop, "Todos", Filter())


def test_a_shop_of_three_has_thirds_and_no_model(shop: Shop, made: CustomerShop) -> None:
    found = standing.standings(shop)
    assert {one.row.name: one.rfm.code for one in found.people} == {"Ana": "333", "Eva": "111"}
    assert (found.model, found.repeats) == (None, 1)
    assert all(one.alive is None for one in found.people)


def test_the_command_lists_saves_and_exports(
    shop: Shop, made: CustomerShop, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: object
) -> None:
    home = ["--home", str(shop.folder.root), "--today", "2026-11-21", "--json"]

    def said(*words: str) -> dict:
        assert main([*home, "segments", *words]) == 0
        return json.loads(capsysbinary.readouterr().out)

    assert said("save", "Botas", "--bought", "Botín Oaxaca")["count"] == 2
    listed = said()
    assert {one["segment"]: one["count"] for one in listed["segments"]}["returned"] == 1
    assert [(one["segment"], one["count"]) for one in listed["saved"]] == [("Botas", 2)]
    file = tmp_path / "botas.csv"  # type: ignore[operator]
    said("show", "Botas", "--csv", str(file))
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 3
    assert rows[1].startswith("ana@example.com,Ana,ana@example.com")
    assert {c["rfm"] for c in said("rfm")["customers"]} == {"333", "111"}
