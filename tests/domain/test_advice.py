"""Recommendations by successor, fit and use, and what keeps one from being made."""

from __future__ import annotations

import json
from datetime import date

import pytest

from shopdesk.domain.advice import Kept, Offer, Past, Why, advise, read_fits, says_width, siblings, usual_size
from shopdesk.domain.sizes.foot import Foot
from shopdesk.domain.sizes.labels import SizeSystem
from shopdesk.runtime import resources

WORDS = json.loads(resources.text("advice/es/words.json"))


def _kept(product: int = 1, name: str = "Tenis Nube", **more: object) -> Kept:
    values = {
        "category": "Tenis",
        "gender": "Dama",
        "use": "caminar diario",
        "size": "24",
        "pieces": 1,
        "day": date(2026, 5, 1),
    } | more
    return Kept(product, name, **values)  # type: ignore[arg-type]


def _offer(product: int, name: str, sizes: dict[str, int] | None = None, **more: object) -> Offer:
    values = {"category": "Tenis", "gender": "Dama", "use": "caminar diario"} | more
    there = {"24": 3} if sizes is None else sizes
    variants = {size: (product * 100, f"{name}-{size}") for size in there}
    return Offer(product, name, promisable=there, variants=variants, **values)  # type: ignore[arg-type]


def test_the_successor_of_what_they_kept_comes_first() -> None:
    found = advise(
        Past((_kept(),), owned=frozenset({1})),
        [_offer(2, "Tenis Brisa"), _offer(3, "Tenis Nube 2", successor_of=1), _offer(1, "Tenis Nube")],
        count=5,
    )
    assert [(one.sku, one.why) for one in found] == [
        ("Tenis Nube 2-24", Why.SUCCESSOR),
        ("Tenis Brisa-24", Why.USE),
    ]
    assert found[0].because is not None
    assert found[0].because.name == "Tenis Nube"


def test_never_what_they_returned_whatever_the_colour() -> None:
    past = Past((_kept(),), returned=frozenset({"botin oaxaca"}))
    assert advise(past, [_offer(2, "Botín Oaxaca", color="Negro")]) == []


def test_never_out_of_their_size() -> None:
    past = Past((_kept(),))
    assert advise(past, [_offer(2, "Tenis Brisa", {"23": 5, "25": 5})]) == []
    assert advise(past, [_offer(2, "Tenis Brisa", {"24.0": 2})])[0].promisable == 2
    assert advise(past, [_offer(2, "Gorra", {"": 4})])[0].size == ""


def test_the_size_of_a_present_to_him_is_not_hers() -> None:
    past = Past((_kept(), _kept(9, "Mocasín", gender="Caballero", size="28")))
    assert advise(past, [_offer(2, "Tenis Brisa", {"28": 5})]) == []
    assert advise(past, [_offer(2, "Mocasín Sur", {"28": 5}, gender="Caballero")])[0].size == "28"


def test_the_usual_size_is_the_one_kept_most_and_then_newest() -> None:
    past = Past((_kept(size="23"), _kept(size="24", day=date(2026, 6, 1)), _kept(size="M", use="")))
    assert usual_size(past, "dama")[SizeSystem.MX] == ("mx", 24.0, 0.0)
    assert set(usual_size(past, "dama")) == {SizeSystem.MX, SizeSystem.LETTERS}


def test_two_changes_for_width_make_a_wide_foot() -> None:
    wide = _offer(2, "Huarache Sayula", fits=frozenset({Foot.WIDE}))
    narrow = _offer(3, "Flat Condesa", fits=frozenset({Foot.NARROW}))
    [one] = advise(Past((_kept(),), for_width=2), [narrow, wide], count=5)
    assert (one.why, one.foot, one.for_width) == (Why.FIT, Foot.WIDE, 2)
    once = advise(Past((_kept(),), for_width=1), [narrow, wide], count=5)
    assert {o.why for o in once} == {Why.USE}
    said = advise(Past((_kept(),), feet=frozenset({Foot.WIDE})), [wide])[0]
    assert (said.why, said.for_width) == (Why.FIT, 0)


def test_a_narrow_foot_gets_no_wide_last() -> None:
    past = Past((_kept(),), feet=frozenset({Foot.NARROW}))
    assert advise(past, [_offer(2, "Huarache", fits=frozenset({Foot.WIDE}))]) == []


def test_without_a_reason_there_is_no_recommendation() -> None:
    other = _offer(2, "Zapatilla Reforma", category="Zapatillas", use="fiesta")
    assert advise(Past((_kept(),)), [other]) == []
    assert advise(Past(()), [_offer(2, "Tenis Brisa")]) == []


@pytest.mark.parametrize(
    ("text", "feet"),
    [
        ("Amplia", {Foot.WIDE}),
        ("Angosta", {Foot.NARROW}),
        ("Normal; pie ancho, medio número más", set()),
        ("Horma ancha, suela alta", {Foot.WIDE}),
        ("", set()),
    ],
)
def test_the_owners_words_on_a_last(text: str, feet: set[Foot]) -> None:
    assert read_fits(text, WORDS["fit"]) == feet


def test_what_came_back_for_width() -> None:
    assert says_width("Me aprieta, muy angosto", WORDS["width_reason"])
    assert not says_width("Talla", WORDS["width_reason"])


def test_siblings_are_promisable_alike_and_at_most_three() -> None:
    one = _offer(1, "Tenis Nube", {}, price_minor=100_000)
    shelf = [
        one,
        _offer(2, "A", price_minor=180_000),
        _offer(3, "B", price_minor=110_000),
        _offer(4, "C", use="entrenamiento ligero"),
        _offer(5, "D", use="fiesta", category="Zapatillas"),
        _offer(6, "E", {}),
        _offer(7, "F", gender="Caballero"),
        _offer(8, "G", category="Flats"),
    ]
    assert [other.name for other in siblings(one, shelf)] == ["B", "A", "G"]
