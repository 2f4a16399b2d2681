"""Code 128 on paper: bars painted as rectangles, which printers and scanners agree on."""

from __future__ import annotations

from functools import cache

from barcode.codex import Code128
from PySide6.QtCore import QRectF

from shopdesk.ui.printing import Paper

QUIET_MODULES = 10
DOT_MM = 25.4 / 300
FEWEST_DOTS, MOST_DOTS = 3, 4
"""A bar is a whole number of the printer's dots: 0.25 to 0.34 mm, which cheap scanners still read."""


@cache
def modules(code: str) -> str:
    """Return the bars of a code as 0 and 1, quiet zones not included; empty where it cannot be written.

    Code 128 holds what ASCII holds; a code with other letters has no bars.
    """
    if not code or not code.isascii() or not code.isprintable():
        return ""
    return str(Code128(code).build()[0])


def paint(paper: Paper, area: QRectF, code: str, *, centred: bool = False) -> bool:
    """Paint a code's bars inside an area (mm), quiet zones included; False where it does not fit or has none.

    Bars thinner than a shop's scanner reads are not painted at all.
    """
    bars = modules(code)
    if not bars:
        return False
    dots = min(MOST_DOTS, int(area.width() / (len(bars) + 2 * QUIET_MODULES) / DOT_MM + 1e-9))
    if dots < FEWEST_DOTS:
        return False
    width = dots * DOT_MM
    used = width * (len(bars) + 2 * QUIET_MODULES)
    left = area.left() + ((area.width() - used) / 2 if centred else 0.0) + QUIET_MODULES * width
    start = 0
    while start < len(bars):
        end = start
        while end < len(bars) and bars[end] == bars[start]:
            end += 1
        if bars[start] == "1":
            paper.fill(QRectF(left + start * width, area.top(), (end - start) * width, area.height()), 0)
        start = end
    return True
