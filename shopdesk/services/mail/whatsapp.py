"""For people without e-mail: the letter's words as a WhatsApp draft, opened for the owner and marked by hand.

The draft spends the same budget as a letter; nobody gets both.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from shopdesk.domain.identity import phone_key
from shopdesk.domain.outreach.flows import RULES, State
from shopdesk.domain.outreach.planning import Line
from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import compose, plan, rewording, texts, voice
from shopdesk.services.mail.approve import no_letter
from shopdesk.services.mail.plan import Plan
from shopdesk.store.models import OutboxLetter


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to open in WhatsApp, or to copy into an SMS."""

    key: str
    name: str
    phone: str
    text: str
    link: str


def draft(shop: Shop, key: str) -> Draft:
    """Return the draft of a letter whose person has a phone and no address.

    Raises:
        NotFound: If there is no such letter today.
        WrongInput: If the phone is no number WhatsApp knows.
    """
    today = plan.make(shop)
    line = _line(today, key)
    number = phone_key(line.person.phone, shop.settings.get(ShopSettings).country)
    if not number:
        raise WrongInput(
            _("{name} has no phone that WhatsApp knows.").format(name=line.person.name or key),
            _("Correct it on their card, with the country's code."),
        )
    text = rewording.as_message(texts.as_text(_body(line, today)).strip(), today.manner.language)
    link = f"https://wa.me/{number.removeprefix('+')}?text={quote(text)}"
    return Draft(key, voice.tidy_name(line.person.name), number, text, link)


def _line(today: Plan, key: str) -> Line:
    line = today.by_phone.get(key)
    if line is None:
        raise no_letter(key)
    return line


def _body(line: Line, today: Plan) -> tuple[texts.Block, ...]:
    filled = compose.compose(
        line.candidate,
        line.person,
        today.manner,
        own=today.own,
        today=today.today,
        token=compose.PREVIEW_TOKEN,
    )
    return filled.blocks


def mark_sent(shop: Shop, key: str, *, channel: str = "whatsapp") -> None:
    """Note that the owner sent it by hand: it counts for the cap like a letter.

    Raises:
        NotFound: If there is no such letter today.
    """
    line = _line(plan.make(shop), key)
    occasion, now = line.candidate.occasion, shop.now()
    about = line.candidate.about
    covered = {name: list(about.get(name, ())) for name in ("orders", "order_ids")}
    with shop.store.write() as session:
        session.add(
            OutboxLetter(
                letter_key=occasion.key,
                flow=occasion.flow.value,
                step=occasion.step,
                kind=RULES[occasion.flow].kind.value,
                customer_id=int(line.person.key[2:]) if line.person.key.startswith("c:") else None,
                recipient=line.person.phone,
                recipient_name=voice.tidy_name(line.person.name),
                facts=covered,
                state=State.SENT.value,
                channel=channel,
                proposed_at=now,
                approved_at=now,
                last_try_at=now,
                sent_at=now,
            )
        )
