"""Shopify's files, from the shop's own export to the figures, twice, changed, and back."""

from __future__ import annotations

from datetime import date

from shopdesk.services import importing, stock
from shopdesk.services.summary import summarise

TODAY = date(2026, 11, 21)


def test_a_shops_orders_come_in_once_however_often_the_file_comes(shop, sample):
    first, again = importing.import_files(shop, [sample("shopify_orders_mxn.csv")] * 2)
    assert (first.orders_new, first.orders_changed, first.orders_same) == (80, 0, 0)
    assert (again.orders_new, again.orders_changed, again.orders_same) == (0, 0, 80)
    assert again.duplicate_of == first.id
    found = summarise(shop)
    assert (found.orders, found.lines, found.units, found.cancelled, found.pending) == (80, 133, 203, 6, 2)
    assert (found.total.minor, found.refunded.minor) == (22674534, 1113280)
    assert (found.customers, found.customers_with_email) == (26, 23)
    assert found.first is not None
    assert found.first.isoformat() == "2025-01-08T05:03:57-06:00"


def test_an_overlapping_later_export_adds_updates_and_leaves(shop, sample):
    one, two = importing.import_files(
        shop,
        [sample("shopify_orders_mxn_part1.csv"), sample("shopify_orders_mxn_part2_overlap_changed.csv")],
    )
    assert one.orders_new == 45
    assert (two.orders_new, two.orders_changed, two.orders_same) == (15, 1, 14)
    found = summarise(shop)
    assert (found.orders, found.lines, found.units, found.cancelled, found.pending) == (60, 99, 155, 4, 1)
    assert (found.total.minor, found.refunded.minor) == (17808539, 824380)


def test_the_older_half_coming_second_takes_no_news_back(shop, sample):
    importing.import_files(
        shop,
        [sample("shopify_orders_mxn_part2_overlap_changed.csv"), sample("shopify_orders_mxn_part1.csv")],
    )
    found = summarise(shop)
    assert (found.orders, found.lines, found.units, found.cancelled, found.pending) == (60, 99, 155, 4, 1)
    assert (found.total.minor, found.refunded.minor) == (17808539, 824380)


def test_an_undated_stock_file_asks_of_which_day_it_is(shop, sample):
    asked = importing.import_files(shop, [sample("shopify_inventory_two_locations.csv")])[0]
    assert asked.refused is not None
    assert asked.refused.code == "undecided_as_of"
    assert "--as-of" in asked.refused.next_step
    assert summarise(shop).variants == 0


def test_stock_of_two_locations_stands_and_comes_again_unchanged(shop, sample):
    options = importing.ImportOptions(as_of=TODAY)
    first, again = importing.import_files(shop, [sample("shopify_inventory_two_locations.csv")] * 2, options)
    assert first.facts == {"variants": 68, "locations": 2, "new": 136, "changed": 0, "same": 0}
    assert again.facts == {"variants": 68, "locations": 2, "new": 0, "changed": 0, "same": 136}
    assert summarise(shop).variants == 68


def test_undoing_the_first_of_two_imports_says_that_the_second_keeps_the_orders(shop, sample):
    importing.import_files(shop, [sample("shopify_orders_mxn_part1.csv")])
    importing.import_files(shop, [sample("shopify_orders_mxn_part2_overlap_changed.csv")])
    done = importing.undo(shop, 1)
    assert done.orders_kept == 15
    assert "15 ventas se quedan: otro archivo también las trae." in done.warning


def test_taking_everything_back_leaves_nothing(shop, sample):
    importing.import_files(
        shop,
        [sample("shopify_orders_mxn_part1.csv"), sample("shopify_orders_mxn_part2_overlap_changed.csv")],
    )
    importing.undo(shop, 2)
    assert summarise(shop).orders == 45
    importing.undo(shop, 1)
    assert summarise(shop).orders == 0
    assert summarise(shop).variants == 0


def test_taking_the_first_of_two_back_keeps_what_the_second_holds(shop, sample):
    one, two = sample("shopify_orders_mxn_part1.csv"), sample("shopify_orders_mxn_part2_overlap_changed.csv")
    importing.import_files(shop, [one, two])
    done = importing.undo(shop, 1)
    assert (done.orders_removed, done.orders_kept, done.changed_since) == (30, 15, 1)
    found = summarise(shop)
    assert found.orders == 30
    importing.undo(shop, 2)
    assert summarise(shop).orders == 0


def test_a_rehearsal_keeps_nothing(shop, sample):
    seen = importing.preview(shop, sample("shopify_orders_mxn.csv"))
    assert (seen.result.orders_new, seen.result.units) == (80, 203)
    assert seen.records[0]["product"] == "Tenis Brisa"
    assert summarise(shop).orders == 0
    assert importing.history(shop) == []


def test_the_same_numbers_with_other_ids_are_another_shops_orders(shop, sample, tmp_path):
    mine = sample("shopify_orders_mxn.csv")
    other = tmp_path / "other.csv"
    other.write_text(mine.read_text("utf-8").replace(",6040011", ",7150011"), encoding="utf-8")
    _mine, asked = importing.import_files(shop, [mine, other])
    assert asked.refused is not None
    assert asked.refused.code == "undecided_account"
    assert summarise(shop).orders == 80
    second = importing.import_files(shop, [other], importing.ImportOptions(account="segunda tienda"))[0]
    assert second.orders_new == 80
    assert summarise(shop).orders == 160
    again = importing.import_files(shop, [other], importing.ImportOptions(account="segunda tienda"))[0]
    assert (again.orders_new, again.orders_same) == (0, 80)


def test_stock_that_gives_only_what_is_free_has_open_orders_out_of_it_already(shop, tmp_path):
    head = "Handle,Title,Option1 Name,Option1 Value,SKU,Location,Available"
    path = tmp_path / "inventory.csv"
    path.write_text(f"{head}\nbota,Bota,Talla,24,BOTA-24,Centro,3\n", encoding="utf-8")
    importing.import_files(shop, [path], importing.ImportOptions(as_of=TODAY))
    level = stock.levels(shop)[0]
    assert (level.on_hand, level.committed, level.promisable) == (3, 0, 3)
