"""What one person's card says, and why two people may be one."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from shopdesk.domain.identity import phone_said
from shopdesk.domain.outreach.flows import RULES, Flow, Kind, State
from shopdesk.domain.recognising import Alike
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_advice, phrases_fit
from shopdesk.services import phrases_sales as sales
from shopdesk.services.customers.card import ConsentLine, Moment, MomentKind
from shopdesk.services.customers.whole import Next, Whole
from shopdesk.services.mail import phrases as mail
from shopdesk.services.mail.calendar import Day, Mark
from shopdesk.store.unions import Swap

_MARKETING, _THANKS = 2, 1


def line(whole: Whole) -> str:
    """Say a person in one line: where from, since when, how often, how much."""
    who = whole.card.who
    times = ngettext("{count} purchase", "{count} purchases", who.purchases).format(count=who.purchases)
    since = ""
    if who.first is not None:
        since = _("customer since {month}").format(month=words.month(who.first))
        if who.first.year != whole.today.year:
            since = _("customer since {month} {year}").format(
                month=words.month(who.first), year=who.first.year
            )
    reach = " · ".join(part for part in (who.email, phone_said(who.phone, whole.country)) if part)
    parts = [who.city, since, times, words.money(who.spent_minor, whole.currency), reach]
    return " · ".join(part for part in parts if part)


def next_step(whole: Whole) -> str:
    """Say what comes next, in one or two sentences."""
    match whole.next:
        case Next.ANSWER:
            text = whole.waiting[1] if whole.waiting else ""
            return _("Answer what they asked: “{words}”").format(words=_short(text))
        case Next.SILENCE:
            return _("Nothing: they asked for no letters. If they write, answer them.")
        case Next.LETTER:
            name = mail.flow(whole.due) if whole.due else ""
            return _("{letter} is ready for you to review today.").format(letter=name)
        case Next.ADVICE:
            best = whole.advice[0]
            said = _("When they write or come in: {thing}. {reason}")
            return said.format(thing=phrases_advice.thing(best), reason=phrases_advice.reason(best))
        case Next.NOTHING:
            return _("Nothing for now. Nothing that suits them is in stock in their size.")
        case _:
            assert_never(whole.next)


def history(one: Moment) -> tuple[str, str, str, str]:
    """Return icon, tone, title and second line of a moment."""
    match one.kind:
        case MomentKind.PURCHASE:
            return "shopping-bag", "primary", _("Bought {what}").format(what=one.what), _sold(one)
        case MomentKind.RETURN:
            title = _("Returned {what}").format(what=one.what)
            return "arrow-counter-clockwise", "danger", title, _order(one.detail)
        case MomentKind.EXCHANGE:
            said = _("Exchange, kept {what}") if one.pieces > 0 else _("Exchange, gave back {what}")
            return "arrows-left-right", "plum", said.format(what=one.what), _("It is no other purchase.")
        case MomentKind.CANCELLED:
            return "x-circle", "neutral", _("Cancelled {what}").format(what=one.what), _order(one.detail)
        case MomentKind.MESSAGE:
            return "chat-circle-dots", "info", _("Wrote to you"), _quoted(one.what)
        case MomentKind.LETTER:
            return "envelope-simple", "barro", _("Letter “{what}”").format(what=one.what), _state(one.detail)
        case MomentKind.ANSWER:
            title = (
                _("Gave {score} of 10").format(score=one.detail) if one.detail else _("Answered the survey")
            )
            return "star", "ok", title, _quoted(one.what)
        case _:
            assert_never(one.kind)


def day(one: Day) -> tuple[str, str]:
    """Return title and second line of a letter of the calendar."""
    title = _("{day} · {letter}").format(day=words.day(one.on), letter=mail.flow(one.flow))
    match one.mark:
        case Mark.SENT:
            return title, _("It was sent.")
        case Mark.PROPOSED:
            return title, _("Proposed. It goes only if you approve it.")
        case Mark.DISPLACED:
            why = _("It gives way to {letter}.").format(letter=mail.flow(one.by)) if one.by else ""
            when = _("It may go from {day} on.").format(day=words.day(one.next_on)) if one.next_on else ""
            return title, " ".join(part for part in (why, when) if part)
        case _:
            assert_never(one.mark)


def fit(whole: Whole) -> list[tuple[str, str, str]]:
    """Return icon, title and source of everything known of size and foot."""
    found = []
    for size in whole.feet.sizes:
        said = ngettext(
            "{kept} of {of} purchase stayed in {label}", "{kept} of {of} purchases stayed in {label}", size.of
        )
        line_ = said.format(kept=size.kept, of=size.of, label=size.label)
        found.append(("ruler", _("Wears {label}").format(label=size.label), line_))
    for note in whole.feet.notes:
        said = _("Said so on {day}: “{words}”").format(day=words.day(note.day), words=note.words)
        found.append(("sneaker", phrases_fit.foot(note.foot), said))
    count = len(whole.swaps)
    if count:
        title = ngettext("{count} exchange of size", "{count} exchanges of size", count).format(count=count)
        found.append(("arrows-left-right", title, _swap(whole.swaps[0])))
    return found


def consent(one: ConsentLine) -> tuple[bool, str, str]:
    """Return whether it was granted, the channel, and the evidence."""
    by = {"email": _("email"), "whatsapp": "WhatsApp", "sms": "SMS"}.get(one.channel, one.channel)
    channel = (_("Novelties by {channel}") if one.is_granted else _("No novelties by {channel}")).format(
        channel=by
    )
    parts = [f"{words.day(one.at.date())} {one.at.year}", one.source]
    if one.text_version:
        parts.append(_("notice version {version}").format(version=one.text_version))
    file, _colon, row = one.row.rpartition(":")
    parts.append(_("row {row} of {file}").format(row=row, file=file) if file else one.row)
    return one.is_granted, channel, ", ".join(part for part in parts if part)


def budget(whole: Whole) -> str:
    """Say how much of the contact budget is left in these thirty days."""
    if whole.is_silenced:
        return _("They asked for no letters: none is proposed.")
    recent = [d for d in whole.days if d.mark is Mark.SENT and (whole.today - d.on).days < 30]
    used = sum(1 for d in recent if RULES[d.flow].kind is Kind.MARKETING)
    thanked = sum(1 for d in recent if d.flow is Flow.THANKS)
    left, thanks = max(_MARKETING - used, 0), max(_THANKS - thanked, 0)
    said = ngettext(
        "{left} novelty of {whole} is left, and {thanks} thank-you of 1.",
        "{left} novelties of {whole} are left, and {thanks} thank-you of 1.",
        left,
    )
    return said.format(left=left, whole=_MARKETING, thanks=thanks)


def beside_consents(whole: Whole) -> str:
    """Say what holds beside the answers they gave, if any: a wish for no letters, or that they never said."""
    if whole.is_silenced:
        return _("They asked for no letters: none is proposed.")
    if whole.card.consents:
        return ""
    return _("They never said yes or no: only letters about their orders.")


def rhythm(whole: Whole) -> str:
    """Say how often a person comes, or that it cannot be known."""
    if whole.rhythm_days is None:
        return _("too few to know")
    return ngettext("every {count} day", "every {count} days", whole.rhythm_days).format(
        count=whole.rhythm_days
    )


def ago(whole: Whole) -> str:
    """Say how long ago the last purchase was."""
    last = whole.card.who.last
    if last is None:
        return "–"
    days = (whole.today - last).days
    if days < 1:
        return _("today")
    if days < 60:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    months = round(days / 30.4)
    return ngettext("{count} month ago", "{count} months ago", months).format(count=months)


def alike(reason: str) -> str:
    """Say why two customers may be one."""
    match reason:
        case Alike.PLUS_TAG:
            return _("Their addresses differ only by what follows a plus sign.")
        case Alike.SAME_PHONE:
            return _("They gave the same phone.")
        case Alike.SAME_NAME:
            return _("They have the same name.")
        case _:
            return _("They look alike.")


def when(one: date, today: date) -> str:
    """Say a day, with its year where that is not this one."""
    return words.day(one) if one.year == today.year else f"{words.day(one)} {one.year}"


def _state(word: str) -> str:
    return mail.state(State(word)) if word in set(State) else word


def _swap(one: Swap) -> str:
    said = _("{was} for {now}, in {product}").format(was=one.was, now=one.now, product=one.product)
    return _("{swap}: “{reason}”").format(swap=said, reason=one.reason) if one.reason else said


def _order(number: str) -> str:
    return _("Order {number}").format(number=number) if number else ""


def _sold(one: Moment) -> str:
    """Say where a purchase was made, its order and its amount."""
    paid = words.money(one.paid_minor, one.currency) if one.paid_minor else ""
    where = sales.channel(one.channel) if one.channel else ""
    return " · ".join(part for part in (where, _order(one.detail), paid) if part)


def _quoted(text: str) -> str:
    return f"«{_short(text, 220)}»" if text else ""


def _short(text: str, most: int = 120) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
