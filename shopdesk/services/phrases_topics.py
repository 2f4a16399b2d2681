"""What Temas says: alerts worded apart, what a page lacks, videos, what changed."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.friction import Friction
from shopdesk.domain.replies.consistency import POLICY, Answered, TwoAnswers
from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_inbox as names
from shopdesk.services.inbox.lessons import Change, PageGap, Video
from shopdesk.services.inbox.topics import MissingSize, MonthBar, Topic, TopicsPage

_LAST_WEEKS = 4


def summary(page: TopicsPage) -> str:
    """Say the page's one line."""
    count = page.conversations
    said = ngettext("{count} conversation in {weeks} weeks", "{count} conversations in {weeks} weeks", count)
    return _("{conversations} · what they ask tells you what to mend").format(
        conversations=said.format(count=words.number(count), weeks=page.weeks)
    )


def kind(topic: Topic) -> tuple[str, str]:
    """Say the kind of an alert with its badge's tone; too few is never the colour of alarm."""
    found = topic.signal.kind if topic.signal else Friction.STEADY
    return {
        Friction.JUMP: (_("Jump this week"), "danger"),
        Friction.RISING: (_("Rising"), "warn"),
        Friction.TOO_FEW: (_("Too few to tell"), "neutral"),
        Friction.STEADY: (_("As usual"), "neutral"),
    }[found]


def title(topic: Topic) -> str:
    """Say an alert with its counts."""
    about = _about(topic)
    if topic.signal is None or topic.signal.kind is Friction.TOO_FEW:
        this, last = sum(topic.weeks[-4:]), sum(topic.weeks[-8:-4])
        return _("{about}: {count} in 4 weeks, {before} in the 4 before").format(
            about=about, count=this, before=last
        )
    if topic.signal.kind is Friction.RISING:
        weekly = words.names([str(count) for count in topic.weeks[-_LAST_WEEKS:]])
        return _("{about}: {counts} a week").format(about=about, counts=weekly)
    return _("{about}: {count} of {all} conversations").format(
        about=about, count=topic.signal.count, all=topic.signal.conversations
    )


def line(topic: Topic) -> str:
    """Say what is usual, or what else is known of an alert."""
    if topic.signal is None or topic.signal.kind is Friction.TOO_FEW:
        return _("With so few, a problem cannot be told from chance.")
    if topic.signal.kind is Friction.RISING and topic.per_100_sold is not None:
        return _("{count} for every 100 pairs sold in these weeks.").format(
            count=words.number(topic.per_100_sold, 1)
        )
    usual = round(topic.signal.expected, 1)
    shown = words.number(usual, 0 if usual == int(usual) else 1)
    return _("Usual is {count} a week.").format(count=shown)


def see(topic: Topic) -> str:
    """Say the link to an alert's messages."""
    count = len(topic.messages)
    return ngettext("See the {count}", "See the {count}", count).format(count=count)


def todo(tag: str) -> str:
    """Say what to do about a question that a product page should answer."""
    return {
        Tag.TALLA: _("Add a size guide"),
        Tag.MATERIALES: _("Say material and care"),
        Tag.COMODIDAD: _("Say how it feels"),
        Tag.PRECIO: _("Show the price"),
        Tag.CAMBIOS: _("Link the exchange policy"),
        Tag.GARANTIA: _("Say what the warranty covers"),
    }.get(Tag(tag), _("Answer it on the page"))


def gap_action(gap: PageGap) -> str:
    """Say the primary button: the top row's action."""
    return _("Copy text for {product}").format(product=gap.product)


def video(one: Video) -> tuple[str, str]:
    """Say a video and what stands behind it; without evidence it says so."""
    title = {
        "talla": _("How to choose your size"),
        "material": _("What it is made of"),
        "uso": _("How it feels in use"),
        "empaque": _("How it arrives"),
        "cambios": _("How an exchange works"),
        "testimonios": _("What customers say"),
    }[one.name]
    if not one.times:
        return title, _("Nobody asked about it in 60 days.")
    said = ngettext("{count} conversation asks for it.", "{count} conversations ask for it.", one.times)
    return title, said.format(count=one.times)


def missing_title(one: MissingSize) -> str:
    """Say a size that was asked for."""
    return _("{product}, {size}").format(product=one.product, size=one.size)


def missing_people(one: MissingSize) -> str:
    """Say who asked: two names and how many more."""
    named = [name for name in one.people if name][:2]
    rest = len(one.people) - len(named)
    if not named:
        return ngettext("{count} person", "{count} people", rest).format(count=rest)
    joined = ", ".join(named)
    return joined if not rest else _("{names} and {count} more").format(names=joined, count=rest)


def change(one: Change) -> str:
    """Say a change whose effect is looked at."""
    return _("On {day} you wrote your policy on {topic}.").format(
        day=words.day_of_month(one.on), topic=names.tag_name(one.tag).lower()
    )


def of(counts: tuple[int, int]) -> str:
    """Say a share with its counts."""
    return _("{part} of {whole}").format(part=counts[0], whole=counts[1])


def verdict(one: Change) -> str:
    """Say whether a change helped, or that it is too early."""
    if not one.is_known:
        return _("Too few yet; in some weeks it will be known.")
    before, after = one.before[0] / max(1, one.before[1]), one.after[0] / max(1, one.after[1])
    if one.p_value < 0.05:
        return _("They are fewer: it helped.")
    return _("Fewer so far, but it could be chance.") if after < before else _("They are not fewer.")


def month_label(today: date, *, before: bool) -> str:
    """Say the days a bar covers: ``1 al 16 de noviembre``."""
    first = today.replace(day=1)
    if not before:
        return _("1 to {day}").format(day=words.day_of_month(today))
    earlier = (first - timedelta(1)).replace(day=1)
    until = min(earlier + timedelta((today - first).days), first - timedelta(1))
    return _("1 to {day}").format(day=words.day_of_month(until))


def month_tip(bar: MonthBar) -> str:
    """Say a bar's tooltip."""
    return _("{topic}: {now} this month, {before} in the same days of last month").format(
        topic=names.tag_name(bar.tag), now=bar.now, before=bar.before
    )


def month_summary(bars: tuple[MonthBar, ...]) -> str:
    """Say the chart in one sentence."""
    if not bars:
        return _("No conversations this month.")
    top = bars[0]
    return _("They write most about {topic}: {now} this month, {before} before.").format(
        topic=names.tag_name(top.tag).lower(), now=top.now, before=top.before
    )


def two_ways(two: TwoAnswers) -> str:
    """Say what was answered in two ways."""
    subject, _colon, place = two.subject.partition(":")
    name = {
        "exchanges": _("Exchanges"),
        "returns": _("Returns"),
        "refunds": _("Refunds"),
        "warranty": _("Warranty"),
        "shipping": _("Shipping"),
        "instalments": _("Instalments"),
        "invoice": _("Invoices"),
        "cash_on_delivery": _("Cash on delivery"),
    }[subject]
    return _("{topic} to {place}").format(topic=name, place=place.title()) if place else name


def told(one: Answered, says: str, zone: ZoneInfo) -> str:
    """Say one side of it: where and when it was said, and the words."""
    where = _("Your policy") if one.channel == POLICY else names.channel_name(one.channel)
    day = words.weekday(one.at.astimezone(zone).date())
    return _("{where}, {day}: «{words}»").format(where=where, day=day, words=" ".join(says.split()))


def _about(topic: Topic) -> str:
    name = names.tag_name(topic.tag)
    if topic.product:
        return _("{topic} of {product}").format(topic=name, product=topic.product)
    return name
