"""A boutique reads of pieces, a shoe shop of pairs; the first file decides until the owner does."""

from __future__ import annotations

from shopdesk.runtime import i18n
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing, settings
from shopdesk.services.phrases_reorder import pairs
from shopdesk.shop import open_shop

DRESSES = "date,order,product,size,quantity,unit_price\n2026-11-02,1,Vestido Frida,M,1,1250\n"
SHOES = "date,order,product,size,quantity,unit_price\n2026-11-02,1,Botín Sierra,24.5,1,1899\n"


def _import(shop, tmp_path, text):
    place = tmp_path / "ventas.csv"
    place.write_text(text, encoding="utf-8")
    return importing.import_files(shop, [place])[0]


def test_a_boutique_counts_pieces_and_says_so_once(shop, tmp_path):
    done = _import(shop, tmp_path, DRESSES)
    assert [one.code for one in done.problems if one.code == "adopted_goods"] == ["adopted_goods"]
    assert pairs(1) == "1 pieza"
    assert pairs(12) == "12 piezas"


def test_a_shoe_shop_counts_pairs_without_a_word(shop, tmp_path):
    done = _import(shop, tmp_path, SHOES)
    assert not [one for one in done.problems if one.code == "adopted_goods"]
    assert pairs(12) == "12 pares"


def test_the_owners_word_stands_whatever_files_come(shop, tmp_path):
    settings.put(shop, "shop.goods", "pairs")
    _import(shop, tmp_path, DRESSES)
    assert pairs(12) == "12 pares"


def test_another_morning_counts_as_the_shop_does(shop, tmp_path):
    _import(shop, tmp_path, DRESSES)
    i18n.set_goods(i18n.Goods.PAIRS)
    again = open_shop(DataFolder(shop.folder.root))
    assert pairs(2) == "2 piezas"
    again.store.close()
    i18n.set_language("en")
    assert pairs(2) == "2 pieces"
    i18n.set_language("es_ES")
    assert pairs(2) == "2 piezas"
