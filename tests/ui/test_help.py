"""F1: every page has its short help in both languages."""

from __future__ import annotations

import pytest

from shopdesk.runtime import i18n
from shopdesk.ui import helping, registry


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("room", [spec.room for spec in registry.PAGES])
def test_every_page_has_a_short_help_with_a_title(room: str, language: str) -> None:
    i18n.set_language(language)
    text = helping.text(room)
    assert text.startswith("# ")
    assert 150 < len(text) < 900


def test_the_help_speaks_the_owners_language() -> None:
    i18n.set_language("en")
    assert helping.text("today").startswith("# Today")
    i18n.set_language("es_ES")
    assert helping.text("today").startswith("# Hoy")
