"""An unknown file gets a guess for each column, is read as the owner says, and silently the next time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk.formats import mapped
from shopdesk.formats.base import ColumnMapping, Kind, ReadOptions, Undecided, Unrecognised
from shopdesk.formats.reading import glance, read
from tests.formats.file_builders import a_table
from tests.formats.sample_figures import read_all

HEAD = ("Dia de la vta", "Modelo vendido", "Núm", "Tono", "Cuantos", "A cómo", "Contacto")
ROWS = (
    ("13/01/2025", "Tenis Brisa", "25 1/2", "Negro", "2", "1.299", "ana@example.com"),
    ("14/01/2025", "Bota", "24", "Rosa", "1", "2.499", "luis@example.com"),
)
CHOSEN = ColumnMapping(
    Kind.SALES,
    {
        "date": "Dia de la vta",
        "product": "Modelo vendido",
        "size": "Núm",
        "color": "Tono",
        "quantity": "Cuantos",
        "unit_price": "A cómo",
        "email": "Contacto",
    },
    zone="America/Mexico_City",
    currency="MXN",
    decimal=",",
    taxes_included=True,
)


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    return a_table(tmp_path / "ventas.csv", HEAD, *ROWS, delimiter=";")


def test_an_unknown_file_is_refused_with_what_to_do(unknown: Path) -> None:
    with pytest.raises(Unrecognised) as caught:
        read(unknown)
    assert caught.value.next_step


def test_each_column_gets_a_guess_and_two_examples(unknown: Path) -> None:
    seen = glance(unknown)
    assert seen.format is None
    assert seen.header == HEAD
    guesses = {one.header: one for one in seen.proposal.columns}
    assert seen.proposal.kind is Kind.SALES
    assert guesses["Dia de la vta"].field == "date"
    assert guesses["Modelo vendido"].field == "product"
    assert guesses["Tono"].field == "color"
    assert guesses["Cuantos"].field == "quantity"
    assert guesses["Contacto"].field == "email"
    assert guesses["Dia de la vta"].examples == ("13/01/2025", "14/01/2025")
    assert guesses["A cómo"].field is None


def test_a_chosen_mapping_reads_the_file(unknown: Path) -> None:
    orders = read_all(unknown, ReadOptions(mapping=CHOSEN)).orders
    assert [(one.total_minor, one.currency, one.customer.email) for one in orders] == [
        (259800, "MXN", "ana@example.com"),
        (249900, "MXN", "luis@example.com"),
    ]
    assert [one.lines[0].size for one in orders] == ["25.5", "24"]
    assert all(one.taxes_included is True for one in orders)
    assert orders[0].placed_at.isoformat() == "2025-01-13T12:00:00-06:00"


def test_a_saved_mapping_is_used_without_asking_whatever_the_order_of_columns(
    unknown: Path, tmp_path: Path
) -> None:
    saved = replace(CHOSEN, signature=glance(unknown).proposal.mapping().signature)
    turned = a_table(tmp_path / "enero.csv", HEAD[::-1], *[row[::-1] for row in ROWS])
    found = read_all(turned, ReadOptions(saved=(saved,)))
    assert found.reading.format.name == "mapped-sales"
    assert [one.total_minor for one in found.orders] == [259800, 249900]
    assert mapped.signature_key(HEAD) == mapped.signature_key(HEAD[::-1])


def test_what_the_mapping_leaves_open_is_still_asked(unknown: Path) -> None:
    options = ReadOptions(mapping=replace(CHOSEN, decimal=None))
    with read(unknown, options=options) as reading, pytest.raises(Undecided) as caught:
        list(reading)
    assert caught.value.code == "undecided_decimal"
    assert caught.value.questions[0].choices == (".", ",")


def test_other_kinds_are_mapped_too(tmp_path: Path) -> None:
    path = a_table(tmp_path / "conteo.csv", ("Cosa", "Hay aquí", "Dónde"), ("Bota 24", "3", "Centro"))
    chosen = ColumnMapping(Kind.STOCK, {"product": "Cosa", "on_hand": "Hay aquí", "location": "Dónde"})
    (one,) = read_all(path, ReadOptions(mapping=chosen)).records
    assert (one.product, one.on_hand, one.location) == ("Bota 24", 3, "Centro")


def test_the_fields_offered_are_those_of_the_plain_files() -> None:
    assert {"date", "order", "unit_price", "promised_at", "related_order"} <= set(
        mapped.fields_of(Kind.SALES)
    )
    assert {"as_of", "on_hand", "location"} <= set(mapped.fields_of(Kind.STOCK))
