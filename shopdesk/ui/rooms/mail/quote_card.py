"""The card that notes whether a customer let us quote their words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Card, Text


class QuoteCard(Card):
    """``chosen(str, bool)``: the words, and whether their author let us quote them."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Quote these words"), gap=6, parent=parent)
        self.setObjectName("quote_card")
        self._words = ""
        self._shown = Text("", "small", wrap=True)
        self.may = QCheckBox(_("They let me quote them"))
        self.may.setObjectName("may_quote")
        self.may.clicked.connect(self._choose)
        note = Text(
            _("Bienvenida tells them word for word, without a name."), "caption", tone="muted", wrap=True
        )
        for widget in (self._shown, self.may, note):
            self.add(widget)
        self.hide()

    def show_words(self, words: str, quoted: frozenset[str]) -> None:
        """Show somebody's words; none hides the card."""
        self._words = words.strip()
        self._shown.setText(f"«{self._words}»")
        self.may.setChecked(self._words in quoted)
        self.setVisible(bool(self._words))

    def _choose(self, on: bool) -> None:
        self.chosen.emit(self._words, on)
