"""The wizard's bottom line: what it promises, and the ways back and on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Button, Glyph, Text


class Foot:
    """Fills the sheet's foot.

    Args:
        place: The foot's layout.
        asides: Two widgets of a step that stand here: left, and beside the primary.
        undo, back, go: What the three buttons do.
    """

    def __init__(
        self,
        place: QHBoxLayout,
        asides: tuple[QWidget, QWidget],
        undo: Callable[[], object],
        back: Callable[[], object],
        go: Callable[[], object],
    ) -> None:
        self.lock = Glyph("lock-simple", 18)
        self._note = Text("", "small", tone="muted")
        self.undo = Button(
            _("Undo the import"), name="undo_import", icon="arrow-counter-clockwise", press=undo
        )
        self.back = Button(_("Back"), "ghost", name="import_back", press=back)
        self.go = Button("", "primary", name="import_go", icon="arrow-right", press=go)
        for widget in (self.lock, self._note, asides[0], self.undo):
            place.addWidget(widget)
        place.addStretch(1)
        place.addWidget(self.back)
        place.addWidget(asides[1])
        place.addWidget(self.go)

    def say(self, note: str) -> None:
        """Show a promise on the left, or nothing."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
