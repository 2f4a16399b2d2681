"""The third tab: which argument retains, whether a letter brought them back, and what the shop can prove."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.arguments import Weight
from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.proofs import Note
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_worth as say
from shopdesk.services.customers.holdout import HoldOut
from shopdesk.services.customers.reasons import Reasons
from shopdesk.services.mail import phrases as mail
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.rooms.customers.ranges import RangeBar
from shopdesk.ui.widgets import (
    Button,
    Card,
    FactLine,
    IconButton,
    LineField,
    NoteCard,
    Rule,
    Scroll,
    Sheet,
    Switch,
    Text,
    clear,
    row,
)

SHARE = 0.1
_TONES = {"retains": "ok", "loses": "danger", "not_clear": "info", "too_few": "info"}


class WhyView(QWidget):
    """``kept_back(Flow, share)`` switches a hold-out; ``dropped(str)`` forgets the note of a process."""

    kept_back = Signal(object, float)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        self._left, self._right = Scroll(gap=12), Scroll(gap=12)
        across.addWidget(self._left, 11)
        across.addWidget(self._right, 9)
        self.arguments, self.holdouts, self.notes = Card(gap=8), Card(gap=8), Card(gap=8)
        self._left.body.addWidget(self.arguments)
        self._right.body.addWidget(self.notes)
        self._right.body.addWidget(self.holdouts)
        for side in (self._left, self._right):
            side.body.addStretch(1)

    def show_reasons(self, found: Reasons) -> None:
        """Show the tab."""
        self._show_arguments(found.arguments)
        self._show_notes(found.notes)
        self._show_holdouts(found.holdouts)

    def _show_arguments(self, found: Sequence[Weight]) -> None:
        clear(self.arguments.body)
        self.arguments.add(Text(_("Which argument makes them return?"), "h2", wrap=True))
        said = _(
            "Of those who mentioned it in a survey, a review or a message: do they buy again within 180 days"
            " more than those who wrote of other things?"
        )
        self.arguments.add(Text(said, "small", tone="muted", wrap=True))
        known = [one.interval for one in found if one.interval is not None]
        edge = max([abs(end) for pair in known for end in pair] or [0.1])
        for one in found:
            self.arguments.add(Rule())
            holder = QWidget()
            line = row(Text(say.argument(one.argument), "h3"), None, gap=12)
            if one.interval is not None and one.difference is not None:
                tone = _TONES[one.verdict.value]
                bar = RangeBar(one.difference, one.interval, edge, low=-edge, tone=tone)
                bar.setMaximumWidth(220)
                line.addWidget(bar, 1)
            holder.setLayout(line)
            self.arguments.add(holder, Text(say.weight(one), "small", tone="muted", wrap=True))
        note = _("It is what goes together, not proof of cause: who praises comfort may be loyal already.")
        self.arguments.add(NoteCard(note), MethodLink("arguments"))

    def _show_notes(self, notes: Sequence[Note]) -> None:
        clear(self.notes.body)
        self.notes.add(Text(_("What you can prove"), "h2"))
        said = _(
            "What you do, who can check it, and what the buyer gains. “We are sustainable” alone is marked"
            " in your letters."
        )
        self.notes.add(Text(said, "small", tone="muted", wrap=True))
        for note in notes:
            drop = IconButton("trash", _("Forget this note"), name="drop_note", small=True, press=self._drop)
            drop.setProperty("process", note.process)
            line = FactLine("shield-check", "ok", note.process, note.proof, source=note.benefit)
            across = row(gap=6)
            across.addWidget(line, 1)
            across.addWidget(drop)
            self.notes.body.addLayout(across)
        if not notes:
            example = _("For example: “We resole every pair” · “312 pairs in 2026, on our workshop's list” ·"
                        " “Your boots last years longer”.")  # fmt: skip
            self.notes.add(Text(example, "small", tone="muted", wrap=True))

    def _drop(self) -> None:
        self.dropped.emit(str(self.sender().property("process")))

    def _show_holdouts(self, found: Sequence[HoldOut]) -> None:
        clear(self.holdouts.body)
        self.holdouts.add(Text(_("Did the letter bring them back?"), "h2"))
        said = _(
            "To know, one in ten gets no letter, at random, for as long as you leave it on. After 30 days the"
            " two groups are compared. Letters you owe everybody are never held back."
        )
        self.holdouts.add(Text(said, "small", tone="muted", wrap=True))
        for one in found:
            self.holdouts.add(Rule())
            self.holdouts.body.addLayout(self._flow(one))

    def _flow(self, one: HoldOut) -> QVBoxLayout:
        name = mail.flow(one.flow)
        switch = Switch(
            _("Leave one in ten out of “{letter}”").format(letter=name),
            name=f"holdout_{one.flow.value}",
            on=one.share > 0,
        )
        switch.setProperty("flow", one.flow.value)
        switch.toggled.connect(self._toggled)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(row(Text(name, "h3"), None, switch))
        column.addWidget(Text(say.lift(one), "small", tone="muted", wrap=True))
        return column

    def _toggled(self, on: bool) -> None:
        self.kept_back.emit(Flow(str(self.sender().property("flow"))), SHARE if on else 0.0)


class NoteSheet(Sheet):
    """A new note: three fields, all of them needed. ``settled(Note)``."""

    settled = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            "proof_note",
            _("What do you do, and how can one check it?"),
            _("The three together go into a letter; one alone is only a claim."),
            width=620,
        )
        self.process = self._field(_("What you do"), "note_process", _("We tan the leather with oak bark"))
        self.proof = self._field(
            _("Its proof"), "note_proof", _("The tannery certifies it every year, number 2231")
        )
        self.benefit = self._field(
            _("What the buyer gains"), "note_benefit", _("The leather breathes and does not irritate")
        )
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), name="cancel_note", press=self.close_sheet))
        self.foot.addWidget(Button(_("Keep the note"), "primary", name="keep_note", press=self._keep))

    def _field(self, label: str, name: str, hint: str) -> LineField:
        field = LineField(label, name=name, hint=hint, check=_needed)
        self.body.addWidget(field)
        return field

    def _keep(self) -> None:
        fields = (self.process, self.proof, self.benefit)
        if all(field.is_right() for field in fields):
            self.settled.emit(Note(*(field.value() for field in fields)))
            self.finish()


def _needed(typed: str) -> str:
    return "" if typed.strip() else _("This is needed: without it the note proves nothing.")
