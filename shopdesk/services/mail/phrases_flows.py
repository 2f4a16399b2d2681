"""What each flow is, in the owner's words: when it goes, what stops it, what comes after."""

from __future__ import annotations

from shopdesk.domain.outreach.flows import Flow, Kind
from shopdesk.domain.outreach.subjects import Comparison, Verdict
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, n_, ngettext
from shopdesk.services.mail.overview import FlowRow, Overview

_MOMENTS = {
    Flow.NOTICE: n_("If an order is late"),
    Flow.THANKS: n_("Purchases of the last 7 days"),
    Flow.SURVEY: n_("3 to 5 days after delivery"),
    Flow.BACK_IN_STOCK: n_("When what they asked for arrives"),
    Flow.REPLENISH: n_("Before they run out"),
    Flow.EARLY_ACCESS: n_("5 days before a launch"),
    Flow.REVIEW: n_("After the survey"),
    Flow.CARE: n_("20 days after buying"),
    Flow.SPECIAL_DATE: n_("On their birthday"),
    Flow.NOVELTY: n_("Something for them comes out"),
    Flow.WELCOME: n_("New contact, with permission"),
    Flow.CART: n_("They left their cart"),
    Flow.ASKED: n_("3 days after asking"),
    Flow.WINBACK: n_("When they are late in coming back"),
}

_WHAT = {
    Flow.NOTICE: n_("What happened, a new date or none, and the next step. It goes even to who complained."),
    Flow.THANKS: n_("One letter a person even if they bought twice. It changes with the days gone by."),
    Flow.SURVEY: n_("Three questions and their number from 0 to 10. Nothing else."),
    Flow.BACK_IN_STOCK: n_("As many people as pieces, in the order they asked. Stock is read again last."),
    Flow.REPLENISH: n_("Only what runs out, if their size can be promised and they are likely to need it."),
    Flow.EARLY_ACCESS: n_("Those who bought see it first. It ends on the public date."),
    Flow.REVIEW: n_("Everyone is asked, whatever their score: asking only the happy would be a lie."),
    Flow.CARE: n_("Care tips by material, when the product needs them."),
    Flow.SPECIAL_DATE: n_("A greeting on the day, with permission."),
    Flow.NOVELTY: n_("By what they bought, their width and their exchanges. Never the same product twice."),
    Flow.WELCOME: n_("Three letters: who you are, how to choose, what others say. An order stops it."),
    Flow.CART: n_("It answers doubts on shipping, exchanges and payment. A later order cancels it."),
    Flow.ASKED: n_("The guide and an offer to help, if they did not buy in the end."),
    Flow.WINBACK: n_("A greeting when their usual time to come back is well past."),
}

_STOPS = {
    Flow.NOTICE: n_("delivered"),
    Flow.THANKS: n_("returned or complained"),
    Flow.SURVEY: n_("open complaint"),
    Flow.BACK_IN_STOCK: n_("no more pieces"),
    Flow.REPLENISH: n_("bought again"),
    Flow.EARLY_ACCESS: n_("public date"),
    Flow.REVIEW: n_("already answered"),
    Flow.CARE: n_("returned"),
    Flow.SPECIAL_DATE: n_("reached their cap"),
    Flow.NOVELTY: n_("reached their cap"),
    Flow.WELCOME: n_("first order"),
    Flow.CART: n_("a later order"),
    Flow.ASKED: n_("bought or complained"),
    Flow.WINBACK: n_("reached their cap"),
}

_ICONS = {
    Flow.NOTICE: "truck",
    Flow.THANKS: "hand-heart",
    Flow.SURVEY: "star",
    Flow.BACK_IN_STOCK: "package",
    Flow.REPLENISH: "clock-countdown",
    Flow.EARLY_ACCESS: "sparkle",
    Flow.REVIEW: "star",
    Flow.CARE: "hand-heart",
    Flow.SPECIAL_DATE: "gift",
    Flow.NOVELTY: "sparkle",
    Flow.WELCOME: "handshake",
    Flow.CART: "shopping-bag",
    Flow.ASKED: "question",
    Flow.WINBACK: "users",
}


def moment(flow: Flow) -> str:
    """Say when a flow's letter goes."""
    return _(_MOMENTS[flow])


def when(row: FlowRow) -> str:
    """Say when a flow's letter goes, with the owner's own wait where it can be moved."""
    match row.flow:
        case Flow.CARE:
            said = ngettext("{count} day after buying", "{count} days after buying", row.wait)
        case Flow.ASKED:
            said = ngettext("{count} day after asking", "{count} days after asking", row.wait)
        case _:
            return moment(row.flow)
    return said.format(count=row.wait)


def subjects(found: Comparison) -> str:
    """Say how two subjects compare: the counts always, a verdict only when the numbers allow it."""
    counts = _("Subjects: the first {a} answers of {n}, the second {b} of {m}.").format(
        a=found.first_replied, n=found.first_sent, b=found.second_replied, m=found.second_sent
    )
    verdict = {
        Verdict.TOO_FEW: _("Too few letters to say which is better."),
        Verdict.NO_DIFFERENCE: _("The difference may be chance."),
        Verdict.FIRST: _("The first is answered more, and it is hardly chance."),
        Verdict.SECOND: _("The second is answered more, and it is hardly chance."),
    }[found.verdict]
    return f"{counts} {verdict}"


def what(flow: Flow) -> str:
    """Say what a flow is for and its rule."""
    return _(_WHAT[flow])


def stops(flow: Flow) -> str:
    """Say what stops a flow."""
    return _(_STOPS[flow])


def icon(flow: Flow) -> str:
    """Return the icon of a flow."""
    return _ICONS[flow]


def month(row: FlowRow) -> str:
    """Say what a flow did in 30 days: ``58 enviados · 9 volvieron``."""
    if not row.sent:
        return _("has not gone out yet")
    sent = ngettext("{count} sent", "{count} sent", row.sent).format(count=row.sent)
    if row.flow is Flow.SURVEY or row.kind is Kind.SERVICE:
        came = ngettext("{count} answered", "{count} answered", row.replied).format(count=row.replied)
        if row.flow is Flow.THANKS:
            came = ngettext("{count} came back", "{count} came back", row.bought).format(count=row.bought)
    else:
        came = ngettext("{count} bought", "{count} bought", row.bought).format(count=row.bought)
    return f"{sent} · {came}"


def text_state(row: FlowRow) -> str:
    """Say whose text a flow has."""
    if row.own_since is not None:
        return _("Yours, of {day}").format(day=words.day(row.own_since.date()))
    return _("Shopdesk's") if row.is_reviewed else _("Not reviewed")


def turn(row: FlowRow) -> tuple[str, str]:
    """Say what is due, with the tone of its badge; empty tone for none."""
    if row.is_on and row.due:
        return str(row.due), "primary"
    if not row.is_on and row.waiting:
        return ngettext("{count} waits", "{count} wait", row.waiting).format(count=row.waiting), "neutral"
    if row.is_on and row.next_on is not None:
        return words.weekday_number(row.next_on), "neutral"
    return "–", ""


def group(kind: Kind) -> tuple[str, str]:
    """Say the two groups and their rule."""
    if kind is Kind.SERVICE:
        return _("Service"), _("they go to who bought; they do not use up the cap of news")
    return _("News"), _("two a person every 30 days, never to who said no")


def waits(row: FlowRow) -> str:
    """Say how long a flow waits."""
    if row.flow is Flow.THANKS:
        return _("up to 7 days")
    return ngettext("{count} day", "{count} days", row.wait).format(count=row.wait)


def quiet(hours: tuple[int, int]) -> str:
    """Say the quiet hours."""
    said = _("From {begin}:00 to {end}:00 no sending is proposed.")
    return said.format(begin=hours[0], end=hours[1])


def summary(found: Overview) -> str:
    """Say how many flows are on, and that on is not sending."""
    on = sum(row.is_on for row in found.rows)
    said = ngettext("{count} flow on", "{count} flows on", on).format(count=on)
    return f"{said} · " + _("on prepares the batch; sending is always your click")
