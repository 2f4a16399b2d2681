"""What the sidebar shows of Hoy: the same numbers, from the same questions."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from shopdesk.runtime.i18n import _
from shopdesk.services.morning import TaskKind, Today
from shopdesk.services.phrases_today import freshness
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.resting import Rest
from shopdesk.ui.sidebar import Sidebar

COUNTED: dict[str, tuple[TaskKind, ...]] = {
    "reorder": (TaskKind.REORDER,),
    "sizes": (TaskKind.SIZES,),
    "inbox": (TaskKind.MESSAGES,),
    "mail": (TaskKind.LETTERS,),
}
_FRESH_DAYS = 3
_EVERY_MS = 1_000
_REST_S = 2.0


class Recount(QObject):
    """Has Hoy worked out again behind another page, once hands are off: the sidebar shows its numbers."""

    def __init__(self, page: BasePage, desk: Desk, rest: Rest, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page, self._desk, self._rest = page, desk, rest
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)
        desk.refresh.changed.connect(self._wait)

    def stop(self) -> None:
        """Count no more: the window goes."""
        self._timer.stop()

    def _wait(self, _tables: object) -> None:
        self._timer.start()

    def _look(self) -> None:
        if not self._page.is_stale or self._desk.is_counter:
            self._timer.stop()
        elif self._desk.is_ready and self._desk.jobs.is_idle and self._rest.seconds() >= _REST_S:
            self._timer.stop()
            self._page.refresh()


def show(sidebar: Sidebar, today: Today | None, shop_name: str) -> None:
    """Show how many things wait on each page, and until when the sales are known."""
    sidebar.set_shop(shop_name)
    counted = today.count if today is not None else None
    for room, kinds in COUNTED.items():
        sidebar.set_count(room, sum(counted(kind) for kind in kinds) if counted else 0)
    sidebar.show_room("sizes", visible=today is None or today.has_sizes)
    if today is None or today.last_sale is None:
        # Before the shop was read nobody knows whether it has sold.
        sidebar.set_freshness(_("No sales yet") if today is not None else "", "faint")
        return
    age = (today.day - today.last_sale).days
    token = "ok" if age <= _FRESH_DAYS else "warn"
    sidebar.set_freshness(freshness(today.last_sale, today.day), token)
