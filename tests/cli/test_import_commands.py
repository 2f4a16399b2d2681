"""``import``, ``imports``, ``undo``, ``summary``, ``stock`` and ``sale`` as a program would call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shopdesk.cli import main

SALES = """date,order,channel,sku,product,size,quantity,unit_price,email
2026-11-18,A-1,web,BOTA-24,Bota Sierra,24,2,1299.00,ana@example.com
2026-11-19,A-2,pos,BOTA-25,Bota Sierra,25,1,1299.00,
"""
STOCK = "as_of,sku,on_hand\n2026-11-21,BOTA-24,5\n2026-11-21,BOTA-25,0\n"


@pytest.fixture
def run(folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Return a function that runs a command and gives (exit code, document, stderr)."""
    (tmp_path / "sales.csv").write_text(SALES, encoding="utf-8")
    (tmp_path / "stock.csv").write_text(STOCK, encoding="utf-8")

    def give(*words: object) -> tuple[int, dict, str]:
        code = main(["--home", str(folder.root), "--today", "2026-11-21", *map(str, words), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return give


def test_import_says_what_became_of_each_file(run, tmp_path):
    code, document, _err = run("import", tmp_path / "sales.csv", tmp_path / "stock.csv")
    assert code == 0
    sales, stock = document["imports"]
    wanted = {"id": 1, "kind": "sales", "rows": 2, "orders_new": 2, "lines": 2, "units": 3, "rejected": 0}
    assert {key: sales[key] for key in wanted} == wanted
    assert sales["total_money"] == {"minor": 389700, "currency": "MXN"}
    assert sales["first"] == "2026-11-18T12:00:00-06:00"  # a day alone stands at its noon
    assert sales["duplicate_of"] is None
    assert stock["kind"] == "stock"
    _code, again, _err = run("import", tmp_path / "sales.csv")
    assert (again["imports"][0]["orders_same"], again["imports"][0]["duplicate_of"]) == (2, 1)


def test_a_refused_file_is_marked_and_the_others_are_imported(run, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7")
    code, document, err = run("import", tmp_path / "bad.pdf", tmp_path / "sales.csv")
    assert code == 1
    bad, good = document["imports"]
    assert bad["refused"] is True
    assert good["orders_new"] == 2
    assert document["error"]["message"] in err
    assert "Traceback" not in err


def test_an_undated_stock_file_names_the_option(run, tmp_path):
    (tmp_path / "undated.csv").write_text("sku,on_hand\nBOTA-24,5\n", encoding="utf-8")
    code, document, err = run("import", tmp_path / "undated.csv")
    assert (code, document["error"]["code"]) == (1, "undecided_as_of")
    assert "--as-of" in err
    assert run("import", tmp_path / "undated.csv", "--as-of", "2026-11-20")[0] == 0


def test_a_rehearsal_keeps_nothing(run, tmp_path):
    _code, document, _err = run("import", tmp_path / "sales.csv", "--dry-run")
    assert document["imports"][0]["orders_new"] == 2
    assert document["imports"][0]["id"] is None
    assert run("summary")[1]["orders"] == 0


def test_imports_are_listed_and_taken_back(run, tmp_path):
    run("import", tmp_path / "sales.csv")
    listed = run("imports")[1]["imports"]
    assert [(one["id"], one["file"], one["can_undo"]) for one in listed] == [(1, "sales.csv", True)]
    code, undone, _err = run("undo", 1)
    assert (code, undone["orders_removed"]) == (0, 2)
    assert run("summary")[1]["orders"] == 0
    code, document, _err = run("undo", 1)
    assert (code, document["error"]["code"]) == (1, "cannot_undo")
    assert run("undo", 99)[1]["error"]["code"] == "not_found"


def test_summary_has_the_figures_of_the_contract(run, tmp_path):
    run("import", tmp_path / "sales.csv")
    found = run("summary")[1]
    assert found["total_money"] == {"minor": 389700, "currency": "MXN"}
    assert found["channels"] == [{"channel": "pos", "orders": 1}, {"channel": "web", "orders": 1}]
    assert {key: found[key] for key in ("orders", "lines", "units", "cancelled", "pending", "variants")} == {
        "orders": 2, "lines": 2, "units": 3, "cancelled": 0, "pending": 0, "variants": 2,
    }  # fmt: skip
    assert (found["customers"], found["customers_with_email"]) == (1, 1)


def test_stock_is_shown_counted_corrected_and_set_aside(run, tmp_path):
    run("import", tmp_path / "stock.csv")
    shown = {one["sku"]: one for one in run("stock", "show")[1]["stock"]}
    assert (shown["BOTA-24"]["on_hand"], shown["BOTA-24"]["promisable"]) == (5, 5)
    assert (shown["BOTA-25"]["state"], shown["BOTA-25"]["reason"]) == ("out", "sold_out")
    counted = run("stock", "count", "--sku", "BOTA-24", "--pieces", "3")[1]["stock"][0]
    assert (counted["on_hand"], counted["expected"], counted["variance"]) == (3, 5, -2)
    reserved = run("stock", "reserve", "--sku", "BOTA-24", "--pieces", "1", "--for", "Ana")[1]["stock"][0]
    assert (reserved["reserved"], reserved["promisable"]) == (1, 2)
    assert run("stock", "adjust", "--sku", "BOTA-24", "--pieces", "-1")[1]["stock"][0]["on_hand"] == 2
    (tmp_path / "counts.csv").write_text("clave,piezas\nBOTA-24,9\nBOTA-25,1\n", encoding="utf-8")
    code, document, _err = run("stock", "count", "--file", tmp_path / "counts.csv")
    assert (code, [one["on_hand"] for one in document["stock"]]) == (0, [9, 1])


def test_a_sale_is_typed_in_one_command(run, tmp_path):
    run("import", tmp_path / "stock.csv")
    code, document, _err = run("sale", "add", "--sku", "BOTA-24", "--pieces", "2", "--price", "1299")
    assert (code, document["order"], document["stock"][0]["on_hand"]) == (0, "M-1", 3)
    swap = run("sale", "add", "--kind", "exchange", "--sku", "BOTA-24", "--kept", "BOTA-25", "--order", "M-1")
    assert {one["sku"]: one["on_hand"] for one in swap[1]["stock"]} == {"BOTA-24": 4, "BOTA-25": -1}


def test_unknown_things_are_said_in_one_sentence(run):
    for words in (
        ("stock", "count", "--sku", "NADA", "--pieces", "1"),
        ("sale", "add", "--sku", "NADA"),
        ("import", "not-there.csv"),
    ):
        code, document, err = run(*words)
        assert code == 1
        assert document["error"]["next_step"]
        assert "Traceback" not in err


def test_a_name_is_corrected_from_the_command_line(run, tmp_path):
    run("import", tmp_path / "sales.csv")
    words = ("products", "correct", "--sku", "BOTA-24", "--product", "Bota Alta", "--size", "24")
    seen = run(*words, "--dry-run")[1]
    assert (seen["id"], seen["changes"][0]["units"]) == (None, 2)
    run(*words)
    names = {one["product"] for one in run("products", "list")[1]["products"]}
    assert names == {"Bota Alta", "Bota Sierra"}
    kept, other = (one["id"] for one in run("products", "list")[1]["products"])
    code, document, _err = run("products", "merge", kept, other)
    assert (code, len(run("products", "list")[1]["products"])) == (0, 1)
    assert run("undo", document["id"])[0] == 0
    assert len(run("products", "list")[1]["products"]) == 2
