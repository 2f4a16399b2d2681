"""A letter as its customer gets it, before or after it was frozen."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy

from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import approve, compose, own_files, plan
from shopdesk.services.mail.envelope import as_html
from shopdesk.services.mail.plan import Plan
from shopdesk.services.mail.planned import Planned, of_row
from shopdesk.services.mail.texts import Filled, as_text
from shopdesk.store import letters as stored
from shopdesk.store import outreach_letters


@dataclass(frozen=True, slots=True)
class Preview:
    """One letter to look at. ``filled`` keeps which parts are the person's own, for tinting."""

    letter: Planned
    text: str
    html: str
    filled: Filled
    enclosed: tuple[str, ...] = ()


def preview(shop: Shop, key: str, *, of: Plan | None = None) -> Preview:
    """Return a letter of today's plan or of the outbox, word for word.

    Args:
        shop: The shop.
        key: The letter's key or Message-ID.
        of: A plan made already, to spare making it again.

    Raises:
        NotFound: If there is none.
        BadText: If its text asks for what is missing.
    """
    today = of or plan.make(shop)
    line = today.lines.get(key)
    with shop.store.read() as session:
        row = stored.by_key(session, key)
        if row is not None and row.raw:
            message = message_from_bytes(row.raw, policy=policy.default)
            filled = compose.from_json(row.words) if row.words else Filled(row.subject, ())
            page = message.get_body(("html",))
            words = message.get_body(("plain",))
            return Preview(
                of_row(row),
                words.get_content() if words else "",
                page.get_content() if page else "",
                filled,
                tuple((row.facts or {}).get("enclosed", ())),
            )
        edited = outreach_letters.letters(session, [key]).get(key)
        if line is None:
            raise approve.no_letter(key)
        filled = plan.words(line, today, edited)
    shown = next(one for one in today.letters if one.key == key)
    text = as_text((*filled.blocks, *filled.footer))
    occasion = line.candidate.occasion
    guide = [_("Size guide (PDF)")] if today.manner.carries_guide(occasion) else []
    enclosed = (*guide, *(one.name for one in own_files.listed(shop, occasion.flow)))
    return Preview(shown, text, as_html(filled, today.manner.language), filled, enclosed)
