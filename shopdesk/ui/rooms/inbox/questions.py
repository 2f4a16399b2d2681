"""The draft of the common questions: edited here, copied, or kept as a page or a PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.inbox import checklist, guide_page
from shopdesk.services.inbox.guide_page import Answer
from shopdesk.services.inbox.lessons import Question
from shopdesk.ui import printing
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.inbox import paper
from shopdesk.ui.widgets import Button, Sheet, Text


class QuestionsSheet(Sheet):
    """The questions as text, an empty line between two."""

    def __init__(self, desk: Desk, questions: tuple[Question, ...]) -> None:
        note = _(
            "In your customers' words, by how often they come up. What has no answer is left out of the page."
        )
        super().__init__("questions_sheet", _("Common questions"), note, width=760, height=600)
        self._desk = desk
        self.text = QPlainTextEdit(guide_page.as_text(guide_page.drafted(questions)))
        self.text.setObjectName("questions_text")
        self.text.setAccessibleName(_("Common questions"))
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text, 1)
        self.said = Text("", "small", tone="muted", wrap=True)
        self.body.addWidget(self.said)
        self.foot.addWidget(
            Button(_("Save page"), name="save_page", icon="floppy-disk", press=self._save_page)
        )
        self.foot.addWidget(
            Button(_("Save PDF"), name="save_questions", icon="file-pdf", press=self._save_pdf)
        )
        self.foot.addWidget(
            Button(_("List to choose a size"), name="save_checklist", icon="file-pdf", press=self._save_list)
        )
        self.foot.addStretch(1)
        self.foot.addWidget(
            Button(_("Copy"), "primary", name="copy_questions", icon="copy", press=self._copy)
        )

    def answers(self) -> tuple[Answer, ...]:
        """Return the draft as it stands."""
        return guide_page.from_text(self.text.toPlainText())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.setText(_("Copied."))

    def _save_page(self) -> None:
        file = self._ask("preguntas-frecuentes.html", "HTML (*.html)")
        if file is not None:
            self._run(partial(write_page, self._desk.shop, file, self.answers()))

    def _save_pdf(self) -> None:
        file = self._ask("preguntas-frecuentes.pdf", "PDF (*.pdf)")
        if file is not None:
            self._done(write_questions(self._desk.shop, file, self.answers()))

    def _save_list(self) -> None:
        file = self._ask("lista-para-elegir.pdf", "PDF (*.pdf)")
        if file is not None:
            self._done(write_checklist(self._desk.shop, file))

    def _ask(self, name: str, kinds: str) -> Path | None:
        place, _kind = QFileDialog.getSaveFileName(self, _("Save"), name, kinds)
        return Path(place) if place else None

    def _run(self, work: partial[Path]) -> None:
        self._desk.jobs.start(work, owner=self, done=self._done, failed=self._desk.messages.tell)

    def _done(self, file: Path) -> None:
        self.said.setText(_("Saved in {file}").format(file=file.name))


def write_page(shop: Shop, file: Path, answers: tuple[Answer, ...]) -> Path:
    """Write the self-contained page."""
    file.write_text(guide_page.as_page(shop, answers), encoding="utf-8")
    return file


def write_questions(shop: Shop, file: Path, answers: tuple[Answer, ...]) -> Path:
    """Write the questions as a PDF on the shop's paper."""
    known = shop.settings.get(ShopSettings)
    whatsapp, mail = guide_page.links(shop)
    paint = paper.questions_paper(answers, known.name, whatsapp or mail)
    return printing.write_pdf(paint, file, letter=printing.is_letter(known.country))


def write_checklist(shop: Shop, file: Path) -> Path:
    """Write the list to choose a size as a PDF on the shop's paper."""
    whatsapp, mail = guide_page.links(shop)
    paint = paper.checklist_paper(checklist.read(shop), whatsapp or mail)
    letter = printing.is_letter(shop.settings.get(ShopSettings).country)
    return printing.write_pdf(paint, file, letter=letter)
