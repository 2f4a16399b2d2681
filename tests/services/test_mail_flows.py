"""What holds for all flows at once, through the command an owner or a check would use."""

from __future__ import annotations

from datetime import timedelta

import pytest
from mail_scene import DAY, after, at
from mail_shop import a_consent, a_customer, a_sale

from shopdesk.services import settings
from shopdesk.services.mail import status
from shopdesk.services.mail.phrases import read_flow
from shopdesk.store.models import (
    ImportBatch,
    Variant,
)


def test_a_first_import_of_two_years_approves_nothing_and_proposes_only_this_weeks_thank_yous(scene) -> None:
    scene.change(ImportBatch, 1, created_at=at(DAY))
    for flow in ("review", "welcome", "cart", "back_in_stock", "winback", "special_date"):
        scene.switch_on(flow)
    with scene.shop.store.write() as session:
        variant = session.get(Variant, scene.variant)
        for number in range(60):
            other = a_customer(session, f"Otra {number}", f"o{number}@example.com")
            a_consent(session, other)
            day = after(-12 * number)
            a_sale(session, other, variant, day, number=f"h{number}", promised_on=day + timedelta(days=3))
    drafts = [one for one in scene.command(DAY, "plan")["letters"] if one["state"] == "draft"]
    assert {one["flow"] for one in drafts} == {"thanks"}
    assert [one["recipient"] for one in drafts] == ["o0@example.com"]
    assert status.everything(scene.shop) == ()


def test_nine_days_away_sends_no_stale_thank_you(scene) -> None:
    scene.sale()
    scene.approve(DAY, "thanks")
    assert scene.send(after(9)) == [("skipped", "too_late")]
    assert not scene.fires(after(9), "thanks")


def test_quiet_hours_hold_proposals_back_but_an_explicit_yes_goes(scene) -> None:
    scene.sale()
    settings.keep(scene.shop, {"mail.quiet_from": 8, "mail.quiet_until": 12})
    letters = scene.command(DAY, "plan")["letters"]
    assert letters[0]["not_before"].startswith("2026-03-10T12:00")
    scene.approve(DAY, "thanks")
    assert scene.send(DAY) == [("sent", None)]


def test_vacation_pauses_all_letters_but_word_of_a_late_parcel(scene) -> None:
    settings.keep(scene.shop, {"shop.vacation_until": after(10)})
    scene.sale(promised_on=after(1))
    assert scene.fires(after(2), "notice")
    assert ("draft", None) not in scene.plan(after(2), "thanks")


@pytest.mark.parametrize("said", ["thanks", "gracias", "Gracias", "de vuelta en tu talla", "Te extrañamos"])
def test_flows_answer_to_their_spanish_names(said) -> None:
    assert read_flow(said) is not None
