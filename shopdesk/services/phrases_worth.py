"""What makes customers come back and what it is worth, in words."""

from __future__ import annotations

from typing import assert_never

from shopdesk.domain.arguments import Argument, Weight
from shopdesk.domain.arguments import Verdict as Worth
from shopdesk.domain.forgetting import Cost
from shopdesk.domain.holdout import Verdict
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.customers.holdout import HoldOut

_CASES = 10
"""Under so many people no share in percent is said."""


def argument(one: Argument) -> str:
    """Name an argument."""
    match one:
        case Argument.DURABILITY:
            return _("Durability")
        case Argument.COMFORT:
            return _("Comfort")
        case Argument.FOOT_HEALTH:
            return _("Foot health")
        case Argument.WARRANTY:
            return _("Warranty")
        case Argument.REPAIR:
            return _("Repair")
        case Argument.MATERIALS:
            return _("Materials")
        case _:
            assert_never(one)


def weight(one: Weight) -> str:
    """Say whether those who mention an argument come back more, and by how much."""
    if not one.mentioned:
        return _("Nobody has mentioned it yet.")
    if one.difference is None or one.interval is None:
        return _("{mentioned} mentioned it: too few to say.").format(mentioned=one.mentioned)
    counted = _("{returned} of {mentioned} who mentioned it came back.").format(
        returned=one.returned, mentioned=one.mentioned
    )
    low, high = (words.number(round(100 * end)) for end in one.interval)
    between = _("The difference lies between {low} and {high} points.").format(low=low, high=high)
    match one.verdict:
        case Worth.RETAINS:
            said = _("They come back more than the others.")
        case Worth.LOSES:
            said = _("They come back less than the others.")
        case _:
            said = _("It cannot be told from chance.")
    return f"{counted} {said} {between}"


def forgetting(one: Cost, currency: str) -> list[str]:
    """Say what forgetting costs, and what is missing to know it."""
    if one.after_days is None:
        return [_("Nobody has come back yet: what forgetting costs cannot be told.")]
    said = ngettext(
        "{count} customer is silent for more than {days} days; by then half of those who return are back.",
        "{count} customers are silent for more than {days} days; by then half of those who return are back.",
        one.overdue,
    )
    lines = [said.format(count=words.number(one.overdue), days=one.after_days)]
    if one.overdue >= _CASES:
        share = words.percent(one.lost)
        lines.append(_("{share} of them would not return by themselves.").format(share=share))
    if one.cost_minor is None:
        lines.append(_("With the costs of your products you would see what that means in money."))
    else:
        worth = words.short_money(one.cost_minor, currency)
        lines.append(_("That is {money} of margin on one purchase each.").format(money=worth))
    if one.replacing_minor is None:
        lines.append(_("Tell us what winning a customer costs you, and this compares it."))
    else:
        spent = words.short_money(one.replacing_minor, currency)
        lines.append(_("Winning as many new ones would cost you {money}.").format(money=spent))
    lines.append(_("It is often said to cost 5 to 7 times as much; that is a quotation, not your figure."))
    return lines


def lift(one: HoldOut) -> str:
    """Say what a hold-out has shown."""
    known = one.lift
    if one.since is None:
        return _("Nobody is left out of this letter, so what it does cannot be told.")
    counted = _("Written to: {back} of {sent} came back. Left out: {held_back} of {held}.").format(
        back=known.written_back, sent=known.written, held_back=known.held_back, held=known.held
    )
    if known.interval is None or known.verdict is Verdict.CANNOT_SAY:
        return _("{counted} It cannot be told yet.").format(counted=counted)
    low, high = (round(100 * end) for end in known.interval)
    if known.verdict is Verdict.WORKS:
        return _("{counted} The letter brings back between {low} and {high} more in a hundred.").format(
            counted=counted, low=low, high=high
        )
    return _("{counted} The letter keeps away between {low} and {high} in a hundred.").format(
        counted=counted, low=-high, high=-low
    )
