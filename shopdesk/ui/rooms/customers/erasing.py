"""The certificate of an erasure: words to hand over, which name nobody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_rights
from shopdesk.services.context import Shop
from shopdesk.services.customers.rights import Certificate
from shopdesk.ui.widgets import Button, Card, Sheet, Text


class CertificateSheet(Sheet):
    """What was erased and what stays, to be copied or saved."""

    def __init__(self, done: Certificate, shop: Shop) -> None:
        super().__init__("certificate", _("Certificate of erasure"), width=640)
        self._words = phrases_rights.certificate(done, shop)
        card = Card("sunken", padding=16)
        card.add(Text(self._words, "body", wrap=True))
        self.body.addWidget(card)
        self.foot.addWidget(Button(_("Copy"), name="copy_certificate", icon="copy", press=self._copy))
        self.foot.addStretch(1)
        self.foot.addWidget(
            Button(_("Save…"), "primary", name="save_certificate", icon="floppy-disk", press=self._save)
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words)

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Certificate of erasure"), _("Certificate of erasure") + ".txt", "TXT (*.txt)"
        )
        if name:
            Path(name).write_text(self._words + "\n", encoding="utf-8")
            self.close_sheet()
