"""``shopdesk proofs``: what the shop does, its proof and what the buyer gains; claims without them."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(commands: Any) -> None:
    """Add ``proofs`` and its words; alone it lists the notes."""
    found = grammar.command(commands, "proofs", _list, says="what you can prove", empty={"proofs": []})
    words = found.add_subparsers(dest="proofs_command", metavar="COMMAND")
    add = grammar.command(words, "add", _add, says="keep a note; one of the same process gives way")
    for name, says in (("process", "what you do"), ("proof", "its proof"), ("benefit", "what buyers gain")):
        add.add_argument(name, help=says)
    grammar.command(words, "drop", _drop, says="forget a note").add_argument("process")
    check = grammar.command(words, "check", _check, says="words of a text that claim and prove nothing")
    check.add_argument("text")


def _list(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import proofs

    notes = proofs.notes(shop)
    lines = [note.sentence() for note in notes] or [_("You have written down nothing you can prove yet.")]
    return Answer({"proofs": [asdict(note) for note in notes]}, lines)


def _add(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.domain.proofs import Note
    from shopdesk.services import proofs

    note = Note(args.process, args.proof, args.benefit)
    proofs.add(shop, note)
    return Answer(asdict(note), [note.sentence()])


def _drop(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import proofs

    proofs.drop(shop, args.process)
    return Answer({"process": args.process, "dropped": True}, [_("Forgotten.")])


def _check(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import proofs

    bare = proofs.bare_claims(shop, args.text)
    said = _("“{words}” claims and proves nothing: say what you do, its proof and what the buyer gains.")
    lines = [said.format(words=", ".join(bare))] if bare else [_("Nothing is claimed without proof.")]
    return Answer({"passed": not bare, "bare_claims": bare}, lines)
