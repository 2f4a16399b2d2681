"""Base answers: starters to edit, the owner's own, filled with policies and what is typed."""

import pytest

from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.services import policies
from shopdesk.services.inbox import arriving, saved

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def test_a_shop_starts_with_answers_for_every_topic(shop):
    starters = saved.listed(shop)
    assert len(starters) >= 10
    assert {one.topic for one in starters} == set(map(str, Tag))
    assert all(one.id is None for one in starters)


def test_a_starter_says_which_policy_is_missing_and_quotes_it_once_written(shop):
    one = next(one for one in saved.listed(shop) if "{cambios}" in one.text)
    assert one.missing == ("cambios",)
    assert "cambios" in saved.filled(shop, one, typed={}).open
    policies.put(shop, "cambios", "Treinta días, sin uso.")
    one = next(one for one in saved.listed(shop) if "{cambios}" in one.text)
    assert one.missing == ()
    found = saved.filled(shop, one, typed={})
    assert found.is_ready
    assert "Treinta días, sin uso." in found.text


def test_the_customers_name_is_put_in(shop):
    number = arriving.add(shop, "hola, ¿tienen el 24?", name="Karla Vera").new[0]
    one = next(one for one in saved.listed(shop) if one.topic == "queja")
    assert "Hola, Karla." in saved.filled(shop, one, message_id=number, typed={}).text


def test_a_kept_reply_replaces_its_starter_and_comes_first(shop):
    starter = saved.listed(shop)[3]
    kept = saved.keep(shop, None, topic=starter.topic, title=starter.title, text="Mi texto: {plazo}")
    again = saved.listed(shop)
    assert again[0] == kept
    assert kept.prompts == ("plazo",)
    assert [one.title for one in again].count(starter.title) == 1
    saved.used(shop, kept.id)
    assert saved.listed(shop)[0].uses == 1
    gone = saved.remove(shop, kept.id)
    assert gone.text == "Mi texto: {plazo}"
    with pytest.raises(NotFound):
        saved.used(shop, kept.id)


def test_a_picture_goes_with_a_reply(shop, tmp_path):
    kept = saved.keep(shop, None, topic="talla", title="Guía", text="Aquí la guía.")
    file = tmp_path / "guia.PNG"
    file.write_bytes(PNG)
    shown = saved.attach(shop, kept.id, file)
    assert shown.picture is not None
    assert shown.picture.read_bytes() == PNG
    assert saved.attach(shop, kept.id, None).picture is None
    wrong = tmp_path / "guia.exe"
    wrong.write_bytes(PNG)
    with pytest.raises(WrongInput):
        saved.attach(shop, kept.id, wrong)


def test_an_empty_reply_is_refused(shop):
    with pytest.raises(WrongInput):
        saved.keep(shop, None, topic="talla", title=" ", text="x")
