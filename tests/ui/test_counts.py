"""The numbers in the sidebar follow what was done on another page."""

from __future__ import annotations

from shopdesk.ui.counts import Recount
from shopdesk.ui.page import BasePage
from shopdesk.ui.resting import Rest
from shopdesk.ui.rooms.today.page import TABLES


class Hoy(BasePage):
    """A page that counts how often it was worked out."""

    times = 0

    def reload(self) -> None:
        self.times += 1


class Hands(Rest):
    """Hands that are off, or on."""

    off = 60.0

    def seconds(self) -> float:
        return self.off


def test_hoy_is_worked_out_behind_another_page_once_hands_are_off(qtbot, open_desk):
    page, hands = Hoy(open_desk), Hands()
    qtbot.addWidget(page)
    page.is_stale = False
    recount = Recount(page, open_desk, hands)
    recount._timer.setInterval(10)
    page.is_stale, hands.off = True, 0.0
    with qtbot.waitSignal(open_desk.refresh.changed, timeout=10_000):
        open_desk.refresh.tables_changed(frozenset({"outbox"}))
    qtbot.wait(60)
    assert page.times == 0
    hands.off = 60.0
    qtbot.waitUntil(lambda: page.times == 1, timeout=10_000)
    assert not page.is_stale
    qtbot.wait(60)
    assert page.times == 1


def test_somebody_who_wants_no_letters_no_longer_counts_in_the_sidebar():
    assert "suppression" in TABLES  # one letter less waits: Hoy and the sidebar are counted anew
