"""What the tab “¿Vuelven?” says."""

from __future__ import annotations

from typing import assert_never

from shopdesk.domain.coming_back import GroupRate, MonthMoney
from shopdesk.domain.repurchase import MonthlyAnswer, Survival
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.coming_back import ComingBack, Side

YEAR = 365
_EVENTS_NEEDED = 10
_CASES = 10


def of(part: int, whole: int) -> str:
    """Say ``38 de 112``."""
    return _("{part} of {whole}").format(part=words.number(part), whole=words.number(whole))


def between(interval: tuple[float, float]) -> str:
    """Say an interval of shares: ``Entre 36 y 42 %``."""
    low, high = (round(100 * end) for end in interval)
    if low == high:
        return _("About {share} %").format(share=low)
    return _("Between {low} and {high} %").format(low=low, high=high)


def yearly(curve: Survival) -> tuple[str, str]:
    """Return the share of everyone that buys again within a year, and what it rests on."""
    if curve.events < _EVENTS_NEEDED:
        return _("Too few to say"), _("Fewer than ten second purchases so far.")
    everybody_is_back = curve.at(curve.watched) >= 1
    if curve.watched < YEAR and not everybody_is_back:
        said = ngettext(
            "Who has not come back bought {count} day ago at most: a year has not passed yet.",
            "Who has not come back bought {count} days ago at most: a year has not passed yet.",
            curve.watched,
        )
        return _("Too early to say"), said.format(count=curve.watched)
    counted = _("Counting everybody, the recent ones too. {interval}.")
    return words.percent(curve.at(YEAR)), counted.format(interval=between(curve.interval(YEAR)))


def month_badge(now: MonthlyAnswer, before: MonthlyAnswer) -> tuple[str, bool]:
    """Return the share against the month before to the same day, and whether it rose; empty for few."""
    if now.buyers < _CASES:
        return "", False
    said = words.share(now.bought_before, now.buyers)
    if before.buyers < _CASES:
        return said, False
    points = round(100 * now.bought_before / now.buyers) - round(100 * before.bought_before / before.buyers)
    if not points:
        return _("{share}, as last month").format(share=said), False
    if points > 0:
        more = ngettext("{share}, {count} point more", "{share}, {count} points more", points)
        return more.format(share=said, count=points), True
    less = ngettext("{share}, {count} point less", "{share}, {count} points less", -points)
    return less.format(share=said, count=-points), False


def side(one: Side) -> str:
    """Name a side."""
    match one:
        case Side.CHANNEL:
            return _("By channel")
        case Side.PRODUCT:
            return _("By first product")
        case Side.CITY:
            return _("By city")
        case _:
            assert_never(one)


def origin(one: GroupRate) -> tuple[str, str, str]:
    """Return the name, the count, and the interval or the word for too few."""
    name = one.name or _("Not known")
    if one.mature < _CASES:
        return name, of(one.back, one.mature), _("too few to say")
    return name, of(one.back, one.mature), between(one.interval).lower()


def money_tip(one: MonthMoney, currency: str) -> str:
    """Say a month's money in its parts."""
    said = _(
        "{month}: {returning} of those who came back, {new} of new customers, {unknown} of nobody known."
    )
    return said.format(
        month=words.month(one.month).capitalize(),
        returning=words.money(one.returning_minor, currency),
        new=words.money(one.new_minor, currency),
        unknown=words.money(one.unknown_minor, currency),
    )


def money_line(found: ComingBack) -> str:
    """Say which share of the known money of the last whole month came from those who came back."""
    whole = [one for one in found.money[:-1] if one.returning_minor + one.new_minor > 0]
    if not whole:
        return _("It will say whose money it is after your first whole month.")
    last = whole[-1]
    share = words.percent(last.returning_minor / (last.returning_minor + last.new_minor))
    said = _("In {month}, {share} of the money with a name came from customers who had bought before.")
    return said.format(month=words.month(last.month), share=share)


def stop(days: int, share: float) -> str:
    """Say a point of the curve: ``15 % a los 90 días``."""
    return _("{share} at {days} days").format(share=words.percent(share), days=days)


def curve_line(curve: Survival) -> str:
    """Say what the curve shows, and on how many it rests."""
    if curve.events < _EVENTS_NEEDED:
        return _("Fewer than ten second purchases so far: the curve cannot be trusted yet.")
    said = _("{events} of {customers} customers have bought again; those still new are counted for the days"
             " they have had.")  # fmt: skip
    return said.format(events=words.number(curve.events), customers=words.number(curve.customers))
