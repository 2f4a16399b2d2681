"""F1: a short page of help for what is on screen, from ``resources/help/<language>``.

``<room>.md`` speaks of a page; ``parts.md`` has a section for each of its tabs (``reorder.lines``) and for
each dialog, by its objectName (``receive_sheet``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from shopdesk.runtime import i18n, resources
from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Button, Scroll, Sheet

PARTS = "parts"
_GAP = "\n\n\u00a0\n\n"
"""A label sets paragraphs close: an empty one keeps them apart."""


def text(topic: str) -> str:
    """Return the help of a topic in the language spoken, as Markdown; Spanish where there is no other."""
    language = "en" if i18n.language() == "en" else "es"
    for place in (f"help/{language}/{topic}.md", f"help/es/{topic}.md"):
        try:
            return resources.text(place)
        except FileNotFoundError:
            continue
    return ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a help file: ``## key · title`` and what follows, as Markdown."""

    key: str
    title: str
    text: str


def sections(topic: str) -> tuple[Section, ...]:
    """Return the sections of a file of help in the language spoken."""
    found = []
    for part in text(topic).split("\n## ")[1:]:
        heading, _newline, body = part.partition("\n")
        key, _dot, title = heading.partition(" · ")
        found.append(Section(key.strip(), title.strip(), body.strip()))
    return tuple(found)


def guide() -> Path:
    """Return where the guide lies as a PDF, in the language spoken."""
    return resources.path("help/en/guide.pdf" if i18n.language() == "en" else "help/es/guide.pdf")


class HelpSheet(Sheet):
    """The help of a tab or a dialog, then that of its page.

    Args:
        topic: The page's file; its first line is the title.
        part: Key of a section of ``parts.md``; where there is none the page's help stands alone.
    """

    def __init__(self, topic: str, part: str = "") -> None:
        title, _newline, rest = text(topic).partition("\n")
        page = title.lstrip("# ")
        mine = next((one for one in sections(PARTS) if one.key == part), None)
        if mine is not None:
            is_dialog = "." not in part
            rest = mine.text if is_dialog else f"{mine.text}{_GAP}**{page}**\n\n{rest.strip()}"
            page = mine.title if is_dialog else f"{page} › {mine.title}"
        super().__init__("help", page or _("Help on this page"), width=640)
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
