"""The bytes of a letter: headers, alternatives, attachments, and what must never get into them."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from email import message_from_bytes, policy
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_letters import ANA, LETTERS, said, written

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.errors import WrongInput
from shopdesk.services.mail import envelope, texts, voice
from shopdesk.services.mail.compose import freeze
from shopdesk.services.mail.envelope import Attachment, Headers, build
from shopdesk.services.mail.texts import BadText, Filled, Fixed, Text


def raw_of(filled: Filled, name: str = "Ana Ruiz") -> bytes:
    headers = Headers(
        sender="hola@calzadonube.mx",
        sender_name="Lucía, Calzado Ñandú",
        recipient="ana@example.com",
        recipient_name=name,
        message_id="<00ff00ff00ff00ff@calzadonube.mx>",
        at=datetime(2026, 11, 21, 15, tzinfo=UTC),
        unsubscribe=envelope.unsubscribe_link("hola@calzadonube.mx", "0123456789abcdef" * 4),
        in_reply_to="<" + "a" * 90 + "@example.com>",
    )
    return build(filled, headers)


class Tags(HTMLParser):
    """Refuses html whose tags do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)
        self.addresses += [v for k, v in attrs if k in ("href", "src", "background")]

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(("flow", "step", "tone"), LETTERS)
def test_the_bytes_of_every_letter(flow, step, tone) -> None:
    letter = written(flow, step, tone)
    frozen = freeze(letter, ANA, said(tone=tone), token="00ff00ff", at=datetime(2026, 11, 21, 15, tzinfo=UTC))
    assert b"\n" not in frozen.raw.replace(b"\r\n", b"")
    frozen.raw.decode("ascii")
    assert max(map(len, frozen.raw.split(b"\r\n"))) <= 998
    message = message_from_bytes(frozen.raw, policy=policy.default)
    assert message["List-Unsubscribe"].startswith("<mailto:hola@calzadonube.mx?subject=baja%20")
    assert message["List-Unsubscribe-Post"] is None
    assert message["Message-ID"] == "<00ff00ff@calzadonube.mx>"
    plain = message.get_body(("plain",)).get_content()
    assert "BAJA" in plain
    assert "Calzado Nube" in plain
    page = message.get_body(("html",)).get_content()
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert all(address.startswith("mailto:") for address in tags.addresses)
    assert html.unescape(page).count("BAJA") == 1


def test_long_headers_are_whole_and_accents_and_emoji_right() -> None:
    filled = texts.fill(Text("Gracias 🎉 Ñandú: " + "así de largo " * 12, "Ñ 🎉 á"), {})
    raw = raw_of(filled)
    link = [line for line in raw.split(b"\r\n") if line.startswith(b"List-Unsubscribe:")]
    assert link[0].endswith(b">")
    assert b"0123456789abcdef" * 4 in link[0]
    assert b"In-Reply-To: <" + b"a" * 90 + b"@example.com>" in raw
    message = message_from_bytes(raw, policy=policy.default)
    assert message["Subject"] == filled.subject
    assert message["From"].addresses[0].display_name == "Lucía, Calzado Ñandú"
    encoded = [line for line in raw.split(b"\r\n") if line.startswith((b"Subject", b"From", b" =?"))]
    assert max(map(len, encoded)) <= 78
    assert "Ñ 🎉 á" in message.get_body(("plain",)).get_content()


nasty = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\r\n\0\u2028\u2029\u0085,;<>\"'()@:\\"), max_size=60
)


@settings(max_examples=300, deadline=None)
@given(nasty, nasty)
def test_no_name_or_subject_can_add_a_header(name, subject) -> None:
    filled = texts.Filled("Hola", texts.blocks("Hola", {}))
    try:
        filled = texts.fill(Text("{{ subject }}", "Hola {{ name }}"), {"subject": subject, "name": name})
    except BadText:
        return
    try:
        raw = raw_of(filled, voice.tidy_name(name))
    except WrongInput:
        return
    head = raw.split(b"\r\n\r\n", 1)[0]
    names = [line.split(b":", 1)[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert sorted(names) == sorted(
        [
            b"From",
            b"To",
            b"Subject",
            b"Date",
            b"Message-ID",
            b"In-Reply-To",
            b"List-Unsubscribe",
            b"Content-Language",
            b"MIME-Version",
            b"Content-Type",
        ]
    )
    message = message_from_bytes(raw, policy=policy.default)
    assert [a.addr_spec for a in message["To"].addresses] == ["ana@example.com"]


@pytest.mark.parametrize("bad", ["Ana\r\nBcc: x@y.mx", "Ana\0", "Ana\u2028Bcc: x", "Ana\x1b"])
def test_a_control_character_in_a_header_is_refused(bad) -> None:
    with pytest.raises(WrongInput):
        raw_of(texts.Filled("Hola", texts.blocks("Hola", {})), bad)
    with pytest.raises(WrongInput):
        raw_of(texts.Filled(bad, texts.blocks("Hola", {})))


def test_an_inline_image_is_inside_the_letter_and_a_file_beside_it() -> None:
    filled = texts.Filled("Hola", texts.blocks("Hola", {}))
    headers = Headers("a@example.com", "", "b@example.com", "", "<1@example.com>", datetime.now(UTC))
    raw = build(
        filled,
        headers,
        [
            Attachment("foto", b"\x89PNG", "image/png", inline=True),
            Attachment("lista.pdf", b"%PDF", "application/pdf"),
        ],
    )
    message = message_from_bytes(raw, policy=policy.default)
    assert [part.get_content_type() for part in message.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
        "image/png",
        "application/pdf",
    ]
    assert [part.get_filename() for part in message.iter_attachments()] == ["lista.pdf"]


def test_signature_lines_stay_lines() -> None:
    letter = written(Flow.THANKS, "", "warm")
    assert "Lucía\nCalzado Nube, Guadalajara" in texts.as_text(letter.blocks)
    assert isinstance(Fixed("x"), str)
