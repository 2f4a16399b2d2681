"""What the Clientes room says: the same words in the window and in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import assert_never

from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.repurchase import Cohort, MatureRate
from shopdesk.domain.segments import Segment
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.customers import CustomersPage, MailStatus, Person
from shopdesk.services.mail import phrases as mail
from shopdesk.services.repurchase import Monday


def summary(page: CustomersPage) -> str:
    """Say how many are known, and how many of the month's sales are nobody's."""
    count = len(page.people)
    known = ngettext("{count} known customer", "{count} known customers", count)
    said = known.format(count=words.number(count))
    monday = page.monday
    if not monday.purchases:
        return said
    share = words.share(monday.unidentified, monday.purchases)
    month = words.month(monday.answer.month)
    return _("{known} · in {month}, {share} of the sales have no known customer").format(
        known=said, month=month, share=share
    )


def segment(one: Segment | None) -> str:  # noqa: C901 - a closed set, a line each
    """Name a group; None = everybody."""
    match one:
        case None:
            return _("All")
        case Segment.RETURNED:
            return _("Came back this month")
        case Segment.SECOND:
            return _("Second purchase")
        case Segment.LEFT:
            return _("Stopped coming")
        case Segment.HAPPY:
            return _("Happy")
        case Segment.UPSET:
            return _("Upset")
        case Segment.UNSUBSCRIBED:
            return _("Want no letters")
        case Segment.BIRTHDAY:
            return _("Birthday soon")
        case _:
            assert_never(one)


def returned_in(month: date) -> tuple[str, str]:
    """Name those who came back in a month, and the rule by which they are found."""
    name, first = _("Came back in {month}"), _("They bought in {month}, and before it began.")
    return name.format(month=words.month(month)), first.format(month=words.month(month))


def rule(one: Segment | None, page: CustomersPage) -> str:  # noqa: C901 - a closed set, a line each
    """Say by which rule a group is made."""
    match one:
        case None:
            return _("Everybody your files name.")
        case Segment.RETURNED:
            return _("They bought this month, and before it began.")
        case Segment.SECOND:
            return _("One purchase, between three weeks and four months ago.")
        case Segment.LEFT:
            said = _(
                "They bought more than once, and not for {days} days: nine in ten of yours are back sooner."
            )
            return said.format(days=page.gone_after)
        case Segment.HAPPY:
            return _("They gave 9 or 10.")
        case Segment.UPSET:
            return _("They gave 0 to 6.")
        case Segment.UNSUBSCRIBED:
            return _("They asked for no more letters.")
        case Segment.BIRTHDAY:
            return _("Their birthday is within 30 days.")
        case _:
            assert_never(one)


def status(one: MailStatus) -> tuple[str, str]:
    """Return the words and the badge's tone of whether a person may be written to."""
    match one:
        case MailStatus.AGREED:
            return _("May be written to"), "ok"
        case MailStatus.SILENT:
            return _("Only about their orders"), "info"
        case MailStatus.REFUSED:
            return _("No novelties"), "neutral"
        case MailStatus.UNSUBSCRIBED:
            return _("Unsubscribed"), "neutral"
        case MailStatus.BOUNCED:
            return _("Address does not work"), "warn"
        case MailStatus.FROZEN:
            return _("Waits for you"), "warn"
        case MailStatus.NO_ADDRESS:
            return _("No e-mail"), "neutral"
        case _:
            assert_never(one)


def next_step(person: Person, letter: Flow | None) -> str:
    """Say what comes next for a person; ``letter`` is the one due to them today."""
    if letter is not None:
        return mail.flow(letter)
    if person.row.mail in (MailStatus.UNSUBSCRIBED, MailStatus.BOUNCED):
        return _("Do not write")
    if person.row.mail is MailStatus.FROZEN:
        return _("Answer first")
    return _("Nothing for now")


def footer(people: Sequence[Person], ready: int) -> tuple[str, str]:
    """Say how many there are, how many have a letter due, and why not all can be written to today."""
    count = len(people)
    strong = ngettext("{count} customer", "{count} customers", count).format(count=words.number(count))
    if ready:
        due = ngettext("{count} with a letter due today", "{count} with a letter due today", ready)
        strong = f"{strong} · {due.format(count=words.number(ready))}"
    missing = Counter(person.row.mail for person in people)
    asked_out = missing[MailStatus.UNSUBSCRIBED]
    frozen = missing[MailStatus.FROZEN]
    reasons = [
        (MailStatus.UNSUBSCRIBED, ngettext("{count} unsubscribed", "{count} unsubscribed", asked_out)),
        (MailStatus.NO_ADDRESS, _("{count} without e-mail")),
        (
            MailStatus.FROZEN,
            ngettext("{count} waits for your answer", "{count} wait for your answer", frozen),
        ),
        (MailStatus.BOUNCED, _("{count} with an address that does not work")),
    ]
    said = [text.format(count=words.number(missing[one])) for one, text in reasons if missing[one]]
    return strong, ", ".join(said)


def write_to(count: int) -> str:
    """Say what the primary button does."""
    if not count:
        return _("Write to these")
    return ngettext("Write to this {count}", "Write to these {count}", count).format(
        count=words.number(count)
    )


def batch(flow: Flow, count: int) -> str:
    """Name the batch of some people."""
    return _("{letter}: {count}").format(letter=mail.flow(flow), count=words.number(count))


def first_buyers(style: str) -> str:
    """Name the group of those whose first purchase was a style."""
    return _("First buyers of {product}").format(product=style)


def mature_line(rate: MatureRate) -> str:
    """Say what the 90-day rate counts."""
    if not rate.mature:
        return _("Nobody has been your customer for 90 days yet.")
    said = _("{repeat} of {mature} who bought for the first time 90 days ago or more.")
    return said.format(repeat=words.number(rate.repeat), mature=words.number(rate.mature))


def mature(page: CustomersPage) -> tuple[str, str]:
    """Return the 90-day rate, and what it counts."""
    rate = page.monday.mature
    share = words.share(rate.repeat, rate.mature) if rate.mature else _("Too early to say")
    return share, mature_line(rate)


def warnings(monday: Monday, today: date) -> list[str]:
    """Say what stands beside every rate: a history too short, and sales of nobody known."""
    found = []
    since = monday.history_from
    if since is not None and (today - since).days < 365:
        said = _("Your sales start on {day}: who bought before looks new.")
        found.append(said.format(day=words.day_of_month(since)))
    if monday.unidentified:
        said = _(
            "{part} of {whole} sales of the month have no known customer: counter and marketplaces. They do"
            " not count here."
        )
        part, whole = words.number(monday.unidentified), words.number(monday.purchases)
        found.append(said.format(part=part, whole=whole))
    return found


def cohort_cell(cohort: Cohort, months: int) -> str:
    """Return a cell of the cohort map; empty while not all of it has been observed that long."""
    back = cohort.back[months]
    if back is None or not cohort.size:
        return ""
    return words.percent(back / cohort.size) if cohort.size >= 10 else f"{back}/{cohort.size}"


def cohort_aloud(cohort: Cohort, months: int) -> str:
    """Say a cell of the cohort map for the screen reader."""
    back = cohort.back[months]
    when = words.month(cohort.month)
    if back is None:
        return _("{month}: not all of them have been customers that long.").format(month=when)
    said = ngettext(
        "{month}: {back} of {size} were back within {count} month.",
        "{month}: {back} of {size} were back within {count} months.",
        months + 1,
    )
    return said.format(month=when, back=back, size=cohort.size, count=months + 1)
