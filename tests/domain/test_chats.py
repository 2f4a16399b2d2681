"""Chats are read as they were written: twelve kinds of WhatsApp export, Instagram, pasted lines."""

from __future__ import annotations

import contextlib
import json
import time
import tomllib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.chats import instagram, lines, pasted, whatsapp
from shopdesk.domain.chats.whatsapp import DateOrder, UndecidedDates
from shopdesk.domain.chats.window import Answering, time_left
from shopdesk.runtime import resources

MARKS = lines.marks_of(tomllib.loads(resources.text("tagging/es/chats.toml")))


def parse(text: str, **more):
    return whatsapp.parse(text, MARKS, **more)


def local(*parts: int) -> datetime:
    """A moment of an export, which has no zone."""
    return datetime(*parts)  # noqa: DTZ001


AT = local(2025, 11, 16, 21, 29)

VARIANTS = {
    "android es-MX": "16/11/2025, 9:29 p. m. - Mariana G: hola",
    "android es-MX nbsp": "16/11/2025, 9:29\u00a0p.\u00a0m. - Mariana G: hola",
    "android es-MX narrow nbsp": "16/11/2025, 9:29\u202fp.\u202fm. - Mariana G: hola",
    "android no comma": "16/11/2025 21:29 - Mariana G: hola",
    "android es-ES 24 h": "16/11/25, 21:29 - Mariana G: hola",
    "android en-US": "11/16/25, 9:29 PM - Mariana G: hola",
    "ios es-MX": "[16/11/25, 9:29:00 p.m.] Mariana G: hola",
    "ios es-ES": "[16/11/25, 21:29:00] Mariana G: hola",
    "ios dots": "[16.11.25, 21:29:00] Mariana G: hola",
    "ios hyphens": "[16-11-25, 9:29:00 p. m.] Mariana G: hola",
    "ios left-to-right mark": "\u200e[16/11/25, 9:29:00\u202fp.m.] Mariana G: \u200ehola",
    "ios year first": "[2025-11-16, 9:29:00 p.m.] Mariana G: hola",
}


@pytest.mark.parametrize("text", VARIANTS.values(), ids=VARIANTS.keys())
def test_nine_twenty_nine_in_the_evening_is_read_in_every_variant(text):
    (said,) = parse(text).messages
    assert (said.author, said.text, said.written_at) == ("Mariana G", "hola", AT)


def test_noon_and_midnight_on_a_twelve_hour_clock():
    chat = parse("16/11/2025, 12:05 a. m. - A: uno\n16/11/2025, 12:05 p. m. - A: dos")
    assert [said.written_at.hour for said in chat.messages] == [0, 12]


def test_lines_without_a_header_go_on_with_the_message_before():
    chat = parse(
        "16/11/2025, 9:29 p. m. - Ana: uno\ndos: tres\n\ncuatro\n16/11/2025, 9:30 p. m. - Ana: cinco"
    )
    assert [said.text for said in chat.messages] == ["uno\ndos: tres\n\ncuatro", "cinco"]


def test_system_lines_are_left_out():
    text = (
        "16/11/2025, 9:00 a. m. - Los mensajes y las llamadas están cifrados de extremo a extremo.\n"
        "16/11/2025, 9:01 a. m. - Ana creó el grupo “Zapatos: venta”\n"
        "16/11/2025, 9:02 a. m. - Ana cambió el asunto de “a” a: “b”\n"
        "16/11/2025, 9:03 a. m. - Ana: hola"
    )
    assert [said.text for said in parse(text).messages] == ["hola"]


def test_phone_numbers_and_names_with_a_colon_are_authors():
    text = (
        "16/11/2025, 9:00 a. m. - +52 1 55 1234 5678: hola\n"
        "16/11/2025, 9:01 a. m. - Ventas: Paty: buen día\n"
        "16/11/2025, 9:02 a. m. - Ventas: Paty: ¿talla?"
    )
    said = parse(text).messages
    assert [one.author for one in said] == ["+52 1 55 1234 5678", "Ventas: Paty", "Ventas: Paty"]
    assert said[1].text == "buen día"


@pytest.mark.parametrize(
    ("body", "text", "media", "deleted"),
    [
        ("<Multimedia omitido>", "", True, False),
        ("<Media omitted>", "", True, False),
        ("\u200eimagen omitida", "", True, False),
        ("IMG-2025.jpg (archivo adjunto)\n¿de este hay?", "¿de este hay?", True, False),
        ("\u200e<adjunto: 0001-PHOTO.jpg>", "", True, False),
        ("Se eliminó este mensaje.", "", False, True),
        ("\u200eThis message was deleted.", "", False, True),
        ("quiero 24 <Se editó este mensaje.>", "quiero 24", False, False),
    ],
)
def test_marks_of_media_deleted_and_edited_messages(body, text, media, deleted):
    (said,) = parse(f"16/11/2025, 9:29 p. m. - Ana: {body}").messages
    assert (said.text, said.has_media, said.is_deleted) == (text, media, deleted)


def test_a_value_above_twelve_decides_the_whole_file():
    text = "3/5/2025, 10:00 - A: x\n25/5/2025, 10:00 - A: y"
    chat = parse(text)
    assert chat.order is DateOrder.DMY
    assert chat.messages[0].written_at == local(2025, 5, 3, 10, 0)


def test_time_that_never_runs_backwards_decides():
    text = "1/12/2025, 10:00 - A: x\n2/1/2025, 10:00 - A: y"
    assert parse(text).order is DateOrder.MDY


def test_days_after_today_are_impossible():
    text = "3/11/2025, 10:00 - A: x"
    assert parse(text, today=date(2025, 4, 1)).order is DateOrder.MDY


def test_undecided_dates_are_asked_not_guessed():
    with pytest.raises(UndecidedDates) as asked:
        parse("3/5/2025, 10:00 - A: x")
    assert asked.value.example == "3/5"
    assert parse("3/5/2025, 10:00 - A: x", order=DateOrder.MDY).messages[0].written_at.month == 3


def test_an_export_made_again_overlaps_without_doubles():
    first = "16/11/2025, 9:29 p. m. - Ana: hola\n16/11/2025, 9:29 p. m. - Ana: hola\n"
    again = first + "16/11/2025, 9:31 p. m. - Ana: ¿hay 24?\n"
    known = lines.keys("Ana", parse(first).messages)
    new = lines.keys("Ana", parse(again).messages)
    assert len(set(known)) == 2
    assert new[:2] == known
    assert len(new) == 3


def test_the_same_words_in_another_chat_are_another_message():
    said = parse("16/11/2025, 9:29 p. m. - Ana: hola").messages
    assert lines.keys("uno", said) != lines.keys("dos", said)


def test_instagram_mojibake_is_mended_and_reactions_left_out():
    document = {
        "participants": [{"name": "Ana"}, {"name": "Calzado Nube"}],
        "title": "Ana PeÃ±a",
        "messages": [
            {"sender_name": "Calzado Nube", "timestamp_ms": 1763328000000, "content": "Con gusto"},
            {
                "sender_name": "Ana PeÃ±a",
                "timestamp_ms": 1763327000000,
                "content": "Reacted â\x9d¤ to your message ",
            },
            {"sender_name": "Ana PeÃ±a", "timestamp_ms": 1763326000000, "share": {"link": "x"}},
            {
                "sender_name": "Ana PeÃ±a",
                "timestamp_ms": 1763325000000,
                "content": "Â¿Tienes el botÃ­n en 24? ð\x9f¥º",
            },
        ],
    }
    assert instagram.looks_like(json.loads(json.dumps(document)))
    thread = instagram.parse(document, MARKS)
    assert thread.title == "Ana Peña"
    assert [said.text for said in thread.messages] == ["¿Tienes el botín en 24? 🥺", "Con gusto"]
    assert thread.messages[0].written_at == datetime(2025, 11, 16, 20, 30, tzinfo=UTC)


@given(st.text())
def test_text_that_was_never_broken_is_not_mended(text):
    broken = text.encode("utf-8").decode("latin-1")
    assert instagram.repaired(broken) == text


def test_lines_copied_from_whatsapp_web_are_told_apart():
    said = pasted.split("[6:40 p.m., 16/11/2025] Ana: hola\n[6:41 p.m., 16/11/2025] Beto: sí\nclaro", MARKS)
    assert [(one.author, one.text) for one in said] == [("Ana", "hola"), ("Beto", "sí\nclaro")]
    assert said[0].written_at == local(2025, 11, 16, 18, 40)


def test_a_comment_thread_gives_one_message_per_author():
    text = (
        "mariana_g\n¿precio?\n3 sem\nResponder\npaty.lopez\nhay 24?\n2 sem  2 Me gusta\nResponder\n"
        "mariana_g\ngracias\n1 sem"
    )
    said = pasted.split(text, MARKS)
    assert [(one.author, one.text) for one in said] == [
        ("mariana_g", "¿precio?\ngracias"),
        ("paty.lopez", "hay 24?"),
    ]


def test_a_message_of_several_lines_stays_one():
    text = "Hola buenas tardes\nbusco el botín en 24\nColor: café\nTalla: 24"
    (said,) = pasted.split(text, MARKS)
    assert said.text == text


def test_name_and_text_lines_are_split():
    said = pasted.split("Ana: hola, ¿hay 24?\nBeto: yo quiero 26", MARKS)
    assert [one.author for one in said] == ["Ana", "Beto"]


def test_metas_window_closes_after_seven_days():
    now = datetime(2025, 11, 16, 12, tzinfo=UTC)
    assert time_left(now - timedelta(hours=20), now).left == timedelta(hours=4)
    assert time_left(now - timedelta(hours=25), now).answering is Answering.HUMAN_ONLY
    assert time_left(now - timedelta(days=8), now).answering is Answering.CLOSED


def test_ten_thousand_messages_are_read_in_a_second():
    text = "\n".join(
        f"{1 + i % 28:02d}/11/2025, {i % 24:02d}:{i % 60:02d} - Ana: mensaje {i}" for i in range(10_000)
    )
    start = time.process_time()
    assert len(parse(text).messages) == 10_000
    assert time.process_time() - start < 2


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text):
    with contextlib.suppress(UndecidedDates):
        parse(text)
    assert pasted.split(text, MARKS)
