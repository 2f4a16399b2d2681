from __future__ import annotations

from datetime import timedelta

import pytest
from sized_shops import SizedShop, days_before
from sqlmodel import select

from shopdesk.domain.sizes.equivalence import Equivalence, convert
from shopdesk.domain.sizes.fits import Runs
from shopdesk.domain.sizes.labels import SizeSystem
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.services import phrases_fit, phrases_sizes, sizes
from shopdesk.services.sizes import guide
from shopdesk.services.stock import levels
from shopdesk.store.models import (
    Customer,
    Message,
    PackRun,
    ReturnLine,
    StockMovement,
    Supplier,
    SupplierItem,
    UnmetRequest,
)

ALL = {"23": 1, "24": 3, "25": 3, "26": 1}


def _shop(shop, stock=None, *, place="Tienda", brand=""):
    today = shop.today()
    made = SizedShop(shop).style("Botín", brand=brand)
    made.sold("Botín", ALL, days=days_before(today, 120, every=4))
    return made.counted("Botín", stock or {"23": 5, "24": 0, "25": 20, "26": 5}, on=today, place=place)


def test_ordering_a_gap_twice_asks_once_and_comes_back_whole(shop):
    made = _shop(shop)
    row = sizes.page(shop).rows[0]
    added = sizes.add_to_order(shop, [row])
    assert list(added.pieces) == [made.variants["Botín", "24"]]
    assert sizes.add_to_order(shop, [row]).pieces == {}
    assert sizes.waiting(shop) == added.pieces
    sizes.put_back(shop, added)
    assert sizes.waiting(shop) == {}
    sizes.do_again(shop, added)
    assert sizes.waiting(shop) == added.pieces


def test_size_that_another_place_has_is_offered_to_move_and_moved(shop):
    made = _shop(shop)
    made.counted("Botín", {"23": 0, "24": 4, "25": 0, "26": 0}, on=shop.today(), place="Bodega")
    page = sizes.page(shop)
    assert not page.rows[0].missing, "the shop has it, only not here"
    moves = sizes.transfers(shop, page)
    # 5.25 a week × 2 weeks = 11, but only four are there.
    found = [(m.size, m.source.name, m.target.name, m.there, m.pieces) for m in moves]
    assert ("24", "Bodega", "Tienda", 4, 4) in found
    assert phrases_sizes.transfer(moves[0]) == "Botín 24: ninguno en Tienda, 4 en Bodega"
    before = {level.variant_id: level.on_hand for level in levels(shop)}
    sizes.move(shop, moves[0])
    assert {level.variant_id: level.on_hand for level in levels(shop)} == before
    assert not [m for m in sizes.transfers(shop, page) if m.size == "24" and m.target.name == "Tienda"]
    sizes.move_back(shop, moves[0])
    assert len(sizes.transfers(shop, page)) == len(moves)
    with shop.store.read() as session:
        assert [m.pieces for m in session.exec(select(StockMovement)).all()] == [-4, 4, -4, 4]


def test_one_place_has_nothing_to_move(shop):
    _shop(shop)
    assert sizes.transfers(shop, sizes.page(shop)) == ()


def test_run_is_bought_by_what_is_missing_of_the_curve(shop):
    # Curve 1/8 3/8 3/8 1/8; 5, 0, 20, 5 are there. Level L with 3L/8 + 2·max(L/8 − 5, 0) = 16: L = 41.6,
    # so 15.6 of 24 and 0.2 of each end, in whole pieces 16.
    _shop(shop)
    run = sizes.corrida(sizes.page(shop).rows[0], 16)
    assert [(line.label, line.pieces) for line in run.lines] == [("23", 0), ("24", 16), ("25", 0), ("26", 0)]
    empty = _flat(shop)
    run = sizes.corrida(empty, 16)
    assert [line.pieces for line in run.lines] == [2, 6, 6, 2]
    assert run.pieces == 16
    assert sizes.order_run(shop, run).pieces == {line.variant_id: line.pieces for line in run.lines}


def _flat(shop):
    today = shop.today()
    made = SizedShop(shop).style("Flat").sold("Flat", ALL, days=days_before(today, 120, every=4))
    made.counted("Flat", dict.fromkeys(ALL, 0), on=today)
    return next(row for row in sizes.page(shop).rows if row.product == "Flat")


def test_suppliers_boxes_are_taken_as_they_come(shop):
    row = _flat(shop)
    assert sizes.in_boxes(shop, row, 16) is None
    with shop.store.write() as session:
        supplier = Supplier(name="León", name_key="leon")
        session.add(supplier)
        session.flush()
        session.add(SupplierItem(supplier_id=supplier.id, variant_id=row.cells[0].variant_id))
        run = {"23": 1, "24": 3, "25": 3, "26": 1}
        session.add(PackRun(supplier_id=supplier.id, name="Corrida de 8", sizes=run))
    found = sizes.in_boxes(shop, row, 16)
    assert (found.box, found.box_count, found.short, found.over) == ("Corrida de 8", 2, 0, 0)
    assert [line.pieces for line in found.lines] == [2, 6, 6, 2]


def _changed(made, pieces, reason=""):
    with made.shop.store.write() as session:
        session.add(
            ReturnLine(
                variant_id=made.variants["Botín", "24"],
                kept_variant_id=made.variants["Botín", "25"],
                quantity=pieces,
                returned_on=made.shop.today() - timedelta(5),
                ordered_on=made.shop.today() - timedelta(9),
                reason=reason,
            )
        )


def test_repeated_changes_upwards_say_that_a_style_runs_small(shop):
    made = _shop(shop)
    _changed(made, 6)
    reading = sizes.fits(shop)[made.products["Botín"]]
    assert reading.runs is Runs.SMALL
    assert phrases_fit.fit(reading) == "Talla chico: en 6 de 6 cambios se llevaron una más grande."
    assert sizes.page(shop).fits[made.products["Botín"]] == reading


def test_presents_never_set_a_fit(shop):
    made = _shop(shop)
    _changed(made, 9, reason="Era un regalo")
    assert sizes.fits(shop) == {}


def test_who_asked_is_listed_with_the_newest_first(shop):
    made = _shop(shop)
    with shop.store.write() as session:
        for number, name in enumerate(("Ana", "Luz")):
            person = Customer(name=name)
            message = Message(text="¿Tienen 24?", written_at=shop.now(), added_at=shop.now(), author=name)
            session.add_all([person, message])
            session.flush()
            session.add(
                UnmetRequest(
                    message_id=message.id,
                    customer_id=person.id,
                    variant_id=made.variants["Botín", "24"],
                    asked_on=shop.today() - timedelta(3 - number),
                    wants_notice=number == 1,
                )
            )
    asked = sizes.who_asked(shop, made.products["Botín"])
    assert [(one.person, one.wants_notice) for one in asked] == [("Luz", True), ("Ana", False)]
    assert {one.size for one in asked} == {"24"}


GUIDE = (
    Equivalence("Andares", {SizeSystem.MX: "24.5", SizeSystem.EU: "38.5"}, 245),
    Equivalence("Andares", {SizeSystem.MX: "24", SizeSystem.EU: "38", SizeSystem.US: "7"}, 240),
)


def test_size_guide_is_kept_in_order_and_written_as_page_and_picture(shop, tmp_path):
    made = _shop(shop, brand="Andares")
    _changed(made, 6)
    guide.keep(shop, "Andares", GUIDE)
    found = guide.guides(shop)[0]
    assert [row.labels[SizeSystem.MX] for row in found.rows] == ["24", "24.5"]
    assert found.rows[0].foot_mm == 240
    assert found.notes == (("Botín", Runs.SMALL),)
    eu = {"source": SizeSystem.EU, "target": SizeSystem.MX, "brand": "Andares"}
    assert convert(guide.table(shop), "38.5", **eu) == "24.5"
    page, picture = (guide.write(shop, tmp_path / name, "andares") for name in ("guia.pdf", "guia.png"))
    assert page.read_bytes().startswith(b"%PDF")
    assert picture.read_bytes().startswith(b"\x89PNG")
    guide.keep(shop, "Andares", GUIDE[:1])
    assert len(guide.guides(shop)[0].rows) == 1


def test_guide_says_its_words_in_the_owners_language():
    said = phrases_fit.guide_picture("Andares", GUIDE, (("Botín", Runs.SMALL),), "Calzado Nube")
    assert said.title == "Guía de tallas · Andares"
    assert said.header == ("MX (cm)", "EU", "US", "Largo del pie")
    assert said.rows[0] == ("24.5", "38.5", "–", "24.5 cm")
    assert said.notes == ("Botín talla chico: pide una talla más.",)


def test_guide_that_is_not_there_or_says_nothing_is_refused(shop, tmp_path):
    with pytest.raises(NotFound):
        guide.write(shop, tmp_path / "guia.pdf", "Otra")
    with pytest.raises(WrongInput):
        guide.keep(shop, "", (Equivalence("", {SizeSystem.MX: "24"}),))
