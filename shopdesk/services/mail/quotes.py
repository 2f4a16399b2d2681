"""Customers' own words that they let us quote: Bienvenida tells them, word for word."""

from __future__ import annotations

from shopdesk.services import settings
from shopdesk.services.context import Shop

_KEY = "letters.quotes"
_MOST = 3
"""A letter quotes so many, the newest permissions first."""


def permitted(shop: Shop) -> tuple[str, ...]:
    """Return every sentence somebody let us quote, the newest permission first."""
    return tuple(str(one) for one in settings.list_all(shop).get(_KEY) or ())


def for_letters(shop: Shop) -> list[str]:
    """Return the sentences a letter quotes."""
    return list(permitted(shop)[:_MOST])


def permit(shop: Shop, words: str) -> None:
    """Note that the person who wrote this let us quote it."""
    said = words.strip()
    if said:
        settings.keep(shop, {_KEY: [said, *(one for one in permitted(shop) if one != said)]})


def withdraw(shop: Shop, words: str) -> None:
    """Quote this no more."""
    settings.keep(shop, {_KEY: [one for one in permitted(shop) if one != words.strip()]})
