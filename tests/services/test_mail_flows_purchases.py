"""Flows that a purchase, a parcel or a birthday begins, by dated cases of their own."""

from __future__ import annotations

from datetime import date

import mail_cases as cases
import pytest
from mail_scene import after, at

from shopdesk.domain.outreach.flows import Flow
from shopdesk.services.mail import review
from shopdesk.shop import open_shop
from shopdesk.store.models import (
    Customer,
    Message,
    Product,
)

# Gracias


@pytest.mark.parametrize("days", [0, 1, 7])
def test_thanks_goes_within_seven_days(scene, days) -> None:
    scene.sale()
    assert scene.fires(after(days), "thanks")


def test_thanks_is_too_late_on_the_eighth_day_and_says_so(scene) -> None:
    scene.sale()
    assert scene.plan(after(8), "thanks") == [("skipped", "too_late")]
    assert scene.plan(after(16), "thanks") == []


def test_two_orders_are_one_letter_and_the_wording_follows_the_age(scene) -> None:
    scene.sale()
    scene.sale(after(1), "1002")
    letters = [one for one in scene.command(after(1), "plan")["letters"] if one["flow"] == "thanks"]
    assert [one["state"] for one in letters] == ["draft"]
    assert letters[0]["key"] == "thanks:order:shopify:1001"
    same_day = scene.command(after(1), "preview", letters[0]["key"])["text"]
    later = scene.command(after(5), "preview", letters[0]["key"])["text"]
    assert "Ya estamos preparando" in same_day
    assert "preparando" not in later


@pytest.mark.parametrize(("days", "asked"), [(0, 3), (2, 3), (3, 4), (4, 5), (5, None), (7, None)])
def test_the_thanks_tell_when_its_people_are_asked_how_it_went_and_never_a_day_gone_by(
    scene, days, asked
) -> None:
    scene.sale()
    shop = open_shop(scene.shop.folder, today=after(days))
    found = review.review(shop, Flow.THANKS).follows_on
    shop.store.close()
    assert found == (None if asked is None else after(asked))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"status": "refunded"}, "refunded"),
        ({"status": "cancelled"}, "order_cancelled"),
        ({"status": "pending"}, "unpaid"),
        ({"refunded_minor": 129900}, "refunded"),
    ],
)
def test_thanks_is_not_for_a_purchase_that_came_undone(scene, values, reason) -> None:
    scene.sale(**values)
    assert scene.plan(after(1), "thanks") == [("skipped", reason)]


def test_thanks_waits_while_a_complaint_is_open_and_goes_once_it_is_answered(scene) -> None:
    scene.sale()
    message = scene.complaint()
    assert scene.plan(after(1), "thanks") == [("skipped", "open_complaint")]
    scene.change(Message, message, status="answered")
    assert scene.fires(after(1), "thanks")


def test_thanks_once_in_thirty_days(scene) -> None:
    scene.sale()
    scene.had("thanks", 12, after(1))
    assert scene.plan(after(1), "thanks") == [("skipped", "already_thanked")]


# Encuesta


@pytest.mark.parametrize(("days", "goes"), [(2, False), (3, True), (5, True), (6, False)])
def test_survey_goes_three_to_five_days_after_the_purchase(scene, days, goes) -> None:
    scene.sale()
    scene.had("thanks", 20, after(days))
    assert scene.fires(after(days), "survey") is goes


def test_survey_counts_from_the_delivery_when_it_is_known(scene) -> None:
    scene.sale(delivered_on=after(6))
    assert not scene.fires(after(4), "survey")
    assert scene.fires(after(9), "survey")


def test_survey_gives_way_to_a_thank_you_of_the_same_day(scene) -> None:
    scene.sale()
    assert scene.plan(after(3), "survey") == [("skipped", "displaced")]
    letters = scene.command(after(3), "plan")["letters"]
    survey = next(one for one in letters if one["flow"] == "survey")
    assert survey["not_before"].startswith(after(4).isoformat())
    assert survey["displaced_by"] == "thanks:order:shopify:1001"


def test_survey_waits_for_an_open_complaint(scene) -> None:
    scene.sale()
    scene.complaint()
    assert ("skipped", "open_complaint") in scene.plan(after(4), "survey")


# Te aviso yo primero


def test_notice_goes_the_day_after_the_promise_passed(scene) -> None:
    scene.sale(promised_on=after(4))
    assert not scene.fires(after(4), "notice")
    assert scene.fires(after(5), "notice")


def test_notice_goes_when_the_owner_marks_the_order_late(scene) -> None:
    scene.sale(marked_late_at=at(after(2)), late_note="Se rompió la horma.")
    assert scene.fires(after(2), "notice")
    key = next(one["key"] for one in scene.command(after(2), "plan")["letters"] if one["flow"] == "notice")
    assert "Se rompió la horma." in scene.command(after(2), "preview", key)["text"]


def test_notice_stops_when_it_is_delivered(scene) -> None:
    scene.sale(promised_on=after(4), delivered_on=after(5))
    assert scene.plan(after(6), "notice") == [("skipped", "delivered")]


def test_a_parcel_that_came_in_time_is_no_occasion(scene) -> None:
    scene.sale(promised_on=after(4), delivered_on=after(4))
    assert scene.plan(after(6), "notice") == []


def test_notice_goes_even_to_who_complained_and_before_everything_else(scene) -> None:
    scene.sale(promised_on=after(2))
    scene.complaint()
    assert scene.fires(after(3), "notice")
    assert scene.plan(after(3), "thanks") == [("skipped", "open_complaint")]


# Reseña


@pytest.mark.parametrize(("days", "goes"), [(5, False), (6, False), (9, True), (20, True), (21, False)])
def test_review_is_asked_after_the_survey_days(scene, days, goes) -> None:
    scene.switch_on("review")
    scene.sale()
    scene.had("thanks", 8, after(days)) if days > 7 else None
    assert scene.fires(after(days), "review") is goes


def test_review_is_asked_whatever_the_score_but_not_while_a_complaint_is_open(scene) -> None:
    scene.switch_on("review")
    scene.sale()
    message = scene.complaint()
    assert scene.plan(after(9), "review") == [("skipped", "open_complaint")]
    scene.change(Message, message, status="answered")
    assert scene.fires(after(9), "review")


def test_review_off_is_only_counted(scene) -> None:
    scene.sale()
    assert scene.plan(after(9), "review") == [("skipped", "flow_off")]


# Cuidado


@pytest.mark.parametrize(("days", "goes"), [(19, False), (20, True), (30, True), (31, False)])
def test_care_goes_after_the_days_of_its_family(scene, days, goes) -> None:
    scene.sale()
    assert scene.fires(after(days), "care") is goes


def test_care_takes_the_products_own_days(scene) -> None:
    scene.sale()
    scene.change(Product, 1, care_days=12, care="Ponle talco.")
    assert scene.fires(after(12), "care")
    key = next(one["key"] for one in scene.command(after(12), "plan")["letters"] if one["flow"] == "care")
    assert "Ponle talco." in scene.command(after(12), "preview", key)["text"]


def test_care_zero_days_means_no_letter(scene) -> None:
    scene.sale()
    scene.change(Product, 1, care_days=0)
    assert scene.plan(after(20), "care") == []


# Fecha especial


@pytest.fixture
def birthday(scene):
    cases.birthday(scene)
    return scene


@pytest.mark.parametrize(("day", "goes"), [(19, False), (20, True), (21, False)])
def test_a_birthday_is_greeted_on_the_day(birthday, day, goes) -> None:
    assert birthday.fires(date(2026, 3, day), "special_date") is goes


def test_a_birthday_comes_again_next_year(birthday) -> None:
    birthday.approve(date(2026, 3, 20), "special_date")
    assert birthday.send(date(2026, 3, 20)) == [("sent", None)]
    assert birthday.plan(date(2026, 3, 20), "special_date") == []
    assert birthday.fires(date(2027, 3, 20), "special_date")


def test_a_birthday_needs_an_explicit_yes(scene) -> None:
    scene.switch_on("special_date")
    scene.change(Customer, scene.ana, birthday=date(1990, 3, 20))
    assert scene.plan(date(2026, 3, 20), "special_date") == [("skipped", "no_consent")]


def test_who_was_born_on_29_february_is_greeted_on_the_28th(birthday) -> None:
    birthday.change(Customer, birthday.ana, birthday=date(1992, 2, 29))
    assert birthday.fires(date(2027, 2, 28), "special_date")
    assert birthday.fires(date(2028, 2, 29), "special_date")
    assert not birthday.fires(date(2028, 2, 28), "special_date")
