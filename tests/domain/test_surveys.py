"""NPS by hand, and scores read from what people write."""

from __future__ import annotations

import pytest

from shopdesk.domain.surveys import nps, own_words, read_goodbye, read_score


def test_nps_of_eighteen_answers_by_hand() -> None:
    # 12 of 9-10, 5 of 7-8, 1 of 0-6: (12 - 1) / 18 = 61.1.
    # p = 12.75 / 21 = 0.60714, q = 1.75 / 21 = 0.08333, p - q = 0.52381,
    # 1.96 * sqrt((0.69048 - 0.27438) / 21) = 0.27590: from 24.8 to 80.0.
    found = nps([10] * 8 + [9] * 4 + [8] * 3 + [7] * 2 + [6])
    assert (found.promoters, found.neutrals, found.detractors) == (12, 5, 1)
    assert found.value == pytest.approx(61.111, abs=0.001)
    assert found.low == pytest.approx(24.79, abs=0.01)
    assert found.high == pytest.approx(79.97, abs=0.01)


def test_under_ten_answers_only_the_counts() -> None:
    found = nps([10] * 9)
    assert (found.answers, found.promoters, found.value, found.low) == (9, 9, None, None)


@pytest.mark.parametrize(
    ("text", "score", "doubtful"),
    [
        ("9", 9, False),
        ("10!", 10, False),
        ("9/10", 9, False),
        ("8 de 10", 8, False),
        ("Hola\n\n10\n\nGracias", 10, False),
        ("Le doy un nueve pero la caja llegó abierta", 9, True),
        ("Te pongo un 8 porque tardó", 8, True),
        ("Pues bien, gracias", None, True),
        ("Entre 7 y 8", None, True),
        ("Compré talla 9 y me quedó bien", None, True),
        ("Llegó en 3 días", None, True),
        ("Me costó $10", None, True),
        ("Un 10. Los uso diario.", 10, True),
        ("", None, True),
    ],
)
def test_a_score_is_sure_only_when_it_stands_alone(text, score, doubtful) -> None:
    found = read_score(text)
    assert (found.score, found.is_doubtful) == (score, doubtful)


def test_the_link_says_the_score_and_which_letter_it_answers() -> None:
    found = read_score("¿Cómo te fue?\nBien", "NPS 7 [00ff12]")
    assert (found.score, found.is_doubtful, found.token) == (7, False, "00ff12")


def test_the_letter_answered_is_not_what_the_person_wrote() -> None:
    quoted = "El vie, 20 nov 2026 a las 9:00, Lucía <hola@x.mx> escribió:\n> Del 0 al 10, ¿nos recomendarías?"
    text = f"Muy bien\n\n{quoted}"
    assert own_words(text) == "Muy bien"
    assert read_score(text).score is None


@pytest.mark.parametrize(
    ("text", "subject", "meant"),
    [
        ("", "baja 00ff12", True),
        ("BAJA", "Re: Gracias, Ana", True),
        ("Ya no me escriban por favor", "Re: Gracias", True),
        ("unsubscribe", "", True),
        ("Me encantaron, gracias", "Re: Gracias", False),
        ("Gracias\n> responde BAJA si no quieres recibirlos", "Re: Gracias", False),
        ("¿Tienen bajas de precio?", "", False),
    ],
)
def test_a_goodbye_is_heard_in_the_persons_own_first_words(text, subject, meant) -> None:
    assert read_goodbye(text, subject).is_meant is meant
