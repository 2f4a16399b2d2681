"""``shopdesk survey``: what people answered, and the figure."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(commands: Any) -> None:
    """Add ``survey record|results``."""
    words = grammar.group(commands, "survey", "what people answered")
    put = grammar.command(words, "record", _record, says="keep an answer")
    put.add_argument("email")
    put.add_argument("score", type=int, choices=range(11), metavar="0..10")
    put.add_argument("--how", default="", help="how did it go")
    put.add_argument("--next", default="", dest="what_next", help="what would they like to see next")
    grammar.command(words, "results", _results, says="would they recommend us")


def _record(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.domain.surveys import ReadScore
    from shopdesk.services.mail import surveys

    read = ReadScore(args.score, args.how or str(args.score), is_doubtful=False)
    identity = surveys.record(shop, args.email, read, surveys.Given(args.how, args.what_next))
    said = _("Kept: {score} of {address}.").format(score=args.score, address=args.email)
    return Answer({"id": identity, "email": args.email, "score": args.score}, [said])


def _results(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.domain.surveys import WINDOW_DAYS
    from shopdesk.services.mail import surveys

    found = surveys.results(shop)
    known = found.nps
    document = {
        "nps": _rounded(known.value),
        "interval": [_rounded(known.low), _rounded(known.high)] if known.value is not None else None,
        "answers": known.answers,
        "promoters": known.promoters,
        "neutrals": known.neutrals,
        "detractors": known.detractors,
        "doubtful": found.doubtful,
        "asked": found.asked,
        "window_days": WINDOW_DAYS,
        "by_product": [
            {
                "product": row.product,
                "promoters": row.promoters,
                "answers": row.answers,
                "sizes": [
                    {"size": one.size, "promoters": one.promoters, "answers": one.answers}
                    for one in row.sizes
                ],
                "quotes": list(row.quotes),
            }
            for row in found.by_product
        ],
    }
    return Answer(document, [_said(document)])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _said(document: dict[str, Any]) -> str:
    counts = _("{promoters} recommend us, {neutrals} are neutral, {detractors} do not.").format(
        promoters=document["promoters"], neutrals=document["neutrals"], detractors=document["detractors"]
    )
    if document["nps"] is None:
        return f"{counts} " + _("With fewer than 10 answers there is no figure yet.")
    low, high = document["interval"]
    figure = _("NPS {value} of {count} answers, between {low} and {high}.")
    return figure.format(value=document["nps"], count=document["answers"], low=low, high=high) + " " + counts
