"""The inbox's commands print what the contract of documents says."""

from __future__ import annotations

import io
import json
import sys

import pytest

from shopdesk.cli import main

STOCK = (
    "as_of,sku,product,color,size,on_hand\n"
    "2026-11-21,TN-25,Tenis Nube,Negro,25,5\n2026-11-21,TN-26,Tenis Nube,Negro,26,0\n"
)


@pytest.fixture
def run(tmp_path, capsysbinary, monkeypatch):
    """Run one command on a shop of its own and return its exit code and its document."""

    def ran(*words: str, typed: str = "", today: str = "2026-11-21"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(["--home", str(tmp_path / "home"), "--today", today, "--json", *words])
        return code, json.loads(capsysbinary.readouterr().out)

    return ran


@pytest.fixture
def shelf(run, tmp_path):
    file = tmp_path / "stock.csv"
    file.write_text(STOCK, encoding="utf-8")
    assert run("import", str(file), "--as", "stock")[0] == 0
    return run


def test_a_message_has_the_fields_of_the_contract(shelf):
    code, found = shelf(
        "inbox", "add", "--channel", "whatsapp", "--name", "Ana", typed="¿tienes el nube negro en 26?"
    )
    assert code == 0
    assert {"id", "text", "tags", "mentions", "product", "customer"} <= set(found)
    assert set(found["tags"][0]) == {"tag", "probability", "applied", "because"}
    assert set(found["mentions"][0]) == {"kind", "value", "role", "scale"}
    assert found["product"] == "Tenis Nube negro"
    assert shelf("inbox", "show", "1")[1]["id"] == 1
    assert [m["id"] for m in shelf("inbox", "list")[1]["messages"]] == [1]
    assert shelf("inbox", "tag", "1", "stock", "envio")[1]["tags"][0]["probability"] == 1.0


def test_a_reply_has_sentences_with_facts_checks_and_pending(shelf):
    shelf("inbox", "add", typed="tienes el nube negro en 25? aceptan tarjeta?")
    code, reply = shelf("inbox", "reply", "1")
    assert code == 0
    assert {"text", "sentences", "checks", "pending"} <= set(reply)
    fact = next(f for s in reply["sentences"] for f in s["facts"] if f["kind"] == "availability")
    assert set(fact) == {"kind", "value", "source", "as_of"}
    assert fact["value"] == "5"
    assert {c["name"] for c in reply["checks"]} == {"in_stock", "only_policies", "next_step"}
    assert [p["question"] for p in reply["pending"]] == ["methods"]
    assert shelf("inbox", "check", "1", typed=reply["text"])[1]["passed"]
    checks = shelf("inbox", "check", "1", typed="Te llega mañana gratis. ¿Te ayudo?")[1]["checks"]
    assert [c["passed"] for c in checks] == [True, False, True]


def test_stale_stock_is_never_offered(shelf):
    shelf("inbox", "add", typed="tienes el nube negro en 25?")
    _, reply = shelf("inbox", "reply", "1", today="2026-11-29")
    assert "déjame revisarlo y te confirmo" in reply["text"]
    assert "Sí tenemos" not in reply["text"]


def test_a_changed_fact_is_not_silently_copied(shelf):
    shelf("inbox", "add", typed="tienes el nube negro en 25?")
    _, reply = shelf("inbox", "reply", "1")
    assert shelf("stock", "count", "--sku", "TN-25", "--pieces", "0")[0] == 0
    code, done = shelf("inbox", "copy", "1", typed=reply["text"])
    assert code == 1
    assert not done["copied"]
    assert done["changed"][0]["old"] == "5"


def test_what_can_be_promised(shelf):
    rows = shelf("promisable")[1]["promisable"]
    assert [(r["size"], r["promisable"], r["state"], r["reason"]) for r in rows] == [
        ("25", 5, "available", None),
        ("26", 0, "out", "sold_out"),
    ]


def test_policies_are_kept_with_their_version(run):
    assert run("policy", "set", "cambios", "--url", "https://x.mx", typed="30 días.")[1]["version"] == 1
    assert run("policy", "set", "cambios", typed="15 días.")[1]["version"] == 2
    (policy,) = run("policy", "list")[1]["policies"]
    assert (policy["name"], policy["text"], policy["url"]) == ("cambios", "15 días.", "https://x.mx")
    code, refused = run("policy", "set", "envio", typed="")
    assert code == 1
    assert refused["error"]["code"] == "wrong_input"


def test_topics_promises_and_word_answer_in_an_empty_shop(run):
    assert run("inbox", "topics")[1]["conversations"] == 0
    assert run("promises")[1] == {"promises": [], "kept": 0, "settled": 0}
    figures = run("word", "--month", "2026-10")[1]["figures"]
    assert len(figures) == 6
    assert run("word", "--month", "octubre")[0] == 1


def test_messages_that_are_not_there_are_said(run):
    code, refused = run("inbox", "reply", "7")
    assert code == 1
    assert refused["error"]["code"] == "not_found"


def test_tagging_needs_no_database(capsysbinary, monkeypatch):
    typed = '{"text": "tienes los nube del 25?"}\n"cuanto cuesta el envio"\nhola\n'
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["tag"]) == 0
    lines = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [line["tags"][0]["tag"] for line in lines] == ["stock", "envio", "otra"]
    assert {"tags", "mentions"} == set(lines[0])
    assert lines[0]["mentions"][0]["value"] == "Tenis Nube"
