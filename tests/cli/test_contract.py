"""The documents of the commands hold the fields they promise, on the example shop."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shopdesk.cli import main

TODAY = ["--today", "2026-11-21"]

MONEY = {"minor", "currency"}
LINE = {
    "supplier", "sku", "product", "color", "size", "on_hand", "on_order", "committed", "position",
    "reorder_point", "order_up_to", "order", "runs_out_on", "arrives_on", "cost_money", "why", "grade",
}  # fmt: skip
STYLE = {
    "product", "color", "category", "stock", "coverage", "core_sizes", "missing_core", "breaking",
    "rate_per_day", "lost_pieces_week", "lost_week_money", "label", "p_value",
}  # fmt: skip
SUMMARY = {
    "orders", "lines", "units", "total_money", "refunded_money", "cancelled", "pending", "customers",
    "customers_with_email", "first", "last", "variants", "channels",
}  # fmt: skip
LETTER = {
    "key", "flow", "step", "kind", "recipient", "subject", "state", "reason", "not_before", "message_id",
}  # fmt: skip
IMPORT = {
    "id", "file", "kind", "format", "rows", "orders_new", "orders_changed", "orders_same", "lines", "units",
    "total_money", "refunded_money", "first", "last", "rejected", "ignored", "problems", "duplicate_of",
}  # fmt: skip


@pytest.fixture
def ask(example_home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    """Return a function that runs a reading command on the example shop and gives its document."""

    def run(*words: str, code: int = 0, home: Path = example_home) -> dict[str, Any]:
        capfdbinary.readouterr()
        assert main(["--home", str(home), *TODAY, *words, "--json"]) == code
        document: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
        return document

    return run


def test_the_summary(ask: Any) -> None:
    found = ask("summary")
    assert found.keys() >= SUMMARY
    assert found["total_money"].keys() == MONEY
    assert found["orders"] > 6000


def test_today_lists_what_waits(ask: Any) -> None:
    found = ask("today")
    assert found.keys() >= {"tasks", "repurchase", "freshness"}
    kinds = [task["kind"] for task in found["tasks"]]
    assert {"letters", "reorder", "sizes", "messages"} <= set(kinds)
    assert all(task.keys() >= {"kind", "count", "title", "why"} and task["count"] for task in found["tasks"])


def test_what_to_order_adds_up_line_by_line(ask: Any) -> None:
    lines = ask("reorder")["lines"]
    assert lines
    for line in lines:
        assert line.keys() >= LINE
        terms = [term["pieces"] for term in line["why"]]
        assert sum(terms[:2]) == line["reorder_point"]
        assert sum(terms[:3]) == line["order_up_to"]
        assert sum(terms) == line["order"] > 0


def test_the_forecast_is_quantiles_that_rise(ask: Any) -> None:
    for by in ("variant", "style", "channel"):
        for one in ask("forecast", "--weeks", "4", "--by", by)["series"]:
            assert one.keys() >= {"key", "mean", "quantiles", "grade", "weeks_of_history"}
            values = [one["quantiles"][q] for q in ("0.5", "0.8", "0.9", "0.95")]
            assert values == sorted(values)


def test_the_sizes_are_ranked_by_money(ask: Any) -> None:
    styles = ask("sizes")["styles"]
    assert all(style.keys() >= STYLE for style in styles)
    lost = [style["lost_week_money"]["minor"] for style in styles if style["missing_core"]]
    assert lost == sorted(lost, reverse=True)
    assert (
        "24"
        in next(s for s in styles if s["product"] == "Botín Oaxaca" and s["color"] == "Café")["missing_core"]
    )


def test_the_monday_answer_stands_with_its_counts(ask: Any) -> None:
    found = ask("repurchase", "--month", "2026-10")
    assert found["month"] == "2026-10"
    assert found["rate"] == pytest.approx(found["bought_before"] / found["buyers"])
    assert 0 < found["unidentified_share"] < 1
    assert found["rate_90d"].keys() == {"mature", "repeat", "rate"}


def test_at_least_thirty_thank_yous_are_due(ask: Any) -> None:
    letters = ask("mail", "plan")["letters"]
    assert all(letter.keys() >= LETTER for letter in letters)
    due = [x for x in letters if x["flow"] == "thanks" and x["state"] == "draft"]
    assert len(due) >= 30
    assert all(x["recipient"].endswith("@example.com") for x in due)
    assert {x["reason"] for x in letters if x["state"] == "skipped"}


def test_the_stock_says_what_may_be_promised(ask: Any) -> None:
    levels = ask("stock", "show")["stock"]
    assert len(levels) == 218
    assert all(one.keys() >= {"sku", "on_hand", "as_of", "grade", "promisable"} for one in levels)
    assert any(one["promisable"] > 0 for one in levels)


def test_the_imports_are_listed_with_every_row_told(ask: Any) -> None:
    found = ask("imports")["imports"]
    assert {one["kind"] for one in found} >= {"sales", "stock", "products", "suppliers", "contacts", "events"}
    for one in found:
        assert one.keys() >= IMPORT
        accepted = one["rows"] - one["rejected"] - one["ignored"]
        assert accepted >= 0


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["settings", "list"], "settings"),
        (["customers"], "customers"),
        (["order", "list"], "orders"),
        (["inbox", "list"], "messages"),
        (["policy", "list"], "policies"),
    ],
)
def test_every_list_answers(ask: Any, words: list[str], field: str) -> None:
    assert ask(*words)[field]


def test_nothing_was_sent_before_the_owner_said_so(ask: Any) -> None:
    assert ask("mail", "status")["letters"] == []


def test_a_file_that_is_not_there_is_refused_in_one_sentence(ask: Any, tmp_path: Path) -> None:
    found = ask("import", str(tmp_path / "nada.csv"), code=1, home=tmp_path / "home")
    assert found["imports"][0]["refused"] is True
    assert found["error"].keys() == {"code", "message", "next_step"}


def test_the_example_is_never_poured_over_a_shop(ask: Any) -> None:
    assert ask("demo", code=1)["error"]["code"] == "not_empty"
