"""``shopdesk tag``: the classifier alone, JSON lines in and out, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer


def add_commands(commands: Any) -> None:
    """Add ``tag``."""
    found = grammar.command(
        commands, "tag", _tag, says="tag messages (JSON lines on stdin)", needs_shop=False, empty={"tags": []}
    )
    found.add_argument("--products", metavar="FILE", help="a text file with one model name per line")


def _tag(args: argparse.Namespace) -> Answer:
    from shopdesk.domain.extraction.mentions import extract
    from shopdesk.domain.tagging.tagger import tag
    from shopdesk.services import tagging

    tagger, words = tagging.load_tagger(vectors=True), tagging.mention_words()
    catalogue = tagging.guessed_catalogue()
    if args.products:
        names = Path(args.products).read_text(encoding="utf-8").splitlines()
        catalogue = tagging.shop_catalogue(name.strip() for name in names if name.strip())
    found = [
        {
            "tags": [
                {
                    "tag": one.tag,
                    "probability": one.probability,
                    "applied": one.applied,
                    "because": list(one.because),
                }
                for one in tag(tagger, text)
            ],
            "mentions": [
                {
                    "kind": str(m.kind),
                    "value": m.value,
                    "role": str(m.role) or None,
                    "scale": str(m.scale) or None,
                }
                for m in extract(text, words, catalogue)
            ],
        }
        for text in _texts(sys.stdin)
    ]
    return Answer({}, json_lines=found)


def _texts(lines: Iterable[str]) -> list[str]:
    """Return the texts of JSON lines: a string, or an object with ``text``; a plain line is its own text."""
    found: list[str] = []
    for line in lines:
        if not line.strip():
            continue
        try:
            document = json.loads(line)
        except ValueError:
            document = line.rstrip("\n")
        found.append(str(document.get("text", "")) if isinstance(document, dict) else str(document))
    return found
