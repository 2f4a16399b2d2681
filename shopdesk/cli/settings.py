"""``shopdesk settings``: read and change what the owner chose."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(commands: Any) -> None:
    """Add ``settings list|get|set``."""
    words = grammar.group(commands, "settings", "what you chose")
    grammar.command(words, "list", _list, says="show every setting")
    one = grammar.command(words, "get", _get, says="show one setting")
    one.add_argument("key")
    put = grammar.command(words, "set", _set, says="change one setting")
    put.add_argument("key")
    put.add_argument("value")


def _list(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import settings

    found = settings.list_all(shop)
    return Answer({"settings": found}, [f"{key} = {value}" for key, value in found.items()])


def _get(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import settings

    value = settings.get(shop, args.key)
    return Answer({"key": args.key, "value": value}, [str(value)])


def _set(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import settings

    value = settings.put(shop, args.key, args.value)
    return Answer({"key": args.key, "value": value}, [f"{args.key} = {value}"])
