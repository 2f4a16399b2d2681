"""A shop that cannot be opened: what happened, and the way back there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.ui.messages import in_words
from shopdesk.ui.widgets import Button, EmptyState

DAMAGED = "damaged_file"
"""Code of the one failure a copy mends; against a full disk or a locked folder it would do nothing."""


def state(
    error: Exception, copy_of: date | None, *, again: Callable[[], object], put_back: Callable[[], object]
) -> EmptyState:
    """Return what Hoy shows: the failure, and where a copy mends it the newest one, one click away.

    Args:
        error: Why the shop could not be opened.
        copy_of: Day of the newest copy; None without any.
        again: Tries once more.
        put_back: Puts that copy in the shop's place; the damaged file is kept among the copies.
    """
    trouble = in_words(error)
    retry = _("Try again")
    if getattr(error, "code", "") != DAMAGED or copy_of is None:
        made = EmptyState(
            "warning-circle",
            trouble.title,
            trouble.line,
            button=retry,
            button_icon="arrow-clockwise",
            press=again,
            kind="secondary",
        )
    else:
        day = words.day_of_month(copy_of)
        made = EmptyState(
            "warning-circle",
            trouble.title,
            _("There is a copy of {day}. The file as it is now is kept beside it.").format(day=day),
            button=_("Put back the copy of {day}").format(day=day),
            press=put_back,
        )
        beside = Button(retry, "ghost", name="open_again", icon="arrow-clockwise", press=again)
        made.add_below(beside)
    made.setToolTip(trouble.detail)
    made.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
