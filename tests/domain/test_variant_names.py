"""A name is taken apart the same way however the shop writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.last_words import LastWords, learn_endings
from shopdesk.domain.naming import name_key
from shopdesk.domain.variant_names import (
    VariantName,
    Vocabulary,
    is_pseudo,
    learn,
    normal_size,
    read_pairs,
    split_name,
    variant_of,
)

COLORS = frozenset(map(name_key, ("negro", "café", "rosa", "azul", "gris", "blanco", "mixto", "verde")))
WORDS = Vocabulary(COLORS)


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("25,5", "25.5"),
        ("25 1/2", "25.5"),
        ("25½", "25.5"),
        ("25.50", "25.5"),
        ("Talla 25.0", "25"),
        ("T-38", "38"),
        ("#25", "25"),
        ("No. 26", "26"),
        ("38 EU", "EU 38"),
        ("eu38", "EU 38"),
        ("US 7.5", "US 7.5"),
        ("24.5 MX", "24.5"),
        ("42 / 43", "42-43"),
        ("25 al 28", "25-28"),
        ("S/M", "S/M"),
        ("chica", "CH"),
        ("Mediana", "M"),
        ("extra grande", "XG"),
        ("xg", "XG"),
        ("2xl", "2XL"),
        ("GG", "GG"),
        ("One Size", "Unitalla"),
        ("Talla única", "Unitalla"),
        ("250 ml", "250 ml"),
        ("30x40 cm", "30x40 cm"),
        ("CH MX", "CH"),
    ],
)
def test_a_size_has_one_way_of_writing(written: str, size: str) -> None:
    assert normal_size(written) == size
    assert normal_size(size) == size


@pytest.mark.parametrize(
    "word", ["Negro", "Edición especial", "1.299", "", "Piel", "2025-01-13", "abc 12 def"]
)
def test_what_is_no_size_is_none(word: str) -> None:
    assert normal_size(word) is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tenis Brisa - 24 / Café/Miel", VariantName("Tenis Brisa", "Café/Miel", "24")),
        ("Tenis Brisa - Café/Miel / 24", VariantName("Tenis Brisa", "Café/Miel", "24")),
        (
            "Bota Lluvia, forro polar (22, Azul marino)",
            VariantName("Bota Lluvia, forro polar", "Azul marino", "22"),
        ),
        ('Sandalia "Arena" - EU 36, Negro', VariantName('Sandalia "Arena"', "Negro", "EU 36")),
        ("Barefoot Niño 1/2 caña - 31 / Verde", VariantName("Barefoot Niño 1/2 caña", "Verde", "31")),
        ("Calcetín - 25 - 28 / Mixto", VariantName("Calcetín", "Mixto", "25-28")),
        ("Camisa - Lino - Azul / M / Algodón", VariantName("Camisa - Lino", "Azul / Algodón", "M")),
        ("Bota - Edición especial", VariantName("Bota - Edición especial")),
        ("Tenis Brisa (24.5/Blanco)", VariantName("Tenis Brisa", "Blanco", "24.5")),
        ("Taza (grande y azul)", VariantName("Taza (grande y azul)")),
        ("Tenis Brisa", VariantName("Tenis Brisa")),
        ("Calcetas - Grande (8-12)", VariantName("Calcetas", "", "G (8-12)")),
        ('Cobija - Gris / Mediana (32" x 40")', VariantName("Cobija", "Gris", 'M (32" x 40")')),
        ("Buzo - Invierno (M, Gris)", VariantName("Buzo - Invierno", "Gris", "M")),
        ("Jabón - -", VariantName("Jabón")),
    ],
)
def test_a_name_gives_product_color_and_size_in_any_order(title: str, name: VariantName) -> None:
    assert split_name(title, WORDS) == name


def test_endings_of_a_product_seen_with_several_are_options_even_if_no_list_knows_them() -> None:
    learned = learn(["Vela - Bosque", "Vela - Mar", "Jabón - Edición especial"], COLORS)
    assert split_name("Vela - Bosque", learned) == VariantName("Vela", "Bosque")
    assert split_name("Vela - Mar / 250 ml", learned) == VariantName("Vela", "Mar", "250 ml")
    assert split_name("Jabón - Edición especial", learned).product == "Jabón - Edición especial"


def test_last_words_are_a_variant_only_when_asked_for() -> None:
    title = "Bota Niña Lluvia, forro polar Azul marino 22 MX"
    assert split_name(title, WORDS) == VariantName(title)
    assert LastWords(WORDS).split(title) == VariantName("Bota Niña Lluvia, forro polar", "Azul marino", "22")


@pytest.mark.parametrize(
    ("text", "color", "size"),
    [
        ("Color : Negro | Talla : 25", "Negro", "25"),
        ("Size:Small,Color:Blanco", "Blanco", "S"),
        ("pa_talla=24.5,pa_color=Blanco", "Blanco", "24.5"),
        ("Talla: 25,5; Color: Azul marino", "Azul marino", "25.5"),
        ("Blanco, EU 36", "Blanco", "EU 36"),
        ("24.5 / Blanco", "Blanco", "24.5"),
        ("Material: Piel | Talla: 25 | Color: Negro", "Negro / Piel", "25"),
    ],
)
def test_options_are_told_apart_by_name_or_by_what_they_are(text: str, color: str, size: str) -> None:
    assert variant_of(read_pairs(text), WORDS) == (color, size)


def test_default_title_is_no_option() -> None:
    assert variant_of([("Title", "Default Title")], WORDS) == ("", "")


@pytest.mark.parametrize(
    ("title", "pseudo"),
    [
        ("Tip", True),
        ("Propina", True),
        ("Gift wrapping", True),
        ("Tarjeta de regalo $500", True),
        ("Envío", True),
        ("Bolsa Roma", False),
        ("Tip Top", False),
        ("Envoltura de regalo", True),
        ("Descuento", True),
        ("Bota", False),
    ],
)
def test_money_without_goods_is_told_from_goods(title: str, pseudo: bool) -> None:
    assert is_pseudo(title) is pseudo


@given(st.text(max_size=60))
def test_no_name_raises_and_none_loses_its_product(title: str) -> None:
    found = LastWords(WORDS).split(title)
    assert bool(found.product) == bool(title.split())


@given(st.integers(15, 50), st.booleans())
def test_every_half_size_is_read_alike(whole: int, half: bool) -> None:
    wanted = f"{whole}.5" if half else str(whole)
    ways = [f"{whole},5", f"{whole}.5", f"{whole} 1/2", f"{whole}½"] if half else [str(whole), f"{whole}.0"]
    assert {normal_size(way) for way in ways} == {wanted}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Sandalia Coral Arena EU 38", VariantName("Sandalia Coral", "Arena", "EU 38")),
        ("Tenis Brisa azul marino 25 1/2", VariantName("Tenis Brisa", "azul marino", "25.5")),
        ("Blusa rosa pastel CH", VariantName("Blusa", "rosa pastel", "CH")),
        ("Botín negro dama", VariantName("Botín negro dama")),
        ("Vela Bosque Edición 2", VariantName("Vela Bosque Edición 2")),
    ],
)
def test_a_color_that_ends_the_products_name_stays_in_it(title: str, name: VariantName) -> None:
    words = Vocabulary(COLORS | {"coral", "arena"})
    assert LastWords(words).split(title) == name


def test_a_first_color_that_never_changes_belongs_to_the_product() -> None:
    bags = learn_endings(["Bolsa Rosa Negro", "Bolsa Rosa Blanco"], WORDS)
    assert bags.split("Bolsa Rosa Negro") == VariantName("Bolsa Rosa", "Negro")
    shoes = learn_endings(["Tenis Rosa Negro", "Tenis Rosa Blanco", "Tenis Azul Blanco"], WORDS)
    assert shoes.split("Tenis Rosa Negro") == VariantName("Tenis", "Rosa Negro")


def test_a_last_digit_is_a_size_only_where_the_file_shows_three_of_them() -> None:
    shoes = learn_endings([f"Runner {size}" for size in (6, 7, 8)], WORDS)
    assert shoes.split("Runner 7") == VariantName("Runner", "", "7")
    assert learn_endings(["Vela 1", "Vela 2"], WORDS).split("Vela 2") == VariantName("Vela 2")
