"""“How it is worked out”: each figure in plain words, with its formula and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui import helping
from shopdesk.ui.helping import Section
from shopdesk.ui.widgets import Button, Combo, Scroll, Sheet

TOPIC = "methods"
_GAP = "\n\n\u00a0\n\n"
"""A label sets paragraphs close: an empty one keeps them apart."""


def methods() -> tuple[Section, ...]:
    """Return every figure explained, in the language spoken."""
    return helping.sections(TOPIC)


class MethodsSheet(Sheet):
    """One figure at a time, the others a choice away."""

    def __init__(self, key: str = "") -> None:
        super().__init__("methods", _("How it is worked out"), width=680, height=520)
        self._methods = {one.key: one for one in methods()}
        self.choice = Combo("method", _("Figure"))
        self.choice.show_choices([(one.key, one.title) for one in self._methods.values()])
        self.choice.chosen.connect(self._show)
        self.body.addWidget(self.choice)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.MarkdownText)
        self.words.setWordWrap(True)
        self.words.setProperty("role", "body")
        scroll = Scroll()
        scroll.body.addWidget(self.words)
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.foot.addStretch(1)
        self.done = Button(_("Done"), "primary", name="methods_done", press=self.close_sheet)
        self.foot.addWidget(self.done)
        self._show(key if key in self._methods else next(iter(self._methods)))

    def _show(self, key: object) -> None:
        self.choice.set_key(key)
        self.words.setText(self._methods[str(key)].text.replace("\n\n", _GAP))


class MethodLink(Button):
    """A link beside a figure that opens its method over the window it stands in."""

    def __init__(self, key: str, *, name: str = "") -> None:
        name = name or f"method_{key}"
        super().__init__(_("How it is worked out"), "link", name=name, press=self._open)
        self._key = key

    def _open(self) -> None:
        window = self.window()
        sheet = MethodsSheet(self._key)
        sheet.open_over(window.findChild(QWidget, "central") or window, sheet.done)
