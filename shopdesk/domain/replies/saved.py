"""Saved replies: an owner's text with prompts in braces, filled from what is known and what is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

NAMES = ("name", "nombre")
"""Prompts of the customer's first name: the only ones that may be left out."""
_PROMPT = re.compile(r"\{([^{}\n]+)\}")
_NAMELESS = re.compile(r",? *\{(?:name|nombre)\}")


@dataclass(frozen=True, slots=True)
class Filled:
    """A saved reply as far as it is filled.

    Attributes:
        text: With what is known put in; open prompts still stand in braces.
        open: The prompts nothing is known for, in order.
    """

    text: str
    open: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left open."""
        return not self.open


def prompts(text: str) -> tuple[str, ...]:
    """Return the prompts of a text in order, each once: ``{size}`` → ``size``."""
    return tuple(dict.fromkeys(found.strip() for found in _PROMPT.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Put values into a text in one pass; a value's own braces are never read as prompts.

    Args:
        text: With prompts in braces.
        values: By prompt; an empty value counts as not known. Without a name the greeting goes without.
    """
    known = {key: value.strip() for key, value in values.items() if value.strip()}
    first = next((known[one] for one in NAMES if one in known), "")
    if first:
        known.update(dict.fromkeys(NAMES, first))
    else:
        text = _NAMELESS.sub("", text)
    left = tuple(one for one in prompts(text) if one not in known)

    def value(match: re.Match[str]) -> str:
        return known.get(match[1].strip(), match[0])

    return Filled(_PROMPT.sub(value, text).strip(), left)
