"""How a room adds its commands to the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from shopdesk.cli.answer import Answer


def command(
    commands: Any,
    name: str,
    run: Callable[..., Answer],
    *,
    says: str,
    empty: dict[str, Any] | None = None,
    needs_shop: bool = True,
) -> argparse.ArgumentParser:
    """Add a command that is run as ``run(shop, args)``, or ``run(args)`` without a shop.

    Args:
        commands: The list to add to: the top one, or that of a group such as ``mail``.
        name: The word typed.
        run: The function that does it; imports what is heavy inside itself.
        says: One line of help.
        empty: The usual document, without results, for when it cannot be done.
        needs_shop: False for a command that works without a database.
    """
    found: argparse.ArgumentParser = commands.add_parser(name, help=says, allow_abbrev=False)
    found.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    found.set_defaults(run=run, empty=empty or {}, needs_shop=needs_shop)
    return found


def group(commands: Any, name: str, says: str) -> Any:
    """Add a word that has commands of its own, such as ``mail``, and return their list."""
    found = commands.add_parser(name, help=says, allow_abbrev=False)
    return found.add_subparsers(dest=f"{name}_command", metavar="COMMAND", required=True)
