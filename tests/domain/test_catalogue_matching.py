"""Which variant a row means, and what the catalogue learns from it."""

from __future__ import annotations

from shopdesk.domain.catalogue import Catalogue
from shopdesk.domain.catalogue_terms import ClashKind, Item, Piece, Style, Trust
from shopdesk.domain.size_spelling import size_order


def _bota() -> Catalogue:
    return Catalogue([Style(1, "Bota Sierra", "Café")], [Piece(10, 1, "24", "BOTA-24"), Piece(11, 1, "25.5")])


def test_a_known_sku_is_its_variant_however_the_row_spells_size():
    shop = _bota()
    row = Item("bota-24", "BOTA  SIERRA", "Cafe", "24.0")
    assert shop.find(row, Trust.STRICT).variant == 10


def test_a_contradiction_in_the_owners_own_file_is_refused_with_both_words():
    found = _bota().find(Item("BOTA-24", "Bota Sierra", "Café", "25"), Trust.STRICT)
    assert found.variant == 0
    assert found.clash is not None
    assert (found.clash.kind, found.clash.said, found.clash.known) == (ClashKind.SIZE, "25", "24")


def test_a_name_that_holds_the_colour_is_no_contradiction_and_is_not_told_twice():
    shop = Catalogue([Style(1, "Vestido Mar Azul")], [Piece(10, 1, "S", "VES-S"), Piece(11, 1, "M", "VES-M")])
    for product, color in (("Vestido Mar", "Azul"), ("Vestido Mar", ""), ("Vestido mar azul", "AZUL")):
        found = shop.find(Item("VES-S", product, color, "S"), Trust.STRICT)
        assert (found.variant, found.clash) == (10, None)
    assert shop.style_of(10) == shop.style_of(11) == Style(1, "Vestido Mar Azul")  # no family split
    assert shop.find(Item("VES-S", "Vestido Mar", "Azul", "M"), Trust.STRICT).variant == 0
    assert shop.find(Item("VES-S", "Falda Mar", "Azul", "S"), Trust.STRICT).variant == 0


def test_a_channel_may_call_it_otherwise_and_the_sku_wins():
    found = _bota().find(Item("BOTA-24", "Botas de piel para dama", "", ""), Trust.LOOSE)
    assert found.variant == 10
    assert found.clash is not None


def test_a_catalogue_renames_what_it_names_otherwise():
    shop = _bota()
    found = shop.find(Item("BOTA-24", "Bota Sierra Alta", "Café", "24"), Trust.AUTHORITY)
    assert found.variant == 10
    assert shop.style_of(10).name == "Bota Sierra Alta"


def test_an_unknown_sku_with_words_finds_the_variant_that_has_none():
    shop = _bota()
    assert shop.find(Item("BOTA-255", "Bota Sierra", "Café", "25 1/2"), Trust.STRICT).variant == 11
    assert shop.changes.moved[11].sku == "BOTA-255"


def test_a_sku_alone_waits_under_its_own_name_until_a_file_names_it():
    shop = Catalogue([], [])
    first = shop.find(Item("BOTA-24"), Trust.STRICT).variant
    again = shop.find(Item("BOTA-24", "Bota Sierra", "Café", "24"), Trust.STRICT).variant
    assert first == again
    assert shop.style_of(first).name == "Bota Sierra"


def test_a_sku_and_a_name_that_came_apart_become_one_when_a_file_says_so():
    styles = [Style(1, "Bota Sierra", "Café"), Style(2, "BOTA-24")]
    shop = Catalogue(styles, [Piece(10, 1, "24"), Piece(20, 2, "", "BOTA-24")])
    assert shop.find(Item("BOTA-24", "Bota Sierra", "Café", "24"), Trust.STRICT).variant == 10
    assert shop.changes.merged == [(20, 10)]
    assert shop.changes.moved[10].sku == "BOTA-24"


def test_two_skus_of_one_style_without_sizes_stay_two_variants():
    shop = Catalogue([], [])
    found = {shop.find(Item(f"BOTA-{n}", "Bota Sierra"), Trust.STRICT).variant for n in (24, 25, 26)}
    assert len(found) == 3
    assert {piece.size for piece in shop.changes.pieces} == {"", "25", "26"}


def test_words_alone_make_a_variant_once():
    shop = Catalogue([], [])
    rows = [Item("", "Tenis Brisa", "Negro", size) for size in ("25,5", "25 1/2", "25.5")]
    assert len({shop.find(row, Trust.LOOSE).variant for row in rows}) == 1


def test_a_title_corrected_once_wins_over_its_words():
    told = [("tenis brisa talla 25", 10)]
    shop = Catalogue([Style(1, "Tenis Brisa", "Negro")], [Piece(10, 1, "25")], titles=told)
    row = Item("", "Tenis Brisa talla", "", "25", title="Tenis Brisa talla 25")
    assert shop.find(row, Trust.LOOSE).variant == 10


def test_sizes_stand_in_order():
    assert sorted(["26", "25.5", "CH", "25"], key=size_order)[-3:] == ["25", "25.5", "26"]


def test_skus_that_end_in_the_same_size_stay_variants_of_their_own():
    shop = Catalogue([], [])
    skus = ("BNO-CAF-24", "BNO-NEG-24", "BNO-VIN-24", "24")
    found = {shop.find(Item(sku, "Bota Nora"), Trust.LOOSE).variant for sku in skus}
    sizes = [piece.size for piece in shop.changes.pieces]
    assert len(found) == len(set(sizes)) == 4
