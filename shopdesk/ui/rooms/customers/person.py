"""One person's card in full: what happened, what comes next, what you wrote, what fits, what they allowed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_advice, phrases_person
from shopdesk.services.customers import Moment, MomentKind
from shopdesk.services.customers.whole import Whole
from shopdesk.services.mail.calendar import Mark
from shopdesk.ui import theme
from shopdesk.ui.rooms.customers.contact import ContactCalendar
from shopdesk.ui.widgets import (
    Amount,
    AmountLine,
    Button,
    Card,
    ChipRow,
    FactLine,
    Fold,
    Glyph,
    Rule,
    Scroll,
    Text,
    clear,
    row,
)

_SHOWN = 200
_GROUPS: dict[str, frozenset[MomentKind]] = {
    "bought": frozenset({MomentKind.PURCHASE, MomentKind.RETURN, MomentKind.EXCHANGE, MomentKind.CANCELLED}),
    "messages": frozenset({MomentKind.MESSAGE, MomentKind.ANSWER}),
    "letters": frozenset({MomentKind.LETTER}),
}
_MARKS = {Mark.SENT: ("envelope-simple", "barro"), Mark.PROPOSED: ("paper-plane-tilt", "primary"),
          Mark.DISPLACED: ("skip-forward", "neutral")}  # fmt: skip


class PersonView(QWidget):
    """The detail page. ``split_wanted(int)`` asks to take a merge back."""

    split_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("person")
        self._whole: Whole | None = None
        self._group = ""
        self._history = self._make_history()
        self._middle, self._right = Scroll(gap=12), Scroll(gap=12)
        self._middle.setFixedWidth(max(322, theme.px(270)))  # in large letters a fact and its badge need more
        self._right.setFixedWidth(282)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(14)
        self._across.addWidget(self._history, 1)
        self._across.addWidget(self._middle)
        self._across.addWidget(self._right)
        self.calendar = ContactCalendar()

    def fold(self, fold: Fold) -> None:
        """In little room the right column goes under the middle one."""
        narrow = fold is not Fold.WIDE
        self._right.setVisible(not narrow)
        if self._whole is not None:
            self._show_sides(self._whole, narrow=narrow)

    def show_whole(self, whole: Whole) -> None:
        """Show a person."""
        self._whole = whole
        self._show_history()
        self._show_sides(whole, narrow=self._right.isHidden())

    def _make_history(self) -> Card:
        card = Card(padding=16, gap=10)
        card.setSizePolicy(card.sizePolicy().horizontalPolicy(), card.sizePolicy().Policy.Expanding)
        self.chips = ChipRow(name="story")
        self.chips.picked.connect(self._pick)
        card.body.addLayout(row(Text(_("Their story"), "h2"), None, self.chips))
        self._lines = Scroll(gap=0)
        card.body.addWidget(self._lines, 1)
        self._merged = QVBoxLayout()
        self._merged.setSpacing(2)
        card.body.addLayout(self._merged)
        return card

    def _pick(self, key: object) -> None:
        self._group = str(key)
        self._show_history()

    def _show_history(self) -> None:
        whole = self._whole
        if whole is None:
            return
        entries = [("", _("All")), ("bought", _("Purchases")), ("messages", _("Messages")),
                   ("letters", _("Emails"))]  # fmt: skip
        self.chips.show_chips([(key, said, None) for key, said in entries], on=self._group)
        kinds = _GROUPS.get(self._group)
        moments = [m for m in whole.card.moments if kinds is None or m.kind in kinds]
        clear(self._lines.body)
        for place, moment in enumerate(moments[:_SHOWN]):
            if place:
                self._lines.body.addWidget(Rule())
            self._lines.body.addWidget(_Line(moment, phrases_person.when(moment.day, whole.today)))
        if not moments:
            self._lines.body.addWidget(Text(_("Nothing has happened yet."), "body", tone="muted"))
        self._lines.body.addStretch(1)
        clear(self._merged)
        for merge in whole.merges:
            said = _("One with “{name}” since {day}.")
            text = Text(
                said.format(name=merge.name, day=phrases_person.when(merge.on, whole.today)),
                "small",
                tone="muted",
                wrap=True,
            )
            split = Button(_("Split"), "link", name=f"split_{merge.number}", press=self._split)
            split.setProperty("merge", merge.number)
            self._merged.addLayout(row(text, split))

    def _split(self) -> None:
        self.split_wanted.emit(int(self.sender().property("merge")))

    def _show_sides(self, whole: Whole, *, narrow: bool) -> None:
        self.calendar.setParent(None)
        for side in (self._middle, self._right):
            clear(side.body)
        middle = [self._next(whole), *self._advice(whole), self._contacts(whole)]
        right = [self._fit(whole), self._allowed(whole), self._figures(whole)]
        for card in middle + (right if narrow else []):
            self._middle.body.addWidget(card)
        for card in [] if narrow else right:
            self._right.body.addWidget(card)
        self._middle.body.addStretch(1)
        self._right.body.addStretch(1)

    def _next(self, whole: Whole) -> Card:
        card = Card("soft", padding=14, gap=6)
        card.body.addLayout(
            row(Glyph("sparkle", 20, "primaryText", "duotone"), Text(_("What comes next"), "h3"), None)
        )
        card.add(Text(phrases_person.next_step(whole), "small", wrap=True))
        return card

    def _advice(self, whole: Whole) -> list[Card]:
        if not whole.advice:
            return []
        card = Card(title=_("To offer them"), padding=14, gap=8)
        for one in whole.advice:
            said = _("{count} can be promised").format(count=words.number(one.promisable))
            card.add(
                FactLine(
                    "gift", "primary", phrases_advice.thing(one), phrases_advice.reason(one), source=said
                )
            )
        return [card]

    def _contacts(self, whole: Whole) -> Card:
        card = Card(padding=14, gap=8)
        top = row(Text(_("How much you have written"), "h3"), None, Text(_("30 days"), "small", tone="muted"))
        card.body.addLayout(top)
        said = [phrases_person.day(day) for day in whole.days]
        self.calendar.show_days(whole.days, whole.today, ". ".join(" ".join(pair) for pair in said))
        card.add(self.calendar)
        self.calendar.show()
        for day, (title, second) in zip(whole.days, said, strict=True):
            icon, tone = _MARKS[day.mark]
            card.add(FactLine(icon, tone, title, second))
        card.add(Rule(), Text(phrases_person.budget(whole), "h4", wrap=True))
        return card

    def _fit(self, whole: Whole) -> Card:
        card = Card(title=_("Their size and foot"), padding=14, gap=10)
        for icon, title, source in phrases_person.fit(whole):
            card.add(FactLine(icon, "plum", title, source))
        if not phrases_person.fit(whole):
            card.add(Text(_("Too few to know."), "small", tone="muted", wrap=True))
        return card

    def _allowed(self, whole: Whole) -> Card:
        card = Card(title=_("What they allowed"), padding=14, gap=10)
        for granted, title, evidence in (phrases_person.consent(one) for one in whole.card.consents):
            icon, tone = ("check-circle", "ok") if granted else ("minus-circle", "neutral")
            card.add(FactLine(icon, tone, title, evidence))
        if said := phrases_person.beside_consents(whole):
            card.add(Text(said, "small", tone="muted", wrap=True))
        return card

    def _figures(self, whole: Whole) -> Card:
        card = Card(title=_("In figures"), padding=14, gap=6)
        who = whole.card.who
        lines = [
            Amount(_("Spent"), words.money(who.spent_minor, whole.currency)),
            Amount(_("Last purchase"), phrases_person.ago(whole)),
            Amount(_("Comes back"), phrases_person.rhythm(whole)),
        ]
        for line in lines:
            card.add(AmountLine(line))
        return card


class _Line(QWidget):
    """A moment with its day at the right."""

    def __init__(self, moment: Moment, day: str) -> None:
        super().__init__()
        icon, tone, title, second = phrases_person.history(moment)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 10, 8, 10)
        across.setSpacing(10)
        across.addWidget(FactLine(icon, tone, title, second), 1)
        across.addWidget(Text(day, "small", tone="muted"), 0, Qt.AlignmentFlag.AlignTop)
