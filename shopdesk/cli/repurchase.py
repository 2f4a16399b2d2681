"""``shopdesk repurchase``: the Monday answer and its relatives."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(commands: Any) -> None:
    """Add ``repurchase``."""
    found = grammar.command(commands, "repurchase", _run, says="of those who bought, how many had before?")
    found.add_argument("--month", type=_month, metavar="YYYY-MM")
    found.add_argument("--cohorts", action="store_true")


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _run(shop: Shop, args: argparse.Namespace) -> Answer:
    return _cohorts(shop) if args.cohorts else _monday(shop, args.month)


def _monday(shop: Shop, month: date | None) -> Answer:
    from shopdesk.runtime import words
    from shopdesk.services import repurchase

    found = repurchase.monday(shop, month)
    answer, mature = found.answer, found.mature
    document = {
        "month": f"{answer.month:%Y-%m}",
        "buyers": answer.buyers,
        "bought_before": answer.bought_before,
        "rate": answer.rate,
        "unidentified_share": found.unidentified_share,
        "unidentified": found.unidentified,
        "purchases": found.purchases,
        "history_from": found.history_from.isoformat() if found.history_from else None,
        "rate_90d": {"mature": mature.mature, "repeat": mature.repeat, "rate": mature.rate},
    }
    lines = [
        _("{before} of {buyers} who bought in {month} had bought before.").format(
            before=answer.bought_before, buyers=answer.buyers, month=words.month(answer.month)
        ),
        _("{unidentified} of {purchases} purchases have no known customer.").format(
            unidentified=found.unidentified, purchases=found.purchases
        ),
    ]
    return Answer(document, lines)


def _cohorts(shop: Shop) -> Answer:
    from shopdesk.services import repurchase

    cohorts, curve = repurchase.cohorts(shop)
    document = {
        "cohorts": [{"month": f"{c.month:%Y-%m}", "size": c.size, "back": list(c.back)} for c in cohorts],
        "second_purchase": {
            "customers": curve.customers,
            "events": curve.events,
            "days": curve.days.tolist(),
            "share": curve.share_back.tolist(),
        },
    }
    lines = [
        f"{c.month:%Y-%m}  {c.size:>5}  " + "  ".join("–" if n is None else str(n) for n in c.back)
        for c in cohorts
    ]
    return Answer(document, lines)
