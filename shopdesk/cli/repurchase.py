"""``shopdesk repurchase``: the Monday answer and its relatives."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _, ngettext

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.cycles import ProductCycle


def add_commands(commands: Any) -> None:
    """Add ``repurchase``."""
    found = grammar.command(commands, "repurchase", _run, says="of those who bought, how many had before?")
    found.add_argument("--month", type=_month, metavar="YYYY-MM")
    found.add_argument("--cohorts", action="store_true", help="by month of first purchase")
    found.add_argument("--cycles", action="store_true", help="what runs out, and whom to remind")


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _run(shop: Shop, args: argparse.Namespace) -> Answer:
    if args.cycles:
        return _cycles(shop)
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


def _cycles(shop: Shop) -> Answer:
    from shopdesk.services import cycles

    found, due = cycles.cycles(shop), cycles.reminders(shop)
    document = {
        "cycles": [
            {
                "product": one.product.name,
                "color": one.product.color,
                "purchases": one.cycle.spells,
                "repeats": one.cycle.repeats,
                "cycle_days": one.cycle.days,
                "chance": one.cycle.chance,
                "days_per_unit": one.days,
                "by_owner": one.by_owner,
            }
            for one in found
        ],
        "due": [
            {
                "customer": one.customer_id,
                "product": one.product.name,
                "color": one.product.color,
                "size": one.size,
                "bought_on": one.bought_on.isoformat(),
                "pieces": one.pieces,
                "days_per_unit": one.days,
                "runs_out_on": one.runs_out_on.isoformat(),
                "send_on": one.send_on.isoformat(),
                "reason": one.blocked.value if one.blocked else None,
            }
            for one in due
        ],
    }
    lines = [_cycle_line(one) for one in found if one.days or one.cycle.repeats]
    ready = sum(1 for one in due if one.blocked is None)
    lines.append(
        ngettext("{count} reminder is due.", "{count} reminders are due.", ready).format(count=ready)
    )
    return Answer(document, lines)


def _cycle_line(one: ProductCycle) -> str:
    name = f"{one.product.name} {one.product.color}".strip()
    if one.days is None:
        return _("{product}: {repeats} of {purchases} purchases were followed by another.").format(
            product=name, repeats=one.cycle.repeats, purchases=one.cycle.spells
        )
    return _(
        "{product}: lasts {days} days; {repeats} of {purchases} purchases were followed by another."
    ).format(product=name, days=round(one.days), repeats=one.cycle.repeats, purchases=one.cycle.spells)
