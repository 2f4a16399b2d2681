"""The message in hand and the reply to it: topics, text, checks, and what the owner does with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from shopdesk.domain.guardrails.checks import Check
from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_inbox as names
from shopdesk.services import phrases_messages as said
from shopdesk.services.inbox.answering import Suggestion
from shopdesk.services.inbox.views import MessageView
from shopdesk.ui import theme
from shopdesk.ui.widgets import Badge, Button, Card, Chip, Elided, FlowBox, Glyph, IconButton, Scroll, Text

_PAUSE_MS = 400


class Editor(QPlainTextEdit):
    """The reply's text. Ctrl+Enter asks to copy it."""

    wants_copy = Signal()

    def sizeHint(self) -> QSize:
        """Ask for no more than the least: it takes what is left, and a low window need not scroll."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wants_copy.emit()
            return
        super().keyPressEvent(event)

    def underline(self, claims: Sequence[str]) -> None:
        """Mark in amber what has no fact behind it."""
        marks = []
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(QColor(theme.colour("warn")))
        for claim in claims:
            cursor = self.document().find(claim)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, style
                marks.append(mark)
                cursor = self.document().find(claim, cursor)
        self.setExtraSelections(marks)


class ReplyCard(Card):
    """The middle column.

    ``edited(text)`` after a pause in typing, ``copy_wanted()``, ``answered_wanted()``, ``other_wanted()``,
    ``whatsapp_wanted()``, ``tags_wanted(list)``, ``more_wanted()``, ``saved_wanted()``, ``facts_wanted()``,
    ``words_wanted()``.
    """

    edited = Signal(str)
    copy_wanted = Signal()
    answered_wanted = Signal()
    other_wanted = Signal()
    whatsapp_wanted = Signal()
    tags_wanted = Signal(list)
    more_wanted = Signal()
    saved_wanted = Signal()
    facts_wanted = Signal()
    words_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, gap=10, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._message: MessageView | None = None
        self.own_tags: tuple[str, ...] = ()
        self.is_sourced = True
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._settled)
        # Large letters in a low window: what does not fit scrolls, the buttons stay.
        self._above = Scroll(gap=10)
        self.body.addWidget(self._above, 1)
        self._head()
        self._quote()
        self._facts_strip()
        self._suggested()
        self.editor = Editor()
        self.editor.setTabChangesFocus(True)  # else the keyboard never gets past the reply to its buttons
        self.editor.setObjectName("reply_text")
        self.editor.setAccessibleName(_("Suggested reply"))
        self.editor.textChanged.connect(self._wait.start)
        self.editor.wants_copy.connect(self.copy_wanted)
        self.editor.setMinimumHeight(theme.px(72))
        self._above.body.addWidget(self.editor, 1)
        self.checks = FlowBox(gap=14)
        self._above.body.addWidget(self.checks)
        self._buttons()

    def _head(self) -> None:
        self._round = Badge("", "plum")
        self._name = Text("", "h2")
        self._line = Text("", "small", tone="muted")
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(self._name)
        column.addWidget(self._line)
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(self._round)
        across.addLayout(column, 1)
        self.more = IconButton(
            "dots-three", _("More for this message"), name="more_message", press=self.more_wanted.emit
        )
        across.addWidget(self.more)
        self._above.body.addLayout(across)

    def _quote(self) -> None:
        self._said = Card("sunken", padding=14, gap=8)
        self._text = Text("", "body", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._topics = FlowBox(gap=6)
        self._when = Text("", "small", tone="muted")
        below = QHBoxLayout()
        below.addWidget(self._topics, 1)
        below.addWidget(self._when)
        self._said.add(self._text)
        self._said.body.addLayout(below)
        self._above.body.addWidget(self._said)

    def _facts_strip(self) -> None:
        self._strip = Card("soft", padding=0)
        self._strip_words = Elided("", "h3")
        link = Button(
            _("Based on"), "link", name="show_facts", icon="caret-down", press=self.facts_wanted.emit
        )
        across = QHBoxLayout()
        across.setContentsMargins(12, 2, 8, 2)
        across.setSpacing(10)
        across.addWidget(Glyph("package", 20, "primaryText", "duotone"))
        across.addWidget(self._strip_words, 1)
        across.addWidget(link)
        self._strip.body.addLayout(across)
        self._strip.hide()
        self._above.body.addWidget(self._strip)

    def fold(self, *, folded: bool) -> None:
        """Show the facts as a strip where there is no room for their column."""
        self._strip.setVisible(folded)

    def say_facts(self, line: str) -> None:
        """Say in one line what the reply rests on."""
        self._strip_words.setText(line)

    def _suggested(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(Glyph("sparkle", 20, "primaryText"))
        across.addWidget(Text(_("Suggested reply"), "h3"), 1)
        self.other = Button(
            _("Another version"),
            "link",
            name="other_version",
            icon="arrows-clockwise",
            press=self.other_wanted.emit,
        )
        self.saved = Button(_("Saved replies"), "link", name="saved_replies", press=self.saved_wanted.emit)
        across.addWidget(self.saved)
        across.addWidget(self.other)
        self._above.body.addLayout(across)

    def _buttons(self) -> None:
        self.copy = Button(
            _("Copy reply"), "primary", name="copy_reply", icon="copy", press=self.copy_wanted.emit
        )
        self.whatsapp = Button(
            _("Open WhatsApp"), name="open_whatsapp", icon="whatsapp-logo", press=self.whatsapp_wanted.emit
        )
        self.answered = Button(
            _("Already answered"), "ghost", name="answered", icon="check", press=self.answered_wanted.emit
        )
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.copy)
        across.addWidget(self.whatsapp)
        across.addStretch(1)
        across.addWidget(self.answered)
        self.body.addLayout(across)

    def show_message(self, message: MessageView, today: date, zone: ZoneInfo) -> None:
        """Show the message; the reply follows with ``show_suggestion``."""
        self._message = message
        name = said.who(message)
        self._round.say(said.initials(name), "plum")
        self._name.setText(name)
        parts = [names.channel_name(message.channel), said.time_left(message)]
        self._line.setText(" · ".join(part for part in parts if part))
        self._text.setText(message.text)
        self._when.setText(said.moment(message.written_at, today, zone))
        self._show_topics(message)
        self.whatsapp.setVisible(message.channel == "whatsapp" or message.author.startswith("+"))

    def _show_topics(self, message: MessageView) -> None:
        self._topics.clear()
        for one in message.tags:
            if one.is_applied:
                badge = Badge(names.tag_name(one.tag), said.topic_tone(one.tag))
                because = ", ".join(one.because)
                badge.setToolTip(_("Because of: {words}").format(words=because) if because else "")
                self._topics.add(badge)
        guess = [t for t in message.tags if not t.is_applied and t.probability >= 0.1][:2]
        for one in guess:
            self._topics.add(self._guess(one.tag))
        self._topics.add(Button(_("Change topics"), "link", name="change_topics", press=self._choose_topics))

    def _guess(self, tag: str) -> Chip:
        chip = Chip(_("{topic}?").format(topic=names.tag_name(tag)), key=tag, name=f"guess_{tag}")
        chip.setProperty("tag", tag)
        chip.clicked.connect(self._take_guess)
        return chip

    def _take_guess(self) -> None:
        pressed = self.sender()
        if pressed is not None and self._message is not None:
            self.tags_wanted.emit([*self._message.applied, str(pressed.property("tag"))])

    def _choose_topics(self) -> None:
        if self._message is None:
            return
        menu = QMenu(self)
        for tag in (*map(str, Tag), *self.own_tags):
            action = menu.addAction(names.tag_name(tag))
            action.setCheckable(True)
            action.setChecked(tag in self._message.applied)
            action.setData(tag)
        menu.triggered.connect(self._toggled)
        menu.addSeparator()
        menu.addAction(_("Topics and their words…"))
        menu.popup(self._said.mapToGlobal(self._said.rect().bottomLeft()))

    def _toggled(self, action: object) -> None:
        if self._message is None:
            return
        tag = getattr(action, "data")()  # noqa: B009 - the stubs do not know QAction here
        if not tag:
            self.words_wanted.emit()
            return
        before = list(self._message.applied)
        after = [t for t in before if t != tag] if tag in before else [*before, tag]
        self.tags_wanted.emit(after or [str(Tag.OTRA)])

    def show_suggestion(self, made: Suggestion) -> None:
        """Put a suggested reply into the editor."""
        self.editor.setPlainText(made.text)
        self._wait.stop()
        self.show_checks(made.checks)

    def dare(self) -> None:
        """Let the button say that the reply no longer fits what is true."""
        self.copy.setText(_("Copy anyway"))

    def text(self) -> str:
        """Return the reply as it stands."""
        return self.editor.toPlainText()

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show the three checks; one that fails turns the button into a deliberate one."""
        self.checks.clear()
        for one in checks:
            self.checks.add(_Check(said.check(one), passed=one.passed))
        is_fine = all(one.passed for one in checks)
        self.is_sourced = not any(one.claims for one in checks)
        self.copy.setText(_("Copy reply") if is_fine else _("Copy anyway"))
        self.editor.underline([claim.words for one in checks for claim in one.claims])

    def _settled(self) -> None:
        self.edited.emit(self.text())


class _Check(QWidget):
    """A tick, or an amber mark, with its words on one line."""

    def __init__(self, words: str, *, passed: bool) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        icon, tone = ("check-circle", "ok") if passed else ("warning-circle", "warn")
        across.addWidget(Glyph(icon, 18, tone, "fill"))
        across.addWidget(Text(words, "small", tone="muted"))
