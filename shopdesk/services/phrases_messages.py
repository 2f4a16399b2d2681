"""The lines of the Mensajes page: moments, summaries, receipts; names are in ``phrases_inbox``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from shopdesk.domain.chats.window import Answering
from shopdesk.domain.guardrails.checks import Check
from shopdesk.domain.guardrails.staleness import Changed
from shopdesk.domain.replies.facts import Fact, FactKind
from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_inbox as names
from shopdesk.services.inbox.views import MessageView

_TONES = {
    Tag.TALLA: "plum",
    Tag.COMODIDAD: "plum",
    Tag.ENVIO: "barro",
    Tag.CAMBIOS: "info",
    Tag.MATERIALES: "warn",
    Tag.GARANTIA: "info",
    Tag.STOCK: "primary",
    Tag.QUEJA: "danger",
    Tag.AGRADECIMIENTO: "ok",
}
_ICONS = {
    "instagram": "instagram-logo",
    "facebook": "facebook-logo",
    "whatsapp": "whatsapp-logo",
    "mercadolibre": "storefront",
    "counter": "storefront",
    "mailbox": "envelope-simple",
    "correo": "envelope-simple",
}
_FACTS = {
    FactKind.AVAILABILITY: ("package", "primary"),
    FactKind.RESTOCK: ("truck", "primary"),
    FactKind.LAST_PIECES: ("package", "warn"),
    FactKind.POLICY: ("arrows-left-right", "info"),
    FactKind.DELIVERY_TIME: ("truck", "barro"),
    FactKind.PRICE: ("tag", "warn"),
    FactKind.ATTRIBUTE: ("ruler", "plum"),
    FactKind.ORDER: ("receipt", "info"),
    FactKind.EQUIVALENCE: ("ruler", "plum"),
}


def topic_tone(tag: str) -> str:
    """Return the badge's tone of a topic."""
    return _TONES.get(Tag(tag), "neutral") if tag in set(Tag) else "neutral"


def channel_icon(name: str) -> str:
    """Return the name of the icon for where a message came from; a speech bubble for one never met."""
    return _ICONS.get(name, "chat-circle-dots")


def who(message: MessageView) -> str:
    """Return who wrote, or where it came from."""
    return message.customer or message.author or names.channel_name(message.channel)


def initials(name: str) -> str:
    """Return at most two initials of a name, for the round beside it."""
    parts = [part for part in name.split() if part[:1].isalpha()]
    return "".join(part[0] for part in parts[:2]).upper() or "·"


def moment(at: datetime, today: date, zone: ZoneInfo) -> str:
    """Say when a message was written: ``hoy 8:31``, ``ayer 18:40``, ``lun 10 nov``."""
    local = at.astimezone(zone)
    days = (today - local.date()).days
    if days == 0:
        return _("today {clock}").format(clock=words.clock(local))
    if days == 1:
        return _("yesterday {clock}").format(clock=words.clock(local))
    return words.weekday(local.date())


def summary(waiting: Sequence[MessageView]) -> str:
    """Say how many wait, and what most of them ask about."""
    count = len(waiting)
    if not count:
        return _("Nobody waits for an answer")
    said = ngettext("{count} to answer", "{count} to answer", count).format(count=words.number(count))
    common = Counter(tag for message in waiting for tag in message.applied).most_common(1)
    if not common or common[0][1] < 2:
        return said
    return _("{count} · they ask most about {topic}").format(
        count=said, topic=names.tag_name(common[0][0]).lower()
    )


def check(one: Check) -> str:
    """Say a check in the row below the reply, with what stands against it."""
    return names.check_name(one.name) if one.passed else names.check_detail(one)


def fact(one: Fact, today: date, zone: ZoneInfo) -> tuple[str, str, str, str, str] | None:
    """Return (icon, tone, title, line, source) of a receipt; None for what needs no showing."""
    known = _FACTS.get(FactKind(one.kind)) if one.kind in set(FactKind) else None
    if known is None:
        return None
    icon, tone = known
    return icon, tone, names.fact_kind(one), _fact_line(one), _as_of(one, today, zone)


def facts_line(facts: Sequence[Fact], named: Mapping[str, str]) -> str:
    """Say the receipts of a reply in one line."""
    parts = []
    for one in facts:
        if one.kind == FactKind.AVAILABILITY:
            about = named.get(one.key, "")
            parts.append(f"{about}: {_fact_line(one)}" if about else _fact_line(one))
        elif one.kind in set(FactKind) and FactKind(one.kind) in _FACTS:
            parts.append(names.fact_kind(one))
    said = " · ".join(dict.fromkeys(part.rstrip(".") for part in parts))
    return said or _("Nothing yet: the reply promises nothing.")


def changes(found: Sequence[Changed], named: Mapping[str, str]) -> str:
    """Say what changed since a reply was written, old and new."""
    parts = []
    for one in found:
        if one.kind == FactKind.LAST_PIECES and any(
            two.kind == FactKind.AVAILABILITY and two.key == one.key for two in found
        ):
            continue
        about = named.get(one.key) or names.fact_kind_name(one.kind)
        old, new = (_value_line(one.kind, value).rstrip(".") for value in (one.old, one.new))
        parts.append(_("{about}: {old} → {new}").format(about=about, old=old, new=new or "–"))
    return " · ".join(dict.fromkeys(parts))


def _fact_line(one: Fact) -> str:
    return _value_line(one.kind, one.value)


def _value_line(kind: str, value: str) -> str:
    if kind != FactKind.AVAILABILITY or not value:
        return value
    if value.isdecimal():
        there = ngettext("There is {count} pair.", "There are {count} pairs.", int(value))
        return there.format(count=value)
    return _("There is none.") if value.startswith("out") else _("To be confirmed.")


def _as_of(one: Fact, today: date, zone: ZoneInfo) -> str:
    if one.as_of is None or one.kind == FactKind.ATTRIBUTE:
        return ""
    day = one.as_of.astimezone(zone).date()
    when = _("today") if day == today else words.weekday(day)
    if one.kind == FactKind.POLICY:
        return _("Your policy, of {day}").format(day=when)
    return _("As of {day}").format(day=when)


def time_left(message: MessageView) -> str:
    """Say how long the channel still lets the shop answer; empty where it does not matter."""
    left = message.time_left
    if left is None:
        return ""
    hours = int(left.left.total_seconds() // 3600)
    match left.answering:
        case Answering.CLOSED:
            return _("The channel no longer lets you answer here.")
        case Answering.FREE:
            said = ngettext("{count} hour left to answer", "{count} hours left to answer", hours)
            return said.format(count=hours)
        case Answering.HUMAN_ONLY:
            days = hours // 24
            said = ngettext("{count} day left to answer", "{count} days left to answer", days)
            return said.format(count=days)
