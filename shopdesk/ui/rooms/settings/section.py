"""A section of Ajustes: a card with its name, its icon and the words the search looks through."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shopdesk.runtime import i18n
from shopdesk.runtime.i18n import _
from shopdesk.ui.rooms.settings.facts import Facts, Keeper
from shopdesk.ui.widgets import Card, Combo, Field, LineField, ParagraphField, Spin, Switch, Text


class Section(Card):
    """Subclasses fill the card in ``__init__`` and show values in ``show_facts``.

    Attributes:
        key: Stable name, the target of ``Place("settings", "", key)``.
        words: What it is called in the index.
        icon: Phosphor name.
    """

    def __init__(self, key: str, words: str, icon: str, note: str = "") -> None:
        super().__init__(padding=17, gap=10)
        self.key, self.words, self.icon = key, words, icon
        self.setObjectName(f"section_{key}")
        self.head = QHBoxLayout()
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(Text(words, "h2", wrap=True))
        if note:
            text.addWidget(Text(note, "small", tone="muted", wrap=True))
        self.head.addLayout(text, 1)
        self.body.addLayout(self.head)

    def show_facts(self, facts: Facts) -> None:
        """Show the values now kept."""

    def text(self) -> str:
        """Return all words of the section, in Spanish and in English, for the search."""
        said = {self.words, *(label.text() for label in self.findChildren(Text))}
        for button in self.findChildren(QAbstractButton):
            said |= {button.text(), button.accessibleName()}
        for line in self.findChildren(QLineEdit):
            said |= {line.placeholderText(), line.accessibleName()}
        for choice in self.findChildren(QComboBox):
            said |= {choice.itemText(place) for place in range(choice.count())}
        return " ".join(sorted(words for one in said if one for words in i18n.in_both(one))).casefold()


class Form(QWidget):
    """Fields two by two; each keeps its setting as it is left."""

    def __init__(self, keeper: Keeper, *, columns: int = 2) -> None:
        super().__init__()
        self._keeper = keeper
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._columns = columns
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._place = 0
        self._shown: list[Callable[[Facts], None]] = []

    def show_facts(self, facts: Facts) -> None:
        """Show every field's value."""
        for show in self._shown:
            show(facts)

    def line(self, key: str, label: str, *, hint: str = "", help_: str = "") -> LineField:
        """Add a line of text for a setting."""
        field = LineField(label, name=_name(key), hint=hint, help_=help_)
        field.settled.connect(_Keep(self._keeper, key, label, self).text)
        self._shown.append(partial(_show_line, field, key))
        self._add(field)
        return field

    def paragraph(self, key: str, label: str, *, hint: str = "", help_: str = "") -> ParagraphField:
        """Add a few lines of text for a setting, as wide as the form."""
        field = ParagraphField(label, name=_name(key), hint=hint, help_=help_)
        field.settled.connect(_Keep(self._keeper, key, label, self).text)
        self._shown.append(partial(_show_paragraph, field, key))
        self._add(field, wide=True)
        return field

    def whole(self, key: str, label: str, *, low: int, high: int, suffix: str = "", help_: str = "") -> Spin:
        """Add a whole number for a setting."""
        spin = Spin(_name(key), label, low=low, high=high)
        if suffix:
            spin.setSuffix(f" {suffix}")
        spin.valueChanged.connect(_Keep(self._keeper, key, label, self).number)
        self._shown.append(partial(_show_spin, spin, key))
        self._add(Field(label, spin, help_=help_))
        return spin

    def choice(self, key: str, label: str, entries: list[tuple[object, str]], *, help_: str = "") -> Combo:
        """Add a choice among a few for a setting."""
        combo = Combo(_name(key), label)
        combo.show_choices(entries)
        combo.chosen.connect(_Keep(self._keeper, key, label, self).any)
        self._shown.append(partial(_show_combo, combo, key))
        self._add(Field(label, combo, help_=help_))
        return combo

    def switch(self, key: str, label: str, *, help_: str = "") -> Switch:
        """Add an on-or-off for a setting."""
        switch = Switch(label, name=_name(key))
        switch.toggled.connect(_Keep(self._keeper, key, label, self).any)
        self._shown.append(partial(_show_switch, switch, key))
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(switch)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(Text(label, "h3", wrap=True))
        if help_:
            text.addWidget(Text(help_, "small", tone="muted", wrap=True))
        across.addLayout(text, 1)
        self._add(holder)
        return switch

    def _add(self, widget: QWidget, *, wide: bool = False) -> None:
        if wide:
            self._place += -self._place % self._columns
        row, column = divmod(self._place, self._columns)
        taken = self._columns if wide else 1
        self._grid.addWidget(widget, row, column, 1, taken, Qt.AlignmentFlag.AlignTop)
        self._place += taken


class _Keep(QWidget):
    """Remembers which setting an editor keeps."""

    def __init__(self, keeper: Keeper, key: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._keeper, self._key = keeper, key
        self._words = _("You changed «{what}»").format(what=label)

    def text(self, value: str) -> None:
        self._keeper.keep(self._key, value, self._words)

    def number(self, value: int) -> None:
        self._keeper.keep(self._key, value, self._words)

    def any(self, value: object) -> None:
        self._keeper.keep(self._key, value, self._words)


def _name(key: str) -> str:
    return f"setting_{key.replace('.', '_')}"


def _show_line(field: LineField, key: str, facts: Facts) -> None:
    value = facts.values.get(key)
    field.set_value(", ".join(value) if isinstance(value, list) else str(value or ""))


def _show_paragraph(field: ParagraphField, key: str, facts: Facts) -> None:
    field.set_value(str(facts.values.get(key) or ""))


def _show_spin(spin: Spin, key: str, facts: Facts) -> None:
    spin.blockSignals(True)
    spin.setValue(round(float(facts.values.get(key) or 0)))
    spin.blockSignals(False)


def _show_combo(combo: Combo, key: str, facts: Facts) -> None:
    combo.set_key(facts.values.get(key))


def _show_switch(switch: Switch, key: str, facts: Facts) -> None:
    switch.blockSignals(True)
    switch.setChecked(bool(facts.values.get(key)))
    switch.blockSignals(False)
