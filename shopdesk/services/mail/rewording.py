"""The same letter said otherwise: in the words of Spain, or as a message instead of a mail."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

from shopdesk.runtime import resources

_SCORES = re.compile(r"\n+0 · 1 · [0-9 ·]+")
"""In a message nobody can tap them."""


@cache
def _instead(place: str) -> Mapping[str, str]:
    try:
        return dict(json.loads(resources.text(f"letters/{place}/instead.json")))
    except FileNotFoundError:
        return {}


def for_place(text: str, place: str) -> str:
    """Return a text in the words of a country, where they differ: ``es_ES``."""
    return _said(text, _instead(place))


def as_message(text: str, language: str) -> str:
    """Return a letter's words for WhatsApp or SMS: there is no mail to reply to and no number to tap."""
    return _said(_SCORES.sub("", text), _instead(f"{language.split('_')[0]}/message"))


def _said(text: str, instead: Mapping[str, str]) -> str:
    if not instead:
        return text
    # In one pass, the longest first: what was replaced is not replaced again.
    found = re.compile("|".join(re.escape(words) for words in sorted(instead, key=len, reverse=True)))
    return found.sub(lambda hit: instead[hit.group()], text)
