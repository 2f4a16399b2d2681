"""Colours, letters and sizes as the owner sees them."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.runtime import tokens
from shopdesk.ui import icons, stylesheet, theme
from shopdesk.ui.theme import Choice
from shopdesk.ui.widgets import Text


def test_every_letter_role_is_figtree_and_digits_line_up() -> None:
    for role in theme.ROLES:
        letters = theme.font(role)
        assert QFontInfo(letters).family() == "Figtree"
        metrics = QFontMetricsF(letters)
        assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("0888"), abs=0.1)


def test_digits_line_up_in_styled_labels_too(qtbot: QtBot) -> None:
    label = Text("", "h3")
    qtbot.addWidget(label)
    label.ensurePolished()
    metrics = QFontMetricsF(label.font())
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("0888"), abs=0.1)


def test_dark_is_kept_where_the_platform_ignores_the_request(qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.current().changed):
        theme.current().choose(Choice.DARK)
    assert theme.current().name == "dark"
    assert theme.colour("bg").name().upper() == tokens.colours("dark")["bg"]


def test_larger_text_scales_letters_and_sizes() -> None:
    theme.current().choose(text_size=130)
    assert theme.font("body").pixelSize() == 18  # 14 × 1.3 = 18.2
    assert theme.px(36) == 47  # 36 × 1.3 = 46.8
    with pytest.raises(ValueError, match="120"):
        theme.current().choose(text_size=120)


def test_high_contrast_has_no_soft_fill_and_lines_at_full_strength() -> None:
    theme.current().choose(high_contrast=True)
    assert theme.current().hex("warnSoft") == theme.current().hex("surface")
    assert tokens.contrast(theme.current().hex("border"), theme.current().hex("surface")) > 7


@pytest.mark.parametrize("name", tokens.THEMES)
def test_the_sheet_holds_no_field_left_open_and_only_token_colours(name: str) -> None:
    table = tokens.colours(name)
    marks = dict.fromkeys(("caret-down", "caret-up", "caret-right", "check", "minus"), "x.svg")
    made = stylesheet.sheet(table, round, marks, inverse_link=table["primarySoft"])
    assert "$" not in made
    found = set(re.findall(r"#[0-9A-Fa-f]{6}\b", made))
    assert found <= set(table.values())


def test_what_is_off_is_dashed_where_its_words_cannot_be_faint(dressed: QApplication) -> None:
    theme.current().choose(high_contrast=True)
    assert "border-style: dashed" in dressed.styleSheet()
    theme.current().choose(high_contrast=False)
    assert "border-style: dashed" not in dressed.styleSheet()


def test_icons_take_the_colour_of_the_token(dressed: QApplication) -> None:
    picture = icons.pixmap("check", 24, "danger", "bold").toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert seen == {theme.current().hex("danger").lower()}
