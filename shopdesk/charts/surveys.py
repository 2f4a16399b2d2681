"""Survey answers by month: who would recommend, who is neutral, who would not, and the figure above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.charts import style
from shopdesk.charts.style import Chart, Look, Margins, Mark, Size

BAR = 0.62


@dataclass(frozen=True, slots=True)
class Month:
    """One month's answers.

    Attributes:
        label: Under the bar, e.g. ``nov``.
        said: Above the bar: the figure, or the count where it is too few.
        tip: Tooltip.
    """

    label: str
    promoters: int
    neutrals: int
    detractors: int
    said: str
    tip: str = ""


def answers_by_month(look: Look, size: Size, months: Sequence[Month], *, summary: str) -> Chart:
    """Draw one stacked bar a month, detractors at the foot, the figure on top."""
    figure, plot = style.axes(look, size, Margins(left=4, right=4, top=22, bottom=24))
    marks = []
    for place, month in enumerate(months):
        foot = 0
        for count, colour in (
            (month.detractors, look.colour("danger")),
            (month.neutrals, look.mix("sunken", "muted", 0.25)),
            (month.promoters, look.colour("primary")),
        ):
            if count:
                patch = plot.bar(place, count, width=BAR, bottom=foot, color=colour)[0]
                marks.append(Mark(patch, month.tip, month.label))
            foot += count
        how = {"ha": "center", "va": "bottom", "xytext": (0, 3)}
        style.say(look, plot, (place, foot), month.said, token="text", weight="bold", **how)
    tallest = max([m.promoters + m.neutrals + m.detractors for m in months] or [1])
    plot.set_xlim(-0.6, max(len(months) - 1, 0) + 0.6)
    plot.set_ylim(0, max(tallest, 1))
    plot.set_yticks([])
    plot.set_xticks(range(len(months)), [month.label for month in months])
    style.dress_ticks(look, plot)
    table = tuple((m.label, str(m.detractors), str(m.neutrals), str(m.promoters), m.said) for m in months)
    return Chart(figure, summary, tuple(marks), table, tuple(m.label for m in months))
