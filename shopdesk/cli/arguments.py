"""``shopdesk arguments``, ``forgetting`` and ``holdout``: what brings customers back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer, money
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.domain.outreach.flows import Flow
    from shopdesk.services.context import Shop

_CITED = (5, 7)


def add_commands(commands: Any) -> None:
    """Add ``arguments``, ``forgetting`` and ``holdout``."""
    grammar.command(commands, "arguments", _arguments, says="which argument retains", empty={"arguments": []})
    grammar.command(commands, "forgetting", _forgetting, says="what forgetting customers costs")
    found = grammar.command(commands, "holdout", _holdout, says="did a letter bring them back?")
    found.add_argument("flow")
    found.add_argument("--share", type=float, metavar="0.1", help="leave out so many at random; 0 = nobody")


def _arguments(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import phrases_worth as say
    from shopdesk.services.customers import worth

    found = worth.arguments(shop)
    document = {
        "arguments": [
            {
                "argument": one.argument.value,
                "title": say.argument(one.argument),
                "mentioned": one.mentioned,
                "returned": one.returned,
                "others": one.others,
                "difference": one.difference,
                "interval": None if one.interval is None else list(one.interval),
                "verdict": one.verdict.value,
            }
            for one in found
        ]
    }
    return Answer(document, [f"{say.argument(one.argument)}: {say.weight(one)}" for one in found])


def _forgetting(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.domain.preferences import ShopSettings
    from shopdesk.services import phrases_worth as say
    from shopdesk.services.customers import worth

    found, currency = worth.forgetting(shop), shop.settings.get(ShopSettings).currency
    document = {
        "overdue": found.overdue,
        "overdue_after_days": found.after_days,
        "chance_lost": found.lost,
        "margin_per_return_money": money(found.margin_minor, currency),
        "cost_money": money(found.cost_minor, currency),
        "acquisition_money": money(found.acquisition_minor, currency),
        "replacing_money": money(found.replacing_minor, currency),
        "cited_times": list(_CITED),
    }
    return Answer(document, say.forgetting(found, currency))


def _holdout(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import phrases_worth as say
    from shopdesk.services.customers import holdout

    flow = _flow(args.flow)
    found = holdout.result(shop, flow) if args.share is None else holdout.begin(shop, flow, args.share)
    known = found.lift
    document = {
        "flow": flow.value,
        "share": found.share,
        "since": found.since.isoformat() if found.since else None,
        "sent": known.written,
        "sent_back": known.written_back,
        "held": known.held,
        "held_back": known.held_back,
        "difference": known.difference,
        "interval": None if known.interval is None else list(known.interval),
        "verdict": known.verdict.value,
    }
    return Answer(document, [say.lift(found)])


def _flow(name: str) -> Flow:
    from shopdesk.domain.outreach.flows import Flow

    try:
        return Flow(name)
    except ValueError as error:
        known = ", ".join(one.value for one in Flow)
        raise WrongInput(
            _("There is no flow {name}.").format(name=name), _("One of: {names}.").format(names=known)
        ) from error
