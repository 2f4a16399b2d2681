"""Which colours a message asks for in which the models it names do not come."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.domain.extraction.mentions import Kind, Mention, Role
from shopdesk.domain.replies.facts import LackingColors
from shopdesk.domain.tagging.reading import fold
from shopdesk.services.inbox.reading import Reader, same_color


def lacking_of(found: Reader, text: str, mentions: Sequence[Mention]) -> tuple[LackingColors, ...]:
    """Return the colours asked for that no style of a named model has.

    A shade near one of the shop's ("marrón" and its "café") is left to the eye, and so is a model of which
    a colour is not written. With several models named a colour counts only if none of them has it.

    Args:
        found: The catalogue.
        text: The message, if colours are to be said in its own words; else as the shop says them.
        mentions: What the message names.
    """
    named = list(dict.fromkeys(m.value for m in mentions if m.kind is Kind.PRODUCT))
    kept = {name: [fold(row.color) for row in found.by_name.get(name, ())] for name in named}
    asked = [m for m in mentions if m.kind is Kind.COLOR and m.role not in (Role.RECEIVED, Role.OWNED)]
    if not asked or not kept or not all(colors and all(colors) for colors in kept.values()):
        return ()
    everything = {color for colors in kept.values() for color in colors}
    missing = [m for m in asked if not any(_is_near(found, m.value, color) for color in everything)]
    if not missing:
        return ()
    said = tuple(dict.fromkeys(text[m.start : m.end].lower() if text else m.value for m in missing))
    is_all = len(missing) == len(asked) and len(named) == 1
    return (LackingColors(named[0], said, is_all),) if len(named) == 1 or len(missing) == len(asked) else ()


def _is_near(found: Reader, said: str, color: str) -> bool:
    one = fold(said)
    if same_color(color, one):
        return True
    here, there = set(one.split()), set(color.split())
    return any(here & family and there & family for family in found.words.families)
