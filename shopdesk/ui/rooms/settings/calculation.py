"""Cálculo: of every hundred people who ask for it, how many should find it?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.runtime.progress import Progress, silent
from shopdesk.services import reorder
from shopdesk.services.context import Shop
from shopdesk.services.reorder import Assumptions
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.settings.facts import Facts, Keeper
from shopdesk.ui.rooms.settings.section import Form, Section
from shopdesk.ui.widgets import Card, Glyph, Text, faces

LEVELS = (0.90, 0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Bill:
    """What this morning's order would be at one level: pieces, and their cost where it is known."""

    service: float
    pieces: int
    cost_minor: int
    currency: str


def bills(shop: Shop, progress: Progress = silent) -> tuple[Bill, ...]:
    """Work out this morning's order at each level."""
    found = []
    for place, service in enumerate(LEVELS):
        progress(place, len(LEVELS), _("Working it out…"))
        plan = reorder.suggest(shop, Assumptions(service=service))
        due = plan.due()
        cost = sum(line.cost_of_order or 0 for line in due)
        found.append(Bill(service, sum(line.order for line in due), cost, plan.currency))
    return tuple(found)


class _LevelCard(Card):
    picked = Signal(float)

    def __init__(self, service: float) -> None:
        super().__init__("choice", padding=14, gap=3)
        self._service = service
        self.setObjectName(f"level_{round(service * 100)}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        faces.set_role(self, QAccessible.Role.RadioButton)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        percent = round(service * 100)
        name = {90: _("Buy little"), 95: _("Balanced"), 98: _("Hardly ever missing")}[percent]
        top = QHBoxLayout()
        top.addWidget(Text(f"{percent} · {name}", "h4"), 1)
        self._tick = Glyph("check-circle", 18, "primaryText", "fill")
        top.addWidget(self._tick)
        self.body.addLayout(top)
        middle = QHBoxLayout()
        self._pieces = Text("…", "h2")
        self._cost = Text("", "small", tone="muted")
        middle.addWidget(self._pieces)
        middle.addWidget(self._cost)
        middle.addStretch(1)
        self.body.addLayout(middle)
        leave = ngettext("{count} in 100 leaves without it", "{count} in 100 leave without it", 100 - percent)
        self.add(Text(leave.format(count=100 - percent), "caption", tone="muted"))
        self.setAccessibleName(f"{percent} · {name}")

    def set_on(self, on: bool) -> None:
        self.set_kind("chosen" if on else "choice")
        self._tick.setVisible(on)
        self.setAccessibleDescription(_("Chosen") if on else "")

    def show_bill(self, bill: Bill) -> None:
        pieces = ngettext("{count} piece", "{count} pieces", bill.pieces)
        self._pieces.setText(pieces.format(count=words.number(bill.pieces)))
        if bill.cost_minor:
            money = words.money(bill.cost_minor, bill.currency)
            self._cost.setText(_("{money} at cost").format(money=money))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.picked.emit(self._service)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(self._service)
        else:
            super().keyPressEvent(event)


class CalculationSection(Section):
    """Three cards with this morning's order at each level; worked out when the page is first shown."""

    def __init__(self, desk: Desk, keeper: Keeper) -> None:
        title = _("Calculation: of 100 people who ask for it, how many should find it?")
        super().__init__("planning", title, "chart-line-up")
        self._desk, self._keeper = desk, keeper
        self._asked = False
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        self._cards = {service: _LevelCard(service) for service in LEVELS}
        for card in self._cards.values():
            card.picked.connect(self._pick)
            across.addWidget(card, 1)
        self.add(line)
        note = _("What you would order this morning with each. Orders already placed are not touched.")
        self.add(Text(note, "small", tone="muted", wrap=True))
        self._form = form = Form(keeper)
        form.switch(
            "planning.service_by_class",
            _("More for what I sell most"),
            help_=_("Best sellers get more cushion, slow ones less; the average stays."),
        )
        form.whole(
            "planning.max_cover_weeks", _("Never more than"), low=4, high=208, suffix=_("weeks of sales")
        )
        self.add(form)

    def show_facts(self, facts: Facts) -> None:
        self._form.show_facts(facts)
        now = float(facts.values.get("planning.service") or 0.95)
        nearest = min(LEVELS, key=partial(_distance, now))
        for service, card in self._cards.items():
            card.set_on(service == nearest)
        if not self._asked:
            self._asked = True
            work = partial(bills, self._desk.shop)
            self._desk.jobs.start(work, owner=self, done=self._show_bills, failed=self._desk.messages.tell)

    def forget(self) -> None:
        """Work the three out again at the next show."""
        self._asked = False

    def _show_bills(self, found: tuple[Bill, ...]) -> None:
        for bill in found:
            self._cards[bill.service].show_bill(bill)

    def _pick(self, service: float) -> None:
        for level, card in self._cards.items():
            card.set_on(level == service)
        words_ = _("Now {percent} of 100 should find it").format(percent=round(service * 100))
        self._keeper.keep("planning.service", service, words_)


def _distance(now: float, level: float) -> float:
    return abs(now - level)
