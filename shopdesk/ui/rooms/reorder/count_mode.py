"""The page while it counts: its own header, buttons and work, until applied or left."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import correcting, count_room, importing
from shopdesk.services.correcting import Corrected
from shopdesk.services.count_room import Applied, CountRoom
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.reorder.count_rail import CountRail
from shopdesk.ui.rooms.reorder.counting import CountView
from shopdesk.ui.widgets import Button, Split


class CountMode(QObject):
    """``changed()`` when the count read anew; ``ended()`` when it was applied."""

    changed = Signal()
    ended = Signal()

    def __init__(self, page: BasePage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self.room: CountRoom | None = None
        self.with_suspects = True
        self.view, self.rail = CountView(), CountRail()
        self.split = Split(self.view, self.rail, drawer=True, name="count_rail")
        self.leave = Button(_("Leave without applying"), "ghost", name="leave_count", press=self.ended.emit)
        self.go = Button("", "primary", name="apply_counts", icon="check", press=self._apply)
        self.view.counted.connect(self._counted)
        self.view.picked.connect(self._picked)
        self.view.learned.connect(self._learn)

    def reload(self) -> None:
        """Read the count as it stands."""
        read = partial(count_room.read, self._desk.shop, suspects=self.with_suspects)
        self._page.act(read, self._show)

    def _learn(self, code: str, variant: object) -> None:
        if isinstance(variant, int):
            work = partial(correcting.add_code, self._desk.shop, variant, code)
            self._page.act(work, partial(self._learned, code))

    def _learned(self, code: str, corrected: Corrected) -> None:
        said = _("{code} is this size from now on.").format(code=code)
        self._desk.undo.add(said, undo=partial(importing.undo, self._desk.shop, corrected.id))

    def summary(self) -> str:
        """Say the count in one line."""
        room = self.room
        if room is None:
            return ""
        done = len(room.counted)
        told = []
        if room.suspects:
            told.append(
                ngettext("Count this one", "Count these {count}", room.suspects).format(
                    count=words.number(room.suspects)
                )
            )
        counted = ngettext("{count} counted", "{count} counted", done).format(count=words.number(done))
        left = len(room.rows) - done
        told.append(_("{counted}, {left} to count").format(counted=counted, left=words.number(left)))
        told.append(_("what you sell meanwhile is taken off by itself"))
        return " · ".join(told)

    def _show(self, room: CountRoom) -> None:
        self.room = room
        self.view.show_room(room)
        self._picked(self.view.table.current_key())
        self.rail.show_effect(room, words.clock(self._desk.shop.now().astimezone(self._desk.shop.zone())))
        count = len(room.counted)
        self.go.set_words(
            ngettext("Apply {count} count", "Apply {count} counts", count).format(count=words.number(count))
        )
        self.go.forbid("" if count else _("Count something first."))
        self.changed.emit()

    def _picked(self, key: object) -> None:
        if self.room is not None:
            self.rail.show_row(self.view.row(key), self.room)

    def _counted(self, variant: object, pieces: object) -> None:
        if isinstance(variant, int):
            value = pieces if isinstance(pieces, int) else None
            self._page.act(partial(count_room.put, self._desk.shop, variant, value), self._kept)

    def _kept(self, _outcome: object) -> None:
        self.reload()

    def _apply(self) -> None:
        if self.room is not None and self.room.counted:
            work = partial(count_room.apply, self._desk.shop, self.room, self.rail.reason)
            self._page.act(work, self._applied)

    def _applied(self, applied: Applied) -> None:
        count = len(applied.drafts)
        told = ngettext("{count} count applied.", "{count} counts applied.", count).format(
            count=words.number(count)
        )
        self._desk.undo.add(told, undo=partial(count_room.undo, self._desk.shop, applied))
        self.ended.emit()
