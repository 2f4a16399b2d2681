"""The map's card: the table, fifteen styles at a time, and its key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services.sizes import MapView
from shopdesk.ui.rooms.sizes.heat import HeatTable
from shopdesk.ui.rooms.sizes.legend import HeatKey
from shopdesk.ui.widgets import Card, Elided, IconButton, Text, row

ROWS = 15


class MapCard(Card):
    """The map. ``chosen(product_id)`` as the row in hand changes, ``opened(product_id)`` on Enter."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.setObjectName("map_card")
        self.body.setContentsMargins(10, 6, 10, 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._view: MapView | None = None
        self._first = 0
        self.table = HeatTable()
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(self._legend())

    def show_view(self, view: MapView, *, stay: bool = True) -> None:
        """Show a map; ``stay`` keeps the page one is on."""
        self._view = view
        self._turn_to(self._first if stay else 0)

    def go_to(self, product_id: int) -> bool:
        """Make a style current, turning to its page; False if it is not in the map."""
        rows = self._view.rows if self._view is not None else ()
        places = [at for at, line in enumerate(rows) if line.style.product_id == product_id]
        if not places:
            return False
        if not self.table.go_to(product_id):
            self._turn_to(places[0] // ROWS * ROWS)
        return self.table.go_to(product_id)

    def fold(self, *, folded: bool) -> None:
        """Leave the longer note out where there is no room for it."""
        self.note.setVisible(not folded)

    def _legend(self) -> QHBoxLayout:
        self.before = IconButton(
            "caret-left", _("Styles before"), name="map_before", small=True, press=self._back
        )
        self.after = IconButton(
            "caret-right", _("Styles after"), name="map_after", small=True, press=self._on
        )
        self.place = Text("", "caption", tone="muted")
        self.note = Elided(_("In bold: the sizes you sell most"), "caption", tone="muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(
            HeatKey(None, _("Key size sold out")),
            HeatKey(0, _("None in stock")),
            HeatKey(1, _("1 week")),
            HeatKey(4, _("4 weeks")),
            HeatKey(9, _("9 or more")),
            self.note,
            None,
            self.before,
            self.place,
            self.after,
            gap=6,
        )
        line.setStretchFactor(self.note, 1000)
        line.setContentsMargins(6, 6, 6, 0)
        return line

    def _back(self) -> None:
        self._turn_to(self._first - ROWS)

    def _on(self) -> None:
        self._turn_to(self._first + ROWS)

    def _turn_to(self, first: int) -> None:
        if self._view is None:
            return
        count = len(self._view.rows)
        self._first = first if 0 <= first < count else 0
        last = min(self._first + ROWS, count)
        self.table.show_map(self._view, self._view.rows[self._first : last])
        said = _("{first}–{last} of {count}").format(first=self._first + 1, last=last, count=count)
        self.place.setText(said if count else "")
        for widget in (self.before, self.after, self.place):
            widget.setVisible(count > ROWS)
        self.before.setEnabled(self._first > 0)
        self.after.setEnabled(last < count)
