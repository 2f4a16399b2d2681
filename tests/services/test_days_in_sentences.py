"""Days inside a sentence, as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from shopdesk.runtime import i18n, words
from shopdesk.services import phrases_reorder

TODAY, LATER = date(2026, 11, 21), date(2026, 12, 24)


@pytest.mark.parametrize(
    ("language", "said"), [("es", "jueves 24 de diciembre"), ("en", "Thursday December 24")]
)
def test_a_far_day_inside_a_sentence_keeps_the_capitals_of_its_language(language: str, said: str) -> None:
    i18n.set_language(language)
    assert words.long_day_within(LATER) == said
    assert said in phrases_reorder.outlook(TODAY, LATER, date(2026, 12, 6))
