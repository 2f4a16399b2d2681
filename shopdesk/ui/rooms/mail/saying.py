"""What the page says beside its views: tabs, an empty history, an account that refused, a closing window."""

from __future__ import annotations

from collections.abc import Callable

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.mail.modes import Mode
from shopdesk.ui.widgets import Banner, ConfirmSheet, EmptyState


def tabs(ready: int) -> list[tuple[str, str]]:
    """Return the five tabs with their words; ``ready`` letters wait."""
    return [
        (Mode.DUE.value, _("To send ({count})").format(count=ready)),
        (Mode.FLOWS.value, _("Flows")),
        (Mode.ANSWERS.value, _("Answers")),
        (Mode.RESULTS.value, _("Results")),
        (Mode.HISTORY.value, _("History")),
    ]


def nothing_sent() -> EmptyState:
    """Return what an empty history says."""
    return EmptyState(
        "clock-counter-clockwise",
        _("Nothing was sent yet."),
        _("Each letter that leaves stands here, as its customer got it."),
    )


def account_banner(refusal: ShopdeskError, press: Callable[[], object]) -> Banner:
    """Return the banner of an account that stopped a batch; ``press`` leads to its settings."""
    return Banner(
        "danger",
        refusal.message,
        refusal.next_step,
        icon="plugs",
        button=_("Check account"),
        press=press,
    )


def ask_to_leave(desk: Desk, stop: Callable[[], object]) -> None:
    """Ask before the window closes while letters are on their way; ``stop`` leaves the rest ready."""
    sheet = ConfirmSheet(
        _("Letters are still on their way. Shall I leave the rest ready for later?"),
        _("The one under way finishes. The rest waits for your click; it never goes on by itself."),
        verb=_("Leave them ready"),
        keep=_("Go on sending"),
        destructive=False,
    )
    sheet.confirmed.connect(stop)
    desk.show_sheet(sheet)
