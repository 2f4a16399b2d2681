"""What is said of things that run out."""

from __future__ import annotations

from collections import Counter

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.cycles import ProductCycle
from shopdesk.services.lasting import Due, Lasting
from shopdesk.services.mail import phrases as mail


def source(one: ProductCycle) -> str:
    """Say where the weeks come from, or why there are none."""
    if one.by_owner:
        return _("Your own word")
    if one.days:
        said = ngettext("{count} that came back for it", "{count} that came back for it", one.cycle.repeats)
        return said.format(count=one.cycle.repeats)
    if one.cycle.is_low:
        return _("Hardly anybody buys it again")
    return _("Too few to know")


def state(one: Due) -> tuple[str, str]:
    """Return the words and the badge's tone of a reminder."""
    if one.reminder.blocked is None:
        return _("May go"), "ok"
    return mail.reason(one.reminder.blocked.value), "neutral"


def blocked(found: Lasting) -> str:
    """Say why the others do not go."""
    reasons = Counter(one.reminder.blocked for one in found.due if one.reminder.blocked is not None)
    parts = [
        _("{count}: {reason}").format(count=count, reason=mail.reason(why.value).lower())
        for why, count in reasons.most_common()
    ]
    return ", ".join(parts)


def note(is_products: bool) -> str:
    """Say what the list on screen is for."""
    if is_products:
        return _(
            "Change the weeks to what you know. Without them a reminder goes only for what enough customers"
            " have come back for."
        )
    return _(
        "A reminder goes before it runs out, less delivery and a margin. None goes to who has bought since,"
        " or whose size cannot be promised."
    )
