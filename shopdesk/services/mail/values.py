"""What each flow's text may ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from shopdesk.domain.outreach.budget import Occasion
from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.people import Person
from shopdesk.domain.outreach.purchases import Bought, Candidate
from shopdesk.domain.preferences import MailSettings, ShopSettings
from shopdesk.services import proofs
from shopdesk.services.context import Shop
from shopdesk.services.mail import account, enclosures, voice
from shopdesk.services.mail.texts import Fixed
from shopdesk.store.welcomes import has_sizes


@dataclass(frozen=True, slots=True)
class Manner:
    """How the shop speaks and signs, the same for a whole batch.

    Attributes:
        guide_in: Flows that carry the guide.
        proof: The owner's newest note of what the shop can prove, as sentences; empty for none.
        sizes: Whether what the shop sells comes in sizes; else no letter speaks of them.
    """

    shop: str
    owner: str
    signature: str
    contact: str
    sender: str
    sender_name: str
    language: str
    tone: str
    guide_in: frozenset[Flow] = frozenset()
    proof: str = ""
    sizes: bool = True

    def carries_guide(self, about: Occasion) -> bool:
        """Say whether a letter carries the size guide; of the welcome only the second, on choosing."""
        return about.flow in self.guide_in and about.step in ("", "2")


def manner(shop: Shop) -> Manner:
    """Return how this shop speaks and signs."""
    about, chosen = shop.settings.get(ShopSettings), shop.settings.get(MailSettings)
    name = about.name or _plain_name(chosen.language)
    place = ", ".join(part for part in (name, about.city) if part)
    signed = about.signature or "\n".join(part for part in (about.owner.split(" ")[0], place) if part)
    sender = account.sender_address(shop)
    notes = proofs.notes(shop)
    with shop.store.read() as session:
        sizes = has_sizes(session)
    contact = " · ".join(part for part in (name, about.address, sender) if part)
    return Manner(
        shop=name,
        owner=about.owner,
        signature=signed,
        contact=contact,
        sender=sender,
        sender_name=account.sender_name(shop),
        language=chosen.language,
        tone=chosen.tone,
        guide_in=enclosures.carriers(shop),
        proof=notes[-1].sentence() if notes else "",
        sizes=sizes,
    )


def _plain_name(language: str) -> str:
    return "our shop" if language == "en" else "nuestra tienda"


def values(candidate: Candidate, person: Person, said: Manner, today: date, *, token: str) -> dict[str, Any]:
    """Return everything the text of a letter may ask for; what is absent is an error when asked for."""
    found: dict[str, Any] = {
        "shop": said.shop,
        "owner": said.owner,
        "name": voice.tidy_name(person.name),
        "first_name": voice.first_name(person.name),
        "has_bought": person.has_bought,
        "today": voice.day(today, said.language),
        "step": candidate.occasion.step,
        "scores": scores(said, token),
        "sizes": said.sizes and _has_sizes(candidate.about.get("lines", ())),
    }
    if said.carries_guide(candidate.occasion):
        found["guide"] = Fixed("PDF")
    if said.proof:
        found["proof"] = Fixed(said.proof)
    return found | _about(candidate.about, said.language, today)


def _has_sizes(lines: Sequence[Bought]) -> bool:
    """Say whether a letter may speak of sizes: it does unless what it is about is known to have none."""
    return not lines or any(line.size or line.variant_id is None for line in lines)


_ASKS = {
    "es": ("¿Cómo te fue?", "¿Qué te gustaría ver después?"),
    "es_formal": ("¿Cómo le fue?", "¿Qué le gustaría ver después?"),
    "en": ("How did it go?", "What would you like to see next?"),
}


def scores(said: Manner, token: str) -> Fixed:
    """Return the numbers 0 to 10 as links that write the answer: no web server is needed.

    Each opens a letter to the shop whose subject is ``NPS 9 [token]``, the other two questions in its text.
    """
    language = said.language.split("_")[0]
    asks = _ASKS.get(f"{language}_{said.tone}") or _ASKS[language]
    return _scores(said.sender, asks, token)


@lru_cache(maxsize=64)
def _scores(sender: str, asks: tuple[str, str], token: str) -> Fixed:
    body = quote("\r\n\r\n\r\n".join(asks) + "\r\n")
    links = [
        f"[{score}](!mailto:{sender}?subject={quote(f'NPS {score} [{token}]')}&body={body})"
        for score in range(11)
    ]
    return Fixed(" · ".join(links))


_AS_IS = {
    "late_note",
    "text",
    "reason",
    "launch",
    "order",
    "story",
    "benefit",
    "quotes",
    "shipping",
    "exchanges",
    "payments",
}
_DAYS = {"promised_on", "new_date", "public_on", "runs_out_on", "left_on", "asked_on", "day"}


def _about(about: Mapping[str, Any], language: str, today: date) -> dict[str, Any]:
    found = {name: about[name] for name in _AS_IS if about.get(name)}
    found |= {name: voice.day(about[name], language) for name in _DAYS if about.get(name) is not None}
    if about.get("lines"):
        found |= _things(about["lines"], language)
    if about.get("last_day") is not None:
        found["age_days"] = (today - about["last_day"]).days
    return found


def _things(lines: Sequence[Bought], language: str) -> dict[str, Any]:
    tips = voice.advice(lines, language)
    return {
        "items": voice.things(lines, language),
        "item_list": [voice.thing(line) for line in lines],
        "model": lines[0].product,
        "size": lines[0].size,
        "pieces": sum(line.quantity for line in lines),
        "tips": tips.tips,
        "tips_formal": tips.tips_formal,
        "choose": tips.choose,
        "choose_formal": tips.choose_formal,
    }


def signed(said: Manner) -> Fixed:
    """Return the signature as its own paragraph."""
    return Fixed(said.signature)
