"""Erasing a person takes them out of every table, the search index, and the copies made afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from customer_shop import CustomerShop
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from shopdesk.services import backups, customers
from shopdesk.services.context import Shop
from shopdesk.store.models import (
    Checkout,
    Consent,
    Customer,
    CustomerKey,
    HoldOut,
    ImportBatch,
    ImportImage,
    ImportRow,
    Message,
    Order,
    OutboxLetter,
    Promise,
    Reply,
    Reservation,
    StoredResult,
    SurveyAnswer,
)

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
_NUMBERS = count(1)


def _plant(shop: Shop, name: str, email: str, phone: str, variant: int, made: CustomerShop) -> int:
    """Put a person into every table that can hold one, also where no customer is named."""
    who = made.person(name, email, instagram=f"@{email.split('@')[0]}", foot_notes=f"{name}: pie ancho")
    order = made.sale(who, variant, date(2026, 10, 1), buyer_name=name, buyer_email=email, buyer_phone=phone)
    with shop.store.write() as session:
        session.add(CustomerKey(customer_id=who, kind="phone", value=phone, shown=phone))
        row = session.get(Order, order)
        assert row is not None
        row.late_note = f"Avisar a {name}"
        session.add(Consent(customer_id=who, is_granted=True, at=NOW, source="tienda", row_reference=email))
        session.add(Checkout(email=email, abandoned_at=NOW))
        session.add(SurveyAnswer(email=email, answered_at=NOW, score=9, sentence=f"Soy {name}"))
        session.add(HoldOut(flow="novelty", customer_id=who, since=date(2026, 11, 1)))
        known = Message(text=f"Hola, soy {name}", author=name, written_at=NOW, added_at=NOW, customer_id=who)
        stranger = Message(text="¿Y mi pedido?", author=name, written_at=NOW, added_at=NOW, thread_key=phone)
        session.add_all([known, stranger])
        session.flush()
        reply = Reply(message_id=known.id, text=f"Hola, {name}", created_at=NOW)
        session.add(reply)
        session.flush()
        said = {"kind": "notice", "text": f"Le aviso a {name}", "made_at": NOW}
        session.add(Promise(**said, customer_id=who, message_id=known.id, reply_id=reply.id))
        session.add(Promise(**said, customer_id=who, reply_id=reply.id))
        session.add(Promise(**said))
        session.add(
            Reservation(variant_id=variant, pieces=1, person=name, created_at=NOW, until=date(2026, 11, 30))
        )
        batch = ImportBatch(
            file_name="ventas.csv", file_hash="x", kind="sales", format="plain", created_at=NOW
        )
        session.add(batch)
        session.flush()
        cells = ["1001", name, f"55 {phone[-8:-4]}-{phone[-4:]}"]
        session.add(ImportRow(batch_id=batch.id, verdict="rejected", code="x", message="", cells=cells))
        image = {"buyer_name": name, "buyer_email": email}
        session.add(ImportImage(batch_id=batch.id, table_name="sale_order", row_id=order, before=image))
        old = {"shown": email}
        session.add(ImportImage(batch_id=batch.id, table_name="customer_key", row_id=99_999, before=old))
        session.merge(StoredResult(name="today", value={"who": name}, computed_at=NOW))
        session.add(
            OutboxLetter(
                letter_key=f"thanks:order:{order}",
                flow="thanks",
                kind="service",
                customer_id=who,
                recipient=email,
                recipient_name=name,
                subject=f"Gracias, {name}",
                words={"blocks": [f"Querida {name}"]},
                facts={"name": name},
                state="sent",
                proposed_at=NOW,
                sent_at=NOW,
                raw=f"Querida {name}".encode(),
                server_reply=f"250 {email}",
            )
        )
    return who


def _everything(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "\n".join(repr(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in names)


def _found(file: Path, traces: tuple[str, ...]) -> list[str]:
    words, plain = _everything(file).casefold(), file.read_bytes().lower()
    escaped = [one.encode("unicode_escape").decode().casefold() for one in traces]
    return [
        one
        for one, coded in zip(traces, escaped, strict=True)
        if one.casefold() in words or coded in words or one.lower().encode() in plain
    ]


def test_nothing_is_left_anywhere_but_the_refusal(shop: Shop, tmp_path: Path) -> None:
    made = CustomerShop(shop)
    variant = made.style("Nube", {"24": 5})["24"]
    _plant(shop, "Filomena Núñez", "filomena.n@example.com", "+525512345678", variant, made)
    stays = _plant(shop, "Ana Ruiz", "ana.ruiz@example.com", "+525587654321", variant, made)
    traces = ("Filomena Núñez", "filomena.n", "12345678", "1234-5678")
    assert _found(shop.folder.database, traces)
    done = customers.forget(shop, "filomena.n@example.com")
    copy = backups.make(shop, tmp_path / "copy.db").file
    for file in (shop.folder.database, copy):
        assert _found(file, traces) == []
    assert (done.orders_kept_without_name, done.addresses_never_written_again) == (1, 1)
    with shop.store.read() as session:
        assert len(session.exec(select(Order)).all()) == 2
        # The other person is whole: their rows, their words, what could undo an import of theirs.
        assert [row.id for row in session.exec(select(Customer)).all()] == [stays]
        assert {row.text for row in session.exec(select(Message)).all()} == {
            "Hola, soy Ana Ruiz",
            "¿Y mi pedido?",
        }
        assert len(session.exec(select(ImportImage)).all()) == 2
        assert len(session.exec(select(SurveyAnswer)).all()) == 1
    card = customers.card(shop, "ana.ruiz@example.com")
    assert len(card.moments) >= 3


def test_those_who_became_part_of_a_person_go_too(shop: Shop) -> None:
    made = CustomerShop(shop)
    variant = made.style("Nube", {"24": 5})["24"]
    for number, name in enumerate(("Filomena Núñez", "Filo Nuñes", "Mena N.")):
        _plant(shop, name, f"{name[:4].lower()}{number}@example.com", f"+52551234567{number}", variant, made)
    customers.merge(shop, "filo1@example.com", "mena2@example.com")
    customers.merge(shop, "filo0@example.com", "filo1@example.com")
    customers.forget(shop, "filo0@example.com")
    assert _found(shop.folder.database, ("Filomena", "Filo Nuñes", "filo1@", "mena2@", "34567")) == []
    assert customers.listed(shop).rows == ()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given_name=st.text(alphabet="abcdefghijlmnñopqrstuvzáéíóúü", min_size=5, max_size=12),
    surname=st.text(alphabet="bcdfghjklmnpqrstvwxyzñé", min_size=6, max_size=12),
    digits=st.integers(10_000_000, 99_999_999),
)
def test_no_name_is_so_odd_that_it_stays(shop: Shop, given_name: str, surname: str, digits: int) -> None:
    made = CustomerShop(shop)
    made._numbers = count(1000 * next(_NUMBERS))
    name, email = f"{given_name.title()} {surname.title()}", f"p{digits}@example.com"
    variant = made.style(f"Modelo {next(_NUMBERS)}", {"24": 5})["24"]
    _plant(shop, name, email, f"+5255{digits}", variant, made)
    customers.forget(shop, email)
    assert _found(shop.folder.database, (name, email, str(digits) + "@")) == []
