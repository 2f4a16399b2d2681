"""``shopdesk inbox``: messages of customers, answered truly."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _, ngettext

if TYPE_CHECKING:
    from shopdesk.domain.guardrails.checks import Check
    from shopdesk.services.context import Shop
    from shopdesk.services.inbox.answering import Suggestion
    from shopdesk.services.inbox.views import MessageView


def add_commands(commands: Any) -> None:
    """Add ``inbox`` and its words."""
    words = grammar.group(commands, "inbox", "messages of customers")
    add = grammar.command(words, "add", _add, says="add a pasted message (text on stdin)")
    add.add_argument("--channel", default="")
    add.add_argument("--name", default="", help="who wrote it")
    add.add_argument("--at", type=datetime.fromisoformat, metavar="T", help="when it was written")
    add.add_argument("--split", action="store_true", help="one message per line of a pasted chat")
    bring = grammar.command(words, "import", _import, says="import an exported chat", empty={"new": 0})
    bring.add_argument("file", type=Path)
    bring.add_argument("--date-order", choices=("dmy", "mdy"))
    bring.add_argument("--me", default="", help="the name the shop writes under in this chat")
    found = grammar.command(words, "list", _list, says="every message", empty={"messages": []})
    found.add_argument("--open", action="store_true", help="only those that wait for an answer")
    found.add_argument("--search", default="", metavar="WORDS")
    _add_message_commands(words)
    topics = grammar.command(words, "topics", _topics, says="what customers ask", empty={"topics": []})
    topics.add_argument("--weeks", type=int, default=12)


def _add_message_commands(words: Any) -> None:
    for name, run, says in (
        ("show", _show, "one message"),
        ("reply", _reply, "a suggested reply with its receipts"),
        ("check", _check, "check an edited reply (text on stdin)"),
        ("copy", _copy, "take a reply out (text on stdin): the facts are read once more"),
    ):
        grammar.command(words, name, run, says=says).add_argument("id", type=int)
    reply = words.choices["reply"]
    reply.add_argument("--tone", choices=("warm", "brief", "formal"), default="warm")
    reply.add_argument("--language", choices=("es", "es_ES", "en"), default="")
    words.choices["check"].add_argument("--confirm", action="append", default=[], metavar="CLAIM")
    words.choices["copy"].add_argument("--anyway", action="store_true", help="copy although facts changed")
    tags = grammar.command(words, "tag", _retag, says="say what a message is about")
    tags.add_argument("id", type=int)
    tags.add_argument("tags", nargs="+")
    mark = grammar.command(words, "mark", _mark, says="answered, open or closed")
    mark.add_argument("state", choices=("answered", "open", "closed"))
    mark.add_argument("ids", type=int, nargs="+")


def _add(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.inbox import arriving, views

    arrived = arriving.add(
        shop, sys.stdin.read(), channel=args.channel, name=args.name, at=args.at, split=args.split
    )
    ids = [*arrived.new, *arrived.known]
    found = [_message(view) for view in views.some(shop, ids)]
    said = _("Message added.") if arrived.new else _("That message was there already.")
    document = {**(found[0] if found else {}), "messages": found, "new": len(arrived.new)}
    return Answer(document, [said, *(_line(view) for view in views.some(shop, ids))])


def _import(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.domain.chats.whatsapp import DateOrder
    from shopdesk.services.inbox import importing

    order = DateOrder(args.date_order) if args.date_order else None
    done = importing.bring(shop, args.file, order=order, me=args.me)
    said = ngettext("{count} new message.", "{count} new messages.", len(done.new)).format(
        count=len(done.new)
    )
    document = {
        "file": done.file,
        "chats": done.chats,
        "messages": done.messages,
        "new": len(done.new),
        "known": done.known,
        "from_shop": done.from_shop,
        "ids": list(done.new),
    }
    return Answer(document, [said])


def _list(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.inbox import views

    if args.search:
        found = views.found(shop, args.search)
    else:
        found = views.waiting(shop) if args.open else views.listed(shop)
    return Answer({"messages": [_message(view) for view in found]}, [_line(view) for view in found])


def _show(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.inbox import views

    view = views.one(shop, args.id)
    return Answer(_message(view), [_line(view)])


def _retag(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.inbox import views

    view = views.retag(shop, args.id, args.tags)
    return Answer(_message(view), [_line(view)])


def _mark(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.inbox import views

    moves = {"answered": views.mark_answered, "open": views.reopen, "closed": views.close}
    moves[args.state](shop, args.ids)
    found = views.some(shop, args.ids)
    return Answer({"messages": [_message(view) for view in found]}, [_line(view) for view in found])


def _reply(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.domain.replies.facts import Tone
    from shopdesk.services.inbox import answering

    made = answering.suggest(shop, args.id, tone=Tone(args.tone), language=args.language)
    return Answer(_suggestion(made), [made.text, "", *_check_lines(made.checks)])


def _check(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.inbox import answering

    for claim in args.confirm:
        answering.vouch(shop, args.id, claim)
    checks = answering.check(shop, args.id, _written())
    passed = all(one.passed for one in checks)
    return Answer({"checks": [_check_row(one) for one in checks], "passed": passed}, _check_lines(checks))


def _copy(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.inbox import answering

    done = answering.copy(shop, args.id, _written(), anyway=args.anyway)
    document = {
        "copied": done.is_copied,
        "changed": [
            {"kind": str(one.kind), "source": one.source, "old": one.old, "new": one.new}
            for one in done.changed
        ],
        "checks": [_check_row(one) for one in done.checks],
        "promises": list(done.promises),
    }
    lines = [f"{one.source}: {one.old} → {one.new}" for one in done.changed]
    return Answer(document, lines or [_("Copied.")], exit_code=0 if done.is_copied else 1)


def _topics(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.cli import learned

    return learned.topics(shop, args.weeks)


def _written() -> str:
    """Return what stands on the standard input."""
    text = sys.stdin.read()
    if not text.strip():
        raise WrongInput(_("There is no text on the standard input."), _("Nothing was changed."))
    return text


def _line(view: MessageView) -> str:
    from shopdesk.services import phrases_inbox

    tags = ", ".join(phrases_inbox.tag_name(tag) for tag in view.applied)
    words = " ".join(view.text.split())
    return f"{view.id} · {view.author or '–'} · {tags or '–'} · {words[:80]}"


def _message(view: MessageView) -> dict[str, Any]:
    return {
        "id": view.id,
        "text": view.text,
        "channel": view.channel,
        "author": view.author,
        "written_at": view.written_at.isoformat(),
        "status": view.status,
        "tags": [
            {"tag": t.tag, "probability": t.probability, "applied": t.is_applied, "because": list(t.because)}
            for t in view.tags
        ],
        "mentions": [
            {"kind": m.kind, "value": m.value, "role": m.role or None, "scale": m.scale or None}
            for m in view.mentions
        ],
        "product": view.product or None,
        "customer": view.customer or None,
        "time_left": _time_left(view),
    }


def _time_left(view: MessageView) -> dict[str, Any] | None:
    if view.time_left is None:
        return None
    hours = round(view.time_left.left.total_seconds() / 3600, 1)
    return {"answering": view.time_left.answering.value, "hours": hours}


def _suggestion(made: Suggestion) -> dict[str, Any]:
    from shopdesk.services import phrases_inbox

    return {
        "message": made.message_id,
        "text": made.text,
        "tone": made.tone.value,
        "language": made.language,
        "sentences": [
            {
                "text": one.text,
                "facts": [
                    {
                        "kind": str(fact.kind),
                        "value": fact.value,
                        "source": fact.source,
                        "as_of": fact.as_of.isoformat() if fact.as_of else None,
                    }
                    for fact in one.facts
                ],
            }
            for one in made.sentences
        ],
        "checks": [_check_row(one) for one in made.checks],
        "pending": [
            {
                "question": one.ask,
                "reason": str(one.reason),
                "detail": phrases_inbox.pending_line(one, made.language),
            }
            for one in made.pending
        ],
    }


def _check_row(one: Check) -> dict[str, Any]:
    from shopdesk.services import phrases_inbox

    return {
        "name": str(one.name),
        "passed": one.passed,
        "detail": phrases_inbox.check_detail(one),
        "claims": [claim.words for claim in one.claims],
    }


def _check_lines(checks: Iterable[Check]) -> list[str]:
    from shopdesk.services import phrases_inbox

    lines = []
    for one in checks:
        mark = "✓" if one.passed else "✗"
        said = f"{mark} {phrases_inbox.check_name(one.name)} {phrases_inbox.check_detail(one)}"
        lines.append(said.strip())
    return lines
