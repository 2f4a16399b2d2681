"""``shopdesk today``: the list of the Hoy page."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.morning import Today

_EMPTY: dict[str, Any] = {"tasks": [], "repurchase": {}, "freshness": {}}


def add_commands(commands: Any) -> None:
    """Add ``today``."""
    grammar.command(commands, "today", _run, says="what needs you today", empty=_EMPTY)


def _run(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import phrases_today, today

    found = today.compute(shop)
    tasks = [
        {
            "kind": task.kind.value,
            "count": task.count,
            "title": phrases_today.title(task),
            "why": phrases_today.why(task, found.day),
        }
        for task in found.tasks
    ]
    document = {"tasks": tasks, "repurchase": _repurchase(found), "freshness": _freshness(shop, found)}
    lines = [f"{task['title']}. {task['why']}" for task in tasks]
    return Answer(document, [*lines, phrases_today.freshness(found.last_sale, found.day)])


def _repurchase(found: Today) -> dict[str, Any]:
    month = found.months[-1]
    return {
        "month": f"{month.month:%Y-%m}",
        "buyers": month.buyers,
        "bought_before": month.bought_before,
        "rate": month.bought_before / month.buyers if month.buyers else None,
    }


def _freshness(shop: Shop, found: Today) -> dict[str, Any]:
    from shopdesk.services import stock

    dates = [level.as_of for level in stock.levels(shop) if level.as_of]
    days = (found.day - found.last_sale).days if found.last_sale else None
    return {
        "last_sale": found.last_sale.isoformat() if found.last_sale else None,
        "days_since_last_sale": days,
        "stock_as_of": max(dates).isoformat() if dates else None,
    }
