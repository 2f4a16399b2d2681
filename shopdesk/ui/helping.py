"""F1: a short page of help for the page on screen, from ``resources/help/<language>/<topic>.md``."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from shopdesk.runtime import i18n, resources
from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Button, Scroll, Sheet


def text(topic: str) -> str:
    """Return the help of a topic in the language spoken, as Markdown; Spanish where there is no other."""
    language = "en" if i18n.language() == "en" else "es"
    for place in (f"help/{language}/{topic}.md", f"help/es/{topic}.md"):
        try:
            return resources.text(place)
        except FileNotFoundError:
            continue
    return ""


def guide() -> Path:
    """Return where the guide lies as a PDF, in the language spoken."""
    return resources.path("help/en/guide.pdf" if i18n.language() == "en" else "help/es/guide.pdf")


class HelpSheet(Sheet):
    """The help of one topic; its first line is the title."""

    def __init__(self, topic: str) -> None:
        title, _newline, rest = text(topic).partition("\n")
        super().__init__("help", title.lstrip("# ") or _("Help on this page"), width=640)
        words = QLabel()
        words.setTextFormat(Qt.TextFormat.MarkdownText)
        words.setWordWrap(True)
        words.setText(rest.strip())
        words.setProperty("role", "body")
        scroll = Scroll()
        scroll.body.addWidget(words)
        scroll.body.addStretch(1)
        scroll.setMinimumHeight(280)
        self.body.addWidget(scroll, 1)
        self.foot.addStretch(1)
        self.done = Button(_("Done"), "primary", name="help_done", press=self.close_sheet)
        self.foot.addWidget(self.done)
