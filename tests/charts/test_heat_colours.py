from __future__ import annotations

import numpy as np
import pytest

from shopdesk.charts import heat, sizes
from shopdesk.charts.sizes import Pair
from shopdesk.charts.style import Look, Size
from shopdesk.runtime import tokens


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_words_read_well_on_every_colour_of_the_map(theme):
    for weeks in [*np.arange(0, 15, 0.1), None]:
        colour = heat.fill(theme, weeks)
        assert tokens.contrast(heat.ink(theme, colour), colour) >= 4.5
    table = tokens.colours(theme)
    assert tokens.contrast(table["danger"], table["dangerSoft"]) >= 4.5
    assert tokens.contrast(table["danger"], table["surface"]) >= 3
    assert tokens.contrast(table["muted"], heat.fill(theme, 0)) >= 4.5


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_more_weeks_never_look_like_fewer(theme):
    light = [tokens.luminance(heat.fill(theme, weeks)) for weeks in (2, 4, 6, 8, 9)]
    assert light == sorted(light, reverse=theme == "light")
    assert heat.fill(theme, 9) == heat.fill(theme, 40) == heat.fill(theme, None)


def test_paired_bars_say_what_they_show():
    pairs = [Pair(str(size), size - 20, 2, f"talla {size}") for size in range(22, 27)]
    chart = sizes.paired_bars(Look(), Size(300, 140), pairs, summary="Botín")
    assert chart.summary == "Botín"
    assert len(chart.marks) == 10
    assert chart.table[0] == ("22", "2", "2")


def test_halves_are_shortened_only_in_long_runs():
    names = ["22", "22.5", "23", "23.5", "24", "24.5", "25", "25.5", "26"]
    pairs = [Pair(name, 1, 1, "") for name in names]
    chart = sizes.paired_bars(Look(), Size(300, 140), pairs, summary="")
    shown = [label.get_text() for label in chart.figure.axes[0].get_xticklabels()]
    assert shown == ["22", ".5", "23", ".5", "24", ".5", "25", ".5", "26"]
