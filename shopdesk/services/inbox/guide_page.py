"""Common questions as one self-contained page with links to write and a QR; it loads nothing."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime import tokens
from shopdesk.runtime.i18n import _, language
from shopdesk.services.context import Shop
from shopdesk.services.inbox.lessons import Question

_STYLE = (
    "body{{margin:0 auto;max-width:680px;padding:24px;font:17px/1.55 system-ui,sans-serif;"
    "background:{bg};color:{text}}}"
    "h1{{font-size:28px;margin:0 0 4px}}h2{{font-size:19px;margin:28px 0 6px}}"
    "p{{margin:0 0 10px;white-space:pre-line}}.muted{{color:{muted}}}"
    "a.go{{display:inline-block;margin:8px 12px 0 0;padding:12px 18px;border-radius:8px;"
    "background:{primary};color:{onPrimary};text-decoration:none;font-weight:600}}"
    "svg{{display:block;margin:20px 0 0}}"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as it will stand on the page, with its answer; an empty one is still to be written."""

    question: str
    answer: str


def drafted(questions: Sequence[Question]) -> tuple[Answer, ...]:
    """Return the common questions in the customers' own words, with the owner's policy where there is one."""
    found: dict[str, Answer] = {}
    for one in questions:
        quotes = [" ".join(quote.split()) for quote in one.quotes] or [one.ask]
        asked = min(quotes, key=lambda quote: ("¿" not in quote, len(quote)))
        asked = asked if asked.endswith("?") else f"{asked.rstrip('.!')}?"
        asked = asked[:1].upper() + asked[1:]
        if asked not in found or not found[asked].answer:  # one message may ask two things in one sentence
            found[asked] = Answer(asked, one.answer)
    return tuple(found.values())


def as_text(answers: Sequence[Answer]) -> str:
    """Return the draft as text to copy; what is not answered yet says so."""
    return "\n\n".join(f"{one.question}\n{one.answer or _('Write the answer here.')}" for one in answers)


def from_text(text: str) -> tuple[Answer, ...]:
    """Read a draft back as edited: a line that ends in a question mark after an empty line asks."""
    still_open = _("Write the answer here.")
    found: list[list[str]] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        first, _line, rest = block.strip().partition("\n")
        if first.endswith("?") or not found:
            found.append([first, rest.strip()])
        elif first:
            found[-1][1] = f"{found[-1][1]}\n\n{block.strip()}".strip()
    return tuple(
        Answer(question, "" if answer == still_open else answer) for question, answer in found if question
    )


def links(shop: Shop) -> tuple[str, str]:
    """Return (WhatsApp link, mail link) of the shop; empty where it has none."""
    known = shop.settings.get(ShopSettings)
    digits = "".join(c for c in known.phone if c.isdigit())
    if len(digits) == 10 and known.country == "MX":
        digits = f"52{digits}"
    elif len(digits) == 9 and known.country == "ES":
        digits = f"34{digits}"
    hello = quote(_("Hello, I have a question."))
    whatsapp = f"https://wa.me/{digits}?text={hello}" if len(digits) >= 10 else ""
    address = known.emails[0] if known.emails else ""
    return whatsapp, f"mailto:{quote(address, safe='@')}" if address else ""


def as_page(shop: Shop, answers: Sequence[Answer]) -> str:
    """Return one HTML file with what is answered; every word is escaped, what is open is left out."""
    known = shop.settings.get(ShopSettings)
    whatsapp, mail = links(shop)
    name = html.escape(known.name or _("Our shop"))
    title = html.escape(_("Common questions"))
    parts = [f"<h1>{title}</h1>", f'<p class="muted">{name}</p>']
    for one in answers:
        if one.answer:
            parts += [f"<h2>{html.escape(one.question)}</h2>", f"<p>{html.escape(one.answer)}</p>"]
    buttons = []
    if whatsapp:
        words = html.escape(_("Write to us on WhatsApp"))
        buttons.append(f'<a class="go" href="{html.escape(whatsapp)}">{words}</a>')
    if mail:
        words = html.escape(_("Write us an email"))
        buttons.append(f'<a class="go" href="{html.escape(mail)}">{words}</a>')
    if buttons:
        missing = html.escape(_("Is your question not here?"))
        parts += [f"<h2>{missing}</h2>", *buttons]
    if whatsapp or mail:
        parts.append(_qr(whatsapp or mail))
    style = _STYLE.format(**tokens.colours("light"))
    lang = html.escape(language().replace("_", "-"))
    head = (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title} · {name}</title>'
        f"<style>{style}</style></head><body>\n"
    )
    return head + "\n".join(parts) + "\n</body></html>\n"


def _qr(link: str) -> str:
    import segno

    picture: str = segno.make(link, error="m").svg_inline(scale=4, border=4, light="#fff")
    return picture
