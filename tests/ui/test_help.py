"""F1: every page has its short help in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shopdesk.runtime import i18n
from shopdesk.ui import helping, methods, registry


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("room", [*(spec.room for spec in registry.PAGES), "counter"])
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


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_figure_has_plain_words_a_formula_and_a_source(language: str) -> None:
    i18n.set_language(language)
    formula, source = ("**Fórmula**", "**Fuente**") if language == "es" else ("**Formula**", "**Source**")
    found = methods.methods()
    assert len(found) >= 15
    for one in found:
        plain, said, rest = one.text.partition(formula)
        assert len(plain) > 80, one.key
        assert said, one.key
        assert source in rest, one.key


def test_both_languages_explain_the_same_figures_and_every_link_has_its_own() -> None:
    i18n.set_language("es")
    spanish = [one.key for one in methods.methods()]
    i18n.set_language("en")
    assert [one.key for one in methods.methods()] == spanish
    rooms = Path(methods.__file__).parent / "rooms"
    links = [
        key
        for file in rooms.rglob("*.py")
        for key in re.findall(r'MethodLink\("(\w+)"\)', file.read_text(encoding="utf-8"))
    ]
    assert len(links) >= 10
    assert set(links) <= set(spanish)


def test_a_link_opens_its_figure_over_the_window_and_another_is_a_choice_away(qtbot: QtBot) -> None:
    i18n.set_language("es")
    window = QWidget()
    qtbot.addWidget(window)
    link = methods.MethodLink("nps")
    link.setParent(window)
    window.resize(900, 600)
    window.show()
    link.click()
    sheet = window.findChild(methods.MethodsSheet)
    assert "promotores − detractores" in sheet.words.text()
    sheet.choice.set_key("reorder")
    sheet.choice.activated.emit(sheet.choice.currentIndex())
    assert "posición = hay + en camino − comprometido" in sheet.words.text()
    sheet.close_sheet()


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_guide_is_there_as_a_pdf(language: str) -> None:
    i18n.set_language(language)
    assert helping.guide().read_bytes().startswith(b"%PDF-")
