"""How many of a month's buyers had bought before, as the morning and the import say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.morning import MonthShare, Today

if TYPE_CHECKING:
    from shopdesk.domain.repurchase import MonthlyAnswer  # brings pandas: seconds before the first paint


def share_badge(page: Today) -> str:
    """Say this month's share against the month before to the same day; empty where cases are few."""
    if not page.months or page.months[-1].buyers == 0:
        return ""
    now, before = page.months[-1], page.same_day_before
    said = words.share(now.bought_before, now.buyers)
    if now.buyers < 10:
        return ""
    if before is None or before.buyers < 10:
        return said
    points = round(100 * now.bought_before / now.buyers) - round(100 * before.bought_before / before.buyers)
    if points == 0:
        return _("{share}, as last month").format(share=said)
    if points > 0:
        more = ngettext("{share}, {count} point more", "{share}, {count} points more", points)
        return more.format(share=said, count=points)
    less = ngettext("{share}, {count} point less", "{share}, {count} points less", -points)
    return less.format(share=said, count=-points)


def nobody_yet(months: Sequence[MonthShare | MonthlyAnswer]) -> str:
    """Say the last month's answer in place of a month without buyers: ``En mayo: 52 de 3,250``."""
    if len(months) < 2 or not months[-2].buyers:
        return _("Nobody has bought yet this month.")
    return _("In {month}: {share}").format(month=words.month(months[-2].month), share=share_of(months[-2]))


def share_of(month: MonthShare | MonthlyAnswer) -> str:
    """Say ``38 de 112``."""
    return _("{part} of {whole}").format(
        part=words.number(month.bought_before), whole=words.number(month.buyers)
    )
