"""A sheet that asks for one secret: a pass phrase, a PIN. What is typed is never shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Button, LineField, Sheet, Text


class SecretSheet(Sheet):
    """Ask once, or twice for a new secret. ``given(str)`` fires with it when both agree.

    Args:
        name: objectName.
        title: Asks the question.
        line: Why, and what must not be forgotten.
        label: Of the field.
        verb: Words of the button.
        shortest: Characters it must have.
        twice: Ask a second time, for a new one.
    """

    given = Signal(str)

    def __init__(
        self, name: str, title: str, *, line: str, label: str, verb: str, shortest: int, twice: bool = False
    ) -> None:
        super().__init__(name, title, line, width=520)
        self._shortest = shortest
        self.first = _field(label, f"{name}_first")
        self.body.addWidget(self.first)
        self.second = _field(_("Once more"), f"{name}_second") if twice else None
        if self.second is not None:
            self.body.addWidget(self.second)
        self.trouble = Text("", "small", tone="danger", wrap=True)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), name=f"{name}_cancel", press=self.close_sheet))
        self.go = Button(verb, "primary", name=f"{name}_go", press=self._go)
        self.foot.addWidget(self.go)
        last = self.second or self.first
        last.line.returnPressed.connect(self._go)

    def open_over(self, host: QWidget, focus: QWidget | None = None) -> None:
        super().open_over(host, focus or self.first.line)

    def refuse(self, words: str) -> None:
        """Say why what was given does not do; the sheet stays."""
        self.trouble.setText(words)
        self.first.line.selectAll()
        self.first.line.setFocus()

    def _go(self) -> None:
        secret = self.first.line.text()
        if len(secret) < self._shortest:
            self.refuse(_("At least {count} characters.").format(count=self._shortest))
        elif self.second is not None and self.second.line.text() != secret:
            self.refuse(_("The two are not the same."))
        else:
            self.given.emit(secret)


def _field(label: str, name: str) -> LineField:
    field = LineField(label, name=name)
    field.line.setEchoMode(QLineEdit.EchoMode.Password)
    return field
