"""The mailbox: what is ours is put where it belongs, everything else is left alone."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage

import pytest
from mail_server import DROP, PASSWORD, USER, Fault, running
from mail_shop import buyers, set_account

from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.delivery import Incoming, Mark
from shopdesk.domain.outreach.flows import State
from shopdesk.domain.surveys import ReadScore
from shopdesk.services import settings
from shopdesk.services.mail import approve, listening, plan, status, surveys
from shopdesk.services.mail.send import send_batch
from shopdesk.store.models import Message, SurveyAnswer


class FakeMailbox:
    """A mailbox of messages; remembers what it was asked and that it was never written to."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.sent: set[str] = set()
        self.looked: list[Mark | None] = []

    @contextmanager
    def connect(self, account, password):
        yield self

    def new_messages(self, since, *, answers):
        self.looked.append(since)
        first = since.uid if since else 0
        numbered = list(enumerate(self.messages, start=1))
        chosen = [Incoming(uid, raw) for uid, raw in numbered if uid > first and answers(_head(raw))]
        return chosen, Mark(7, len(self.messages))

    def has_sent(self, message_id):
        return message_id in self.sent


def _head(raw: bytes) -> bytes:
    return raw.split(b"\n\n", 1)[0] + b"\n\n"


def a_message(sender: str, subject: str, text: str, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, USER, subject
    message["Date"] = "Sat, 21 Nov 2026 10:00:00 -0600"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def a_bounce(message_id: str, recipient: str, status_code: str, action: str = "failed") -> bytes:
    """A report as Postfix writes it."""
    return f"""From: MAILER-DAEMON@example.com (Mail Delivery System)
To: {USER}
Subject: Undelivered Mail Returned to Sender
Date: Sat, 21 Nov 2026 10:00:00 -0600
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status_code}
Diagnostic-Code: smtp; 550 {status_code} said so

--B
Content-Type: text/rfc822-headers

Message-ID: {message_id}
To: {recipient}
Subject: Gracias

--B--
""".encode()


@pytest.fixture
def box() -> FakeMailbox:
    return FakeMailbox()


@pytest.fixture
def sent(shop, box, certificates):
    """A shop that sent three thank-yous and has a mailbox; returns shop and letters by address."""
    shop = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}), mailbox=box)
    buyers(shop, 3)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        send_batch(shop)
    settings.keep(shop, {"mail.imap_host": "localhost"})
    return shop, {one.recipient: one for one in status.everything(shop)}


def messages(shop) -> list[Message]:
    with shop.store.read() as session:
        from sqlmodel import select

        found = session.exec(select(Message)).all()
        return [(m.text, m.customer_id, m.channel) for m in found]


def test_an_answer_goes_to_messages_once(sent, box) -> None:
    shop, letters = sent
    mine = letters["c1@example.com"]
    quoted = "\n\nEl sáb, 21 nov 2026 a las 9:00, Calzado Nube <hola@calzadonube.mx> escribió:\n> Gracias"
    box.messages.append(
        a_message(
            "Clienta <c1@example.com>", "Re: Gracias", "Me encantaron" + quoted, In_Reply_To=mine.message_id
        )
    )
    assert listening.check(shop).replies == 1
    assert messages(shop) == [("Me encantaron", 2, "email")]
    assert listening.check(shop).replies == 0
    assert box.looked == [None, Mark(7, 1)]


def test_other_mail_of_the_owner_is_not_even_read(sent, box) -> None:
    shop, _letters = sent
    box.messages.append(a_message("banco@example.org", "Tu estado de cuenta", "Saldo"))
    box.messages.append(a_message("novia@example.org", "baja al súper", "porfa"))
    heard = listening.check(shop)
    assert (heard.replies, heard.unsubscribes) == (0, 0)
    assert messages(shop) == []


@pytest.mark.parametrize(("subject", "text"), [("link", ""), ("Re: Gracias", "Ya no me escriban")])
def test_a_goodbye_is_for_good_by_link_or_in_words(sent, box, subject, text) -> None:
    shop, letters = sent
    mine = letters["c1@example.com"]
    token = mine.message_id.strip("<>").partition("@")[0]
    sender = "otra@example.net" if subject == "link" else "c1@example.com"
    subject = f"baja {token}" if subject == "link" else subject
    box.messages.append(a_message(sender, subject, text, In_Reply_To=mine.message_id))
    assert listening.check(shop).unsubscribes == 1
    shown = plan.make(shop)
    assert "c1@example.com" not in {one.recipient for one in shown.letters if one.state is State.DRAFT}
    with shop.store.read() as session:
        from shopdesk.store import outreach

        assert outreach.people(session, shop.today())["c:2"].blocked == "unsubscribed"


@pytest.mark.parametrize(
    ("status_code", "times", "blocked"),
    [("5.1.1", 1, "bounced"), ("4.4.1", 1, None), ("5.2.2", 1, None)],
)
def test_bounces_hard_at_once_and_soft_after_three(sent, box, status_code, times, blocked) -> None:
    shop, letters = sent
    mine = letters["c1@example.com"]
    box.messages += [a_bounce(mine.message_id, "c1@example.com", status_code)] * times
    assert listening.check(shop).bounces == times
    with shop.store.read() as session:
        from shopdesk.store import outreach

        assert outreach.people(session, shop.today())["c:2"].blocked == blocked


def test_a_report_settles_a_doubtful_letter(shop, box, certificates) -> None:
    shop = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}), mailbox=box)
    buyers(shop, 2)
    faults = {1: Fault("text", DROP), 2: Fault("text", DROP)}
    with running(certificates, faults=faults) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        send_batch(shop)
    settings.keep(shop, {"mail.imap_host": "localhost"})
    first, second = status.unknown(shop)
    box.messages.append(a_bounce(first.message_id, first.recipient, "2.0.0", action="delivered"))
    box.sent.add(second.message_id)
    assert listening.check(shop).resolved == 2
    assert status.unknown(shop) == []


def test_a_score_by_link_and_one_in_words(sent, box) -> None:
    shop, letters = sent
    token = letters["c1@example.com"].message_id.strip("<>").partition("@")[0]
    text = "¿Cómo te fue?\nMuy bien\n\n¿Qué te gustaría ver después?"
    box.messages.append(a_message("c1@example.com", f"NPS 9 [{token}]", text))
    assert listening.check(shop).scores == 1
    with shop.store.read() as session:
        answer = session.get(SurveyAnswer, 1)
        assert (answer.score, answer.is_doubtful, answer.how_it_went) == (9, False, "Muy bien")


def test_the_mailbox_is_read_before_every_batch(sent, box, certificates) -> None:
    shop, _letters = sent
    settings.keep(shop, {"mail.imap_on": True})
    box.messages.append(a_message("c9@example.com", "baja 00", "", In_Reply_To="<none@x>"))
    from datetime import timedelta

    from mail_shop import a_customer, a_sale

    from shopdesk.store.models import Variant

    with shop.store.write() as session:
        new = a_customer(session, "Nueva", "c9@example.com")
        a_sale(session, new, session.get(Variant, 1), shop.today() - timedelta(days=1), number="2000")
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        settings.keep(shop, {"mail.imap_host": "localhost", "mail.imap_on": True})
        approve.approve(shop)
        report = send_batch(shop)
        assert server.post.letters == []
        assert [one.reason for one in report.letters] in ([], ["unsubscribed"])


def test_a_low_score_freezes_the_person_until_a_human_answers(shop) -> None:
    buyers(shop, 2)
    surveys.record(shop, "c0@example.com", ReadScore(4, "4", is_doubtful=False), surveys.Given("Tardó mucho"))
    shown = {one.recipient: one for one in plan.make(shop).letters}
    assert (shown["c0@example.com"].state, shown["c0@example.com"].reason) == (State.SKIPPED, "bad_score")
    with shop.store.write() as session:
        message = session.get(Message, 1)
        assert (message.text, message.rating, message.status) == ("Tardó mucho", 4, "open")
        message.status = "answered"
        session.add(message)
    shown = {one.recipient: one for one in plan.make(shop).letters}
    assert shown["c0@example.com"].state is State.DRAFT


def test_the_last_answer_of_a_person_counts_and_a_doubtful_one_only_when_confirmed(shop) -> None:
    buyers(shop, 12)
    for number in range(11):
        surveys.record(shop, f"c{number}@example.com", ReadScore(10, "10", is_doubtful=False))
    later = shop.now().replace(hour=18)
    surveys.record(shop, "c0@example.com", ReadScore(0, "0", is_doubtful=False), at=later)
    doubtful = surveys.record(shop, "c11@example.com", ReadScore(9, "un nueve, creo", is_doubtful=True))
    found = surveys.results(shop)
    assert (found.nps.promoters, found.nps.detractors, found.doubtful) == (10, 1, 1)
    surveys.confirm(shop, doubtful, 8)
    found = surveys.results(shop)
    assert (found.nps.neutrals, found.doubtful) == (1, 0)
    assert found.by_product[0].answers == 12
