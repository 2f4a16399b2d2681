"""Who is one person and who is nobody."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.identity import Identity, email_key, identify, is_nobody, phone_key
from shopdesk.domain.recognising import place


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (" Ana.Lopez+zapatos@GoogleMail.com ", "analopez@gmail.com"),
        ("Ana.Lopez+zapatos@hotmail.com", "ana.lopez+zapatos@hotmail.com"),
        ("xyz123@marketplace.amazon.com.mx", ""),
        ("comprador.abc@mail.mercadolibre.com", ""),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_two_spellings_of_a_mailbox_are_one_and_relays_are_none(written, key):
    assert email_key(written) == key


@pytest.mark.parametrize(
    ("written", "country", "key"),
    [
        ("'+525507022619", "MX", "+525507022619"),
        ("+52 1 55 0702 2619", "MX", "+525507022619"),
        ("55 0702 2619", "MX", "+525507022619"),
        ("0034 612 34 56 78", "ES", "+34612345678"),
        ("612345678", "ES", "+34612345678"),
        ("9.2E+11", "MX", ""),
        ("0000000000", "MX", ""),
        ("123", "MX", ""),
    ],
)
def test_phones_are_read_from_the_shops_country(written, country, key):
    assert phone_key(written, country) == key


def test_the_general_public_is_nobody():
    assert is_nobody("Público en General")
    assert not is_nobody("Ana Público")


def test_the_shops_own_address_is_nobody():
    own = identify("hola@nube.mx", "5512345678", "", country="MX", own={"hola@nube.mx"})
    assert own == Identity()


def test_a_phone_names_the_person_who_has_it():
    ana = Identity("ana@x.mx", "+525511111111")
    found = place([Identity(phone="+525511111111"), ana], {})
    assert found.customers == [-1, -1]
    assert found.new == 1


def test_a_family_that_shares_a_phone_is_two_people_who_may_be_one():
    found = place([Identity("ana@x.mx", "+525511111111"), Identity("luis@x.mx", "+525511111111")], {})
    assert found.customers == [-1, -2]
    assert [(one, other) for one, other, _why in found.alike] == [(-1, -2)]


def test_somebody_known_by_phone_gains_an_address():
    found = place([Identity("ana@x.mx", "+525511111111")], {("phone", "+525511111111"): 7})
    assert found.customers == [7]
    assert [(key.customer, key.kind, key.value) for key in found.keys] == [(7, "email", "ana@x.mx")]


def test_somebody_known_by_phone_turns_out_to_be_somebody_known_by_address():
    known = {("phone", "+525511111111"): 7, ("email", "ana@x.mx"): 3}
    found = place([Identity("ana@x.mx", "+525511111111"), Identity(phone="+525511111111")], known)
    assert found.joined == [(7, 3)]
    assert found.customers == [3, 3]


def test_a_tag_at_another_provider_is_proposed_never_merged():
    found = place([Identity("ana@x.mx"), Identity("ana+casa@x.mx")], {})
    assert found.customers == [-1, -2]
    assert [str(why) for *_pair, why in found.alike] == ["plus_tag"]


_PEOPLE = st.builds(
    Identity,
    st.sampled_from(["", "a@x.mx", "b@x.mx", "c@x.mx"]),
    st.sampled_from(["", "+525511111111", "+525522222222"]),
    st.sampled_from(["", "shop:1", "shop:2"]),
)


@given(st.lists(_PEOPLE, max_size=12), st.randoms(use_true_random=False))
def test_how_many_people_there_are_does_not_depend_on_the_order_of_the_rows(people, chance: random.Random):
    shuffled = people[:]
    chance.shuffle(shuffled)
    assert place(people, {}).new == place(shuffled, {}).new


@given(st.lists(_PEOPLE, max_size=12))
def test_the_same_people_again_are_nobody_new(people):
    first = place(people, {})
    known = {(str(key.kind), key.value): -key.customer for key in first.keys}
    again = place(people, known)
    assert again.new == 0
    assert again.keys == []
    assert again.customers == [-one for one in first.customers]
