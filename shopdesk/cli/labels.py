"""``shopdesk labels``: price and barcode labels of one code."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.cli.files import writing

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(commands: Any) -> None:
    """Add ``labels``."""
    found = grammar.command(commands, "labels", _labels, says="price and barcode labels", empty={"labels": 0})
    found.add_argument("--sku", required=True, metavar="S")
    found.add_argument("--pieces", type=int, default=1, metavar="N")
    found.add_argument("--pdf", type=Path, required=True, metavar="F")
    found.add_argument("--paper", choices=("letter", "a4", "roll"), help="the shop's own by default")
    found.add_argument("--start", type=int, default=1, metavar="N", help="first free label, 1 to 12")


def _labels(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import labels
    from shopdesk.ui.rooms.reorder import paper
    from shopdesk.ui.rooms.reorder.print_labels import LabelPaper

    sheet = labels.of_code(shop, args.sku, args.pieces)
    on = LabelPaper(args.paper) if args.paper else None
    with writing(args.pdf):
        paper.labels_pdf(shop, sheet, args.pdf, on=on, used=max(0, args.start - 1))
    return Answer({"labels": len(sheet.labels), "file": str(args.pdf)}, [str(args.pdf)])
