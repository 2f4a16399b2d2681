"""The owner's own text of a flow: edited with a preview on real customers, refused while it is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shopdesk.domain.naming import name_key
from shopdesk.domain.outreach.flows import RULES, Flow, Kind
from shopdesk.domain.outreach.planning import Line
from shopdesk.runtime.errors import NotFound
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import compose, newcomers, plan, quotes, texts, voice
from shopdesk.services.mail.plan import Plan
from shopdesk.services.mail.texts import Filled, Text
from shopdesk.services.mail.values import manner
from shopdesk.store import letters as stored
from shopdesk.store.models import LetterTemplate

_PROMOTION = re.compile(
    r"\b(?:descuentos?|promoci[oó]n(?:es)?|ofertas?|rebajas?|cup[oó]n(?:es)?|c[oó]digo de|2\s*x\s*1|"
    r"meses sin|aprovecha|compra ya|gratis|discount|sale|coupon|offer)\b|\d+\s*%",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
"""What chooses or fills words is no word: ``{% if age_days == 0 %}`` offers nobody 0 %."""
_STEPS = {Flow.WELCOME: ("1", "2", "3")}


@dataclass(frozen=True, slots=True)
class Owned:
    """A flow's text as it stands.

    Attributes:
        since: When the owner saved it; None for the shipped one.
        example: Somebody of today's plan whose letter shows it, or None.
    """

    flow: Flow
    step: str
    text: Text
    since: datetime | None
    example: str | None


def steps(flow: Flow) -> tuple[str, ...]:
    """Return the steps a flow's letters have; one empty step for most."""
    return _STEPS.get(flow, ("",))


def current(shop: Shop, flow: Flow, step: str = "") -> Owned:
    """Return a flow's text: the owner's own, else the shipped one."""
    said = manner(shop)
    today = plan.make(shop)
    with shop.store.read() as session:
        row = stored.own_texts(session, said.language).get((flow.value, step))
        since = row.saved_at if row is not None else None
    text = today.own.get((flow.value, step)) or texts.shipped(_file(flow, step), said.language, said.tone)
    return Owned(flow, step, text, since, _example(today, flow))


def _file(flow: Flow, step: str) -> str:
    return f"{flow.value}_{step}" if step else flow.value


def _example(today: Plan, flow: Flow) -> str | None:
    return next((key for key, line in today.lines.items() if line.candidate.occasion.flow is flow), None)


@dataclass(frozen=True, slots=True)
class Tried:
    """A text as one real customer would get it.

    Attributes:
        name: The customer.
        is_due: Whether this letter is due to them today; else they only show it.
    """

    filled: Filled
    name: str
    is_due: bool


def try_text(shop: Shop, flow: Flow, text: Text, key: str | None, step: str = "") -> Tried | None:
    """Return a text filled with a real customer's values, or None while the plan knows no purchase at all.

    Raises:
        BadText: With what is missing or wrong, and where.
    """
    texts.check(text)
    today = plan.make(shop)
    due = today.lines.get(key or _example(today, flow) or "")
    line = due or _stand_in(shop, today, flow, step)
    if line is None:
        return None
    own = {(flow.value, line.candidate.occasion.step): text, (flow.value, ""): text}
    filled = compose.compose(
        line.candidate,
        line.person,
        today.manner,
        own=own,
        today=today.today,
        token=compose.PREVIEW_TOKEN,
    )
    return Tried(filled, voice.tidy_name(line.person.name), due is not None)


def _stand_in(shop: Shop, today: Plan, flow: Flow, step: str) -> Line | None:
    """Return somebody's line of another flow as if this letter were about what they bought."""
    found = next((one for one in today.lines.values() if one.candidate.about.get("lines")), None)
    if found is None:
        return None
    about = dict(found.candidate.about)
    about |= {"launch": about["lines"][0].product, "public_on": today.today + timedelta(days=5)}
    about |= newcomers.telling(shop).about("")
    about["quotes"] = quotes.for_letters(shop) or ["…"]
    about["order"] = next(iter(about.get("orders", ())), "").rpartition(":")[2]
    occasion = replace(found.candidate.occasion, flow=flow, step=step)
    return replace(found, candidate=replace(found.candidate, occasion=occasion, about=about))


def save(shop: Shop, flow: Flow, text: Text, step: str = "") -> int:
    """Keep the owner's text as a new version and return its number.

    Raises:
        BadText: If it cannot be used.
    """
    texts.check(text)
    language = manner(shop).language
    with shop.store.write() as session:
        before = stored.own_texts(session, language).get((flow.value, step))
        version = before.version + 1 if before is not None else 1
        session.add(
            LetterTemplate(
                flow=flow.value,
                step=step,
                language=language,
                version=version,
                subject=text.subject,
                second_subject=text.second_subject,
                body=text.body,
                reviewed_at=shop.now(),
                saved_at=shop.now(),
            )
        )
    return version


def restore(shop: Shop, flow: Flow, step: str = "") -> None:
    """Go back to the text before the owner's last change, at last to the shipped one.

    Raises:
        NotFound: If the text is the shipped one already.
    """
    with shop.store.write() as session:
        row = stored.own_texts(session, manner(shop).language).get((flow.value, step))
        if row is None:
            raise NotFound(
                _("This is the text that came with Shopdesk."), _("There is nothing to go back to.")
            )
        session.delete(row)


def turns_into_marketing(flow: Flow, text: Text) -> str:
    """Return the words that make a service letter a promotion, or an empty string.

    The law then wants permission and a way to say no, and the letter counts for the cap.
    """
    if RULES[flow].kind is Kind.MARKETING:
        return ""
    said = _MARKS.sub(" ", f"{text.subject} {text.second_subject} {text.body}")
    found = _PROMOTION.search(name_key(said)) or _PROMOTION.search(said)
    return found.group().strip() if found else ""


def fields(flow: Flow) -> tuple[str, ...]:
    """Return the names a flow's text may ask for, for the editor's list."""
    common = ("first_name", "name", "shop", "owner", "proof")
    own = {
        Flow.NOTICE: ("items", "order", "late_note", "new_date"),
        Flow.THANKS: ("items", "age_days", "tips", "choose"),
        Flow.SURVEY: ("items", "scores"),
        Flow.CARE: ("items", "model", "tips"),
        Flow.EARLY_ACCESS: ("launch", "public_on", "text"),
        Flow.NOVELTY: ("launch", "reason"),
        Flow.WELCOME: ("story", "benefit", "quotes"),
        Flow.CART: ("items", "shipping", "exchanges", "payments"),
        Flow.SPECIAL_DATE: (),
        Flow.REPLENISH: ("items", "runs_out_on"),
    }
    return (*common, *own.get(flow, ("items",)))
