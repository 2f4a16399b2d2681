"""Colours and sizes as data: the only place that knows ``tokens.json``."""

from __future__ import annotations

import json
from functools import cache
from types import MappingProxyType
from typing import Final

from shopdesk.runtime import resources

THEMES: Final = ("light", "dark")


@cache
def colours(theme: str) -> MappingProxyType[str, str]:
    """Return the colour table of a theme, name → ``#RRGGBB``.

    Raises:
        KeyError: If the theme is neither light nor dark.
    """
    return MappingProxyType(json.loads(resources.text("tokens.json"))[theme])


def mix(one: str, other: str, share: float) -> str:
    """Return the colour ``one`` with a share 0..1 of ``other`` stirred in, both ``#RRGGBB``.

    Half of orange, #FF8000, stirred into black gives #804000.
    """
    parts = [
        round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share) for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02X}" for part in parts)


def second(theme: str) -> str:
    """Return the fill of a bar's second part: the primary far back, yet apart from its card."""
    table = colours(theme)
    return mix(table["primarySoft"], table["primary"], 0.21 if theme == "dark" else 0.09)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0..1. Source: WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1..21. Source: WCAG 2.2."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
