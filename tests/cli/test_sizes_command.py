from __future__ import annotations

import json
from datetime import date

from sized_shops import SizedShop, days_before

from shopdesk.cli import main

FIELDS = {
    "product", "color", "category", "stock", "coverage", "core_sizes", "missing_core", "breaking",
    "rate_per_day", "lost_pieces_week", "lost_week_money", "label", "p_value",
}  # fmt: skip


def test_empty_shop_has_an_empty_list(folder, capsys):
    assert main(["--home", str(folder.root), "sizes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"styles": []}
    assert main(["--home", str(folder.root), "sizes"]) == 0
    assert capsys.readouterr().out == "Tus archivos no traen tallas.\n"


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
