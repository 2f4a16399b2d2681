"""How a file is read, as found and changeable: dates, decimals, currency, zone, taxes, letters."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_places as say
from shopdesk.services import settings
from shopdesk.ui.importing.chosen import Chosen
from shopdesk.ui.widgets import Card, Combo, Field, Text

CHANGEABLE = frozenset({"date_order", "decimal", "taxes", "currency", "zone", "encoding"})
"""Options that the card offers."""
_ACROSS = 3
Choices = list[tuple[object, str]]


class ReadingCard(Card):
    """``told(path, option, value)`` for each change; None leaves it to the file."""

    told = Signal(object, str, object)

    def __init__(self, path: Path, chosen: Chosen | None = None) -> None:
        super().__init__("sunken", padding=14, gap=8)
        self._path = path
        if chosen is not None:
            encoding = chosen.preview.encoding if chosen.preview is not None else ""
            read_as = encoding.upper().removesuffix("-SIG")
            self.add(Text(" · ".join(part for part in (path.name, read_as) if part), "h3"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, (option, title, choices) in enumerate(_options()):
            combo = Combo(f"read_{option}", title)
            known = getattr(chosen.options, option) if chosen is not None else None
            combo.show_choices([(None, _unsaid(chosen, option)), *choices], known)
            combo.chosen.connect(partial(self._tell, option))
            grid.addWidget(Field(title, combo), place // _ACROSS, place % _ACROSS)
        for place in range(_ACROSS):
            grid.setColumnStretch(place, 1)
        self.body.addLayout(grid)

    def _tell(self, option: str, value: object) -> None:
        self.told.emit(self._path, option, value)


def _unsaid(chosen: Chosen | None, option: str) -> str:
    """Say what holds while the owner says nothing: the file's own word, or the shop's if it has none."""
    questions = chosen.preview.result.questions if chosen is not None and chosen.preview is not None else ()
    silent = any(question.code == option for question in questions)
    return _("As in your shop") if silent else _("As the file says")


def _options() -> tuple[tuple[str, str, Choices], ...]:
    return (
        ("date_order", _("Dates"), [("dmy", _("Day first: 31/12")), ("mdy", _("Month first: 12/31"))]),
        ("decimal", _("Decimals"), [(".", _("Point: 1,234.50")), (",", _("Comma: 1.234,50"))]),
        ("taxes", _("Taxes"), [("included", _("Within the prices")), ("added", _("On top of the prices"))]),
        ("currency", _("Currency"), [(code, say.currency(code)) for code in settings.CURRENCIES]),
        ("zone", _("Its times are of"), [(zone, say.zone(zone)) for zone in settings.ZONES]),
        ("encoding", _("Letters"), [("utf-8", "UTF-8"), ("cp1252", "Windows (ñ, á)"), ("mac-roman", "Mac")]),
    )
