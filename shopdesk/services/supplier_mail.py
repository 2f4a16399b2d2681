"""A supplier's list by mail, with its PDF, through the same outbox as every other letter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.domain.outreach.flows import State
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import compose, texts
from shopdesk.services.mail.control import Report
from shopdesk.services.mail.envelope import Attachment, Headers, build
from shopdesk.services.mail.send import send_batch
from shopdesk.services.mail.texts import Filled, Fixed
from shopdesk.services.mail.values import manner
from shopdesk.services.supplier_lists import SupplierList, as_text
from shopdesk.store.models import OutboxLetter
from shopdesk.store.purchasing import has_letter

FLOW = KIND = "supplier"


def approve(shop: Shop, one: SupplierList, address: str, pdf: bytes) -> str:
    """Put a supplier's list into the outbox, ready to go, and return the letter's key.

    The same list is never put there twice.

    Args:
        shop: The shop.
        one: The list.
        address: Of the supplier.
        pdf: The list as printed.

    Raises:
        WrongInput: If the supplier has no address, or it cannot be used.
    """
    if not address.strip():
        raise WrongInput(
            _("{supplier} has no mail address yet.").format(supplier=one.supplier),
            _("Write it in Suppliers and try again; nothing was sent."),
        )
    text = as_text(one)
    key = f"{KIND}:{one.number or hashlib.sha256(text.encode()).hexdigest()[:16]}:{address.casefold()}"
    letter = _letter(shop, one, address, key=key, pdf=pdf)
    with shop.store.write() as session:
        if not has_letter(session, key):
            session.add(letter)
    return key


def _letter(shop: Shop, one: SupplierList, address: str, *, key: str, pdf: bytes) -> OutboxLetter:
    """Return the letter as it goes out, its PDF with it."""
    said = manner(shop)
    token = compose.new_token()
    headers = Headers(
        sender=said.sender,
        sender_name=said.sender_name,
        recipient=address,
        recipient_name=one.supplier,
        message_id=f"<{token}@{said.sender.rpartition('@')[2]}>",
        at=shop.now().astimezone(shop.zone()),
        language=said.language,
    )
    filled = Filled(one.title, texts.blocks("{{ body }}", {"body": Fixed(as_text(one))}))
    raw = build(filled, headers, [Attachment(_file_name(one), pdf, "application/pdf")])
    return OutboxLetter(
        letter_key=key,
        flow=FLOW,
        kind=KIND,
        recipient=address,
        recipient_name=one.supplier,
        subject=one.title,
        state=State.APPROVED.value,
        message_id=headers.message_id,
        raw=raw,
        raw_hash=hashlib.sha256(raw).hexdigest(),
        proposed_at=shop.now(),
        approved_at=shop.now(),
    )


def send(shop: Shop, key: str) -> Report:
    """Send one list now; customers' letters that wait stay where they are.

    Raises:
        AccountError: If the login failed; the letter stays ready.
    """
    return send_batch(shop, pace=0.0, only=[key])


@dataclass(frozen=True, slots=True)
class Posting:
    """A list on its way to an address, with the page as printed."""

    one: SupplierList
    address: str
    pdf: bytes


def post(shop: Shop, postings: Sequence[Posting]) -> list[str]:
    """Put lists into the outbox, send them, and return the suppliers they went to.

    A list that went out before is left out, so the answer may be shorter than what was asked.

    Raises:
        AccountError: If the login failed, or the batch was stopped; what had not left stays ready.
        WrongInput: If a supplier has no address.
    """
    keys = {approve(shop, p.one, p.address, p.pdf): p.one.supplier for p in postings}
    report = send_batch(shop, pace=0.0, only=list(keys))
    if report.stopped_by is not None:
        raise report.stopped_by
    return [keys[letter.key] for letter in report.letters if letter.state is State.SENT]


def _file_name(one: SupplierList) -> str:
    plain = "".join(c if c.isalnum() else "-" for c in f"{one.title} {one.number}".strip().casefold())
    return "-".join(part for part in plain.split("-") if part) + ".pdf"
