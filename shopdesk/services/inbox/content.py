"""The shipped content that messages are read and answered with, compiled once per language."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from shopdesk.domain.chats.lines import Marks, marks_of
from shopdesk.domain.guardrails.claims import ClaimWords, claim_words_of
from shopdesk.domain.replies.asks import AskBook, ask_book_of
from shopdesk.domain.replies.book import Book, book_of
from shopdesk.runtime import resources

_CHAINS = {"es": ("es",), "es_ES": ("es_ES", "es"), "en": ("en",)}
_READING = "es"
"""The language messages are read in; its patterns hold the English that customers mix in."""


@cache
def book(language: str) -> Book:
    """Return the sentences of replies in ``es``, ``es_ES`` or ``en``."""
    return book_of(language, [_toml(f"replies/{name}/sentences.toml") for name in _CHAINS[language]])


@cache
def asks() -> AskBook:
    """Return the patterns of what is asked."""
    return ask_book_of(_toml(f"replies/{_READING}/asks.toml"))


@cache
def claim_words() -> ClaimWords:
    """Return the patterns of what promises something."""
    return claim_words_of(_toml(f"replies/{_READING}/claims.toml"))


@cache
def marks() -> Marks:
    """Return the marks that chat exports leave."""
    return marks_of(_toml(f"tagging/{_READING}/chats.toml"))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.text(name))
