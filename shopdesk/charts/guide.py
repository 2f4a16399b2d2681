"""The size guide as a picture and a page: the owner's table, brand by brand, to send to customers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from shopdesk.charts.guide_table import GuidePicture
from shopdesk.charts.style import DPI, PRINTED

_WIDE = 720
_HEAD, _ROW, _NOTE, _EDGE = 118, 42, 26, 36


def size_guide(picture: GuidePicture) -> Figure:
    """Draw the guide, 720 px wide and as tall as it needs, in the light tokens."""
    tall = _HEAD + _ROW * (len(picture.rows) + 1) + _NOTE * len(picture.notes) + 2 * _EDGE
    figure = Figure(figsize=(_WIDE / DPI, tall / DPI), dpi=DPI)
    figure.set_facecolor(PRINTED.colour("surface"))
    _words(figure, tall, (_EDGE, _EDGE + 12), picture.title, px=28, weight="bold")
    _words(figure, tall, (_EDGE, _EDGE + 50), picture.line, px=15, token="muted")
    top = _HEAD
    _band(figure, tall, top, "sunken")
    _line(figure, tall, (top, picture.header), weight="semibold")
    for cells in picture.rows:
        top += _ROW
        _line(figure, tall, (top, cells), weight="medium")
        _rule(figure, tall, top + _ROW)
    top += _ROW + 22
    for note in picture.notes:
        _words(figure, tall, (_EDGE, top), note, px=14)
        top += _NOTE
    return figure


def write(figure: Figure, file: Path) -> Path:
    """Write a figure as PDF or, for any other ending, as a picture twice as dense."""
    canvas: Any
    if file.suffix.casefold() == ".pdf":
        canvas = FigureCanvasPdf(figure)
        canvas.print_pdf(str(file))
    else:
        figure.set_dpi(DPI * 2)
        canvas = FigureCanvasAgg(figure)
        canvas.print_png(str(file))
    return file


def _line(figure: Figure, tall: int, line: tuple[float, Sequence[str]], *, weight: str) -> None:
    top, cells = line
    wide = (_WIDE - 2 * _EDGE) / max(len(cells), 1)
    for at, words in enumerate(cells):
        middle = (_EDGE + (at + 0.5) * wide, top + _ROW / 2)
        _words(figure, tall, middle, words, px=17, weight=weight, ha="center", va="center")


def _words(figure: Figure, tall: int, at: tuple[float, float], words: str, **how: object) -> None:
    letters = PRINTED.letters(float(str(how.pop("px", 15))), str(how.pop("weight", "regular")))
    colour = PRINTED.colour(str(how.pop("token", "text")))
    va, ha = str(how.pop("va", "center")), str(how.pop("ha", "left"))
    figure.text(at[0] / _WIDE, 1 - at[1] / tall, words, fontproperties=letters, color=colour, va=va, ha=ha)


def _band(figure: Figure, tall: int, top: float, token: str) -> None:
    corner = (_EDGE / _WIDE, 1 - (top + _ROW) / tall)
    size = (1 - 2 * _EDGE / _WIDE, _ROW / tall)
    figure.add_artist(Rectangle(corner, *size, facecolor=PRINTED.colour(token), linewidth=0, zorder=0))


def _rule(figure: Figure, tall: int, top: float) -> None:
    ends = [_EDGE / _WIDE, 1 - _EDGE / _WIDE]
    figure.add_artist(Line2D(ends, [1 - top / tall] * 2, color=PRINTED.colour("border"), linewidth=0.8))
