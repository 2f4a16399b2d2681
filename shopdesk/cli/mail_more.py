"""``shopdesk mail`` beyond the batch: launches, late orders, waits, the guide, calendars, drafts."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(words: Any) -> None:
    """Add ``mail launch|late|wait|guide|calendar|draft|vacation|privacy``."""
    launch = grammar.group(words, "launch", "what comes out next; who bought sees it first")
    put = grammar.command(launch, "add", _launch_add, says="add a launch")
    put.add_argument("name")
    put.add_argument("--on", type=date.fromisoformat, required=True, metavar="DATE", help="public day")
    put.add_argument("--category", action="append", default=[], help="only who bought in it (repeatable)")
    put.add_argument("--text", default="", help="what is told of it")
    grammar.command(launch, "list", _launch_list, says="launches ahead", empty={"launches": []})
    drop = grammar.command(launch, "remove", _launch_remove, says="take a launch back")
    drop.add_argument("id", type=int)
    late = grammar.command(words, "late", _late, says="mark an order late: its customer hears it from you")
    late.add_argument("order")
    late.add_argument("--note", default="", help="what happened, in your words")
    late.add_argument("--new-date", type=date.fromisoformat, metavar="DATE", help="only if you are sure")
    late.add_argument("--not", dest="not_late", action="store_true", help="it is not late after all")
    wait = grammar.command(words, "wait", _wait, says="days a flow waits")
    wait.add_argument("name")
    wait.add_argument("days", type=int)
    guide = grammar.command(words, "guide", _guide, says="the size guide goes along with a flow's letters")
    guide.add_argument("name")
    guide.add_argument("switch", choices=("on", "off"))
    person = grammar.command(words, "calendar", _calendar, says="one person's letters, and what gave way")
    person.add_argument("key", help="address, phone or name")
    draft = grammar.command(words, "draft", _draft, says="WhatsApp draft or SMS text for who has no address")
    draft.add_argument("key")
    draft.add_argument("--mark-sent", choices=("whatsapp", "sms"), help="note that you sent it by hand")
    away = grammar.command(words, "vacation", _vacation, says="letters pause until a day")
    away.add_argument("until", metavar="DATE|off")
    grammar.command(words, "privacy", _privacy, says="a privacy notice to begin with (MX, ES)")


def _launch_add(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import launches

    written = launches.Written(args.name, args.on, tuple(args.category), args.text)
    identity = launches.add(shop, written)
    return Answer({"id": identity}, [_("{name} is on the list.").format(name=written.name)])


def _launch_list(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import launches

    found = launches.coming(shop)
    rows = [
        {
            "id": one.id,
            "name": one.written.name,
            "public_on": one.written.public_on.isoformat(),
            "tells_on": one.tells_on.isoformat(),
            "categories": list(one.written.categories),
            "text": one.written.text,
            "people": one.people,
        }
        for one in found
    ]
    lines = [f"{row['id']} · {row['name']} · {row['public_on']} · {row['people']}" for row in rows]
    return Answer({"launches": rows}, lines)


def _launch_remove(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import launches

    was = launches.remove(shop, args.id)
    return Answer({"id": args.id}, [_("{name} was taken off the list.").format(name=was.name)])


def _late(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import late

    if args.not_late:
        late.take_back(shop, args.order)
        return Answer({"order": args.order, "late": False}, [_("It is not late.")])
    late.mark(shop, args.order, args.note, args.new_date)
    said = _("{number} is marked late: its letter waits for you.").format(number=args.order)
    return Answer({"order": args.order, "late": True}, [said])


def _wait(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import phrases, timing

    flow = phrases.read_flow(args.name)
    timing.set_wait(shop, flow, args.days)
    return Answer({"flow": flow.value, "days": args.days}, [f"{phrases.flow(flow)}: {args.days}"])


def _guide(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import enclosures, phrases

    flow = phrases.read_flow(args.name)
    enclosures.set_wanted(shop, flow, on=args.switch == "on")
    said = _("{flow}: on.") if args.switch == "on" else _("{flow}: off.")
    return Answer({"flow": flow.value, "guide": args.switch == "on"}, [said.format(flow=phrases.flow(flow))])


def _calendar(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.customers import listing
    from shopdesk.services.mail import calendar, phrases

    with shop.store.read() as session:
        customer = listing.identify(session, shop, args.key)
    found = calendar.of_customer(shop, customer)
    days = [
        {
            "on": day.on.isoformat(),
            "flow": day.flow.value,
            "mark": day.mark.value,
            "reason": day.reason or None,
            "displaced_by": day.by.value if day.by else None,
            "next_on": day.next_on.isoformat() if day.next_on else None,
        }
        for day in found
    ]
    lines = [f"{day.on} · {phrases.flow(day.flow)} · {day.mark.value}" for day in found]
    return Answer({"days": days}, lines)


def _draft(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import whatsapp

    found = whatsapp.draft(shop, args.key)
    if args.mark_sent:
        whatsapp.mark_sent(shop, args.key, channel=args.mark_sent)
    document = {"key": found.key, "phone": found.phone, "text": found.text, "link": found.link}
    return Answer(document | {"marked": args.mark_sent}, [found.text, "", found.link])


def _vacation(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import overview

    until = None if args.until == "off" else date.fromisoformat(args.until)
    overview.set_vacation(shop, until)
    said = _("Letters pause until {day}.").format(day=until) if until else _("Letters go on.")
    return Answer({"until": until.isoformat() if until else None}, [said])


def _privacy(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import privacy

    text = privacy.notice(shop)
    return Answer({"text": text}, [text])
