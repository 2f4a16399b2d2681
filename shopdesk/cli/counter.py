"""``shopdesk counter``: is the window in counter mode, and the way out for an owner who forgot the PIN."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(commands: Any) -> None:
    """Add ``counter status|forget``."""
    counter = grammar.group(commands, "counter", "the window for staff")
    grammar.command(counter, "status", _status, says="say whether it is on, and whether there is a PIN")
    grammar.command(counter, "forget", _forget, says="drop the PIN and leave counter mode")


def _status(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import counter

    on, pin = counter.is_on(shop), counter.has_pin(shop)
    said = _("Counter mode is on.") if on else _("Counter mode is off.")
    return Answer({"on": on, "has_pin": pin}, [said])


def _forget(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import counter

    counter.forget(shop)
    return Answer({"on": False, "has_pin": False}, [_("The PIN is dropped and counter mode is off.")])
