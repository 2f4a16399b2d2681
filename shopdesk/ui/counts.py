"""What the sidebar shows of Hoy: the same numbers, from the same questions."""

from __future__ import annotations

from shopdesk.runtime.i18n import _
from shopdesk.services.morning import TaskKind, Today
from shopdesk.services.phrases_today import freshness
from shopdesk.ui.sidebar import Sidebar

COUNTED: dict[str, tuple[TaskKind, ...]] = {
    "reorder": (TaskKind.REORDER,),
    "sizes": (TaskKind.SIZES,),
    "inbox": (TaskKind.MESSAGES,),
    "mail": (TaskKind.LETTERS,),
}
_FRESH_DAYS = 3


def show(sidebar: Sidebar, today: Today | None, shop_name: str) -> None:
    """Show how many things wait on each page, and until when the sales are known."""
    sidebar.set_shop(shop_name)
    counted = today.count if today is not None else None
    for room, kinds in COUNTED.items():
        sidebar.set_count(room, sum(counted(kind) for kind in kinds) if counted else 0)
    if today is None or today.last_sale is None:
        sidebar.set_freshness(_("No sales yet"), "faint")
        return
    age = (today.day - today.last_sale).days
    token = "ok" if age <= _FRESH_DAYS else "warn"
    sidebar.set_freshness(freshness(today.last_sale, today.day), token)
