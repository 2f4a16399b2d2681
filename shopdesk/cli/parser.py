"""The command line's grammar: the common options, and each room's commands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from shopdesk import __version__
from shopdesk.cli import (
    arguments,
    backup,
    counter,
    customers,
    demo,
    doctor,
    importing,
    inbox,
    labels,
    mail,
    orders,
    products,
    promises,
    proofs,
    recommend,
    reorder,
    repurchase,
    sales,
    segments,
    settings,
    sizes,
    stock,
    suppliers,
    survey,
    tag,
    today,
    update,
)

_ROOMS = (
    arguments,
    backup,
    counter,
    customers,
    demo,
    doctor,
    importing,
    inbox,
    labels,
    mail,
    orders,
    promises,
    proofs,
    recommend,
    reorder,
    suppliers,
    products,
    repurchase,
    sales,
    segments,
    settings,
    sizes,
    stock,
    survey,
    tag,
    today,
    update,
)


_WITH_VALUE = frozenset({"--home", "--lang", "--today"})


def split_files(words: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Return the words, and apart from them the files a double click hands over to the window."""
    first = 0
    while first < len(words) and words[first].startswith("--"):
        first += 2 if words[first] in _WITH_VALUE else 1
    files = [Path(word) for word in words[first:]]
    if files and all(file.suffix and file.is_file() for file in files):
        return list(words[:first]), files
    return list(words), []


def build() -> argparse.ArgumentParser:
    """Return the whole grammar. Room modules must stay light: they import services when they run."""
    parser = argparse.ArgumentParser(
        prog="shopdesk", description="What your shop needs this morning.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"shopdesk {__version__}")
    parser.add_argument("--home", metavar="DIR", help="the data folder")
    parser.add_argument("--lang", choices=("es", "en", "es_ES"), help="the language of what is said")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="freeze the day")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("--demo", action="store_true", help="open a temporary example shop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for room in _ROOMS:
        room.add_commands(commands)
    return parser
