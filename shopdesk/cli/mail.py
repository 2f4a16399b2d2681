"""``shopdesk mail``: the account, the plan of letters, the owner's yes, sending, and what came of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar, mail_more
from shopdesk.cli.answer import Answer
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _, ngettext

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.mail.control import Report
    from shopdesk.services.mail.planned import Planned

_NO_LETTERS: dict[str, Any] = {"letters": []}


def add_commands(commands: Any) -> None:
    """Add ``mail account|plan|approve|preview|send|status|resolve|flow|check`` and the rest."""
    words = grammar.group(commands, "mail", "letters to your customers")
    _add_account(words)
    grammar.command(words, "plan", _plan, says="who gets what today, and why not", empty=_NO_LETTERS)
    yes = grammar.command(words, "approve", _approve, says="freeze today's proposals", empty=_NO_LETTERS)
    yes.add_argument("--flow", help="only this flow, e.g. thanks")
    yes.add_argument("--all", action="store_true", help="every flow (the default)")
    one = grammar.command(words, "preview", _preview, says="one letter, word for word", empty=_NO_LETTERS)
    one.add_argument("key")
    send = grammar.command(words, "send", _send, says="send what is approved", empty=_NO_LETTERS)
    send.add_argument("--limit", type=int, metavar="N", help="at most N letters")
    send.add_argument("--pace", type=float, metavar="SECONDS", help="seconds between two letters")
    send.add_argument("--to-folder", metavar="DIR", help="write .eml files instead of sending")
    grammar.command(words, "status", _status, says="where every letter stands", empty=_NO_LETTERS)
    settle = grammar.command(words, "resolve", _resolve, says="settle a doubtful letter", empty=_NO_LETTERS)
    settle.add_argument("key")
    settle.add_argument("verdict", choices=("sent", "resend"))
    flow = grammar.command(words, "flow", _flow, says="turn a flow on or off")
    flow.add_argument("name")
    flow.add_argument("switch", choices=("on", "off"))
    mail_more.add_commands(words)
    grammar.command(words, "check", _check, says="read replies, bounces and unsubscribes (IMAP)")


def _add_account(words: Any) -> None:
    account = grammar.group(words, "account", "the account letters leave from")
    put = grammar.command(account, "set", _account_set, says="set the account up")
    put.add_argument("--provider", default="other", metavar="P", help="gmail, outlook, yahoo, … or other")
    put.add_argument("--host", default="", metavar="H")
    put.add_argument("--port", type=int, metavar="N")
    put.add_argument("--security", choices=("ssl", "starttls"), default="")
    put.add_argument("--user", default="", metavar="U")
    put.add_argument("--ca", default="", metavar="FILE", help="the authority of your own server, PEM")
    put.add_argument("--from", dest="sender", default="", metavar="ADDRESS")
    put.add_argument("--imap-host", default="", metavar="H")
    put.add_argument("--imap-port", type=int, metavar="N")
    test = grammar.command(account, "test", _account_test, says="log in once")
    test.add_argument("--send", action="store_true", help="and send a test letter to yourself")


def _account_set(shop: Shop, args: argparse.Namespace) -> Answer:
    from pathlib import Path

    from shopdesk.services import settings
    from shopdesk.services.mail import account

    user = args.user or shop.settings.get(_mail_settings()).user
    chosen = account.Chosen(
        user=user,
        provider=args.provider,
        host=args.host,
        port=args.port,
        security=args.security,
        ca_file=str(Path(args.ca).expanduser().absolute()) if args.ca else "",
        sender=args.sender,
    )
    kept = account.set_account(shop, chosen, password=_ask_password(shop, user))
    if args.imap_host:
        settings.keep(shop, {"mail.imap_host": args.imap_host, "mail.imap_port": args.imap_port or 993})
    found = account.account(shop)
    document = {
        "account": {
            "provider": args.provider,
            "host": found.host,
            "port": found.port,
            "security": found.security.value,
            "user": found.user,
            "sender": found.sender,
        },
        "password": kept.value if kept else shop.secrets.backend(),
    }
    lines = [_("The account {user} at {host} is set up.").format(user=found.user, host=found.host)]
    if kept is not None and kept.value == "session":
        lines.append(_("This computer has no keyring: the password is asked once per session."))
    return Answer({"ok": True} | document, lines)


def _mail_settings() -> Any:
    from shopdesk.domain.preferences import MailSettings

    return MailSettings


def _ask_password(shop: Shop, user: str) -> str | None:
    """Return a password typed at a terminal; none is asked when the environment or nobody can give it."""
    if shop.secrets.backend() == "environment" or not sys.stdin.isatty():
        return None
    from getpass import getpass

    return getpass(_("Password of {user}: ").format(user=user)) or None


def _account_test(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import account, trial

    found = account.test(shop)
    if args.send:
        trial.send_to_myself(shop)
    said = _("{host} let us in. The account works.").format(host=found.host)
    return Answer({"ok": True, "host": found.host, "user": found.user, "sender": found.sender}, [said])


def _plan(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import plan, recovery

    recovery.recover(shop)
    made = plan.make(shop)
    document = _document(made.letters) | {"today": made.today.isoformat()}
    return Answer(document, _lines(made.letters))


def _approve(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import approve, phrases

    flow = phrases.read_flow(args.flow) if args.flow and not args.all else None
    done = approve.approve(shop, flow=flow)
    count = len(done.letters)
    lines = [ngettext("{count} letter is ready.", "{count} letters are ready.", count).format(count=count)]
    lines += [f"{key}: {error}" for key, error in done.problems]
    if done.quiet_until is not None:
        print(_quiet(done.quiet_until), file=sys.stderr)
    problems = [{"key": key, "message": str(error)} for key, error in done.problems]
    return Answer(_document(done.letters) | {"problems": problems}, lines)


def _quiet(until: Any) -> str:
    said = _("It is late: customers are better written to after {time}. Done all the same, as you asked.")
    return said.format(time=f"{until:%H:%M}")


def _preview(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import preview

    found = preview.preview(shop, args.key)
    document = _document([found.letter]) | {"text": found.text, "html": found.html}
    head = [f"{found.letter.name} <{found.letter.recipient}>", found.letter.subject, ""]
    return Answer(document, [*head, found.text])


def _send(shop: Shop, args: argparse.Namespace) -> Answer:
    from dataclasses import replace
    from pathlib import Path

    from shopdesk.services.mail import send

    if args.to_folder:
        from shopdesk.adapters.mailer import FolderMailer

        shop = replace(shop, mail=FolderMailer(Path(args.to_folder).expanduser()))
    _warn_if_quiet(shop)
    pace = 0.0 if args.to_folder and args.pace is None else args.pace
    report = send.send_batch(shop, limit=args.limit, pace=pace, told=_progress)
    error: ShopdeskError | None = report.stopped_by
    document = _document(report.letters) | _counts(report)
    return Answer(document, _report_lines(report), exit_code=1 if error else 0, error=error)


def _warn_if_quiet(shop: Shop) -> None:
    from shopdesk.services.mail import plan

    until = plan.quiet_until(shop)
    if until is not None:
        print(_quiet(until), file=sys.stderr)


def _progress(letter: Planned, done: int, total: int) -> None:
    from shopdesk.services.mail import phrases

    print(f"{done}/{total} {letter.recipient}: {phrases.state(letter.state)}", file=sys.stderr)


def _counts(report: Report) -> dict[str, Any]:
    from shopdesk.domain.outreach.flows import State

    counted = {state.value: report.count(state) for state in State if report.count(state)}
    return {"counts": counted, "left": report.left, "recovered_unknown": report.lost}


def _report_lines(report: Report) -> list[str]:
    from shopdesk.domain.outreach.flows import State

    sent, doubt = report.count(State.SENT), report.count(State.UNKNOWN) + report.lost
    lines = [ngettext("{count} letter left.", "{count} letters left.", sent).format(count=sent)]
    lines += _lines(one for one in report.letters if one.state is not State.SENT)
    if doubt:
        lines.append(_("Look for the doubtful ones in your Sent folder, then `shopdesk mail resolve`."))
    return lines


def _status(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import recovery, status

    recovery.recover(shop)
    found = status.everything(shop)
    return Answer(_document(found), _lines(found))


def _resolve(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import recovery, status

    recovery.recover(shop)
    found = status.resolve(shop, args.key, was_sent=args.verdict == "sent")
    return Answer(_document([found]), _lines([found]))


def _flow(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import phrases, status

    flow = phrases.read_flow(args.name)
    status.switch(shop, flow, on=args.switch == "on")
    said = _("{flow}: on.") if args.switch == "on" else _("{flow}: off.")
    document = {"flow": flow.value, "on": args.switch == "on"}
    return Answer(document, [said.format(flow=phrases.flow(flow))])


def _check(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services.mail import listening

    heard = listening.check(shop)
    document = {
        "replies": heard.replies,
        "bounces": heard.bounces,
        "unsubscribes": heard.unsubscribes,
        "scores": heard.scores,
        "resolved": heard.resolved,
    }
    return Answer(document, [f"{name}: {count}" for name, count in document.items()])


def _document(letters: Iterable[Planned]) -> dict[str, Any]:
    return {"letters": [_letter(one) for one in letters]}


def _letter(one: Planned) -> dict[str, Any]:
    return {
        "key": one.key,
        "flow": one.flow.value if one.flow else "supplier",
        "step": one.step,
        "kind": one.kind,
        "recipient": one.recipient,
        "subject": one.subject,
        "state": one.state.value,
        "reason": one.reason or None,
        "not_before": one.not_before.isoformat() if one.not_before else None,
        "message_id": one.message_id,
        "name": one.name,
        "displaced_by": one.by or None,
    }


def _lines(letters: Iterable[Planned]) -> list[str]:
    from shopdesk.services.mail import phrases

    lines = []
    for one in letters:
        flow = phrases.flow(one.flow) if one.flow else "-"
        why = f" ({phrases.reason(one.reason)})" if one.reason else ""
        who = " ".join(part for part in (one.name, one.recipient) if part)
        lines.append(f"{phrases.state(one.state)}{why} · {flow} · {who} · {one.key}")
    return lines
