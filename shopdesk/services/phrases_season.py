"""A season buy in the owner's words."""

from __future__ import annotations

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.phrases_reorder import WhyLine, pairs, signed
from shopdesk.services.reorder.season_buy import Boxed, SeasonBuy, Terms


def refusal(terms: Terms) -> str:
    """Return why a buy cannot be worked out from these amounts, or nothing."""
    if terms.price_minor <= terms.cost_minor:
        return _("You would earn nothing: the price must be above the cost.")
    if terms.cost_minor <= terms.leftover_minor:
        return _("A leftover must bring less than it cost; else buy as many as you like.")
    return ""


def lines(buy: SeasonBuy, weeks: int) -> list[WhyLine]:
    """Return the sum in whole pieces, a line each, then the buy."""
    expected = round(buy.mean)
    sold = ngettext("You sell in {count} week", "You sell in {count} weeks", weeks)
    held = buy.wanted - buy.position
    found = [
        WhyLine(sold.format(count=words.number(weeks)), pairs(expected)),
        WhyLine(
            _("So that it is enough {percent} of the times").format(percent=words.percent(buy.level)),
            signed(buy.wanted - expected),
        ),
        WhyLine(_("What there is and what is coming"), signed(-buy.position)),
    ]
    if buy.total != held:
        told = _("Sizes with more than enough do not serve the others")
        found.append(WhyLine(told, signed(buy.total - held)))
    return [*found, WhyLine(_("Buy"), pairs(buy.total), is_sum=True)]


def boxes(boxed: Boxed) -> str:
    """Say a buy in the supplier's boxes and what they leave short and over."""
    if not boxed.counts:
        return _("No box fits so few pairs.")
    named = words.names(
        [_("{count} of {name}").format(count=words.number(count), name=name) for name, count in boxed.counts]
    )
    return _("{boxes}: {short} short, {over} too many.").format(
        boxes=named, short=words.number(boxed.short), over=words.number(boxed.over)
    )
