"""Names corrected once: what changes, what stays together, and that it can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.services import correcting, importing, product_card, stock
from shopdesk.services.correcting import Correction
from shopdesk.services.importing import ImportOptions

HEAD = "date,order,sku,product,color,size,quantity,unit_price\n"


@pytest.fixture
def bring(shop, tmp_path: Path):
    """Return a function that writes a file and imports it."""

    def give(content: str, name: str, **options: object):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return importing.import_files(shop, [path], ImportOptions(**options))[0]  # type: ignore[arg-type]

    return give


def _catalogue(shop) -> list[tuple]:
    statement = (
        "SELECT p.name, p.color, v.size, COALESCE(v.sku, ''),"
        " (SELECT COALESCE(SUM(quantity), 0) FROM order_line l WHERE l.variant_id = v.id)"
        " FROM variant v JOIN product p ON p.id = v.product_id ORDER BY 1, 2, 3"
    )
    with shop.store.read() as session:
        return [tuple(row) for row in session.connection().execute(text(statement))]


def _id(shop, size: str, product: str) -> int:
    return next(one.variant_id for one in stock.levels(shop) if (one.size, one.product) == (size, product))


def test_a_name_misread_is_corrected_once_and_stays_corrected(shop, bring):
    bring(HEAD + "2026-11-02,A-1,,Tenis Brisa 25 dama,,,1,900\n", "one.csv")
    found = stock.levels(shop)[0]
    seen = correcting.preview(shop, [Correction(found.variant_id, "Tenis Brisa", "Dama", "25")])
    assert (seen[0].before.lines, seen[0].joins) == (1, None)
    assert _catalogue(shop)[0][0] == found.product  # the preview kept nothing
    correcting.correct(shop, [Correction(found.variant_id, "Tenis Brisa", "Dama", "25")])
    assert _catalogue(shop) == [("Tenis Brisa", "Dama", "25", "", 1)]
    bring(HEAD + "2026-11-09,A-2,,Tenis Brisa 25 dama,,,2,900\n", "two.csv")
    assert _catalogue(shop) == [("Tenis Brisa", "Dama", "25", "", 3)]


def test_two_products_become_one_with_everything_that_hangs_on_them(shop, bring):
    bring(HEAD + "2026-11-02,A-1,BOTA-24,Bota Sierra,Café,24,1,900\n", "one.csv")
    row = "2026-11-03,A-2,,Botas Sierra,Cafe,{},900\n"
    bring(HEAD + row.format("24,2") + row.format("25,1"), "two.csv")
    bring("as_of,product,color,size,on_hand\n2026-11-20,Botas Sierra,Cafe,24,7\n", "stock.csv")
    kept = next(one.product_id for one in stock.levels(shop) if one.product == "Bota Sierra")
    other = next(one.product_id for one in stock.levels(shop) if one.product == "Botas Sierra")
    done = correcting.merge(shop, kept, other)
    assert [(one.before.size, one.joins is not None) for one in done.changes] == [("24", True), ("25", False)]
    assert _catalogue(shop) == [
        ("Bota Sierra", "Café", "24", "BOTA-24", 3), ("Bota Sierra", "Café", "25", "", 1),
    ]  # fmt: skip
    assert {one.size: one.on_hand for one in stock.levels(shop)}["24"] == 7


def test_a_correction_is_taken_back_like_an_import(shop, bring):
    bring(HEAD + "2026-11-02,A-1,BOTA-24,Bota Sierra,Café,24,1,900\n", "one.csv")
    bring(HEAD + "2026-11-03,A-2,,Botas Sierra,Cafe,24,2,900\n", "two.csv")
    before = _catalogue(shop)
    levels = stock.levels(shop)
    done = correcting.merge(shop, levels[0].product_id, levels[1].product_id)
    assert _catalogue(shop) != before
    importing.undo(shop, done.id)
    assert _catalogue(shop) == before


def test_a_size_is_split_off_into_a_product_of_its_own(shop, bring):
    bring(HEAD + "2026-11-02,A-1,BOTA-24,Bota,,24,1,900\n2026-11-02,A-1,BOTA-N1,Bota,,16,1,500\n", "one.csv")
    correcting.split(shop, [_id(shop, "16", "Bota")], "Bota Niño")
    assert [row[:3] for row in _catalogue(shop)] == [("Bota", "", "24"), ("Bota Niño", "", "16")]


def test_the_owners_old_files_are_still_read_after_a_correction(shop, bring):
    row = "{day},{order},BOTA-24,Bota Siera,,24,1,900\n"
    bring(HEAD + row.format(day="2026-11-02", order="A-1"), "one.csv")
    correcting.correct(shop, [Correction(_id(shop, "24", "Bota Siera"), "Bota Sierra", "Café", "24")])
    again = bring(HEAD + row.format(day="2026-11-09", order="A-2"), "two.csv")
    assert again.rejected == 0
    assert _catalogue(shop) == [("Bota Sierra", "Café", "24", "BOTA-24", 2)]


def test_what_cannot_be_corrected_is_said(shop, bring):
    bring(HEAD + "2026-11-02,A-1,BOTA-24,Bota,,24,1,900\n", "one.csv")
    with pytest.raises(NotFound):
        correcting.correct(shop, [Correction(999, "Bota")])
    with pytest.raises(WrongInput):
        correcting.correct(shop, [Correction(1, "  ")])


def test_another_channels_code_is_told_once_and_its_sales_are_the_same_size(shop, bring):
    bring(HEAD + "2026-11-02,A-1,BOTA-24,Bota Sierra,Café,24,1,900\n", "one.csv")
    variant = _id(shop, "24", "Bota Sierra")
    done = correcting.add_code(shop, variant, "MLM-77")
    bring(HEAD + "2026-11-09,A-2,mlm-77,,,,2,900\n", "two.csv")
    assert _catalogue(shop) == [("Bota Sierra", "Café", "24", "BOTA-24", 3)]
    seen = product_card.card(shop, stock.levels(shop)[0].product_id)
    assert [code.code for code in seen.sizes[0].codes] == ["mlm-77"]
    correcting.forget_code(shop, seen.sizes[0].codes[0].id)
    assert product_card.card(shop, seen.product_id).sizes[0].codes == ()
    assert importing.undo(shop, done.id).id == done.id


def test_a_code_that_sold_under_its_own_name_joins_the_size_with_its_sales(shop, bring):
    bring(HEAD + "2026-11-02,A-1,BOTA-24,Bota Sierra,Café,24,1,900\n", "one.csv")
    bring(HEAD + "2026-11-09,A-2,MLM-77,,,,2,900\n", "two.csv")
    before = _catalogue(shop)
    done = correcting.add_code(shop, _id(shop, "24", "Bota Sierra"), "MLM-77")
    assert _catalogue(shop) == [("Bota Sierra", "Café", "24", "BOTA-24", 3)]
    importing.undo(shop, done.id)
    assert _catalogue(shop) == before


def test_wrapping_marked_as_no_goods_leaves_stock_and_demand_and_comes_back(shop, bring):
    bring(HEAD + "2026-11-02,A-1,MONO-1,Moño dorado,,,3,20\n", "one.csv")
    product = stock.levels(shop)[0].product_id
    count = "SELECT SUM(is_demand) FROM order_line"
    done = correcting.mark_goods(shop, product, goods=False)
    assert stock.levels(shop) == []
    with shop.store.read() as session:
        assert session.connection().execute(text(count)).scalar_one() == 0
    assert not product_card.card(shop, product).is_goods
    importing.undo(shop, done.id)
    with shop.store.read() as session:
        assert session.connection().execute(text(count)).scalar_one() == 1
    assert [one.product_id for one in stock.levels(shop)] == [product]
