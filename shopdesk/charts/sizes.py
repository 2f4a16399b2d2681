"""Paired bars of one style: what each size sold in 90 days beside what is there."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.charts import style
from shopdesk.charts.style import Chart, Look, Margins, Mark, Size

_BAR = 0.38


@dataclass(frozen=True, slots=True)
class Pair:
    """One size.

    Attributes:
        label: Under the bars.
        sold: Pieces sold in 90 days.
        on_hand: Pieces there; negative draws nothing.
        tip: Tooltip.
    """

    label: str
    sold: int
    on_hand: int
    tip: str


def paired_bars(look: Look, size: Size, pairs: Sequence[Pair], *, summary: str) -> Chart:
    """Draw two bars a size: sold (primary) and in stock (gold)."""
    figure, plot = style.axes(look, size, Margins(left=4, right=4, top=8, bottom=22))
    across = range(len(pairs))
    left = [at - _BAR / 2 for at in across]
    right = [at + _BAR / 2 for at in across]
    sold = plot.bar(left, [pair.sold for pair in pairs], width=_BAR, color=look.colour("primary"))
    there = [max(pair.on_hand, 0) for pair in pairs]
    held = plot.bar(right, there, width=_BAR, color=look.colour("gold"))
    top = max([1, *there, *(pair.sold for pair in pairs)])
    plot.set_xlim(-0.7, max(len(pairs), 1) - 0.3)
    plot.set_ylim(0, top * 1.04)
    plot.set_yticks([])
    plot.set_xticks(list(across), _short([pair.label for pair in pairs]))
    style.dress_ticks(look, plot)
    marks = [Mark(bar, pair.tip) for bars in (sold, held) for bar, pair in zip(bars, pairs, strict=True)]
    table = tuple((pair.label, str(pair.sold), str(pair.on_hand)) for pair in pairs)
    return Chart(figure, summary, tuple(marks), table)


def _short(labels: list[str]) -> list[str]:
    """Write half sizes after their whole one as ``.5`` where there are too many to write out."""
    if len(labels) < 8:
        return labels
    shown = labels[:1]
    for before, label in itertools.pairwise(labels):
        whole, dot, half = label.partition(".")
        shown.append(f"{dot}{half}" if dot and before == whole else label)
    return shown
