"""A letter of the plan or of the outbox, as screens and commands show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.store import outreach
from shopdesk.store.models import OutboxLetter


@dataclass(frozen=True, slots=True)
class Planned:
    """One letter of the plan or of the outbox, as screens and commands show it.

    Attributes:
        reason: Machine word: why it is skipped, failed or unknown; empty otherwise.
        not_before: Earliest instant it may go, when that is not now.
        about: What it is about in a few words, such as the product.
    """

    key: str
    flow: Flow | None
    step: str
    kind: str
    recipient: str
    name: str
    subject: str
    state: State
    reason: str = ""
    not_before: datetime | None = None
    message_id: str | None = None
    about: str = ""
    person: str = ""
    by: str = ""
    is_edited: bool = False
    sent_at: datetime | None = None
    server_reply: str = ""
    phone: str = ""
    tried_at: datetime | None = None


def of_row(row: OutboxLetter) -> Planned:
    """Return a letter of the outbox as it is shown."""
    facts = row.facts or {}
    return Planned(
        key=row.letter_key,
        flow=Flow(row.flow) if row.flow in set(Flow) else None,
        step=row.step,
        kind=row.kind,
        recipient=row.recipient,
        name=row.recipient_name,
        subject=row.subject,
        state=State(row.state),
        reason=row.reason,
        not_before=row.not_before,
        message_id=row.message_id,
        about=str(facts.get("about", "")),
        person=outreach.customer_key(row.customer_id) if row.customer_id else "",
        is_edited=row.is_edited,
        sent_at=row.sent_at,
        server_reply=row.server_reply,
        tried_at=row.last_try_at,
    )
