"""``shopdesk update``: is there a newer version? Reads a file; nothing is asked or downloaded."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk import __version__
from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(commands: Any) -> None:
    """Add ``update``."""
    ask = grammar.command(commands, "update", _ask, says="read in a file whether there is a newer version")
    ask.add_argument("--from", dest="address", default="", metavar="FILE", help="the file")


def _ask(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import updates

    found = updates.ask(shop, args.address)
    newer, same = _("Shopdesk {version} is out: {page}"), _("{version} is the newest there is.")
    said = (newer if found.is_newer else same).format(version=found.version, page=found.page)
    answer = {"version": __version__, "newest": found.version, "is_newer": found.is_newer, "page": found.page}
    return Answer(answer, [said.rstrip(": ")])
