"""Keeping the look the owner chose, and taking it back at the next start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shopdesk.ui import theme
from shopdesk.ui.theme import Choice

if TYPE_CHECKING:
    from shopdesk.ui.desk import Desk


def keep(desk: Desk) -> None:
    """Write the theme and text size now shown into the shop's settings."""
    from shopdesk.services import settings

    state = theme.current()
    values = {"window.theme": state.choice.value, "window.text_size": state.text_size}
    desk.jobs.start(partial(settings.keep, desk.shop, values), owner=desk, done=desk.noted)


def take(chosen_theme: str, text_size: int, *, high_contrast: bool = False) -> None:
    """Dress the application as it was left; values out of range are ignored.

    High contrast that the system asks for stays, whatever was kept.
    """
    choice = Choice(chosen_theme) if chosen_theme in set(Choice) else Choice.SYSTEM
    size = text_size if text_size in theme.TEXT_SIZES else 100
    wanted = high_contrast or theme.current().high_contrast
    theme.current().choose(choice, text_size=size, high_contrast=wanted)
