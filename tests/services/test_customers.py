"""Customers: one card each, unions that come apart again, and nothing left after being forgotten."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.services import backups, customers
from shopdesk.services.context import Shop
from shopdesk.services.customers import MailStatus
from shopdesk.store.models import Consent, Customer, CustomerKey, Message, Order, OutboxLetter, SurveyAnswer

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


def _person(shop: Shop, name: str, email: str, *days: date) -> int:
    with shop.store.write() as session:
        person = Customer(name=name, name_key=name.casefold(), city="León")
        session.add(person)
        session.flush()
        session.add(CustomerKey(customer_id=person.id, kind="email", value=email, shown=email))
        for number, day in enumerate(days):
            session.add(
                Order(
                    source="test",
                    number=f"N{len(name)}-{day}-{number}",
                    customer_id=person.id,
                    placed_at=NOW,
                    local_day=day,
                    local_week=day,
                    currency="MXN",
                    total_minor=100_000,
                    refunded_minor=0,
                    buyer_name=name,
                    buyer_email=email,
                )
            )
        session.add(Message(text=f"Hola, soy {name}", written_at=NOW, added_at=NOW, customer_id=person.id))
        session.add(Consent(customer_id=person.id, is_granted=True, at=NOW, source="tienda"))
        session.add(SurveyAnswer(customer_id=person.id, email=email, answered_at=NOW, score=9))
        session.add(
            OutboxLetter(
                letter_key=f"thanks:order:{len(name)}-{days[0]}",
                flow="thanks",
                kind="service",
                customer_id=person.id,
                recipient=email,
                recipient_name=name,
                subject=f"Gracias, {name}",
                state="sent",
                proposed_at=NOW,
                sent_at=NOW,
                raw=b"Querida " + name.encode(),
                server_reply=f"250 {email}",
            )
        )
        return int(person.id or 0)


def _dump(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [repr(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables]
    return "\n".join(rows)


def test_two_purchases_on_one_day_are_one_occasion(shop: Shop) -> None:
    _person(shop, "Ana", "ana@example.com", date(2026, 10, 1), date(2026, 10, 1), date(2026, 11, 3))
    row = customers.listed(shop).rows[0]
    assert (row.purchases, row.first, row.last) == (2, date(2026, 10, 1), date(2026, 11, 3))
    assert (row.spent_minor, row.score, row.mail) == (300_000, 9, MailStatus.AGREED)


def test_a_person_is_found_by_any_spelling_of_the_address(shop: Shop) -> None:
    _person(shop, "Ana", "ana@example.com", date(2026, 10, 1))
    assert customers.card(shop, " ANA@Example.com ").who.name == "Ana"
    with pytest.raises(NotFound):
        customers.card(shop, "nadie@example.com")


def test_merging_and_taking_it_back_restores_everything(shop: Shop) -> None:
    _person(shop, "Ana", "ana@example.com", date(2026, 10, 1))
    _person(shop, "Anita", "anita@example.com", date(2026, 11, 1))
    before = customers.listed(shop)
    merge = customers.merge(shop, "ana@example.com", "anita@example.com")
    assert [row.purchases for row in customers.listed(shop).rows] == [2]
    customers.unmerge(shop, merge)
    assert customers.listed(shop) == before
    with pytest.raises(NotFound):
        customers.unmerge(shop, merge)


def test_nobody_is_merged_with_themselves(shop: Shop) -> None:
    _person(shop, "Ana", "ana@example.com", date(2026, 10, 1))
    with pytest.raises(WrongInput):
        customers.merge(shop, "ana@example.com", "ANA@example.com")


def test_being_forgotten_leaves_no_trace_but_the_refusal(shop: Shop, tmp_path: Path) -> None:
    _person(shop, "Filomena", "filomena@example.com", date(2026, 10, 1))
    _person(shop, "Ana", "ana@example.com", date(2026, 11, 1))
    done = customers.forget(shop, "filomena@example.com")
    assert (done.orders_kept_without_name, done.addresses_never_written_again) == (1, 1)
    copy = backups.make(shop, tmp_path / "copy.db").file
    for file in (shop.folder.database, copy):
        dump = _dump(file).casefold()
        assert "filomena" not in dump
        assert "ana@example.com" in dump
        assert b"filomena@" not in file.read_bytes()
    _person(shop, "Filomena", "filomena@example.com", date(2026, 11, 2))
    statuses = {row.name: row.mail for row in customers.listed(shop).rows}
    assert statuses == {"Filomena": MailStatus.UNSUBSCRIBED, "Ana": MailStatus.AGREED}


def test_who_said_no_stays_said_no(shop: Shop) -> None:
    _person(shop, "Ana", "ana@example.com", date(2026, 10, 1))
    customers.unsubscribe(shop, "Ana@Example.com")
    assert customers.listed(shop).rows[0].mail is MailStatus.UNSUBSCRIBED
    with pytest.raises(WrongInput):
        customers.unsubscribe(shop, "not an address")


def test_a_mistake_is_put_right_for_a_reason_that_is_kept_and_is_no_consent_to_news(shop: Shop) -> None:
    _person(shop, "Ana", "ana@example.com", date(2026, 10, 1))
    before = customers.listed(shop).rows[0]
    customers.unsubscribe(shop, "ana@example.com")
    with pytest.raises(WrongInput):
        customers.allow(shop, str(before.id), "ana@example.com", "  ")
    assert customers.listed(shop).rows[0].mail is MailStatus.UNSUBSCRIBED
    customers.allow(shop, str(before.id), "Ana@example.com", "Me lo pidió en el mostrador")
    assert customers.listed(shop).rows[0].mail is before.mail
    with shop.store.read() as session:
        kept = session.exec(select(Consent.source).where(Consent.channel == "letters")).all()
    assert kept == ["Me lo pidió en el mostrador"]
    with pytest.raises(WrongInput):
        customers.allow(shop, str(before.id), "ana@example.com", "otra vez")


def test_nobody_who_was_erased_is_written_to_again(shop: Shop) -> None:
    _person(shop, "Ana", "ana@example.com", date(2026, 10, 1))
    customers.forget(shop, "ana@example.com")
    _person(shop, "Ana", "ana@example.com", date(2026, 11, 1))
    who = customers.listed(shop).rows[0]
    with pytest.raises(WrongInput):
        customers.allow(shop, str(who.id), "ana@example.com", "Me lo pidió")
