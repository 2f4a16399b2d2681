"""Delivery reports: what came back, for whom, and whether for good (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage, Message
from enum import StrEnum

_ADDRESS = re.compile(r"[\w.+'=-]+@[\w-]+(?:\.[\w-]+)+")
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_SMTP = re.compile(r"\b([45])\d\d[ -]")
_SENDERS = ("mailer-daemon", "postmaster", "mail delivery")
_SUBJECTS = re.compile(
    r"undeliver|delivery status|failure notice|returned mail|no se pudo entregar|no entregado|"
    r"mail delivery (?:failed|subsystem)|delivery has failed",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    """What a report says."""

    HARD = "hard"  # will never arrive
    SOFT = "soft"  # not now
    DELIVERED = "delivered"
    DELAYED = "delayed"


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    Attributes:
        recipient: The address it is about, or empty.
        message_id: Message-ID of the letter that came back, or empty.
        status: RFC 3463 status, or empty.
    """

    verdict: Verdict
    recipient: str
    message_id: str
    status: str
    words: str


def is_report(message: EmailMessage) -> bool:
    """Say whether a message is a delivery report, by its kind or by who sends it."""
    if message.get_content_type() == "multipart/report":
        return str(message.get_param("report-type", "delivery-status")).lower() == "delivery-status"
    sender, subject = str(message.get("From", "")).casefold(), str(message.get("Subject", ""))
    return any(name in sender for name in _SENDERS) and bool(_SUBJECTS.search(subject))


def read_report(message: EmailMessage) -> Report | None:
    """Return what a delivery report says; None if it says nothing that can be used."""
    fields = _fields(message)
    original = _original(message)
    message_id = original.get("message-id", "")
    recipient = _address(fields.get("original-recipient") or fields.get("final-recipient") or "")
    words = fields.get("diagnostic-code") or _text(message)
    status = fields.get("status") or _first_status(words)
    verdict = _verdict(fields.get("action", ""), status, words)
    recipient = recipient or _address(original.get("to", "")) or _failed_address(message)
    if verdict is None or not (recipient or message_id):
        return None
    return Report(verdict, recipient, message_id, status, " ".join(words.split())[:300])


def _verdict(action: str, status: str, words: str) -> Verdict | None:
    action = action.strip().lower()
    if action in ("delivered", "relayed", "expanded"):
        return Verdict.DELIVERED
    if action == "delayed":
        return Verdict.DELAYED
    first = status[:1] or (found.group(1) if (found := _SMTP.search(words)) else "")
    if first == "5":
        # A full mailbox is said with 5.2.2 by some: it is still not for good.
        return Verdict.SOFT if status in ("5.2.2", "5.3.4", "5.4.7") else Verdict.HARD
    if first == "4" or action == "failed":
        return Verdict.SOFT
    return None


def _fields(message: EmailMessage) -> dict[str, str]:
    """Return the last per-recipient group of the delivery-status part, names in lower case."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            rows = _parts(part)
            return {name.lower(): str(value) for group in rows for name, value in group.items()}
    return {}


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _original(message: EmailMessage) -> dict[str, str]:
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = _parts(part)
            if inner:
                return {name.lower(): str(value) for name, value in inner[0].items()}
        if kind == "text/rfc822-headers":
            return _headers(_content(part))
    return _headers(_text(message))


def _headers(text: str) -> dict[str, str]:
    pairs = re.findall(r"^\s*(Message-ID|To):\s*(.+)$", text, re.IGNORECASE | re.MULTILINE)
    return {name.lower(): value.strip() for name, value in pairs}


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _text(message: EmailMessage) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            return _content(part)
    return ""


def _address(text: str) -> str:
    found = _ADDRESS.search(text)
    return found.group() if found else ""


def _failed_address(message: EmailMessage) -> str:
    header = str(message.get("X-Failed-Recipients", ""))
    return _address(header) or _address(_text(message))


def _first_status(words: str) -> str:
    found = _STATUS.search(words)
    return found.group() if found else ""
