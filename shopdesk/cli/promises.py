"""``shopdesk policy``, ``promisable``, ``promises`` and ``word``: what the shop says and what it keeps."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.inbox.promises import PromiseView
    from shopdesk.services.policies import PolicyView
    from shopdesk.services.stock import StockLevel
    from shopdesk.services.word import Figure


def add_commands(commands: Any) -> None:
    """Add the four commands."""
    policy = grammar.group(commands, "policy", "the shop's own policies")
    put = grammar.command(policy, "set", _policy_set, says="write a policy (text on stdin)")
    put.add_argument("name")
    put.add_argument("--url")
    grammar.command(policy, "list", _policy_list, says="the policies in force", empty={"policies": []})
    says = "what can be promised today"
    grammar.command(commands, "promisable", _promisable, says=says, empty={"promisable": []})
    says = "promises made against what happened"
    promises = grammar.command(commands, "promises", _promises, says=says, empty={"promises": []})
    promises.add_argument("--month", metavar="YYYY-MM")
    word = grammar.command(commands, "word", _word, says="the month's honesty figures", empty={"figures": []})
    word.add_argument("--month", metavar="YYYY-MM")


def _policy_set(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import policies

    kept = policies.put(shop, args.name, sys.stdin.read(), url=args.url)
    said = _("{name}, version {version}.").format(name=kept.name, version=kept.version)
    return Answer(_policy(kept), [said])


def _policy_list(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import policies

    found = policies.listed(shop)
    clashes = policies.disagreements(shop)
    document = {
        "policies": [_policy(one) for one in found],
        "contradictions": [
            {
                "subject": c.subject,
                "policies": [c.one, c.other],
                "texts": [c.one_says, c.other_says],
            }
            for c in clashes
        ],
    }
    return Answer(document, [f"{one.name} v{one.version}: {one.text}" for one in found])


def _promisable(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import phrases_inbox, promisable

    found = promisable.listed(shop)
    lines = [
        f"{one.product} {one.color} {one.size}: {one.promisable} · "
        f"{phrases_inbox.reason_name(one.reason) or phrases_inbox.state_name(one.state)}"
        for one in found
    ]
    return Answer({"promisable": [_level(one) for one in found]}, lines)


def _promises(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.inbox import promises

    found = promises.listed(shop, _month(args.month))
    kept, settled = promises.kept_of(found)
    document = {"promises": [_promise(one) for one in found], "kept": kept, "settled": settled}
    lines = [f"{one.due_on or '–'} · {one.person or '–'} · {one.text} · {one.outcome.value}" for one in found]
    return Answer(document, lines)


def _word(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import phrases_word, word

    found = word.month_of(shop, _month(args.month))
    document = {
        "month": f"{found.month:%Y-%m}",
        "is_over": found.is_over,
        "figures": [_figure(one) for one in found.figures],
        "broken": [_promise(one) for one in found.broken],
    }
    lines = [f"{phrases_word.name(one.name)}: {phrases_word.amount(one)}" for one in found.figures]
    return Answer(document, lines)


def _month(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise WrongInput(
            _("{month} is not a month.").format(month=text), _("Write it like 2026-10.")
        ) from error


def _promise(one: PromiseView) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "text": one.text,
        "made_at": one.made_at.isoformat(),
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "outcome": one.outcome.value,
        "happened_on": one.happened_on.isoformat() if one.happened_on else None,
        "customer": one.person or None,
        "message": one.message_id,
    }


def _figure(one: Figure) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": one.name.value,
        "part": one.part,
        "whole": one.whole,
        "share": one.share,
        "exceptions": list(one.exceptions),
    }
    if one.days is not None:
        found["days_below"], found["days"] = one.days
    return found


def _policy(one: PolicyView) -> dict[str, Any]:
    return {
        "name": one.name,
        "version": one.version,
        "text": one.text,
        "url": one.url or None,
        "valid_from": one.valid_from.isoformat(),
        "zones": [{"zone": zone, "days": days} for zone, days in one.zones],
    }


def _level(one: StockLevel) -> dict[str, Any]:
    return {
        "sku": one.sku,
        "product": one.product,
        "color": one.color,
        "size": one.size,
        "promisable": one.promisable,
        "state": one.state.value,
        "reason": one.reason.value or None,
        "when": one.when.isoformat() if one.when else None,
        "last_pieces": one.is_last_pieces,
        "as_of": one.as_of.isoformat() if one.as_of else None,
    }
