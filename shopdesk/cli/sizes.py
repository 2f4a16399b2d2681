"""``shopdesk sizes``: which key sizes are gone, and what that costs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer, money

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.sizes import StyleRow


def add_commands(commands: Any) -> None:
    """Add ``sizes``."""
    grammar.command(commands, "sizes", _sizes, says="which key sizes are gone", empty={"styles": []})


def _sizes(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import phrases_sizes, sizes

    page = sizes.page(shop)
    lines = [phrases_sizes.summary(page), *(phrases_sizes.line(row, page) for row in page.broken)]
    return Answer({"styles": [_style(row, page.currency) for row in page.rows]}, lines)


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
    }
