"""Ajustes: kept at once, taken back with one key, found by a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.adapters.mailer import FolderMailer
from shopdesk.runtime import i18n
from shopdesk.services import backups, policies, settings
from shopdesk.ui import theme
from shopdesk.ui.asking import SecretSheet
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.settings.copies import PreviewSheet
from shopdesk.ui.rooms.settings.notice import NoticeSheet
from shopdesk.ui.rooms.settings.page import Page
from shopdesk.ui.widgets import Badge, Combo, Text


@pytest.fixture
def page(open_desk: Desk, qtbot: QtBot) -> Iterator[Page]:
    """Return the page with every section built and its values shown."""
    made = Page(open_desk)
    qtbot.addWidget(made)
    made.resize(1158, 700)
    made.show()
    made.build_all()
    made.refresh()
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=30000)
    yield made
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=30000)


def test_a_name_is_kept_when_the_field_is_left_and_undone_with_one_key(
    page: Page, open_desk: Desk, qtbot: QtBot
) -> None:
    field = page.findChild(QLineEdit, "setting_shop_name")
    field.setText("Calzado Nube")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_desk.undo.next_undo == "Cambiaste «Nombre de tu tienda»")
    assert settings.get(open_desk.shop, "shop.name") == "Calzado Nube"
    open_desk.undo.undo()
    qtbot.waitUntil(lambda: settings.get(open_desk.shop, "shop.name") == "")


def test_the_story_of_the_shop_is_kept_when_the_field_is_left(
    page: Page, open_desk: Desk, qtbot: QtBot
) -> None:
    field = page.findChild(QPlainTextEdit, "setting_shop_story")
    field.setFocus()
    qtbot.keyClicks(field, "Botas desde 2009.")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: settings.get(open_desk.shop, "shop.story") == "Botas desde 2009.")


def test_a_signature_of_two_lines_keeps_its_break_when_it_is_changed(
    page: Page, open_desk: Desk, qtbot: QtBot
) -> None:
    settings.keep(open_desk.shop, {"shop.signature": "Lucía\nCalzado Nube"})
    page.reload()
    field = page.findChild(QPlainTextEdit, "setting_shop_signature")
    qtbot.waitUntil(lambda: field.toPlainText() == "Lucía\nCalzado Nube")
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(field, " Centro")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: settings.get(open_desk.shop, "shop.signature") == "Lucía\nCalzado Nube Centro")


def test_an_account_that_did_not_let_us_in_says_so_on_its_badge(
    page: Page, open_desk: Desk, qtbot: QtBot
) -> None:
    settings.keep(open_desk.shop, {"mail.host": "smtp.nube.mx", "mail.refusal": "mail_login"})
    page.reload()
    section = next(one for one in page.sections if one.key == "mail")
    badge = section.findChild(Badge)
    qtbot.waitUntil(lambda: badge.words == "No nos dejó entrar")


def test_a_number_is_kept_within_its_range(page: Page, open_desk: Desk, qtbot: QtBot) -> None:
    spin = page.findChild(QSpinBox, "setting_mail_per_day")
    spin.setValue(250)
    qtbot.waitUntil(lambda: settings.get(open_desk.shop, "mail.per_day") == 250)


def test_choosing_dark_dresses_the_window_and_is_kept(page: Page, open_desk: Desk, qtbot: QtBot) -> None:
    combo = page.findChild(Combo, "setting_window_theme")
    combo.setCurrentIndex(2)
    combo.activated.emit(2)
    assert theme.current().name == "dark"
    qtbot.waitUntil(lambda: settings.get(open_desk.shop, "window.theme") == "dark")


def test_the_search_leaves_only_sections_that_hold_the_word(page: Page) -> None:
    page.search.setText("respaldo")
    page.search._say()
    assert [s.key for s in page.sections if not s.isHidden()] == ["backup"]
    page.search.setText("")
    page.search._say()
    assert all(not s.isHidden() for s in page.sections)


def test_a_link_from_elsewhere_opens_its_section(page: Page) -> None:
    page.go(Place("settings", "", "privacy"))
    assert page._links["privacy"].isChecked()


def test_a_test_letter_goes_to_oneself_once_the_account_is_kept(
    page: Page, open_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    button = page.findChild(QAbstractButton, "send_sample")
    assert not button.isEnabled()
    settings.keep(open_desk.shop, {"mail.host": "localhost", "mail.user": "hola@nube.example"})
    page.reload()
    qtbot.waitUntil(button.isEnabled, timeout=10000)
    open_desk.set_shop(replace(open_desk.shop, mail=FolderMailer(tmp_path)))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: list(tmp_path.glob("*.eml")) != [], timeout=10000)


def test_keeping_and_trying_loses_no_limit_user_or_port(page: Page, open_desk: Desk, qtbot: QtBot) -> None:
    kept = {"mail.host": "localhost", "mail.user": "nube", "mail.address": "hola@nube.example"}
    settings.keep(open_desk.shop, kept | {"mail.port": 1, "mail.per_day": 80, "mail.sender": "Ana, Nube"})
    page.reload()
    address = page.findChild(QLineEdit, "mail_address")
    qtbot.waitUntil(lambda: address.text() == "hola@nube.example", timeout=10000)
    assert page.findChild(QLineEdit, "mail_port").text() == "1"
    qtbot.mouseClick(page.findChild(QAbstractButton, "try_account"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.findChild(QAbstractButton, "try_account").isEnabled(), timeout=20000)
    for name, value in {"user": "nube", "port": 1, "per_day": 80, "sender": "Ana, Nube"}.items():
        assert settings.get(open_desk.shop, f"mail.{name}") == value


def test_the_password_field_hides_what_is_typed(page: Page) -> None:
    assert page.findChild(QLineEdit, "mail_password").echoMode() is QLineEdit.EchoMode.Password


def test_there_is_no_primary_button(page: Page) -> None:
    from shopdesk.ui.widgets import Button

    assert not [b for b in page.findChildren(Button) if b.property("kind") == "primary"]


def test_a_policy_is_written_once_and_a_change_is_a_new_version(
    page: Page, open_desk: Desk, qtbot: QtBot
) -> None:
    section = next(s for s in page.sections if s.key == "policies")
    section._keep("cambios", "30 días, sin uso y en su caja.", "")
    qtbot.waitUntil(lambda: [p.version for p in policies.listed(open_desk.shop)] == [1], timeout=20000)
    qtbot.waitUntil(lambda: "cambios" in section._known, timeout=20000)
    section._keep("cambios", "15 días, sin uso y en su caja.", "")
    qtbot.waitUntil(lambda: open_desk.undo.next_undo == "Escribiste Cambios", timeout=20000)
    assert [p.version for p in policies.listed(open_desk.shop)] == [2]
    open_desk.undo.undo()
    qtbot.waitUntil(
        lambda: policies.listed(open_desk.shop)[0].text == "30 días, sin uso y en su caja.", timeout=20000
    )
    assert [p.version for p in policies.listed(open_desk.shop)] == [3]


def test_a_policy_with_open_blanks_is_refused_in_words(page: Page, open_desk: Desk, qtbot: QtBot) -> None:
    told: list[object] = []
    open_desk.messages.failed.connect(told.append)
    section = next(s for s in page.sections if s.key == "policies")
    section._keep("garantia", "[90] días contra despegado.", "")
    qtbot.waitUntil(lambda: len(told) == 1, timeout=20000)
    assert policies.listed(open_desk.shop) == []


def test_high_contrast_drops_soft_fills_is_kept_and_taken_back(
    page: Page, open_desk: Desk, qtbot: QtBot
) -> None:
    switch = page.findChild(QAbstractButton, "setting_window_high_contrast")
    switch.click()
    assert theme.current().hex("primarySoft") == theme.current().hex("surface")
    qtbot.waitUntil(lambda: settings.get(open_desk.shop, "window.high_contrast") is True)
    qtbot.waitUntil(lambda: bool(open_desk.undo.next_undo))
    open_desk.undo.undo()
    qtbot.waitUntil(lambda: settings.get(open_desk.shop, "window.high_contrast") is False)
    page.reload()
    qtbot.waitUntil(lambda: not theme.current().high_contrast, timeout=10_000)


def test_the_search_does_not_mind_accents(page: Page) -> None:
    page.search.setText("calculo")
    page.search._say()
    assert "planning" in {s.key for s in page.sections if not s.isHidden()} or any(
        "cálculo" in s.words.casefold() for s in page.sections if not s.isHidden()
    )


def test_a_copy_that_was_double_clicked_shows_what_it_would_change(
    page: Page, open_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    open_desk.set_host(host)
    file = tmp_path / "copia.shopdesk"
    backups.make_sealed(open_desk.shop, file, "tres palabras juntas")
    page.go(Place("settings", "backup", file))
    sheet = host.findChild(SecretSheet, "open_copy")
    sheet.first.line.setText("tres palabras juntas")
    sheet.go.click()
    qtbot.waitUntil(lambda: host.findChild(PreviewSheet) is not None, timeout=30000)


def test_the_tone_of_the_letters_is_chosen_here(page: Page, open_desk: Desk, qtbot: QtBot) -> None:
    combo = page.findChild(Combo, "setting_mail_tone")
    combo.setCurrentIndex(2)
    combo.activated.emit(2)
    qtbot.waitUntil(lambda: settings.get(open_desk.shop, "mail.tone") == "formal", timeout=10000)


def test_the_privacy_notice_says_the_shops_own_name_and_address(
    page: Page, open_desk: Desk, qtbot: QtBot
) -> None:
    about = {"shop.name": "Calzado Nube", "shop.address": "Av. Juárez 1, Guadalajara", "shop.country": "MX"}
    settings.keep(open_desk.shop, about)
    sheets: list[NoticeSheet] = []
    open_desk.show_sheet = sheets.append
    page.findChild(QAbstractButton, "privacy_notice").click()
    qtbot.waitUntil(lambda: bool(sheets), timeout=10000)
    qtbot.addWidget(sheets[0])
    words = sheets[0].text.toPlainText()
    assert "Calzado Nube" in words
    assert "Av. Juárez 1, Guadalajara" in words
    assert f"de {open_desk.shop.today().year}" in words


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_setting_is_found_by_its_words_in_spanish_and_in_english(
    open_desk: Desk, qtbot: QtBot, language: str
) -> None:
    i18n.set_language(language)
    made = Page(open_desk)
    qtbot.addWidget(made)
    made.build_all()
    for section in made.sections:
        for label in section.findChildren(Text):
            for said in i18n.in_both(label.text()):
                assert section.key in _found(made, said), said
    asked = {
        "idioma": "appearance", "language": "appearance", "oscuro": "appearance", "dark": "appearance",
        "respaldo": "backup", "backup": "backup", "moneda": "shop", "currency": "shop",
        "contraseña": "mail", "password": "mail", "gmail": "mail", "proveedores": "suppliers",
        "suppliers": "suppliers", "borrar todo": "privacy", "delete everything": "privacy",
        "cálculo": "planning", "calculation": "planning", "mostrador": "counter", "counter": "counter",
    }  # fmt: skip
    missed = [word for word, key in asked.items() if key not in _found(made, word)]
    assert missed == []
    assert _found(made, "zzz") == set()


def _found(page: Page, typed: str) -> set[str]:
    page.search.setText(typed)
    page.search._say()
    return {section.key for section in page.sections if not section.isHidden()}
