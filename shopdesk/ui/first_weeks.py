"""The four-week plan as a sheet: each step leads to its page and ticks itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_first_weeks as say
from shopdesk.services.first_weeks import Progress, Step
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.widgets import Button, Card, Glyph, Scroll, Sheet, Text

PLACES: dict[Step, Place] = {
    Step.SALES: Place("sales"),
    Step.STOCK: Place("sales", "imports"),
    Step.COSTS: Place("sales", "products"),
    Step.BACKUP: Place("settings", "", "backup"),
    Step.NAME: Place("settings", "", "shop"),
    Step.ACCOUNT: Place("settings", "", "mail"),
    Step.THANKS: Place("mail", "due"),
    Step.COUNT: Place("reorder", "count", "suspects"),
    Step.LEAD_TIMES: Place("reorder", "suppliers"),
    Step.ORDER: Place("reorder", "lines"),
    Step.POLICIES: Place("settings", "", "policies"),
    Step.ANSWERS: Place("inbox", "open"),
}


class FirstWeeksSheet(Sheet):
    """Optional: nothing reminds of it."""

    def __init__(self, desk: Desk, weeks: Sequence[Sequence[Progress]]) -> None:
        super().__init__("first_weeks", _("Your first four weeks"), say.summary(weeks), width=760, height=620)
        self._desk = desk
        scroll = Scroll()
        for number, steps in enumerate(weeks, 1):
            scroll.body.addWidget(self._week(number, steps))
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.foot.addStretch(1)
        self.done = Button(_("Done"), "primary", name="first_weeks_done", press=self.close_sheet)
        self.foot.addWidget(self.done)

    def _week(self, number: int, steps: Sequence[Progress]) -> Card:
        card = Card(padding=14, gap=8)
        title, purpose = say.week(number)
        card.add(Text(title, "h2"), Text(purpose, "small", tone="muted", wrap=True))
        for progress in steps:
            card.add(self._step(progress))
        return card

    def _step(self, progress: Progress) -> QWidget:
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        icon, token = ("check-square", "ok") if progress.is_done else ("square", "muted")
        across.addWidget(Glyph(icon, 20, token, "fill" if progress.is_done else ""))
        text = QVBoxLayout()
        text.setSpacing(0)
        tone = "muted" if progress.is_done else "text"
        text.addWidget(Text(say.step(progress), "body", tone=tone, wrap=True))
        note = say.so_far(progress)
        if note:
            text.addWidget(Text(note, "caption", tone="muted"))
        across.addLayout(text, 1)
        words = _("See it") if progress.is_done else _("Do it")
        go = Button(words, "link", name=f"step_{progress.step}", press=self._go)
        go.setProperty("step", progress.step.value)
        go.setAccessibleName(f"{words}: {say.step(progress)}")
        across.addWidget(go)
        return holder

    def _go(self) -> None:
        sender = self.sender()
        if sender is not None:
            step = Step(sender.property("step"))
            self.close_sheet()
            self._desk.navigator.went.emit(PLACES[step])
