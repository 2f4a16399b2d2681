"""The owner's notes on what the shop does for the world, and letters that claim without them."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

from shopdesk.domain import proofs as domain
from shopdesk.domain.proofs import Note
from shopdesk.runtime import resources
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import settings
from shopdesk.services.context import Shop

_KEY = "proofs.notes"
_FIELD = re.compile(r"\{\{\s*proof\s*\}\}")
"""Where a letter asks for the newest note."""


def notes(shop: Shop) -> tuple[Note, ...]:
    """Return the owner's notes, the oldest first."""
    kept = settings.list_all(shop).get(_KEY)
    return tuple(Note(**one) for one in kept) if isinstance(kept, list) else ()


def add(shop: Shop, note: Note) -> None:
    """Keep a note; one with the same process gives way.

    Raises:
        WrongInput: If process, proof or benefit is missing: without the three it is a bare claim.
    """
    if not all(part.strip() for part in (note.process, note.proof, note.benefit)):
        raise WrongInput(
            _("A note needs the three: what you do, its proof, and what the buyer gains."),
            _("Without proof it is a claim; leave it out of your letters."),
        )
    others = [one for one in notes(shop) if one.process != note.process]
    settings.keep(shop, {_KEY: [asdict(one) for one in (*others, note)]})


def drop(shop: Shop, process: str) -> None:
    """Forget the note of a process.

    Raises:
        NotFound: If there is none.
    """
    kept = notes(shop)
    left = [asdict(one) for one in kept if one.process != process]
    if len(left) == len(kept):
        raise NotFound(_("There is no such note."), _("Nothing was changed."))
    settings.keep(shop, {_KEY: left})


def bare_claims(shop: Shop, text: str) -> list[str]:
    """Return the words of a letter that claim to care for the world and prove nothing."""
    lexicon = json.loads(resources.text("advice/es/words.json"))["claims"]
    known = notes(shop)
    proven = known[-1].sentence() if known else ""
    return domain.bare_claims(_FIELD.sub(lambda _hit: proven, text), known, lexicon)
