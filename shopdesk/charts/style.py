"""The one look of every chart: letters, colours, margins, ticks. No pyplot: a figure belongs to its viewer.

A chart is drawn by a function ``draw(look, size) -> Chart`` given to ``ui.widgets.chart_canvas.ChartCanvas``
or to the printer. It is called again when data, size or theme change, so it must be pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from shopdesk.runtime import resources, tokens

DPI: Final = 96
SERIES: Final = ("primary", "barro", "gold", "plum", "info")
"""Tokens of the series, in order."""


_FAINT: Final = frozenset({"muted", "faint", "inputBorder"})


@dataclass(frozen=True, slots=True)
class Look:
    """The theme and text size a chart is drawn in; ``contrast``: words and lines at full strength."""

    theme: str = "light"
    text_size: int = 100
    contrast: bool = False

    def colour(self, token: str) -> str:
        """Return a token as ``#RRGGBB``."""
        strong = self.contrast and token in _FAINT
        return tokens.colours(self.theme)["text" if strong else token]

    def mix(self, one: str, other: str, share: float) -> str:
        """Return token ``one`` with a share 0..1 of token ``other`` stirred in."""
        return tokens.mix(self.colour(one), self.colour(other), share)

    @property
    def second(self) -> str:
        """The fill of a bar's second part."""
        return tokens.second(self.theme)

    @property
    def quiet(self) -> str:
        """The fill of bars that are not the point: the primary, far back."""
        return self.mix("primarySoft", "primary", 0.18 if self.theme == "dark" else 0.0)

    def letters(self, px: float = 12, weight: str = "regular") -> FontProperties:
        """Return Figtree in logical pixels; weights ``regular medium semibold bold``."""
        found = FontProperties(fname=_file(weight))
        found.set_size(px * 72 / DPI * self.text_size / 100)
        return found


PRINTED: Final = Look("light")
"""What is printed is always light."""


@dataclass(frozen=True, slots=True)
class Size:
    """Room for a chart in logical pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a chart one can point at.

    Attributes:
        artist: What is hit; ``None`` of its pixels matters, only ``contains``.
        tip: Words of the tooltip; empty = none.
        key: Domain key sent on click; None = not clickable.
    """

    artist: Any
    tip: str = ""
    key: object = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart.

    Attributes:
        figure: Sized and ready.
        summary: One sentence made from the data, for the screen reader.
        marks: What can be pointed at, front to back.
        table: Rows without a header: the same data as words, for “Ver como tabla”.
        keys: Domain key of each row of the table; empty = its rows lead nowhere.
    """

    figure: Figure
    summary: str
    marks: tuple[Mark, ...] = ()
    table: tuple[tuple[str, ...], ...] = field(default=())
    keys: tuple[object, ...] = ()


Draw = Callable[[Look, Size], Chart]


@dataclass(frozen=True, slots=True)
class Margins:
    """Fixed room around the axes in logical pixels at 100 %; constrained layout doubles the drawing time."""

    left: float = 8
    top: float = 8
    right: float = 8
    bottom: float = 24


def axes(look: Look, size: Size, margins: Margins = Margins()) -> tuple[Figure, Axes]:
    """Return a figure of ``size`` and its dressed axes: no box, no tick marks, a base line below."""
    figure = Figure(figsize=(max(size.width, 40) / DPI, max(size.height, 40) / DPI), dpi=DPI)
    figure.set_facecolor(look.colour("surface"))
    scale = look.text_size / 100
    wide, high = max(size.width, 40), max(size.height, 40)
    figure.subplots_adjust(
        left=min(margins.left * scale / wide, 0.45),
        right=max(1 - margins.right * scale / wide, 0.55),
        top=max(1 - margins.top * scale / high, 0.55),
        bottom=min(margins.bottom * scale / high, 0.45),
    )
    plot = figure.add_subplot()
    dress(look, plot)
    return figure, plot


def dress(look: Look, plot: Axes) -> None:
    """Give axes the look of the house."""
    plot.set_facecolor(look.colour("surface"))
    for side in ("top", "right", "left"):
        plot.spines[side].set_visible(False)
    plot.spines["bottom"].set_color(look.colour("border"))
    plot.tick_params(length=0, pad=6 * look.text_size / 100, colors=look.colour("muted"))
    plot.margins(0)


def dress_ticks(look: Look, plot: Axes) -> None:
    """Set the letters of the tick labels; call after the ticks are set."""
    for label in [*plot.get_xticklabels(), *plot.get_yticklabels()]:
        label.set_fontproperties(look.letters(12))
        label.set_color(look.colour("muted"))


def guide_lines(look: Look, plot: Axes) -> None:
    """Draw horizontal lines where values must be read off."""
    plot.grid(axis="y", color=look.colour("grid"), linewidth=0.75)
    plot.set_axisbelow(True)


def say(look: Look, plot: Axes, at: tuple[float, float], words: str, **how: Any) -> Text:
    """Write words at a data point.

    Args:
        look: Theme and size.
        plot: Where.
        at: Data coordinates.
        words: Already said.
        how: ``px``, ``weight``, ``token``, and matplotlib's ``ha``, ``va``, ``xytext`` (offset in points).
    """
    letters = look.letters(how.pop("px", 12), how.pop("weight", "regular"))
    colour = look.colour(how.pop("token", "muted"))
    offset = how.pop("xytext", (0, 0))
    return plot.annotate(
        words,
        at,
        xytext=offset,
        textcoords="offset points",
        fontproperties=letters,
        color=colour,
        annotation_clip=False,
        **how,
    )


@cache
def _file(weight: str) -> str:
    names = {"regular": "Regular", "medium": "Medium", "semibold": "SemiBold", "bold": "Bold"}
    place = str(resources.path(f"fonts/Figtree-{names[weight]}.ttf"))
    font_manager.fontManager.addfont(place)
    return place
