"""Corrections offer phrases with what they would change; nothing is learned before the owner approves."""

from __future__ import annotations

import pytest

from shopdesk.runtime.errors import NotFound
from shopdesk.services.inbox import arriving, attachments, teaching, views


def paste(shop, text: str, name: str = "Ana") -> int:
    return arriving.add(shop, text, name=name).new[0]


@pytest.fixture
def corrected(shop):
    """Three ask for a gift box in their own words; the owner corrects one."""
    views.define_tag(shop, "Regalo", ["para regalo"])
    first = paste(shop, "me lo ponen en caja bonita con moño grande?")
    paste(shop, "traen el moño grande o aparte", "Luz")
    paste(shop, "quiero moño grande rojo", "Mar")
    views.retag(shop, first, ["regalo"])
    return shop


def test_a_phrase_is_offered_with_the_messages_it_would_change(corrected):
    (offer,) = teaching.offers(corrected)
    assert (offer.tag, offer.phrase, offer.count) == ("regalo", "mono grande", 2)
    assert sum("regalo" in view.applied for view in views.waiting(corrected)) == 1, "nothing is learned yet"


def test_an_approved_phrase_counts_for_earlier_and_later_messages(corrected):
    (offer,) = teaching.offers(corrected)
    assert teaching.approve(corrected, offer.tag, offer.phrase) == 2
    assert all("regalo" in view.applied for view in views.waiting(corrected))
    later = paste(corrected, "y el moño grande cuánto sale?", "Sol")
    assert "regalo" in views.one(corrected, later).applied
    assert teaching.offers(corrected) == ()


def test_a_message_the_owner_settled_otherwise_is_left_alone(corrected):
    settled = paste(corrected, "no quiero moño grande gracias", "Paz")
    views.retag(corrected, settled, ["otra"])
    assert all(offer.phrase != "mono grande" for offer in teaching.offers(corrected))
    teaching.approve(corrected, "regalo", "moño grande")
    assert views.one(corrected, settled).applied == ("otra",)


def test_a_topic_of_ones_own_is_taught_with_its_words_and_taken_away(shop):
    number = paste(shop, "hacen grabado con nombre?")
    assert teaching.teach(shop, "Grabado", ["grabado con nombre"]) == 1
    assert "grabado" in views.one(shop, number).applied
    teaching.forget(shop, "grabado", "grabado con nombre")
    assert teaching.taught(shop) == ()


def test_without_a_size_guide_the_picture_says_where_to_write_it(shop):
    with pytest.raises(NotFound):
        attachments.size_guide(shop, paste(shop, "qué talla soy?"))
