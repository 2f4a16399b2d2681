"""What the four-week plan says."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.first_weeks import Progress, Step


def week(number: int) -> tuple[str, str]:
    """Return a week's title and what it is for; weeks count from 1."""
    return {
        1: (_("Week 1: order and truth"), _("With your own files every figure is true.")),
        2: (_("Week 2: your name on it"), _("The least that makes a letter yours.")),
        3: (_("Week 3: stock and promises"), _("What you say there is, is there.")),
        4: (_("Week 4: content that answers"), _("The same question is not asked twice.")),
    }[number]


def step(progress: Progress) -> str:
    """Say what a step asks for."""
    return {
        Step.SALES: _("Bring your sales, a year of them if you have it"),
        Step.STOCK: _("Bring what you have on the shelves"),
        Step.COSTS: _("Give your products their cost and supplier"),
        Step.BACKUP: _("Keep the daily copy in a second folder"),
        Step.NAME: _("Write your shop's name and yours"),
        Step.ACCOUNT: _("Connect your mail and send yourself a test"),
        Step.THANKS: _("Thank this week's customers"),
        Step.COUNT: _("Count ten sizes that say they are there and do not sell"),
        Step.LEAD_TIMES: _("Say how long each supplier takes"),
        Step.ORDER: _("Make one order from the list"),
        Step.POLICIES: _("Write your shipping and exchange policies"),
        Step.ANSWERS: _("Answer ten messages with the suggested reply"),
    }[progress.step]


def so_far(progress: Progress) -> str:
    """Say how far a step is where that can be counted; empty otherwise."""
    if progress.is_done or progress.have == 0 or progress.wanted <= 1:
        return ""
    return _("{done} of {all}").format(done=words.number(progress.have), all=words.number(progress.wanted))


def summary(weeks: Sequence[Sequence[Progress]]) -> str:
    """Say how many steps are done."""
    steps = [one for week_steps in weeks for one in week_steps]
    done = sum(1 for one in steps if one.is_done)
    if done == len(steps):
        return _("All twelve are done. Your shop is in order.")
    said = ngettext(
        "{done} of {all} done. They tick themselves.", "{done} of {all} done. They tick themselves.", done
    )
    return said.format(done=done, all=len(steps))
