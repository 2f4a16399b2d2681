"""Bars: a share by month, and weekly sales stacked by channel with the commercial dates behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from shopdesk.charts import style
from shopdesk.charts.style import Chart, Look, Margins, Mark, Size
from shopdesk.runtime import words

BAR = 0.62
LETTER_WEEKS = 0.26
"""About how many weeks of width a letter of a date's name takes."""
LOW = 150
"""Under this height, logical pixels, the names of dates take one line and not two."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        label: Under the bar, e.g. ``nov``.
        value: Height, 0..1 for a share.
        said: On the bar, e.g. ``34 %``; empty draws no bar and no words (not known).
        tip: Tooltip.
        key: Domain key sent on click.
    """

    label: str
    value: float
    said: str
    tip: str = ""
    key: object = None


def share_bars(look: Look, size: Size, bars: Sequence[Bar], *, summary: str) -> Chart:
    """Draw one bar a month, the last one highlighted, each with its value on top."""
    figure, plot = style.axes(look, size, Margins(left=4, right=4, top=20, bottom=24))
    last = len(bars) - 1
    marks = []
    for i, bar in enumerate(bars):
        if not bar.said:
            continue
        fill = look.colour("primary") if i == last else look.quiet
        patch = plot.bar(i, bar.value, width=BAR, color=fill)[0]
        token, weight = ("text", "bold") if i == last else ("muted", "regular")
        how = {"ha": "center", "va": "bottom", "xytext": (0, 3)}
        style.say(look, plot, (i, bar.value), bar.said, token=token, weight=weight, **how)
        marks.append(Mark(patch, bar.tip, bar.key))
    plot.set_xlim(-0.6, max(last, 0) + 0.6)
    plot.set_ylim(0, max([bar.value for bar in bars if bar.said] or [1]) or 1)
    plot.set_yticks([])
    plot.set_xticks(range(len(bars)), [bar.label for bar in bars])
    style.dress_ticks(look, plot)
    table = tuple((bar.label, bar.said or "–") for bar in bars)
    return Chart(figure, summary, tuple(marks), table, tuple(bar.key for bar in bars))


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a stacked chart.

    Attributes:
        label: Under the bar where not empty, e.g. the month's first week ``nov``.
        values: One per series, in the series' order.
        tip: Tooltip.
        key: Domain key sent on click: the week's Monday.
        before: The same week a year before, or None.
        name: The week in a table, e.g. ``10 – 16 nov``.
    """

    label: str
    values: tuple[float, ...]
    tip: str
    key: object
    before: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A commercial date behind the bars: weeks ``first`` to ``last`` by position, both included."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class WeeksPicture:
    """What the weekly chart shows.

    Attributes:
        weeks: Oldest first.
        series: Names of the series, in the order of ``Week.values``; drawn in the order of the tokens.
        bands: Commercial dates.
        currency: Values are minor units of it; empty = pieces.
        last_said: The total of the week chosen, else of the last one, on its bar.
        chosen: Position of the week chosen, or None.
        summary: One sentence for the screen reader.
    """

    weeks: tuple[Week, ...]
    series: tuple[str, ...]
    bands: tuple[Band, ...]
    currency: str
    last_said: str
    summary: str
    chosen: int | None = None


def week_bars(look: Look, size: Size, picture: WeeksPicture) -> Chart:
    """Draw weekly totals stacked by series, with bands, the last total said and a click per week."""
    figure, plot = style.axes(look, size, Margins(left=62, right=26, top=6, bottom=24))
    weeks = picture.weeks
    top = max([sum(week.values) for week in weeks] + [week.before or 0 for week in weeks] + [1.0])
    scale = look.text_size / 100
    lines = 1 if size.height < LOW * scale else 2
    high = top * _headroom(size.height, scale, lines)
    # Amounts at the axis need a line of letters each: in a low chart two of them, or one.
    most = max(1, min(3, int((size.height - 30) * top / high / (20 * scale))))
    _bands(look, plot, picture.bands, high, lines)
    base = [0.0] * len(weeks)
    for row in range(len(picture.series)):
        heights = [week.values[row] for week in weeks]
        token = style.SERIES[row % len(style.SERIES)]
        plot.bar(range(len(weeks)), heights, width=0.7, bottom=base, color=look.colour(token), zorder=2)
        base = [low + high for low, high in zip(base, heights, strict=True)]
    _mark_last_year(look, plot, weeks)
    # One clear bar a week, as high as the chart: easy to hit. One call: a call a bar costs 5 ms each.
    hits = plot.bar(range(len(weeks)), [high] * len(weeks), width=1.0, alpha=0, zorder=3)
    marks = [Mark(hit, week.tip, week.key) for hit, week in zip(hits, weeks, strict=True)]
    chosen = picture.chosen
    if chosen is not None and 0 <= chosen < len(weeks):
        under: dict[str, Any] = {"linewidth": 3, "solid_capstyle": "butt", "clip_on": False, "zorder": 4}
        plot.plot([chosen - 0.42, chosen + 0.42], [0, 0], color=look.colour("text"), **under)
    if weeks and picture.last_said:
        said = chosen if chosen is not None and 0 <= chosen < len(weeks) else len(weeks) - 1
        at = (said, base[said])
        how = {"ha": "center", "va": "bottom", "xytext": (0, 3)}
        style.say(look, plot, at, picture.last_said, token="text", weight="bold", **how)
    _axes_of_weeks(look, plot, picture, (top, high), most)
    return Chart(
        figure, picture.summary, tuple(marks), _week_rows(picture), tuple(week.key for week in weeks)
    )


def _week_rows(picture: WeeksPicture) -> tuple[tuple[str, ...], ...]:
    """Return a row a week: its name, each series, the total, the same week a year before."""

    def said(value: float | None) -> str:
        if value is None:
            return "–"
        return words.money(round(value), picture.currency) if picture.currency else words.number(round(value))

    return tuple(
        (week.name, *(said(value) for value in week.values), said(sum(week.values)), said(week.before))
        for week in picture.weeks
    )


def _headroom(height: int, scale: float, lines: int) -> float:
    """Return the share of the axes above the highest bar, for the names of dates and the last amount."""
    room = (22 + 14 * lines) * scale
    return 1 + room / max(height - 30 * scale - room, 24 * scale)


def _bands(look: Look, plot: Axes, bands: Sequence[Band], high: float, lines: int) -> None:
    taken: list[float] = [float("-inf"), float("-inf")]
    for band in bands:
        plot.axvspan(band.first - 0.5, band.last + 0.5, color=look.colour("plumSoft"), linewidth=0, zorder=0)
        at = ((band.first + band.last) / 2, high)
        half = len(band.name) * LETTER_WEEKS / 2
        # Names of near dates would run into each other: the second one goes a line down.
        line = 0 if at[0] - half > taken[0] else 1
        if line >= lines or at[0] - half <= taken[line]:
            continue
        taken[line] = at[0] + half
        how = {"ha": "center", "va": "top", "xytext": (0, -4 - 11 * line)}
        style.say(look, plot, at, band.name, token="plum", weight="semibold", px=11, **how)


def _mark_last_year(look: Look, plot: Axes, weeks: Sequence[Week]) -> None:
    known = [(i, week.before) for i, week in enumerate(weeks) if week.before is not None]
    if known:
        across, high = zip(*known, strict=True)
        plot.plot(across, high, color=look.colour("text"), linewidth=1.2, linestyle=(0, (3, 2)), zorder=4)


def _axes_of_weeks(
    look: Look, plot: Axes, picture: WeeksPicture, ends: tuple[float, float], most: int
) -> None:
    """Set the ends of the axes and at most ``most`` amounts; ``ends``: the highest bar, the chart's top."""
    top, high = ends
    labelled = [(i, week.label) for i, week in enumerate(picture.weeks) if week.label]
    plot.set_xlim(-0.7, max(len(picture.weeks), 1) - 0.3)
    plot.set_ylim(0, high)
    currency = picture.currency

    def said(value: float) -> str:
        if round(value) == 0:
            return "0"
        return words.short_money(round(value), currency) if currency else words.number(round(value))

    # Over the bars alone: above them stand the names of the dates, where a line would mean nothing.
    whole = 1 if not currency else 10 ** words.decimals(currency)
    steps = MaxNLocator(nbins=most, steps=[1, 2, 5, 10]).tick_values(0, max(top, 2 * whole))
    marks = [float(mark) for mark in steps if 0 <= mark <= top]
    plot.set_yticks(marks, [said(mark) for mark in marks])
    plot.set_xticks([i for i, _label in labelled], [label for _i, label in labelled])
    style.guide_lines(look, plot)
    style.dress_ticks(look, plot)
