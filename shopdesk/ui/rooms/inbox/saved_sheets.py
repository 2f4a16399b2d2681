"""Writing a saved reply, and asking for what it leaves open before it is used."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from shopdesk.domain.replies.saved import Filled
from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_inbox as names
from shopdesk.services.context import Shop
from shopdesk.services.inbox import saved
from shopdesk.services.inbox.saved import Saved
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Combo, Field, LineField, NoteCard, Sheet, Text


class PromptSheet(Sheet):
    """Ask for each open prompt; ``filled(text)`` once nothing is open."""

    filled = Signal(str)

    def __init__(self, shop: Shop, one: Saved, message_id: int | None) -> None:
        line = _("What is in braces is yours to say; nothing goes out with a blank.")
        super().__init__("prompt_sheet", one.title, line, width=560)
        self._shop, self._one, self._message = shop, one, message_id
        self.fields = {
            prompt: LineField(prompt[:1].upper() + prompt[1:], name=f"prompt_{place}")
            for place, prompt in enumerate(one.prompts)
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        if one.missing:
            wanted = ", ".join(map(names.policy_name, one.missing))
            words = _("This reply quotes a policy that is not written yet: {policies}.")
            self.body.addWidget(NoteCard(words.format(policies=wanted), kind="warn", icon="warning"))
        self.trouble = Text("", "small", tone="danger", wrap=True)
        self.body.addWidget(self.trouble)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), "ghost", name="prompt_cancel", press=self.close_sheet))
        self.go = Button(_("Use reply"), "primary", name="prompt_use", press=self._use)
        self.go.forbid(_("Write the policy first.") if one.missing else "")
        self.foot.addWidget(self.go)

    def ask_over(self, desk: Desk) -> None:
        """Open, or give the text at once where nothing is open."""
        if self.fields or self._one.missing:
            desk.show_sheet(self)
            return
        desk.jobs.start(self._work({}), owner=desk, done=self._done, failed=desk.messages.tell)

    def _work(self, typed: dict[str, str]) -> partial[Filled]:
        return partial(saved.filled, self._shop, self._one, message_id=self._message, typed=typed)

    def _use(self) -> None:
        typed = {prompt: field.value() for prompt, field in self.fields.items()}
        self._done(self._work(typed)())

    def _done(self, found: Filled) -> None:
        if found.open:
            self.trouble.setText(_("Still open: {prompts}").format(prompts=", ".join(found.open)))
            return
        self.filled.emit(found.text)
        if self.isVisible():
            self.finish()


class SavedSheet(Sheet):
    """Write a reply; ``kept(topic, title, text)``."""

    kept = Signal(str, str, str)

    def __init__(self, one: Saved | None) -> None:
        line = _(
            "Put in braces what changes: {name}, {size}. A policy's name, as {cambios}, is quoted whole."
        )
        super().__init__("saved_sheet", _("Saved reply"), line, width=640, height=520)
        self.name = LineField(_("Title"), name="saved_title", value=one.title if one else "")
        self.topic = Combo("saved_topic", _("Topic"))
        entries: list[tuple[object, str]] = [(str(tag), names.tag_name(tag)) for tag in Tag]
        self.topic.show_choices(entries, on=one.topic if one else str(Tag.OTRA))
        self.text = QPlainTextEdit(one.text if one else "")
        self.text.setObjectName("saved_text")
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.name)
        self.body.addWidget(Field(_("Topic"), self.topic))
        self.body.addWidget(Field(_("Text"), self.text), 1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), "ghost", name="saved_cancel", press=self.close_sheet))
        self.foot.addWidget(Button(_("Keep it"), "primary", name="saved_keep", press=self._keep))

    def _keep(self) -> None:
        if not self.name.value() or not self.text.toPlainText().strip():
            self.name.show_error(_("A saved reply needs a title and a text."))
            return
        self.kept.emit(str(self.topic.key()), self.name.value(), self.text.toPlainText())
        self.finish()
