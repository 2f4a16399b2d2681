"""“¿De dónde bajo mi archivo?”: the way to the export in each shop system."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui import theme
from shopdesk.ui.widgets import Card, Chip, Text, clear


@dataclass(frozen=True, slots=True)
class Source:
    """One shop system: its steps, and a remark on stock."""

    key: str
    name: str
    steps: tuple[str, ...]
    note: str = ""


def sources() -> tuple[Source, ...]:
    """Return the systems most shops use."""
    repeat = _("Choose the dates you lack; if some repeat, they are not doubled.")
    return (
        Source(
            "shopify",
            "Shopify",
            (
                _("Go to Orders and choose «Export»."),
                repeat,
                _("Ask for «CSV for Excel» and keep it in Downloads."),
            ),
            _("For stock: Products › Inventory › Export."),
        ),
        Source(
            "tiendanube",
            "Tiendanube",
            (
                _("Go to Sales › List and choose «Export»."),
                repeat,
                _("The file comes to your e-mail or downloads."),
            ),
        ),
        Source(
            "woocommerce",
            "WooCommerce",
            (
                _("Go to Analytics › Orders and choose «Download»."),
                _("With an export plug-in, one row per product says more."),
                repeat,
            ),
        ),
        Source(
            "mercadolibre",
            "Mercado Libre",
            (
                _("Go to Sales and choose «Download Excel»."),
                _("Choose the month; bring it again when it changes."),
            ),
        ),
        Source(
            "counter",
            _("Counter"),
            (
                _("In your till or point of sale look for Reports › Sales."),
                _("Ask for sales by product, as CSV or Excel."),
                repeat,
            ),
        ),
        Source(
            "own",
            _("My own sheet"),
            (
                _("One row per sale: date, product, size, quantity and price."),
                _("The names of the columns do not matter: you say once what they are."),
                _("Save it as CSV or Excel."),
            ),
        ),
    )  # fmt: skip


class SourcesCard(Card):
    """Six chips and the numbered steps of the one on."""

    def __init__(self) -> None:
        super().__init__(padding=16, gap=10)
        self._known = {source.key: source for source in sources()}
        self.add(Text(_("Where do I get my file?"), "h3"))
        grid = QGridLayout()
        grid.setSpacing(6)
        self._chips: dict[str, Chip] = {}
        for place, source in enumerate(self._known.values()):
            chip = Chip(source.name, key=source.key, name=f"source_{source.key}")
            chip.setSizePolicy(chip.sizePolicy().Policy.Expanding, chip.sizePolicy().Policy.Fixed)
            chip.clicked.connect(self._picked)
            self._chips[source.key] = chip
            grid.addWidget(chip, place // 2, place % 2)
        self.body.addLayout(grid)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(8)
        self.body.addLayout(self._steps)
        self.body.addStretch(1)
        self._note = Text("", "caption", tone="muted", wrap=True)
        self.add(self._note)
        self.show_source("shopify")

    def show_source(self, key: str) -> None:
        """Show the steps of a system."""
        for name, chip in self._chips.items():
            chip.setChecked(name == key)
        source = self._known[key]
        clear(self._steps)
        for number, words in enumerate(source.steps, 1):
            self._steps.addWidget(_step(number, words))
        self._note.setText(source.note)
        self._note.setVisible(bool(source.note))

    def _picked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.show_source(str(chip.key))


def _step(number: int, words: str) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(10)
    across.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(Text(words, "small", tone="muted", wrap=True), 1)
    return holder


class _Number(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(theme.px(22), theme.px(22))

    def paintEvent(self, _event: object) -> None:
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QPainter

        from shopdesk.ui.widgets.painting import box, words_at

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        box(painter, area, "primarySoft", radius=area.height() / 2)
        middle = Qt.AlignmentFlag.AlignHCenter
        words_at(painter, area, str(self._number), role="badge", token="primaryText", align=middle)
        painter.end()
