"""A person who wrote becomes a contact; a yes to letters is kept with its words and its message."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from shopdesk.domain.identity import email_key, phone_key
from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.importing import people
from shopdesk.services.importing.context import of_shop
from shopdesk.services.inbox import answering
from shopdesk.store.models import Consent, Customer, Message

SOURCE = "messages"


@dataclass(frozen=True, slots=True)
class Contact:
    """What the owner notes.

    Attributes:
        agreed: The person said yes to letters; no yes is silence, never a refusal.
        said: The person's own yes, kept as evidence.
        incentive: What they were given for it, e.g. ``guide``.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    agreed: bool = False
    said: str = ""
    incentive: str = ""


def note(shop: Shop, contact: Contact, *, message_id: int | None = None) -> int:
    """Keep a contact, or learn an address of one known; return the customer's number.

    The conversation of ``message_id`` is linked to the person.

    Raises:
        WrongInput: If there is neither a right email nor a phone, or a yes has no words.
    """
    country = shop.settings.get(ShopSettings).country
    email = contact.email if email_key(contact.email) else ""
    phone = contact.phone if phone_key(contact.phone, country) else ""
    if not email and not phone:
        raise WrongInput(_("A contact needs an email or a phone."), _("Nothing was kept."))
    if contact.agreed and not contact.said.strip():
        raise WrongInput(_("Write what they said when they agreed."), _("A yes counts only with its words."))
    with shop.store.write() as session:
        person = people.Person(email, phone, "", contact.name.strip())
        found = people.write(session, of_shop(shop), [person], None)[0]
        if found is None:
            raise WrongInput(_("That address is one of the shop's own."), _("Nothing was kept."))
        row = session.get_one(Customer, found)
        row.source = row.source or SOURCE
        row.incentive = row.incentive or contact.incentive
        if contact.agreed:
            session.add(
                Consent(
                    customer_id=found,
                    channel="email" if email else "whatsapp",
                    is_granted=True,
                    at=shop.now(),
                    source=SOURCE,
                    text_version=contact.said.strip(),
                    row_reference=f"message:{message_id}" if message_id is not None else "",
                )
            )
        if message_id is not None:
            thread = answering.message_of(session, message_id).thread_key
            for message in session.exec(select(Message).where(col(Message.thread_key) == thread)):
                message.customer_id = found
        return found
