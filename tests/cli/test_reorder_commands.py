"""Forecast, reorder and orders by command, exactly as CLI.md has them."""

from __future__ import annotations

import csv
import email
import json
from collections.abc import Callable
from email import policy
from pathlib import Path
from typing import Any

import pytest
from reorder_shop import a_style, a_supplier

from shopdesk.services.context import Shop

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(shop: Shop, ask: Run) -> Run:
    """Return a function that runs a command on a small shop and gives its document."""
    leon = a_supplier(
        shop, lead_days=14.0, lead_days_sd=4.0, email="pedidos@calzado.example", contact="Don Ernesto"
    )
    a_style(shop, supplier=leon)
    a_style(shop, "Huarache Sayula", color="natural", per_week=5, seed=3, on_hand=(0, 3, 3, 3, 0))
    return ask


def test_reorder_gives_the_lines_of_the_contract(run: Run) -> None:
    lines = run("reorder")["lines"]
    assert {line["supplier"] for line in lines} == {"Calzado León", None}
    wanted = {
        "supplier", "sku", "product", "color", "size", "on_hand", "on_order", "committed", "position",
        "reorder_point", "order_up_to", "order", "runs_out_on", "arrives_on", "cost_money", "why", "grade",
    }  # fmt: skip
    for line in lines:
        assert wanted <= set(line)
        assert line["order"] > 0
        assert sum(term["pieces"] for term in line["why"]) == line["order"]
        assert line["cost_money"] == {"minor": 50000 * line["order"], "currency": "MXN"}
        assert line["position"] == line["on_hand"] + line["on_order"] - line["committed"]
        assert line["grade"] in {"exact", "inferred", "thin"}
    assert {"no_supplier"} == {note["code"] for note in run("reorder")["notes"]}


def test_one_supplier_all_sizes_and_another_target(run: Run) -> None:
    some = run("reorder", "--supplier", "calzado leon", "--all")["lines"]
    assert {line["supplier"] for line in some} == {"Calzado León"}
    more = run("reorder", "--supplier", "Calzado León", "--all", "--service", "0.99")["lines"]
    assert all(a["reorder_point"] >= b["reorder_point"] for a, b in zip(more, some, strict=True))
    error = run("reorder", "--supplier", "Nadie", code=1)
    assert error["lines"] == []
    assert error["error"]["code"] == "not_found"


def test_forecast_gives_totals_of_the_next_weeks(run: Run) -> None:
    for by, count in (("variant", 10), ("style", 2), ("channel", 1)):
        series = run("forecast", "--weeks", "4", "--by", by)["series"]
        assert len(series) == count
        assert set(series[0]["quantiles"]) == {"0.5", "0.8", "0.9", "0.95"}
        assert series[0]["weeks_of_history"] == 40


def test_lists_are_written_as_table_text_and_workbook(run: Run, tmp_path: Path) -> None:
    document = run("reorder", "--csv", str(tmp_path / "l.csv"), "--text", str(tmp_path / "l.txt"))
    assert document["files"] == [str(tmp_path / "l.csv"), str(tmp_path / "l.txt")]
    with (tmp_path / "l.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(document["lines"])
    text = (tmp_path / "l.txt").read_text(encoding="utf-8")
    total = sum(line["order"] for line in document["lines"] if line["supplier"])
    assert "Calzado León" in text
    assert f": {total} p" in text
    run("reorder", "--csv", str(tmp_path / "l.xlsx"))
    assert (tmp_path / "l.xlsx").stat().st_size > 1000
    error = run("reorder", "--csv", str(tmp_path / "nowhere" / "l.csv"), code=1)
    assert error["error"]["code"] == "not_written"


def test_an_order_from_placing_to_cancelling_what_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(json.dumps(run("reorder")), encoding="utf-8")
    order = run("order", "place", "--supplier", "Calzado León", "--from", str(tmp_path / "r.json"))["orders"][
        0
    ]
    assert (order["state"], order["received"], order["on_order"]) == ("placed", 0, order["ordered"])
    assert run("reorder", "--supplier", "Calzado León")["lines"] == []
    assert (
        run("order", "confirm", order["id"], "--promised", "2026-12-03")["orders"][0]["due_on"]
        == "2026-12-03"
    )
    first = order["lines"][0]
    assert run("order", "receive", "1", "--sku", first["sku"], "--pieces", "1", "--cost", "x", code=1)
    part = run("order", "receive", "1", "--sku", first["sku"], "--pieces", "1", "--cost", "560.50")["orders"][
        0
    ]
    assert (part["state"], part["received"]) == ("partial", 1)
    rest = run("order", "cancel", order["id"])["orders"][0]
    assert (rest["state"], rest["on_order"], rest["cancelled"]) == ("complete", 0, order["ordered"] - 1)
    assert len(run("order", "list")["orders"]) == 1
    again = next(one for one in run("reorder", "--all")["lines"] if one["sku"] == first["sku"])
    assert again["cost_money"]["minor"] == again["order"] * 56050
    assert run("order", "receive", order["id"], code=1)["error"]["code"] == "wrong_input"
    assert run("order", "confirm", "77", code=1)["orders"] == []


def test_a_supplier_gets_its_list_by_mail_once_with_the_pdf(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("PySide6")
    run("order", "place", "--supplier", "Calzado León")
    letter = run("order", "mail", "--supplier", "Calzado León", "--to-folder", str(tmp_path / "out"))[
        "letters"
    ][0]
    assert (letter["state"], letter["kind"], letter["recipient"]) == (
        "sent",
        "supplier",
        "pedidos@calzado.example",
    )
    again = run("order", "mail", "--supplier", "Calzado León", "--to-folder", str(tmp_path / "out"))
    assert again["letters"] == []
    (file,) = (tmp_path / "out").rglob("*.eml")
    message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    (pdf,) = message.iter_attachments()
    assert pdf.get_content()[:4] == b"%PDF"
    assert "0001" in message["Subject"] or "0001" in message.get_body(("plain",)).get_content()
    assert "List-Unsubscribe" not in message


def test_labels_are_written_for_a_code(run: Run, tmp_path: Path) -> None:
    sku = run("reorder")["lines"][0]["sku"]
    made = run("labels", "--sku", sku, "--pieces", "14", "--pdf", str(tmp_path / "l.pdf"))
    assert made["labels"] == 14
    assert (tmp_path / "l.pdf").read_bytes()[:4] == b"%PDF"
    assert (
        run("labels", "--sku", "NADA", "--pdf", str(tmp_path / "x.pdf"), code=1)["error"]["code"]
        == "not_found"
    )
