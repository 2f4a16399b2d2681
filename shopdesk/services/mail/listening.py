"""The mailbox: answers to Messages, scores to the survey, reports and goodbyes where they belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from shopdesk.domain.delivery import AccountError, Incoming, MailboxAccount, Mark
from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.domain.outreach.people import normal_address
from shopdesk.domain.outreach.reports import Report, Verdict, is_report, read_report
from shopdesk.domain.preferences import MailSettings
from shopdesk.domain.surveys import own_words, read_goodbye, read_score
from shopdesk.runtime.i18n import _
from shopdesk.services import settings
from shopdesk.services.context import Shop
from shopdesk.services.doors import MailboxConnection
from shopdesk.services.mail import account as accounts
from shopdesk.services.mail import status, surveys
from shopdesk.store import letters as stored
from shopdesk.store import listening as store
from shopdesk.store.forgetting import suppress

_LOOK_FOR = timedelta(minutes=15)
"""How long the Sent folder is asked for a doubtful letter."""
_SOFT_LIMIT = 3


class NotConnected(AccountError):
    """The mailbox was never connected."""

    code = "no_mailbox"


@dataclass
class Heard:
    """What a look at the mailbox brought."""

    replies: int = 0
    bounces: int = 0
    unsubscribes: int = 0
    scores: int = 0
    resolved: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What tells our people's messages from the owner's other mail."""

    message_ids: frozenset[str]
    addresses: frozenset[str]
    tokens: frozenset[str] = field(default_factory=frozenset)


def check(shop: Shop) -> Heard:
    """Read what is new and put it where it belongs.

    Nothing in the mailbox is changed. What was read before is not read again.

    Raises:
        NotConnected: If no mailbox is set up.
        AccountError: If it cannot be opened.
    """
    known, heard = _known(shop), Heard()
    where = _account(shop)
    assert shop.mailbox is not None
    secret = accounts.password(shop, accounts.account(shop))
    with shop.mailbox.connect(where, secret) as box:
        messages, mark = box.new_messages(_mark(shop), answers=_sorter(known))
        for incoming in messages:
            _take(shop, incoming, heard)
        heard.resolved += _resolve(shop, box)
    settings.keep(shop, {"mail.imap_read": f"{mark.validity}:{mark.uid}", "mail.imap_on": True})
    return heard


def is_connected(shop: Shop) -> bool:
    """Say whether the owner connected a mailbox."""
    chosen = shop.settings.get(MailSettings)
    return shop.mailbox is not None and chosen.imap_on and bool(chosen.imap_host)


def _account(shop: Shop) -> MailboxAccount:
    chosen = shop.settings.get(MailSettings)
    if shop.mailbox is None or not chosen.imap_host or not chosen.user:
        raise NotConnected(
            _("No mailbox is connected, so nothing was read."),
            _("Connect it in Settings, Mail; letters leave without it too."),
        )
    return MailboxAccount(
        chosen.imap_host, chosen.imap_port, chosen.user, chosen.ca_file, chosen.timeout_seconds
    )


def _mark(shop: Shop) -> Mark | None:
    validity, _colon, uid = shop.settings.get(MailSettings).imap_read.partition(":")
    return Mark(int(validity), int(uid)) if validity.isdigit() and uid.isdigit() else None


def _known(shop: Shop) -> _Known:
    with shop.store.read() as session:
        return _Known(store.message_ids(session), store.customer_addresses(session))


def _sorter(known: _Known) -> Callable[[bytes], bool]:
    def concerns_us(head: bytes) -> bool:
        message = _parse(head)
        if is_report(message) or _answers(message) & known.message_ids:
            return True
        if read_goodbye("", str(message.get("Subject", ""))).token:
            return True
        return normal_address(_sender(message)) in known.addresses

    return concerns_us


def _parse(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _answers(message: EmailMessage) -> frozenset[str]:
    said = f"{message.get('In-Reply-To', '')} {message.get('References', '')}"
    return frozenset(word for word in said.split() if word.startswith("<"))


def _sender(message: EmailMessage) -> str:
    pairs = getaddresses([str(message.get("From", ""))])
    return pairs[0][1] if pairs else ""


def _when(shop: Shop, message: EmailMessage) -> datetime:
    try:
        found = parsedate_to_datetime(str(message.get("Date", "")))
    except ValueError:
        return shop.now()
    return found if found.tzinfo else found.replace(tzinfo=shop.zone())


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    if body is None:
        return ""
    try:
        content = body.get_content()
    except (LookupError, UnicodeError):
        return ""
    return content if isinstance(content, str) else ""


def _take(shop: Shop, incoming: Incoming, heard: Heard) -> None:
    message = _parse(incoming.raw)
    if is_report(message):
        report = read_report(message)
        if report is not None:
            _report(shop, report, heard)
        return
    subject, text, sender = str(message.get("Subject", "")), _text(message), _sender(message)
    letter_key, flow = _letter_answered(shop, message, sender)
    goodbye = read_goodbye(text, subject)
    if goodbye.is_meant:
        unsubscribe(shop, sender, token=goodbye.token, source="mailbox")
        heard.unsubscribes += 1
        return
    read = read_score(text, subject)
    if read.token or (flow == Flow.SURVEY and own_words(text)):
        given = surveys.Given(how=own_words(text) if not read.token else _how(text))
        surveys.record(shop, sender, read, given, source="mailbox", at=_when(shop, message))
        heard.scores += 1
        _note_reply(shop, letter_key)
        return
    words = own_words(text)
    if words:
        from shopdesk.services.inbox import arriving  # reads and tags, so it loads the models

        arriving.add(shop, words, channel="email", name=sender, at=_when(shop, message))
        heard.replies += 1
        _note_reply(shop, letter_key)


def _how(text: str) -> str:
    """Return what was written between and under the questions of the survey's link."""
    lines = [line for line in own_words(text).splitlines() if line.strip()]
    return "\n".join(line for line in lines if not line.strip().endswith("?")).strip()


def _letter_answered(shop: Shop, message: EmailMessage, sender: str) -> tuple[str, str]:
    """Return key and flow of our letter a message answers: by its subject's token, headers, or sender."""
    token = read_goodbye("", str(message.get("Subject", ""))).token
    token = token or read_score("", str(message.get("Subject", ""))).token
    with shop.store.read() as session:
        row = stored.by_token(session, token) if token else None
        row = row or store.by_message_ids(session, _answers(message))
        row = row or store.newest_to(session, normal_address(sender))
        return (row.letter_key, row.flow) if row is not None else ("", "")


def _note_reply(shop: Shop, key: str) -> None:
    if key:
        with shop.store.write() as session:
            row = stored.by_key(session, key)
            if row is not None:
                row.replied_at = row.replied_at or shop.now()
                session.add(row)


def unsubscribe(shop: Shop, address: str, *, token: str = "", source: str = "owner") -> None:
    """Never write to somebody again: the address that asked, and the one the letter went to.

    Their letters that wait are skipped.
    """
    with shop.store.write() as session:
        row = stored.by_token(session, token) if token else None
        asked = {address} | ({row.recipient} if row is not None and row.recipient else set())
        for one in asked:
            if "@" in one:
                suppress(session, one, reason="unsubscribed", at=shop.now(), source=source)
        if row is not None:
            row.replied_at = row.replied_at or shop.now()
            session.add(row)
        waiting = store.waiting_for(session, {normal_address(one) for one in asked})
        stored.move(session, waiting, State.SKIPPED, "unsubscribed")


def _report(shop: Shop, report: Report, heard: Heard) -> None:
    with shop.store.write() as session:
        row = store.by_message_ids(session, frozenset({report.message_id})) if report.message_id else None
        row = row or store.newest_to(session, normal_address(report.recipient))
        if row is None:
            return
        if row.state == State.UNKNOWN:
            # Whatever it says, it says that the letter left.
            row.state, row.reason, row.resolved_by = State.SENT.value, "", "report"
            row.sent_at = row.sent_at or row.data_at or shop.now()
            heard.resolved += 1
        if report.verdict in (Verdict.HARD, Verdict.SOFT):
            heard.bounces += 1
            row.bounced_at, row.bounce_kind = shop.now(), report.verdict.value
            row.server_reply = report.words or row.server_reply
        session.add(row)
        session.flush()
        softs = store.soft_bounces(session, row.address_hash)
        if report.verdict is Verdict.HARD or softs >= _SOFT_LIMIT:
            suppress(session, row.recipient, reason="bounced", at=shop.now(), source="mailbox")


def _resolve(shop: Shop, box: MailboxConnection) -> int:
    """Ask the Sent folder for doubtful letters of the last minutes; found there, they were sent."""
    found = Counter[bool]()
    for letter in status.unknown(shop):
        tried = letter.tried_at
        if not letter.message_id or tried is None or shop.now() - tried > _LOOK_FOR:
            continue
        if box.has_sent(letter.message_id):
            status.resolve(shop, letter.key, was_sent=True, by="sent_folder")
            found[True] += 1
    return found[True]
