"""What customers write about: a bar a topic for this month, a thinner one for the same days of last month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.charts import style
from shopdesk.charts.style import Chart, Look, Margins, Mark, Size

_BAR = 0.34


@dataclass(frozen=True, slots=True)
class TopicBar:
    """One topic.

    Attributes:
        label: Left of the bars.
        now: Conversations this month.
        before: Conversations on the same days of last month.
        said: After the bar: ``34``.
        said_before: Behind it: ``antes 27``.
        tip: Tooltip.
        key: Domain key sent on click.
    """

    label: str
    now: int
    before: int
    said: str
    said_before: str
    tip: str
    key: object


def _left(bars: Sequence[TopicBar]) -> int:
    """Return the room the longest label needs, in pixels."""
    return 12 + 7 * max([9, *(len(bar.label) for bar in bars)])


def topic_bars(look: Look, size: Size, bars: Sequence[TopicBar], *, summary: str) -> Chart:
    """Draw two bars a topic, the first topic on top."""
    figure, plot = style.axes(look, size, Margins(left=_left(bars), right=86, top=4, bottom=4))
    places = range(len(bars))
    above = [len(bars) - 1 - at + _BAR / 2 for at in places]
    below = [len(bars) - 1 - at - _BAR / 2 for at in places]
    now = plot.barh(above, [bar.now for bar in bars], height=_BAR, color=look.colour("primary"))
    before = plot.barh(below, [bar.before for bar in bars], height=_BAR, color=look.colour("gold"))
    for at, bar in enumerate(bars):
        end = (max(bar.now, bar.before), len(bars) - 1 - at)
        style.say(
            look, plot, end, bar.said, token="text", weight="bold", ha="left", va="center", xytext=(6, 0)
        )
        room = 14 + 6 * len(bar.said)
        style.say(look, plot, end, bar.said_before, ha="left", va="center", xytext=(room, 0))
    plot.set_ylim(-0.6, max(len(bars), 1) - 0.4)
    plot.set_xlim(0, max([1, *(bar.now for bar in bars), *(bar.before for bar in bars)]) * 1.02)
    plot.set_xticks([])
    plot.set_yticks([len(bars) - 1 - at for at in places], [bar.label for bar in bars])
    plot.spines["bottom"].set_visible(False)
    style.dress_ticks(look, plot)
    marks = [
        Mark(p, bar.tip, bar.key) for patches in (now, before) for p, bar in zip(patches, bars, strict=True)
    ]
    table = tuple((bar.label, str(bar.now), str(bar.before)) for bar in bars)
    return Chart(figure, summary, tuple(marks), table, tuple(bar.key for bar in bars))
