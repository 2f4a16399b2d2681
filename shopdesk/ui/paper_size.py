"""The shop's paper: Letter for Mexico and the United States, A4 elsewhere, edge to edge."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

_LETTER_COUNTRIES = frozenset(
    ["MX", "US", "CA", "CL", "CO", "VE", "PH", "CR", "GT", "PA", "DO", "SV", "HN", "NI"],
)


def is_letter(country: str) -> bool:
    """Whether a country prints on Letter rather than A4."""
    return country in _LETTER_COUNTRIES


def set_page(
    device: QPagedPaintDevice, *, letter: bool, landscape: bool, size_mm: tuple[float, float] | None = None
) -> None:
    """Give a printer or PDF the shop's paper, edge to edge; ``size_mm`` for anything but Letter and A4."""
    page = QPageSize(QSizeF(*size_mm), QPageSize.Unit.Millimeter) if size_mm else _usual(letter=letter)
    device.setPageLayout(_edge_to_edge(page, landscape=landscape))
    if isinstance(device, QPrinter):
        device.setFullPage(True)


def page_layout(*, letter: bool) -> QPageLayout:
    """Return the shop's paper upright, edge to edge."""
    return _edge_to_edge(_usual(letter=letter), landscape=False)


def _usual(*, letter: bool) -> QPageSize:
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)


def _edge_to_edge(page: QPageSize, *, landscape: bool) -> QPageLayout:
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(page, way, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
