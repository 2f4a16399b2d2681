"""Writing again to somebody who was unsubscribed: only for a reason, which is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal

from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Button, LineField, Sheet


class AgainSheet(Sheet):
    """Asks for the reason. ``given(str)``."""

    given = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(
            "letters_again",
            _("Why may you write to {name} again?").format(name=name),
            _("Who unsubscribed is written to again only if they asked for it, or if it was a mistake."),
            width=560,
        )
        hint = _("She asked for it at the counter on Friday")
        self.why = LineField(_("Your reason, which is kept"), name="again_reason", hint=hint)
        self.why.line.textChanged.connect(self._typed)
        self.why.line.returnPressed.connect(self._give)
        self.body.addWidget(self.why)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), name="again_cancel", press=self.close_sheet))
        self.go = Button(_("Send letters again"), "primary", name="again_go", press=self._give)
        self.foot.addWidget(self.go)
        self._typed()

    def _typed(self, _words: str = "") -> None:
        self.go.forbid("" if self.why.value() else _("Say why first."))

    def _give(self) -> None:
        if self.why.value():
            self.given.emit(self.why.value())
            self.finish()
