"""The colours of the size map: weeks of cover as a fill, and the ink that reads best on it.

Knows tokens only, no matplotlib: the table on screen paints with it as well.
"""

from __future__ import annotations

import itertools
from functools import cache
from typing import Final

from shopdesk.runtime import tokens

FULL_WEEKS: Final = 9.0
READABLE: Final = 4.5
"""Least contrast of words on their cell. Source: WCAG 2.2, level AA."""

# Weeks → (token, token stirred in, share of it), light and dark; measured on the design's pictures.
_STOPS: Final = {
    "light": (
        (0.0, "heat0", "muted", 0.0),
        (1.0, "heat0", "muted", 0.06),
        (4.0, "primarySoft", "primary", 0.22),
        (FULL_WEEKS, "primary", "primary", 0.0),
    ),
    "dark": (
        (0.0, "heat0", "muted", 0.0),
        (1.0, "heat0", "muted", 0.12),
        (4.0, "primarySoft", "primary", 0.20),
        (FULL_WEEKS, "primaryText", "primary", 0.0),
    ),
}
_INKS: Final = {"light": ("text", "onPrimary"), "dark": ("onPrimary", "text")}
_STEP = 0.25


def fill(theme: str, weeks: float | None) -> str:
    """Return the colour ``#RRGGBB`` of a cell whose pieces last ``weeks``; None (not asked for) = many."""
    held = FULL_WEEKS if weeks is None else min(max(weeks, 0.0), FULL_WEEKS)
    return _readable(theme, round(held / _STEP))


def ink(theme: str, colour: str) -> str:
    """Return the colour of words on a cell: near-black or near-white, whichever contrasts more."""
    table = tokens.colours(theme)
    return max((table[name] for name in _INKS[theme]), key=lambda each: tokens.contrast(each, colour))


@cache
def _readable(theme: str, step: int) -> str:
    """Step off the few middle tones on which neither ink reads well, towards the lighter side."""
    for wider in range(step, -1, -1):
        colour = _ramp(theme, wider * _STEP)
        if tokens.contrast(ink(theme, colour), colour) >= READABLE:
            return colour
    return _ramp(theme, 0.0)


def _ramp(theme: str, weeks: float) -> str:
    stops = _STOPS[theme]
    for below, above in itertools.pairwise(stops):
        if weeks <= above[0]:
            share = (weeks - below[0]) / (above[0] - below[0])
            return tokens.mix(_stop(theme, below), _stop(theme, above), share)
    return _stop(theme, stops[-1])


def _stop(theme: str, stop: tuple[float, str, str, float]) -> str:
    table = tokens.colours(theme)
    return tokens.mix(table[stop[1]], table[stop[2]], stop[3])
