"""F1: every page has its short help in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shopdesk.runtime import i18n
from shopdesk.ui import helping, methods, registry
from shopdesk.ui.rooms.customers import modes as customers
from shopdesk.ui.rooms.inbox import page as inbox
from shopdesk.ui.rooms.mail import modes as mail
from shopdesk.ui.rooms.reorder import hands
from shopdesk.ui.rooms.sales import page as sales


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


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_tab_and_every_dialog_has_its_own_help(language: str) -> None:
    i18n.set_language(language)
    found = {one.key: one for one in helping.sections(helping.PARTS)}
    wanted = _dialogs() | _tabs() | {"new_pin", "leave_counter_pin", "phrase", "open_copy"}
    wanted -= {"help", "confirm"}
    assert len(wanted) > 40
    assert wanted <= found.keys(), sorted(wanted - found.keys())
    for one in found.values():
        assert one.title, one.key
        assert 40 < len(one.text) < 420, one.key


def test_both_languages_have_the_same_parts() -> None:
    i18n.set_language("es")
    spanish = [one.key for one in helping.sections(helping.PARTS)]
    i18n.set_language("en")
    assert [one.key for one in helping.sections(helping.PARTS)] == spanish
    assert len(spanish) == len(set(spanish))


def test_f1_on_a_tab_speaks_of_the_tab_first_and_over_a_dialog_of_the_dialog(qtbot: QtBot) -> None:
    i18n.set_language("es")
    on_tab = helping.HelpSheet("reorder", "reorder.orders")
    qtbot.addWidget(on_tab)
    assert on_tab.title.text() == "Resurtir › Pedidos en camino"
    over = helping.HelpSheet("reorder", "receive_sheet")
    qtbot.addWidget(over)
    assert over.title.text() == "Llegó mercancía"
    nowhere = helping.HelpSheet("reorder", "reorder.unknown")
    qtbot.addWidget(nowhere)
    assert nowhere.title.text() == "Resurtir"


def _tabs() -> set[str]:
    """Return the keys of the parts of each page with tabs."""
    rooms = {
        "reorder": hands.TABS,
        "inbox": (inbox.WAITING, inbox.ALL, inbox.TOPICS, inbox.PROMISABLE, inbox.WORD, inbox.SAVED),
        "mail": tuple(mode.value for mode in mail.TABS),
        "customers": tuple(key for key, _words in customers.tabs()),
        "sales": (sales.SALES, sales.MONTHS, sales.PRODUCTS, sales.IMPORTS),
    }
    details = {"reorder.detail", "mail.detail", "customers.detail"}
    return {f"{room}.{tab}" for room, tabs in rooms.items() for tab in tabs} | details


def _dialogs() -> set[str]:
    """Return the objectName every kind of dialog gives itself."""
    ui = Path(helping.__file__).parent
    found = set()
    for file in ui.rglob("*.py"):
        kinds = (n for n in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(n, ast.ClassDef))
        for kind in kinds:
            if not any(getattr(base, "id", "").endswith("Sheet") for base in kind.bases):
                continue
            for call in ast.walk(kind):
                if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "__init__" and call.args:
                    first = call.args[0]
                    found |= {str(first.value)} if isinstance(first, ast.Constant) else set()
    return found
