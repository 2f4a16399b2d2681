"""What the Monday envelope says: letters by flow, and whom not to write to, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime import words
from shopdesk.runtime.i18n import ngettext
from shopdesk.services.mail import phrases

_REASONS_SAID = 3


def contents(facts: Mapping[str, Any]) -> str:
    """Say what waits: ``31 gracias, 12 encuestas y 4 reposiciones``; empty for nothing."""
    by_flow = facts.get("by_flow") or {}
    return words.names([counted(Flow(flow), int(count)) for flow, count in by_flow.items()])


def let_be(facts: Mapping[str, Any]) -> str:
    """Say whom not to write to and why, or an empty string."""
    reasons = {str(reason): int(count) for reason, count in (facts.get("let_be") or {}).items()}
    if not reasons:
        return ""
    # No break before the count: it would stand alone on the next line.
    said = [f"{_small(phrases.reason(reason))}\u00a0({count})" for reason, count in reasons.items()]
    people = sum(reasons.values())
    sentence = ngettext(
        "Do not write to {count}: {reasons}.", "Do not write to {count} of them: {reasons}.", people
    )
    return sentence.format(count=words.number(people), reasons=", ".join(said[:_REASONS_SAID]))


def _small(said: str) -> str:
    return said[:1].lower() + said[1:]


def counted(flow: Flow, n: int) -> str:
    """Say letters of a flow with their number."""
    return _counted(flow, n).format(count=words.number(n))


def _counted(flow: Flow, n: int) -> str:  # noqa: C901 - a closed set, a line each
    match flow:
        case Flow.NOTICE:
            return ngettext("{count} word of a late parcel", "{count} words of late parcels", n)
        case Flow.THANKS:
            return ngettext("{count} thank-you", "{count} thank-yous", n)
        case Flow.SURVEY:
            return ngettext("{count} survey", "{count} surveys", n)
        case Flow.BACK_IN_STOCK:
            return ngettext("{count} back in their size", "{count} back in their sizes", n)
        case Flow.REPLENISH:
            return ngettext("{count} replenishment", "{count} replenishments", n)
        case Flow.EARLY_ACCESS:
            return ngettext("{count} early access", "{count} early accesses", n)
        case Flow.REVIEW:
            return ngettext("{count} review to ask for", "{count} reviews to ask for", n)
        case Flow.CARE:
            return ngettext("{count} care letter", "{count} care letters", n)
        case Flow.SPECIAL_DATE:
            return ngettext("{count} birthday", "{count} birthdays", n)
        case Flow.NOVELTY:
            return ngettext("{count} new version", "{count} new versions", n)
        case Flow.WELCOME:
            return ngettext("{count} welcome", "{count} welcomes", n)
        case Flow.CART:
            return ngettext("{count} abandoned cart", "{count} abandoned carts", n)
        case Flow.ASKED:
            return ngettext("{count} who asked", "{count} who asked and did not buy", n)
        case Flow.WINBACK:
            return ngettext("{count} who is missed", "{count} who are missed", n)
        case _:
            assert_never(flow)
