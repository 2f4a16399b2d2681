"""What a customer names is read right: the model, the colour, the size and what it is to them, the order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.extraction.mentions import Kind, Role, Scale, extract, wanted_sizes
from shopdesk.services.tagging import guessed_catalogue, mention_words, shop_catalogue

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "inbox"
SAMPLES = ROOT.parent / "shared" / "samples" / "inbox" / "messages.jsonl"


def read(text: str):
    return extract(text, mention_words(), guessed_catalogue())


def values(text: str, kind: Kind) -> list[str]:
    return [m.value for m in read(text) if m.kind is kind]


def size_roles(text: str) -> list[tuple[str, str, str]]:
    return [(m.value, m.role, m.scale) for m in read(text) if m.kind is Kind.SIZE]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mandan a oaxaca?", []),
        ("los oaxaca en tinto ya llegaron", ["Mocasín Oaxaca"]),
        ("subimos la sierra", []),
        ("el sierra miel 25", ["Botín Sierra"]),
        ("no me cierra el vestido", ["Vestido Frida"]),
        ("envío a Mérida del pantalon merida", ["Pantalón Lino Mérida"]),
        ("unos nubes blancos", ["Tenis Nube"]),
        ("botin siera", ["Botín Sierra"]),
    ],
)
def test_a_place_is_not_a_model(text, wanted):
    assert values(text, Kind.PRODUCT) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no vino completo", []),
        ("la playera basica vino en M", ["vino"]),
        ("a nombre de Rosa Elena", []),
        ("los nube rosas", ["rosa"]),
        ("con que crema lo limpio", []),
        ("vestido crema talla M", ["crema"]),
        ("AZUL MARINO", ["azul marino"]),
        ("verdes olivo o negras", ["verde olivo", "negro"]),
    ],
)
def test_a_verb_a_name_or_a_cream_is_no_color(text, wanted):
    assert values(text, Kind.COLOR) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tienes del 24?", [("24", Role.WANTED, Scale.MX)]),
        ("calzo 38 europeo", [("38", Role.OWNED, Scale.EU)]),
        ("soy 7 americano", [("7", Role.OWNED, Scale.US)]),
        ("mi pie mide 23.8 cm", [("23.8", Role.FOOT, Scale.CM)]),
        ("25 y medio o 26", [("25.5", Role.WANTED, Scale.MX), ("26", Role.ALTERNATIVE, Scale.MX)]),
        ("pedí 27 y mandaron 25", [("27", Role.WANTED, Scale.MX), ("25", Role.RECEIVED, Scale.MX)]),
        ("chamarra XL", [("XL", Role.WANTED, Scale.LETTER)]),
        ("son 3 pares para el 24 de mayo a las 10", []),
        ("llevo 15 dias esperando", []),
        ("vi uno de 500 pesos", []),
    ],
)
def test_a_size_has_a_role_and_a_scale(text, wanted):
    assert size_roles(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mi pedido 1043", ["1043"]),
        ("ya salio? es el pedido #2087", ["2087"]),
        ("orden TN123 no llega", ["TN123"]),
        ("mi guia es 77812345", []),
        ("mi pedido, cel 5512345678", []),
        ("cp 06700", []),
        ("lo compre en 1299", []),
        ("pedi 24 pares en 2024", []),
    ],
)
def test_a_number_is_an_order_only_when_the_message_says_so(text, wanted):
    assert values(text, Kind.ORDER) == wanted


def test_what_the_customer_owns_is_not_what_they_want():
    mentions = read("soy 24 pero quiero el 25 o el 25.5")
    assert wanted_sizes(mentions) == ("25", "25.5")


def test_a_catalogue_of_the_shop_is_matched_in_any_spelling():
    catalogue = shop_catalogue(["Bota Aspen", "Sandalia Tulum"])
    found = extract("tienes las botas ASPEM del 25", mention_words(), catalogue)
    assert [m.value for m in found if m.kind is Kind.PRODUCT] == ["Bota Aspen"]


SHOPS = {
    shop: names
    for file in ("four_shops.json", "eight_shops.json")
    for shop, names in json.loads((DATA / file).read_text(encoding="utf-8")).items()
}


def read_in_shop(text: str, shop: str):
    return extract(text, mention_words(), shop_catalogue(SHOPS[shop]))


def scored(file: Path) -> dict[str, tuple[float, float]]:
    if not file.exists():
        pytest.skip(f"{file.name} is not at hand")
    counts = {kind: [0, 0, 0] for kind in ("product", "color", "size", "order", "role")}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        said = row.get("mentions") or []
        if isinstance(said, dict):
            said = [{"kind": kind, "value": value} for kind, value in said.items()]
        found = read_in_shop(row["text"], row["shop"]) if "shop" in row else read(row["text"])
        for kind in ("product", "color", "size", "order"):
            add(
                counts[kind],
                {one["value"] for one in said if one["kind"] == kind},
                {one.value for one in found if one.kind == kind},
            )
        add(
            counts["role"],
            {(one["value"], one.get("role")) for one in said if one["kind"] == "size"},
            {(one.value, str(one.role)) for one in found if one.kind is Kind.SIZE},
        )
    return {
        kind: (2 * hit / max(1, 2 * hit + wrong + miss), hit / max(1, hit + wrong))
        for kind, (hit, wrong, miss) in counts.items()
    }


def add(count: list[int], wanted: set, found: set) -> None:
    count[0] += len(wanted & found)
    count[1] += len(found - wanted)
    count[2] += len(wanted - found)


@pytest.mark.parametrize("name", ["mentions.jsonl", "voices.jsonl"])
def test_mentions_of_other_voices_reach_the_bars(name):
    figures = scored(DATA / name)
    assert figures["product"][0] >= 0.93
    assert figures["color"][0] >= 0.90
    assert figures["role"][0] >= 0.80
    assert figures["order"][1] == 1.0


@pytest.mark.parametrize("name", ["four_shops_seen.jsonl", "four_shops_unseen.jsonl"])
def test_mentions_in_shops_of_dresses_jewels_candles_and_toys_reach_the_bars(name):
    """The unseen ones were scored once before any of their mistakes was read.

    They gave product 0.953, colour 0.944, size with role 0.849, order precision 1.00; the code they were
    written against gave 0.938, 0.719, 0.626 and 1.00.
    """
    figures = scored(DATA / name)
    assert figures["product"][0] >= 0.93
    assert figures["color"][0] >= 0.90
    assert figures["role"][0] >= 0.80
    assert figures["order"][1] == 1.0


def test_mentions_in_eight_more_shops_reach_the_bars():
    """Four batches of brands with model numbers, rings, sheets, toys and swimwear, each scored unseen.

    First read, in the order they were written: product 0.950, 0.963, 0.930, 0.923; colour 0.962, 1, 1, 1;
    size with role 0.716, 0.783, 0.755 (written to be hard), 0.812; order precision 1 in all.
    """
    figures = scored(DATA / "eight_shops.jsonl")
    assert figures["product"][0] >= 0.93
    assert figures["color"][0] >= 0.90
    assert figures["role"][0] >= 0.80
    assert figures["order"][1] == 1.0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("pedido 1001 y ya van 12 días", []),
        ("los tenis llegaron bien", []),
        ("tienes los puma en 25", ["Puma Suede Classic"]),
        ("soy 25 en charly, en los vans igual?", ["Vans Old Skool"]),
    ],
)
def test_a_brand_is_no_verb_and_names_a_model_only_where_the_shop_has_one(text, named):
    assert [m.value for m in read_in_shop(text, "E") if m.kind is Kind.PRODUCT] == named


def test_a_brand_of_two_models_names_neither_and_a_shorter_name_is_meant_as_said():
    two = shop_catalogue(["Nike Air Max SC", "Nike Court Vision", "Botín Lomas", "Botín Lomas Gamuza"])
    assert [m.value for m in extract("cuanto los nike", mention_words(), two)] == []
    lomas = extract("el lomas gamuza o el lomas", mention_words(), two)
    assert [m.value for m in lomas if m.kind is Kind.PRODUCT][:1] == ["Botín Lomas Gamuza"]
    assert [m.value for m in extract("hay botin lomas", mention_words(), two)] == ["Botín Lomas"]


def test_days_of_the_month_and_chat_headers_are_no_sizes():
    dated = ("la boda es el 14", "lo pedí el 2 y hoy es 15", "nos vemos el 20 a las 5")
    for text in (*dated, "[9:14, 3/11/25] Ana: hola"):
        assert size_roles(text) == [], text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("me queda chico el 24, quiero 25", [("24", Role.RECEIVED), ("25", Role.WANTED)]),
        ("el 39 me aprieta y el 40 me baila", [("39", Role.RECEIVED), ("40", Role.RECEIVED)]),
        ("quiero cambiar la M por una L", [("M", Role.RECEIVED), ("L", Role.WANTED)]),
        ("me dieron la pijama en 6 y le quedó corta, ocupo la 8", [("6", Role.RECEIVED), ("8", Role.WANTED)]),
        ("tengo 28 de cintura y uso la 30", [("30", Role.OWNED)]),
        ("su piecito mide 13 cm", [("13", Role.FOOT)]),
    ],
)
def test_what_was_tried_is_told_from_what_is_wanted(text, wanted):
    assert [(value, role) for value, role, _ in size_roles(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hay en verde esmeralda o azul cobalto?", ["verde esmeralda", "azul cobalto"]),
        ("unas azules claras", ["azul claro"]),
        ("do you have it in dark green", ["verde oscuro"]),
        ("el vestido vino roto", []),
        ("huele a lavanda?", []),
    ],
)
def test_a_shade_is_read_whole(text, wanted):
    assert values(text, Kind.COLOR) == wanted


def test_a_color_in_a_product_name_does_not_name_the_product():
    shop = shop_catalogue(["Pulsera Hilo Rojo", "Vestido Amapola"])
    found = extract("el vestido amapola rojo", mention_words(), shop)
    assert [(str(m.kind), m.value) for m in found] == [("product", "Vestido Amapola"), ("color", "rojo")]


def test_a_shop_of_candles_teaches_its_own_words():
    shop = shop_catalogue(["Vela Lavanda", "Vela Noche Buena", "Difusor Cedro"])
    said = ["buenas noches, llegó la vela rota", "la vela de noche buena", "el difusor sigue?"]
    found = [[m.value for m in extract(text, mention_words(), shop)] for text in said]
    assert found == [[], ["Vela Noche Buena"], ["Difusor Cedro"]]


def test_mentions_of_the_samples_reach_the_bars():
    figures = scored(SAMPLES)
    assert figures["product"][0] >= 0.93
    assert figures["color"][0] >= 0.90
    assert figures["order"] == (1.0, 1.0)


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing_and_mentions_lie_inside_it(text):
    for mention in read(text):
        assert 0 <= mention.start < mention.end <= len(text)
