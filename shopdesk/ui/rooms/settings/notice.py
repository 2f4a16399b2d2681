"""The privacy notice to begin with, in the wording of the shop's country, to be read and copied."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from shopdesk.runtime.i18n import _
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Sheet


class NoticeSheet(Sheet):
    """Shows the notice; copying it is the only thing to do with it."""

    def __init__(self, desk: Desk, words: str) -> None:
        super().__init__(
            "privacy_notice",
            _("Privacy notice"),
            _("A start with your shop's facts in it. Let somebody who knows the law read it first."),
            width=720,
            height=560,
        )
        self._desk = desk
        self.text = QPlainTextEdit(words)
        self.text.setObjectName("privacy_text")
        self.text.setAccessibleName(_("Privacy notice"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Close"), name="close_notice", press=self.close_sheet))
        self.foot.addWidget(Button(_("Copy"), "primary", name="copy_notice", icon="copy", press=self._copy))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._desk.messages.toast(_("Copied."))
