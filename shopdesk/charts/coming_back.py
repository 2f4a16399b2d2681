"""Who came back: buyers and money by month in two or three parts, and the curve of the second purchase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.charts import style
from shopdesk.charts.style import Chart, Look, Margins, Mark, Size
from shopdesk.runtime import words

BAR = 0.62
_EARLY = 0.35  # of the time shown
PARTS = ("returning", "new", "unknown")


@dataclass(frozen=True, slots=True)
class Month:
    """One month in parts, from the foot up: those who came back, first purchases, nobody known.

    Attributes:
        label: Under the bar, e.g. ``nov``.
        parts: Heights, one per name in ``PARTS`` or fewer.
        said: Above the bar; empty says nothing.
        tip: Tooltip.
        key: Domain key sent on click.
    """

    label: str
    parts: tuple[float, ...]
    said: str
    tip: str = ""
    key: object = None


def fills(look: Look) -> tuple[str, str, str]:
    """Return the colours of the parts, in order."""
    return look.colour("primary"), look.second, look.colour("border")


def months(look: Look, size: Size, bars: Sequence[Month], *, summary: str) -> Chart:
    """Draw one stacked bar a month, the last one's words in bold."""
    figure, plot = style.axes(look, size, Margins(left=4, right=4, top=20, bottom=24))
    colours, marks, last = fills(look), [], len(bars) - 1
    for place, month in enumerate(bars):
        foot = 0.0
        for height, colour in zip(month.parts, colours, strict=False):
            if height:
                patch = plot.bar(place, height, width=BAR, bottom=foot, color=colour)[0]
                marks.append(Mark(patch, month.tip, month.key))
            foot += height
        token, weight = ("text", "bold") if place == last else ("muted", "regular")
        how = {"ha": "center", "va": "bottom", "xytext": (0, 3)}
        style.say(look, plot, (place, foot), month.said, token=token, weight=weight, **how)
    plot.set_xlim(-0.6, max(last, 0) + 0.6)
    plot.set_ylim(0, max([sum(month.parts) for month in bars] or [1]) or 1)
    plot.set_yticks([])
    plot.set_xticks(range(len(bars)), [month.label for month in bars])
    style.dress_ticks(look, plot)
    return Chart(figure, summary, tuple(marks), tuple((one.label, one.tip) for one in bars),
                 tuple(one.key for one in bars))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Curve:
    """The share that has bought again, with its band.

    Attributes:
        days: Days since the first purchase, ascending, from 0.
        share, low, high: At each of them, 0..1.
        until: Days of the longest observation drawn.
        stops: (day, words) to be marked on the line.
        axis: Words under the days, e.g. ``90 días`` by day.
    """

    days: tuple[int, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    until: int
    stops: tuple[tuple[int, str], ...]
    axis: tuple[tuple[int, str], ...]


def second_purchase(look: Look, size: Size, curve: Curve, *, summary: str) -> Chart:
    """Draw the Kaplan-Meier curve of the second purchase as steps over its 95 % band."""
    figure, plot = style.axes(look, size, Margins(left=44, right=26, top=22, bottom=26))
    line = look.colour("primary")
    tint = look.mix("primarySoft", "primary", 0.05)
    plot.fill_between(curve.days, curve.low, curve.high, step="post", color=tint, linewidth=0)
    plot.step(curve.days, curve.share, where="post", color=line, linewidth=2)
    top = max([*curve.high, 0.05])
    marks = []
    for day, said in curve.stops:
        at = (day, _at(curve, day))
        dot = plot.plot([at[0]], [at[1]], "o", color=line, markersize=6, clip_on=False)[0]
        how = {"ha": "right", "va": "bottom", "xytext": (-2, 5)}
        if day < curve.until * _EARLY:  # the words would stand over the axis: below the curve there is room
            how = {"ha": "left", "va": "top", "xytext": (5, -5)}
        style.say(look, plot, at, said, token="text", weight="semibold", **how)
        marks.append(Mark(dot, said))
    plot.set_xlim(0, max(curve.until, 1))
    plot.set_ylim(0, top * 1.12)
    steps = _ticks(top)
    plot.set_yticks(steps, [words.percent(step) for step in steps])
    plot.set_xticks([day for day, _said in curve.axis], [said for _day, said in curve.axis])
    style.guide_lines(look, plot)
    style.dress_ticks(look, plot)
    table = tuple((str(day), words.percent(_at(curve, day))) for day, _said in curve.stops)
    return Chart(figure, summary, tuple(marks), table)


def _at(curve: Curve, day: int) -> float:
    reached = [share for one, share in zip(curve.days, curve.share, strict=True) if one <= day]
    return reached[-1] if reached else 0.0


def _ticks(top: float) -> list[float]:
    for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25):
        if top / step <= 4.5:
            return [step * n for n in range(int(top / step) + 1)]
    return [0.0, 0.5, 1.0]
