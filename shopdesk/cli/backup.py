"""``shopdesk backup``, ``restore`` and ``export``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.backups import Backup, Preview
    from shopdesk.services.context import Shop

PHRASE = "SHOPDESK_BACKUP_PHRASE"


def add_commands(commands: Any) -> None:
    """Add ``backup``, ``restore`` and ``export``."""
    make = grammar.command(commands, "backup", _make, says="copy the whole shop to one file")
    make.add_argument("file", type=Path, nargs="?", help="absent: today's copy")
    make.add_argument("--encrypt", action="store_true", help=f"under a pass phrase (asked, or {PHRASE})")
    make.add_argument("--list", action="store_true", help="the daily copies there are")
    back = grammar.command(commands, "restore", _restore, says="put a copy back", needs_shop=False)
    back.add_argument("file", type=Path)
    back.add_argument("--preview", action="store_true", help="say what would change, and change nothing")
    out = grammar.command(commands, "export", _export, says="the shop as CSV files", empty={"files": []})
    out.add_argument("folder", type=Path)


def _make(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import backups

    if args.list:
        return _list(shop)
    if args.file is None:
        return _daily(shop)
    if args.encrypt:
        made = backups.make_sealed(shop, args.file, _phrase(twice=True))
    else:
        made = backups.make(shop, args.file)
    return Answer(_document(made) | {"encrypted": args.encrypt}, [_said(made)])


def _document(made: Backup) -> dict[str, Any]:
    return {
        "file": str(made.file),
        "bytes": made.bytes,
        "sha256": made.sha256,
        "schema": made.contents.revision,
        "orders": made.contents.orders,
        "customers": made.contents.customers,
        "verified": True,
    }


def _said(made: Backup) -> str:
    said = _("Copied {orders} orders and {customers} customers to {file}, and read the copy back.")
    return said.format(orders=made.contents.orders, customers=made.contents.customers, file=made.file)


def _daily(shop: Shop) -> Answer:
    from shopdesk.services import backups

    done = backups.make_daily(shop)
    document = _document(done.made) | {
        "encrypted": False,
        "second": str(done.second) if done.second else None,
        "trouble": done.trouble,
        "let_go": done.let_go,
    }
    lines = [_said(done.made)]
    if done.second:
        lines.append(_("The same copy is in {file}.").format(file=done.second))
    return Answer(document, [*lines, *([done.trouble] if done.trouble else [])])


def _list(shop: Shop) -> Answer:
    from shopdesk.services import backups

    kept = backups.listed(shop.folder.copies)
    document = [{"day": k.day.isoformat(), "file": str(k.file), "bytes": k.bytes} for k in kept]
    return Answer({"copies": document}, [f"{k.day}  {k.bytes:>12,}  {k.file}" for k in kept])


def _export(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import exporting

    made = exporting.export(shop, args.folder)
    document = {"folder": str(args.folder), "files": [{"file": str(m.file), "rows": m.rows} for m in made]}
    return Answer(document, [f"{m.rows:>9,}  {m.file}" for m in made])


def _restore(args: argparse.Namespace) -> Answer:
    from datetime import UTC, datetime

    from shopdesk.runtime import paths
    from shopdesk.services import backups
    from shopdesk.services.backups.sealing import is_sealed

    folder = paths.data_folder(args.home)
    phrase = _phrase(twice=False) if is_sealed(args.file) else ""
    if args.preview:
        return _preview(backups.preview(folder, args.file, phrase))
    done = backups.restore(folder, args.file, datetime.now(UTC), phrase)
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


def _preview(found: Preview) -> Answer:
    from shopdesk.services import phrases_backups

    document = {
        "made_at": found.made_at.isoformat(),
        "copy": _contents(found.copy),
        "now": _contents(found.now) if found.now else None,
        "changes": [{"what": c.thing.value, "lost": c.lost, "back": c.back} for c in found.changes],
        "letters_left_since": found.left_since,
        "letters_waiting": found.waiting,
    }
    return Answer(document, phrases_backups.said(found))


def _contents(held: Any) -> dict[str, Any]:
    return {
        "schema": held.revision,
        "orders": held.orders,
        "customers": held.customers,
        "letters": held.letters,
        "last_sale": held.last_sale,
    }


def _phrase(*, twice: bool) -> str:
    """Return the pass phrase from the environment, or asked for at the keyboard without showing it.

    Raises:
        WrongInput: If there is nobody to ask, or the two entries differ.
    """
    given = os.environ.get(PHRASE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise WrongInput(
            _("This copy needs a pass phrase."),
            _("Put it in the environment as {name}. Nothing was changed.").format(name=PHRASE),
        )
    import getpass

    phrase = getpass.getpass(_("Pass phrase: "))
    if twice and getpass.getpass(_("Once more: ")) != phrase:
        raise WrongInput(_("The two pass phrases differ."), _("Nothing was written. Try again."))
    return phrase
