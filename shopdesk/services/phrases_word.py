"""What Tu palabra says: its six figures and the promises not kept."""

from __future__ import annotations

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.inbox.promises import Outcome, PromiseView
from shopdesk.services.word import Figure, Month, Name


def name(figure: Name) -> str:
    """Say a figure's title."""
    return {
        Name.PROMISES: _("What you promised with a date"),
        Name.WITHIN_A_DAY: _("You answered within a day"),
        Name.NEXT_STEP: _("Replies with a next step"),
        Name.KEY_SIZES: _("Key sizes available"),
        Name.LETTERS: _("Emails within the cap"),
        Name.LIST_PRICE: _("Pairs at list price"),
    }[figure]


def summary(month: Month) -> str:
    """Say the page's one line."""
    promises, within = month.figure(Name.PROMISES), month.figure(Name.WITHIN_A_DAY)
    parts = []
    if promises.whole:
        parts.append(_("{amount} promises kept").format(amount=amount(promises)))
    if within.whole:
        parts.append(_("{amount} answered within a day").format(amount=amount(within)))
    said = _("Your word in {month}").format(month=words.month(month.month))
    return f"{said}: {', '.join(parts)}" if parts else said


def amount(figure: Figure) -> str:
    """Say a figure with its counts: ``22 of 26``; days for the key sizes."""
    if not figure.whole:
        return _("Nothing to count yet")
    if figure.name is Name.KEY_SIZES:
        return _("{count} of every 100 days").format(count=round(100 * figure.part / figure.whole))
    return _("{part} of {whole}").format(
        part=words.number(round(figure.part)), whole=words.number(round(figure.whole))
    )


def short_amount(figure: Figure) -> str:
    """Say last month's figure shortly."""
    if figure.name is Name.KEY_SIZES and figure.whole:
        return words.number(round(100 * figure.part / figure.whole))
    return amount(figure)


def earlier(figure: Figure, before: Month) -> str:
    """Say the figure of the month before; nothing where there was nothing to count."""
    if not figure.whole:
        return ""
    return _("In {month}, {amount}").format(month=words.month(before.month), amount=short_amount(figure))


def exceptions(figure: Figure) -> str:
    """Say the link to what stands against a figure."""
    count = round(figure.whole - figure.part)
    if figure.name is Name.KEY_SIZES:
        return _("See what was missing")
    if figure.name is Name.LETTERS and not count:
        return _("See the history")
    return ngettext("See the {count} that was not", "See the {count} that were not", count).format(
        count=count
    )


def discount_days(figure: Figure) -> str:
    """Say on how many days most pieces went below list price."""
    if figure.days is None:
        return ""
    return _("On discount {days} of {all} days").format(days=figure.days[0], all=figure.days[1])


def what_was_said(promise: PromiseView) -> str:
    """Say the promise: the shop's own words, or the day promised with an order."""
    if promise.order_id is None or promise.id is not None:
        return f"«{promise.text}»"
    if promise.due_on is None:
        return _("Order {number}").format(number=promise.text)
    return _("Order {number}, by {day}").format(number=promise.text, day=words.weekday(promise.due_on))


def what_happened(promise: PromiseView) -> str:
    """Say what became of a promise."""
    if promise.outcome is Outcome.LATE and promise.happened_on and promise.due_on:
        days = (promise.happened_on - promise.due_on).days
        if promise.kind == "delivery":
            came = ngettext("It arrived {count} day later", "It arrived {count} days later", days)
            return came.format(count=days)
        return ngettext("It happened {count} day later", "It happened {count} days later", days).format(
            count=days
        )
    if promise.outcome is Outcome.BROKEN:
        return {
            "notice": _("They were not told"),
            "answer": _("They were not answered"),
            "reserve": _("It was not set aside"),
            "restock": _("It did not arrive"),
            "delivery": _("It does not show as delivered"),
        }[promise.kind]
    return {Outcome.KEPT: _("Kept"), Outcome.OPEN: _("Still open")}.get(promise.outcome, "")
