"""A batch while it leaves: who went, who is next, how many are still to go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from shopdesk.services.mail.planned import Planned
from shopdesk.ui.rooms.mail.cards import GoingCard, SendingCard
from shopdesk.ui.rooms.mail.people import PeopleCard

_SHOW_EVERY_MS = 60
"""Letters that leave without a pause come faster than they can be drawn one by one: 72 took 0.8 s."""


class UnderWay(QObject):
    """Shows on the review's cards what leaves."""

    def __init__(self, people: PeopleCard, going: GoingCard, sending: SendingCard, parent: QObject) -> None:
        super().__init__(parent)
        self._people, self._going, self._sending = people, going, sending
        self._went: list[Planned] = []
        self._shown = 0
        self._queue: Sequence[str] = ()
        self._total, self._pace = 0, 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOW_EVERY_MS)
        self._timer.timeout.connect(self._show)

    @property
    def has_begun(self) -> bool:
        """Whether a letter went and the batch is not over."""
        return bool(self._went)

    def begin(self, queue: Sequence[str], total: int, pace: float) -> None:
        """Show that the first of ``total`` letters is on its way."""
        self._went, self._shown = [], 0
        self._queue, self._total, self._pace = queue, total, pace
        self._people.freeze(on=True)
        self._people.table.setFocus()  # the button pressed is gone: else whatever comes next gets the focus
        self._sending.show()
        self._sending.hold.setEnabled(True)
        self._sending.stop.setEnabled(True)
        self._sending.show_start(total, pace)
        self._going.show()
        self._going.show_counts([], total)
        self._lead()

    def add(self, letter: Planned, _done: int, total: int) -> None:
        """Take a letter that went; shown a moment later, with those that went meanwhile."""
        self._went.append(letter)
        self._total = total
        if not self._timer.isActive():
            self._timer.start()

    def end(self) -> None:
        """Put the cards away."""
        self._timer.stop()
        self._went, self._shown = [], 0
        self._sending.hide()
        self._going.hide()
        self._people.freeze(on=False)
        self._people.show_leaving("")

    def _show(self) -> None:
        for letter in self._went[self._shown :]:
            self._people.show_result(letter)
        self._shown = done = len(self._went)
        self._going.show_counts(self._went, self._total)
        self._lead()
        following = self._people.letter(self._people.table.current_key())
        name = following.name if following is not None and done < self._total else ""
        self._sending.show_step(done, self._total, name, self._pace)

    def _lead(self) -> None:
        """Mark who is next and bring them into view."""
        done = {one.key for one in self._went}
        following = next((key for key in self._queue if key not in done), "")
        self._people.show_leaving(following)
        if following:
            self._people.table.go_to(following)
