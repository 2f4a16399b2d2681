"""``shopdesk backup`` and ``restore``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(commands: Any) -> None:
    """Add ``backup`` and ``restore``."""
    make = grammar.command(commands, "backup", _make, says="copy the whole shop to one file")
    make.add_argument("file", type=Path)
    back = grammar.command(commands, "restore", _restore, says="put a copy back", needs_shop=False)
    back.add_argument("file", type=Path)


def _make(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import backups

    made = backups.make(shop, args.file)
    document = {
        "file": str(made.file),
        "bytes": made.bytes,
        "sha256": made.sha256,
        "schema": made.contents.revision,
        "orders": made.contents.orders,
        "customers": made.contents.customers,
        "verified": True,
    }
    said = _("Copied {orders} orders and {customers} customers to {file}, and read the copy back.")
    return Answer(
        document,
        [said.format(orders=made.contents.orders, customers=made.contents.customers, file=made.file)],
    )


def _restore(args: argparse.Namespace) -> Answer:
    from datetime import UTC, datetime

    from shopdesk.runtime import paths
    from shopdesk.services import backups

    done = backups.restore(paths.data_folder(args.home), args.file, datetime.now(UTC))
    document = {
        "restored": str(args.file),
        "letters_kept_as_sent": done.letters,
        "letters_waiting_for_you": done.frozen,
        "unsubscribed_kept": done.refusals,
    }
    lines = [_("The copy is back. What you had before is in the folder of copies.")]
    if done.frozen:
        lines.append(
            _("{count} letters wait for your word: nothing is sent by itself.").format(count=done.frozen)
        )
    return Answer(document, lines)
