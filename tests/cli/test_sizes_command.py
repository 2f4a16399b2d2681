from __future__ import annotations

import json
from datetime import date

from sized_shops import SizedShop, days_before

from shopdesk.cli import main
from shopdesk.domain.sizes.equivalence import Equivalence
from shopdesk.domain.sizes.labels import SizeSystem
from shopdesk.services.sizes import guide

FIELDS = {
    "product", "color", "category", "stock", "coverage", "core_sizes", "missing_core", "breaking",
    "rate_per_day", "lost_pieces_week", "lost_week_money", "label", "p_value",
}  # fmt: skip


def test_empty_shop_has_an_empty_list(folder, capsys):
    assert main(["--home", str(folder.root), "sizes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"styles": []}
    assert main(["--home", str(folder.root), "sizes"]) == 0
    assert capsys.readouterr().out == "Ningún modelo se vende en varias tallas.\n"


def test_document_is_as_written_in_the_contract(folder, shop, capsys):
    today = date(2026, 11, 21)
    SizedShop(shop).style("Botín", color="café").sold(
        "Botín", {"23": 1, "24": 3, "25": 3, "26": 1}, days=days_before(today, 140, every=2)
    ).counted("Botín", {"23": 5, "24": 0, "25": 20, "26": 5}, on=today)
    arguments = ["--home", str(folder.root), "--today", today.isoformat(), "--json", "sizes"]
    assert main(arguments) == 0
    style = json.loads(capsys.readouterr().out)["styles"][0]
    assert set(style) >= FIELDS
    assert (style["product"], style["color"], style["category"]) == ("Botín", "café", "Botas")
    assert style["missing_core"] == ["24"]
    assert style["core_sizes"] == ["24", "25"]
    assert style["stock"] == 30
    assert style["lost_week_money"]["currency"] == "MXN"
    assert style["label"] in {"confirmed", "halo", "too_few", None}


def test_map_and_guide_are_written_without_a_display(folder, shop, capsys, tmp_path):
    SizedShop(shop).style("Botín").counted("Botín", {"23": 5, "24": 3}, on=shop.today())
    files = [tmp_path / "mapa.pdf", tmp_path / "guia.png"]
    base = ["--home", str(folder.root), "--today", shop.today().isoformat(), "sizes"]
    assert main([*base, "--pdf", str(files[0]), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == [str(files[0])]
    assert files[0].read_bytes().startswith(b"%PDF")
    assert main([*base, "--guide", str(files[1]), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "not_found"
    rows = (Equivalence("", {SizeSystem.MX: "24", SizeSystem.EU: "38"}),)
    guide.keep(shop, "", rows)
    assert main([*base, "--guide", str(files[1])]) == 0
    assert files[1].read_bytes().startswith(b"\x89PNG")
    assert main([*base, "--pdf", str(tmp_path / "no" / "mapa.pdf")]) == 1
