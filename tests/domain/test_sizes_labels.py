from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.sizes.equivalence import Equivalence, contradictions, convert
from shopdesk.domain.sizes.labels import SizeSystem, in_order, read_label, read_run


@pytest.mark.parametrize(
    ("text", "system", "value"),
    [
        ("24", SizeSystem.MX, 24.0),
        ("24.5", SizeSystem.MX, 24.5),
        ("24,5", SizeSystem.MX, 24.5),
        ("24½", SizeSystem.MX, 24.5),
        ("24 1/2", SizeSystem.MX, 24.5),
        ("26 cm", SizeSystem.MX, 26.0),
        ("MX 26", SizeSystem.MX, 26.0),
        ("Talla 25", SizeSystem.MX, 25.0),
        ("38", SizeSystem.EU, 38.0),
        ("EU 38", SizeSystem.EU, 38.0),
        ("38 EU", SizeSystem.EU, 38.0),
        ("7.5", SizeSystem.US, 7.5),
        ("US 7", SizeSystem.US, 7.0),
        ("CH", SizeSystem.LETTERS, -1.0),
        ("S", SizeSystem.LETTERS, -1.0),
        ("XG", SizeSystem.LETTERS, 2.0),
        ("2XL", SizeSystem.LETTERS, 3.0),
        ("XXG", SizeSystem.LETTERS, 3.0),
        ("XXXL", SizeSystem.LETTERS, 4.0),
        ("XXS", SizeSystem.LETTERS, -3.0),
        ("Talla M", SizeSystem.LETTERS, 0.0),
        ("42-43", SizeSystem.EU, 42.5),
        ("42/43", SizeSystem.EU, 42.5),
        ("22-24", SizeSystem.MX, 23.0),
        ("42/3", SizeSystem.EU, 42.5),
        ("Unitalla", SizeSystem.ONE, 0.0),
        ("Talla única", SizeSystem.ONE, 0.0),
        ("One size", SizeSystem.ONE, 0.0),
        ("6-9 meses", SizeSystem.AGE, 7.5),
        ("4 años", SizeSystem.AGE, 48.0),
    ],
)
def test_label_is_read_on_its_scale(text, system, value):
    label = read_label(text)
    assert label is not None
    assert (label.system, label.value) == (system, value)


@pytest.mark.parametrize("text", ["", "Rojo", "Piel", "Café 2", "Modelo 24", "24 x 30"])
def test_what_is_no_size_is_not_read(text):
    assert read_label(text) is None


def test_both_alphabets_name_the_same_size():
    assert read_label("CH").key == read_label("S").key
    assert read_label("XG").key == read_label("xl").key


def test_run_stands_in_the_order_of_the_shelf():
    said = ["XG", "M", "Unitalla", "CH", "G", "XXG", "XCH"]
    assert [label.text for label in in_order(map(read_label, said))] == [
        "XCH", "CH", "M", "G", "XG", "XXG", "Unitalla",
    ]  # fmt: skip
    assert [label.text for label in in_order(map(read_label, ["25", "22.5", "24½", "22"]))] == [
        "22", "22.5", "24½", "25",
    ]  # fmt: skip


def test_number_takes_the_scale_of_its_run():
    run = read_run(["31", "32", "33", "34", "35", "36"])
    assert {label.system for label in run} == {SizeSystem.EU}
    children = read_run(["13", "14", "15", "16", "17", "18"])
    assert {label.system for label in children} == {SizeSystem.MX}


def test_run_of_colours_is_no_run():
    assert read_run(["Rojo", "Azul", "24"]) is None


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_without_failing(text):
    label = read_label(text)
    assert label is None or label.text == " ".join(text.split())


@given(st.integers(30, 64))
def test_halves_keep_their_value(halves):
    value = halves / 2
    assert read_label(f"{value:g}").value == value


TABLE = [
    Equivalence("Andares", {SizeSystem.MX: "24", SizeSystem.EU: "38", SizeSystem.US: "7"}, 240),
    Equivalence("Andares", {SizeSystem.MX: "24.5", SizeSystem.EU: "38.5", SizeSystem.US: "7.5"}, 245),
    Equivalence("", {SizeSystem.MX: "24", SizeSystem.EU: "37"}),
]


def test_sizes_are_converted_by_the_owners_rows_alone():
    eu = {"source": SizeSystem.EU, "target": SizeSystem.MX}
    assert convert(TABLE, "38.5", brand="andares ", **eu) == "24.5"
    assert convert(TABLE, "37", brand="Andares", **eu) is None
    assert convert(TABLE, "37", brand="Otra", **eu) == "24"
    assert convert(TABLE, "45", **eu) is None


def test_rows_that_contradict_each_other_are_named():
    wrong = Equivalence("andares", {SizeSystem.MX: "24", SizeSystem.EU: "39"})
    assert contradictions([*TABLE, wrong]) == [(TABLE[0], wrong)]
