"""Stock of one product: how it went, where it most likely goes, and when an order of today would arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from shopdesk.charts import style
from shopdesk.charts.style import Chart, Look, Margins, Mark, Size
from shopdesk.runtime import words

_WORDS_WIDE, _WORDS_HIGH = 0.24, 0.22
"""Room that the words beside the arrival take, as shares of the drawing."""


@dataclass(frozen=True, slots=True)
class StockPicture:
    """What the chart shows; every word already said.

    Attributes:
        days: Past days, the last one today.
        stock: Pieces as each opened.
        likely: Pieces on the days from today on, until the shelf is empty or the plan ends.
        low: Lower edge of the 80 % band, day by day as ``likely``.
        high: Upper edge.
        point: Reorder point.
        sold_out_on: Day the shelf is empty; None beyond the plan.
        arrives_on: Day an order of today is here; None where nothing is ordered.
        restocked: Pieces from that day on, if ordered.
        until: Last day shown.
        today_said: Beside the line of today.
        gap_said: Over the days without stock; empty where there are none.
        arrival_said: Beside the arrival.
        unit: Beside the axis: ``pares``.
        summary: One sentence for the screen reader.
    """

    days: tuple[date, ...]
    stock: tuple[int, ...]
    likely: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    point: int
    sold_out_on: date | None
    arrives_on: date | None
    restocked: tuple[float, ...]
    until: date
    today_said: str
    gap_said: str
    arrival_said: str
    unit: str
    summary: str


def path(look: Look, size: Size, picture: StockPicture) -> Chart:
    """Draw the stock as steps, then the likely path with its band, the point, the gap and the arrival."""
    figure, plot = style.axes(look, size, Margins(left=46, right=8, top=10, bottom=22))
    top = max([*picture.stock, *picture.high, *picture.restocked, picture.point, 1]) * 1.22
    past = [day.toordinal() for day in picture.days]
    _gap(look, plot, picture, top)
    plot.axhline(picture.point, color=look.colour("gold"), linewidth=1.5, zorder=2)
    if past:
        plot.fill_between(
            past, picture.stock, step="post", color=look.colour("primary"), alpha=0.10, linewidth=0
        )
        plot.step(past, picture.stock, where="post", color=look.colour("primary"), linewidth=2, zorder=4)
    _ahead(look, plot, picture)
    _today(look, plot, picture, top)
    _arrival(look, plot, picture, top)
    start = past[0] if past else picture.until.toordinal() - 1
    plot.set_xlim(start, picture.until.toordinal())
    plot.set_ylim(0, top)
    _ticks(look, plot, picture, top)
    return Chart(figure, picture.summary, _days(plot, picture), _table(picture))


def _ahead(look: Look, plot: Axes, picture: StockPicture) -> None:
    if not picture.likely or not picture.days:
        return
    start = picture.days[-1].toordinal()
    across = [start + i for i in range(len(picture.likely))]
    plot.fill_between(across, picture.low, picture.high, color=look.colour("barro"), alpha=0.16, linewidth=0)
    dashes = (0, (3, 1.6))
    plot.plot(across, picture.likely, color=look.colour("barro"), linewidth=2, linestyle=dashes, zorder=5)
    if picture.sold_out_on is not None:
        plot.plot([picture.sold_out_on.toordinal()], [0], "o", color=look.colour("barro"), markersize=7,
                  zorder=6, clip_on=False)  # fmt: skip


def _gap(look: Look, plot: Axes, picture: StockPicture, top: float) -> None:
    if not picture.gap_said or picture.sold_out_on is None or picture.arrives_on is None:
        return
    first = picture.sold_out_on.toordinal()
    last = min(picture.arrives_on, picture.until).toordinal()
    plot.axvspan(first, last, color=look.colour("dangerSoft"), linewidth=0, zorder=0)
    how = {"ha": "center", "va": "top", "xytext": (0, -10)}
    style.say(look, plot, ((first + last) / 2, top), picture.gap_said, px=11, weight="semibold",
              token="danger", **how)  # fmt: skip


def _today(look: Look, plot: Axes, picture: StockPicture, top: float) -> None:
    if not picture.days:
        return
    at = picture.days[-1].toordinal()
    plot.axvline(at, color=look.colour("muted"), linewidth=1, linestyle=(0, (1, 1.6)), zorder=3)
    style.say(look, plot, (at, top), picture.today_said, px=11, ha="right", va="top", xytext=(-3, -2))


def _arrival(look: Look, plot: Axes, picture: StockPicture, top: float) -> None:
    if picture.arrives_on is None or not picture.restocked or picture.arrives_on >= picture.until:
        return
    start = picture.arrives_on.toordinal()
    across = [start + i for i in range(len(picture.restocked))]
    how: dict[str, Any] = {
        "color": look.colour("primary"), "linewidth": 1.6, "linestyle": (0, (2.4, 1.8)), "zorder": 4,
    }  # fmt: skip
    plot.plot([start, start], [0, picture.restocked[0]], **how)
    plot.plot(across, picture.restocked, **how)
    at = (picture.until.toordinal(), _free_height(picture, top))
    style.say(look, plot, at, picture.arrival_said, px=11, weight="semibold", token="primaryText",
              ha="right", va="bottom", xytext=(0, 2))  # fmt: skip


def _free_height(picture: StockPicture, top: float) -> float:
    """Return where two lines of words stand at the right edge with the least of the drawing behind them."""
    days = (picture.until - picture.days[0]).days if picture.days else 1
    near = max(2, round(_WORDS_WIDE * days))
    behind: list[tuple[float, float]] = [(picture.point, picture.point)]
    behind += [(min(line[-near:]), max(line[-near:])) for line in (picture.restocked, picture.likely) if line]
    if picture.gap_said:
        behind.append((0.68 * top, top))
    heights = [share * top for share in (0.76, 0.60, 0.45, 0.30, 0.16, 0.03)]
    high = _WORDS_HIGH * top

    def crossed(at: float) -> float:
        parts = (min(at + high, last) - max(at, first) for first, last in behind)
        return sum(part + 0.05 * top for part in parts if part >= 0)

    return min(heights, key=crossed)


def _ticks(look: Look, plot: Axes, picture: StockPicture, top: float) -> None:
    highest = max(10 ** (len(str(int(top))) - 1), 1)
    rounded = int(top / 1.22 // highest * highest) or int(top / 1.22) or 1
    marks = [0, rounded] if abs(rounded - picture.point) > 0.14 * top else [0]
    at = [*marks, picture.point] if picture.point > 0.06 * top else marks
    plot.set_yticks(at, [words.number(mark) for mark in at])
    plot.set_ylabel(picture.unit, fontproperties=look.letters(11), color=look.colour("muted"), labelpad=2)
    days = _marked_days(picture)
    plot.set_xticks([day.toordinal() for day in days], [words.day(day) for day in days])
    style.dress_ticks(look, plot)
    for mark, label in zip(at, plot.get_yticklabels(), strict=True):
        if mark == picture.point and mark not in marks:
            label.set_fontproperties(look.letters(12, "bold"))
            label.set_color(look.colour("warn"))


def _marked_days(picture: StockPicture) -> Sequence[date]:
    if not picture.days:
        return [picture.until]
    first, today = picture.days[0], picture.days[-1]
    step = max(14, (picture.until - first).days // 5 // 7 * 7)
    back = [today - timedelta(step * n) for n in range((today - first).days // step, -1, -1)]
    room = (picture.until - today).days
    return [*back, today + timedelta(step)] if room > step * 0.8 and room >= step else back


class _Day:
    """The column of one day: pointing anywhere in it says the day. Not drawn."""

    def __init__(self, plot: Axes, at: int) -> None:
        self._plot, self._at = plot, at

    def contains(self, event: Any) -> tuple[bool, dict[str, Any]]:
        """Say whether an event of the mouse is in the column, as artists do."""
        inside = event.inaxes is self._plot and abs((event.xdata or 0.0) - self._at) <= 0.5
        return inside, {}

    def get_window_extent(self) -> Any:
        """Return the column in pixels from the corner below, as artists do."""
        low, high = self._plot.get_ylim()
        corners = self._plot.transData.transform([(self._at - 0.5, low), (self._at + 0.5, high)])
        return Bbox(corners)


def _days(plot: Axes, picture: StockPicture) -> tuple[Mark, ...]:
    """Return a mark a day, past and to come, with what there was or is likely to be."""
    days = [*picture.days, *(picture.days[-1] + timedelta(i) for i in range(1, len(picture.likely)))]
    rows = _table(picture)
    return tuple(
        Mark(_Day(plot, day.toordinal()), f"{said} · {pieces}")
        for day, (said, pieces) in zip(days, rows, strict=True)
    )


def _table(picture: StockPicture) -> tuple[tuple[str, ...], ...]:
    rows = [(words.weekday(day), words.number(n)) for day, n in zip(picture.days, picture.stock, strict=True)]
    ahead = [
        (words.weekday(picture.days[-1] + timedelta(i)), f"≈ {words.number(round(n))}")
        for i, n in enumerate(picture.likely)
        if i and picture.days
    ]
    return (*rows, *ahead)
