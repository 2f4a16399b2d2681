"""``shopdesk sizes``: which key sizes are gone, and what that costs."""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer, money
from shopdesk.cli.files import writing

if TYPE_CHECKING:
    from shopdesk.domain.sizes.silent import RateRatio
    from shopdesk.services.context import Shop
    from shopdesk.services.sizes import SizesPage, StyleRow


def add_commands(commands: Any) -> None:
    """Add ``sizes``."""
    found = grammar.command(commands, "sizes", _sizes, says="which key sizes are gone", empty={"styles": []})
    found.add_argument("--pdf", type=Path, metavar="F", help="write the size map")
    found.add_argument("--guide", type=Path, metavar="F", help="write the size guide (.pdf or .png)")
    found.add_argument("--brand", default="", metavar="NAME", help="whose guide")


def _sizes(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import phrases_sizes, sizes

    page = sizes.page(shop)
    lines = [phrases_sizes.summary(page), *(phrases_sizes.line(row, page) for row in page.broken)]
    files = _write(shop, page, args)
    document: dict[str, Any] = {"styles": [_style(row, page.currency) for row in page.rows]}
    return Answer(document | ({"files": files} if files else {}), [*lines, *files])


def _write(shop: Shop, page: SizesPage, args: argparse.Namespace) -> list[str]:
    files = []
    if args.guide is not None:
        from shopdesk.services.sizes import guide

        with writing(args.guide):
            files.append(str(guide.write(shop, args.guide, args.brand)))
    if args.pdf is not None:
        from shopdesk.ui.rooms.sizes import paper

        with writing(args.pdf):
            files.append(str(paper.map_pdf(shop, page, args.pdf)))
    return files


def _ratio(ratio: RateRatio | None) -> dict[str, float | None] | None:
    if ratio is None:
        return None
    high = ratio.high if math.isfinite(ratio.high) else None
    return {"estimate": ratio.estimate, "low": ratio.low, "high": high}


def _style(row: StyleRow, currency: str) -> dict[str, Any]:
    return {
        "product": row.product,
        "color": row.color,
        "category": row.category,
        "stock": row.stock,
        "coverage": row.coverage,
        "sizes_in_stock": sum(cell.on_hand > 0 for cell in row.cells),
        "sizes": len(row.cells),
        "core_sizes": [cell.label for cell in row.cells if cell.is_core],
        "missing_core": [cell.label for cell in row.missing],
        "breaking": [cell.label for cell in row.cells if cell.is_breaking],
        "rate_per_day": row.rate_per_day,
        "lost_pieces_week": row.lost_pieces_week,
        "lost_week_money": money(row.lost_week_minor, currency),
        "label": row.label.value if row.label else None,
        "p_value": row.p_value,
        "rate_ratio": _ratio(row.ratio),
    }
