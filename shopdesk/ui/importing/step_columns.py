"""Step 2, Columnas: header, two real examples, what it is; only the open ones ask."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_import as say
from shopdesk.services.importing import mapping
from shopdesk.services.importing.mapping import Proposed
from shopdesk.ui import theme
from shopdesk.ui.importing.reading_card import ReadingCard
from shopdesk.ui.widgets import Button, Card, Combo, Elided, Glyph, Scroll, Text, clear
from shopdesk.ui.widgets.text import restyle

OPEN = "?"
"""The key of a column nobody has said anything of: it asks, and counts as not used."""
_ASKING = 6
"""Open columns that still ask; a long file with more of them is read well without."""


class ColumnsStep(QWidget):
    """``changed()`` when an answer was given, ``asked(kind)`` when the owner says what the rows are."""

    changed = Signal()
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._proposed: Proposed | None = None
        self._combos: dict[str, Combo] = {}
        self._states: dict[str, tuple[Glyph, Text]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        card = Card("sunken", padding=12)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(Glyph("file-csv", 24, "primaryText"))
        self._name = Elided("", "h3", own=True)
        across.addWidget(self._name, 1)
        across.addWidget(Text(_("Its rows are"), "small", tone="muted"))
        self.kind = Combo("file_kind", _("Its rows are"))
        self.kind.show_choices([(name, say.kind(name)) for name in mapping.MAPPABLE])
        self.kind.chosen.connect(self._kind_chosen)
        across.addWidget(self.kind)
        card.body.addLayout(across)
        column.addWidget(card)
        self._scroll = Scroll(gap=0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for place, stretch in enumerate((2, 3, 3, 2)):
            self._grid.setColumnStretch(place, stretch)
        self._scroll.body.addLayout(self._grid)
        self._scroll.body.addSpacing(14)
        self._reading = QVBoxLayout()
        self._scroll.body.addLayout(self._reading)
        self._scroll.body.addStretch(1)
        self._told: dict[str, object] = {}
        column.addWidget(self._scroll, 1)
        self.remember = QCheckBox(_("Remember these columns for the next file"))
        self.remember.setObjectName("remember_columns")
        self.remember.setChecked(True)
        self.leave = Button("", name="leave_columns", press=self._leave)
        self.leave.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say_leave()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave.hide()

    def show_file(self, path: Path, proposed: Proposed) -> None:
        """Show a file's columns with what each seems to be."""
        self._proposed = proposed
        self._name.setText(path.name)
        self.kind.set_key(proposed.kind)
        clear(self._grid)
        self._combos, self._states = {}, {}
        titles = (_("In your file"), _("Examples"), _("In Shopdesk"), "")
        for place, title in enumerate(titles):
            self._grid.addWidget(Text(title, "caption", tone="muted"), 0, place)
        unsaid = [guess.header for guess in proposed.columns if not guess.field and guess.examples]
        asking = frozenset(unsaid if len(unsaid) <= _ASKING else ())
        for row, guess in enumerate(proposed.columns, 1):
            field = guess.field or (OPEN if guess.header in asking else "")
            self._line(row, guess.header, guess.examples, field)
        clear(self._reading)
        self._told = {}
        self._reading.addWidget(Text(_("How its amounts and dates are written, if you know"), "h3"))
        reading = ReadingCard(path)
        reading.told.connect(self._keep_told)
        self._reading.addWidget(reading)
        self._check()

    def _keep_told(self, _path: object, option: str, value: object) -> None:
        self._told[option] = value

    def reading(self) -> dict[str, object]:
        """Return what the owner said of how the file is written, by option."""
        return dict(self._told)

    def chosen(self) -> dict[str, str]:
        """Return header → field as chosen; empty = not used."""
        keys = {header: str(combo.key() or "") for header, combo in self._combos.items()}
        return {header: "" if key == OPEN else key for header, key in keys.items()}

    def unsaid(self) -> list[str]:
        """Return the headers nobody has said anything of."""
        return [header for header, combo in self._combos.items() if combo.key() == OPEN]

    def lacks(self) -> tuple[frozenset[str], ...]:
        """Return what is still needed before the file can be read."""
        return mapping.lacks(self._proposed, self.chosen()) if self._proposed is not None else ()

    def twice(self) -> str:
        """Return the first field that two columns are said to be: one of them would be lost. Else empty."""
        used = [field for field in self.chosen().values() if field]
        return next((field for field in used if used.count(field) > 1), "")

    def hindrance(self) -> str:
        """Say why the file cannot be read with these answers yet, empty if it can."""
        lacks, twice = self.lacks(), self.twice()
        return missing(lacks) if lacks else said_twice(twice) if twice else ""

    def summary(self) -> str:
        """Say how many columns were recognised."""
        known, total = sum(1 for field in self.chosen().values() if field), len(self._combos)
        if known == total:
            return _("Every column has its meaning.")
        said = ngettext(
            "We recognised {known} of {total} columns; check the one that is missing.",
            "We recognised {known} of {total} columns; check the ones that are missing.",
            total - known,
        )
        return said.format(known=known, total=total)

    def _line(self, row: int, header: str, examples: tuple[str, ...], field: str) -> None:
        if self._proposed is None:
            return
        self._grid.addWidget(Elided(header or _("(no name)"), "h3", own=True), row, 0)
        shown = " · ".join(examples) if examples else _("(empty)")
        self._grid.addWidget(Elided(shown, "small", tone="muted", own=True), row, 1)
        combo = Combo(f"column_{row}", _("What is {header}?").format(header=header))
        entries: list[tuple[object, str]] = [(OPEN, _("Choose what it is…"))] if field == OPEN else []
        entries.append(("", _("Do not use it")))
        entries += [(name, say.field(name)) for name in self._proposed.fields]
        combo.show_choices(entries, field)
        combo.chosen.connect(self._answered)
        combo.setMinimumWidth(theme.px(200))
        self._combos[header] = combo
        self._grid.addWidget(combo, row, 2)
        state = QWidget()
        across = QHBoxLayout(state)
        across.setContentsMargins(0, 0, 0, 0)
        glyph, text = Glyph("check-circle", 18, "ok", "fill"), Text("", "caption", tone="muted")
        across.addWidget(glyph)
        across.addWidget(text, 1)
        self._states[header] = (glyph, text)
        self._grid.addWidget(state, row, 3)

    def _answered(self, _field: object) -> None:
        self._check()
        self.changed.emit()

    def _leave(self) -> None:
        """Say of every open column at once that it is not used."""
        for header in self.unsaid():
            self._combos[header].set_key("")
        self._answered("")

    def _say_leave(self) -> None:
        unsaid = self.unsaid()
        said = ngettext("Do not use «{header}»", "Do not use the other {count}", len(unsaid))
        self.leave.set_words(said.format(header="".join(unsaid[:1]), count=len(unsaid)))
        self.leave.setVisible(bool(unsaid) and self.isVisible())

    def _check(self) -> None:
        wanted = {field for group in self.lacks() for field in group}
        chosen, twice = self.chosen(), self.twice()
        for header, combo in self._combos.items():
            glyph, text = self._states[header]
            used = bool(chosen[header])
            glyph.set_icon("check-circle" if used else "question", "ok" if used else "faint", "fill")
            text.setText(_("Recognised") if used else _("Not used"))
            if used and chosen[header] == twice:
                glyph.set_icon("question", "warn", "fill")
                text.setText(_("Chosen twice"))
            asks = not used and (bool(wanted) or combo.key() == OPEN)
            combo.setProperty("asks", asks)
            text.set_tone("text" if asks else "muted")
            restyle(combo)
            if asks:
                glyph.set_icon("question", "warn", "fill")
                is_it = _("Is it {fields}?").format(fields=_either(wanted))
                text.setText(is_it if wanted else _("What is it?"))
        self._say_leave()

    def _kind_chosen(self, kind: object) -> None:
        self.asked.emit(str(kind))


def said_twice(field: str) -> str:
    """Say that two columns cannot be the same thing."""
    return _("Two columns are {field}: choose one.").format(field=say.field(field).lower())


def missing(groups: tuple[frozenset[str], ...]) -> str:
    """Say what is still needed: ``Falta la fecha y las piezas``."""
    return _("Still missing: {fields}").format(fields=words.names([_either(group) for group in groups]))


def _either(group: frozenset[str] | set[str]) -> str:
    return " / ".join(say.field(name).lower() for name in sorted(group)[:3])
