"""The text of a flow: written at the left, seen at the right as a real customer would get it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services import proofs
from shopdesk.services.mail import editing, phrases
from shopdesk.services.mail.editing import Owned, Tried
from shopdesk.services.mail.own_files import OwnFile
from shopdesk.services.mail.texts import Text as LetterText
from shopdesk.ui.desk import Desk
from shopdesk.ui.messages import in_words
from shopdesk.ui.rooms.mail.editor_files import FilesLine
from shopdesk.ui.rooms.mail.letter_view import LetterView
from shopdesk.ui.widgets import Button, Card, CheckLine, Combo, Elided, Field, Paragraph, Sheet, Text, clear

_PAUSE_MS = 350


class EditorSheet(Sheet):
    """``saved(Flow)`` once the text was kept."""

    saved = Signal(object)

    def __init__(self, desk: Desk, flow: Flow) -> None:
        super().__init__(
            "letter_editor",
            _("Text of {flow}").format(flow=phrases.flow(flow)),
            _("What stands in braces changes with each customer. Signature and goodbye are added below."),
            width=1060,
            height=640,
        )
        self._desk, self._flow = desk, flow
        self._owned: Owned | None = None
        self._pictures: list[Path] = []
        self.trouble = QVBoxLayout()
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addLayout(self._writing(), 1)
        across.addWidget(self._seen(), 1)
        self.body.addLayout(across, 1)
        self.body.addLayout(self.trouble)
        self._buttons()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._try)
        for editor in (self.subject, self.second):
            editor.textChanged.connect(self._typed)
        self.text.textChanged.connect(self._typed)
        self._read()

    def _writing(self) -> QVBoxLayout:
        self.step = Combo("editor_step", _("Letter"))
        entries = [(one, _("Letter {number}").format(number=one)) for one in editing.steps(self._flow)]
        self.step.show_choices(list(entries))
        self.step.set_key(editing.steps(self._flow)[0])
        self.step.setVisible(len(editing.steps(self._flow)) > 1)
        self.step.chosen.connect(self._read)
        self.subject = QLineEdit()
        self.subject.setObjectName("editor_subject")
        self.second = QLineEdit()
        self.second.setObjectName("editor_second")
        self.text = Paragraph("editor_text", _("Text of the letter"), height=None)
        self.fields = Text("", "caption", tone="muted", wrap=True)
        self.files = FilesLine(self._desk, self._flow)
        self.files.changed.connect(self._carries)
        self.files.refused.connect(self._not_added)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.step)
        column.addWidget(Field(_("Subject"), self.subject))
        column.addWidget(Field(_("A second subject to compare (optional)"), self.second))
        column.addWidget(self.text, 1)
        column.addWidget(self.fields)
        column.addWidget(self.files)
        return column

    def _seen(self) -> Card:
        self.view = LetterView("letter_preview")
        self.view.setObjectName("editor_view")
        self.shown_subject = Elided("", "h3", own=True)
        preview = Card(padding=16, gap=8)
        preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.shown_on = Elided("", "caption", tone="muted")
        preview.add(self.shown_on)
        preview.add(self.shown_subject)
        preview.body.addWidget(self.view, 1)
        return preview

    def _buttons(self) -> None:
        self.keep = Button(_("Keep this text"), "primary", name="keep_text", icon="check", press=self._keep)
        self.back = Button(_("Back to the one before"), "ghost", name="restore_text", press=self._restore)
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), name="cancel_text", press=self.close_sheet))
        self.foot.addWidget(self.keep)

    def _read(self, _key: object = None) -> None:
        work = partial(editing.current, self._desk.shop, self._flow, str(self.step.key() or ""))
        self._desk.jobs.start(work, owner=self, done=self._show, failed=self._not_filled)

    def _show(self, owned: Owned) -> None:
        self._owned = owned
        for field, words in (
            (self.subject, owned.text.subject),
            (self.second, owned.text.second_subject),
        ):
            field.setText(words)
            field.setCursorPosition(0)
        self.text.setPlainText(owned.text.body)
        self.back.setVisible(owned.since is not None)
        names = ", ".join("{{ " + name + " }}" for name in editing.fields(self._flow))
        self.fields.setText(_("You can use: {names}").format(names=names))
        self._try()

    def _typed(self) -> None:
        self._wait.start()

    def written(self) -> LetterText:
        """Return what stands in the fields."""
        return LetterText(
            self.subject.text().strip(), self.text.toPlainText().strip(), self.second.text().strip()
        )

    def _try(self) -> None:
        example = self._owned.example if self._owned is not None else None
        step = str(self.step.key() or "")
        work = partial(editing.try_text, self._desk.shop, self._flow, self.written(), example, step)
        self._desk.jobs.start(work, owner=self, done=self._filled, failed=self._not_filled)

    def _filled(self, tried: Tried | None) -> None:
        clear(self.trouble)
        self.keep.forbid("")
        if tried is None:
            self.shown_subject.setText("")
            self.shown_on.setText("")
            self.view.show_letter(None)
            self.view.setPlainText(_("Nobody is due today, so there is nobody to show it on."))
        else:
            self.shown_subject.setText(tried.filled.subject)
            self.view.show_letter(tried.filled, self._pictures)
            words = (
                _("As {name} gets it")
                if tried.is_due
                else _("Nobody is due today; shown on {name}'s purchase")
            )
            self.shown_on.setText(words.format(name=tried.name))
        promotion = editing.turns_into_marketing(self._flow, self.written())
        if promotion:
            said = _("“{words}” makes it a promotion: the law then wants permission, and it uses up the cap.")
            self.trouble.addWidget(CheckLine(said.format(words=promotion), passed=None))
        self._mark_claims()

    def _mark_claims(self) -> None:
        """Mark words that claim to care for the world and prove nothing."""
        written = self.written()
        bare = proofs.bare_claims(self._desk.shop, f"{written.subject}\n{written.body}")
        if not bare:
            return
        said = _("“{words}” claims and proves nothing: say what you do, its proof and what the buyer gains.")
        self.trouble.addWidget(CheckLine(said.format(words=", ".join(bare)), passed=None))
        if proofs.notes(self._desk.shop):
            add = Button(_("Add what you can prove"), "link", name="add_proof", press=self._add_proof)
            self.trouble.addWidget(add)

    def _add_proof(self) -> None:
        notes = proofs.notes(self._desk.shop)
        if notes:
            self.text.setPlainText(f"{self.text.toPlainText().rstrip()}\n\n{notes[-1].sentence()}")

    def _not_filled(self, error: Exception) -> None:
        clear(self.trouble)
        said = str(error) if isinstance(error, ShopdeskError) else _("The text cannot be filled in.")
        self.trouble.addWidget(CheckLine(said, passed=False))
        self.keep.forbid(said)

    def _carries(self, files: list[OwnFile]) -> None:
        self._pictures = [one.path for one in files if one.is_picture]
        self._typed()

    def _not_added(self, error: Exception) -> None:
        clear(self.trouble)
        said = in_words(error)
        self.trouble.addWidget(CheckLine(f"{said.title} {said.line}", passed=False))

    def _keep(self) -> None:
        work = partial(editing.save, self._desk.shop, self._flow, self.written(), str(self.step.key() or ""))
        self._desk.jobs.start(work, owner=self, done=self._kept, failed=self._not_filled)

    def _kept(self, _version: int) -> None:
        self._desk.messages.toast(_("The text of {flow} was kept.").format(flow=phrases.flow(self._flow)))
        self.saved.emit(self._flow)
        self.finish()

    def _restore(self) -> None:
        work = partial(editing.restore, self._desk.shop, self._flow, str(self.step.key() or ""))
        self._desk.jobs.start(work, owner=self, done=self._read, failed=self._not_filled)
