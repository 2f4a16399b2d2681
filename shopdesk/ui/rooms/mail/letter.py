"""One letter as its customer gets it; edited and skipped from here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shopdesk.domain.outreach.flows import State
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases_review as said
from shopdesk.services.mail.planned import Planned
from shopdesk.services.mail.preview import Preview
from shopdesk.ui.rooms.mail.letter_view import LetterView
from shopdesk.ui.widgets import Button, Card, Elided, IconButton, Paragraph, Rule, Text, row


class LetterCard(Card):
    """The middle column. ``step(int)`` asks for another person, the rest name what was pressed."""

    step = Signal(int)
    skip_wanted = Signal(str)
    edit_wanted = Signal(str)
    edited = Signal(str, str, str)
    phone_wanted = Signal(str)
    phone_done = Signal(str)
    sms_wanted = Signal(str)

    def __init__(self, prefix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self._prefix = prefix
        self.setObjectName(f"{prefix}letter_card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._letter: Planned | None = None
        self.body.addLayout(self._head())
        self.body.addWidget(Rule())
        self.view = LetterView(f"{prefix}letter_view")
        self.stack = QStackedWidget()
        self.stack.addWidget(self._margined(self.view))
        self.stack.addWidget(self._editor())
        self.body.addWidget(self.stack, 1)
        self.below = self._foot()
        self.body.addWidget(self.below)

    def _head(self) -> QVBoxLayout:
        self.title = Elided("", "h3")
        self.place = Text("", "small", tone="muted")
        before, after = f"{self._prefix}previous_person", f"{self._prefix}next_person"
        self.before = IconButton("caret-left", _("Previous person"), name=before, press=self._back)
        self.after = IconButton("caret-right", _("Next person"), name=after, press=self._next)
        self.to_name = Elided("", "body", own=True)
        self.subject = Elided("", "h3", own=True)
        self.enclosed = Elided("", "small", tone="muted", own=True)
        self.enclosed.hide()
        column = QVBoxLayout()
        column.setContentsMargins(18, 6, 12, 12)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.title, 1)
        for widget in (self.before, self.place, self.after):
            top.addWidget(widget)
        column.addLayout(top)
        for words, value in ((_("To"), self.to_name), (_("Subject"), self.subject)):
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(Text(words, "small", tone="muted"))
            line.addWidget(value, 1)
            column.addLayout(line)
        column.addWidget(self.enclosed)
        return column

    def _margined(self, inner: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(40, 20, 32, 8)
        column.addWidget(inner)
        return holder

    def _editor(self) -> QWidget:
        self.subject_field = QLineEdit()
        self.subject_field.setObjectName(f"{self._prefix}edit_subject")
        self.subject_field.setAccessibleName(_("Subject"))
        self.text_field = Paragraph(f"{self._prefix}edit_text", _("Text of the letter"), height=None)
        self.text_field.setMinimumHeight(60)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(18, 14, 18, 10)
        column.setSpacing(8)
        column.addWidget(self.subject_field)
        column.addWidget(self.text_field, 1)
        column.addWidget(
            Text(_("Signature and the way to unsubscribe stay below."), "caption", tone="muted", wrap=True)
        )
        return holder

    def _foot(self) -> QWidget:
        ours = self._prefix
        self.edit = Button(
            _("Edit this one"), name=f"{ours}edit_letter", icon="pencil-simple", press=self._edit
        )
        self.skip = Button("", "ghost", name=f"{ours}skip_person", icon="skip-forward", press=self._skip)
        self.note = Elided(_("What is green changes with each customer"), "caption", tone="muted")
        self.note.optional = True
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.keep = Button(_("Keep my words"), name=f"{ours}keep_words", icon="check", press=self._keep)
        self.drop = Button(_("Leave it as it was"), "ghost", name=f"{ours}drop_words", press=self._drop)
        self.phone = Button(
            _("Open WhatsApp"), name=f"{ours}open_whatsapp", icon="whatsapp-logo", press=self._open_phone
        )
        self.sms = Button(
            _("Copy as SMS"), "ghost", name=f"{ours}copy_sms", icon="copy", press=self._copy_sms
        )
        self.by_hand = Button(
            _("Mark as sent"), "ghost", name=f"{ours}mark_sent", icon="check", press=self._phone_done
        )
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        across = row(self.edit, self.keep, self.drop, self.skip, self.phone, self.sms, self.by_hand, gap=6)
        across.addWidget(self.note, 1)
        across.setContentsMargins(14, 8, 14, 8)
        column.addLayout(across)
        self._show_editor(on=False)
        return holder

    def show_person(self, letter: Planned, place: int, count: int) -> None:
        """Show whose letter it is, before its words arrive."""
        if self._letter is not None and self._letter.key != letter.key:
            self._show_editor(on=False)
        self._letter = letter
        who = said.who(letter)
        left = letter.state in (State.SENT, State.UNKNOWN)
        words = _("This is what {name} got") if left else _("This is what {name} gets")
        self.title.setText(words.format(name=who))
        self.to_name.setText(f"{letter.name}  {letter.recipient}".strip())
        self.subject.setText(letter.subject)
        self.enclosed.hide()
        counted = _("{place} of {count}").format(place=place, count=count)
        self.place.setText(counted if count else "")
        self.before.setEnabled(place > 1)
        self.after.setEnabled(place < count)
        self.skip.set_words(_("Skip {name}").format(name=who))

    def show_words(self, found: Preview) -> None:
        """Show the letter's words."""
        if self._letter is not None and found.letter.key == self._letter.key:
            self.subject.setText(found.filled.subject or found.letter.subject)
            self.view.show_letter(found.filled)
            names = ", ".join(found.enclosed)
            self.enclosed.setText(_("Goes along: {names}").format(names=names) if names else "")
            self.enclosed.setVisible(bool(names))

    def show_nothing(self, why: str) -> None:
        """Say why there are no words to show."""
        self.view.show_letter(None)
        self.view.setPlainText(why)

    def read_only(self) -> None:
        """Take the buttons below away: the letter left."""
        self.below.hide()

    def offer_phone(self, *, on: bool) -> None:
        """Offer WhatsApp in place of the letter, for people without an address."""
        for button in (self.edit, self.skip):
            button.setVisible(not on)
        for button in (self.phone, self.sms, self.by_hand):
            button.setVisible(on)
        self.note.setVisible(not on)

    def allow(self, *, changes: bool) -> None:
        """Let the letter be edited and skipped, or only be read."""
        self.edit.setEnabled(changes)
        self.skip.setEnabled(changes)

    def open_editor(self, subject: str, text: str) -> None:
        """Let the owner change the words."""
        self.subject_field.setText(subject)
        self.text_field.setPlainText(text)
        self._show_editor(on=True)
        self.text_field.setFocus()

    def _show_editor(self, *, on: bool) -> None:
        self.stack.setCurrentIndex(1 if on else 0)
        for button, shown in ((self.edit, not on), (self.skip, not on), (self.keep, on), (self.drop, on)):
            button.setVisible(shown)
        for button in (self.phone, self.sms, self.by_hand):
            button.hide()
        self.note.setVisible(not on)

    def _open_phone(self) -> None:
        if self._letter is not None:
            self.phone_wanted.emit(self._letter.key)

    def _copy_sms(self) -> None:
        if self._letter is not None:
            self.sms_wanted.emit(self._letter.key)

    def _phone_done(self) -> None:
        if self._letter is not None:
            self.phone_done.emit(self._letter.key)

    def _edit(self) -> None:
        if self._letter is not None:
            self.edit_wanted.emit(self._letter.key)

    def _skip(self) -> None:
        if self._letter is not None:
            self.skip_wanted.emit(self._letter.key)

    def _keep(self) -> None:
        if self._letter is not None:
            key, subject, text = self._letter.key, self.subject_field.text(), self.text_field.toPlainText()
            self._show_editor(on=False)
            self.edited.emit(key, subject, text)

    def _drop(self) -> None:
        self._show_editor(on=False)

    def _back(self) -> None:
        self.step.emit(-1)

    def _next(self) -> None:
        self.step.emit(1)
