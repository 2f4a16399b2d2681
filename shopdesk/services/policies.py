"""The owner's own paragraphs: written once, quoted always, each change a new version."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.replies.facts import PolicyFact
from shopdesk.domain.replies.written import Contradiction, contradictions, policy_name, zones_of
from shopdesk.runtime import resources
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _, language
from shopdesk.services.context import Shop
from shopdesk.store import policies as store
from shopdesk.store.models import Policy

NAMES = ("envio", "cambios", "garantia", "pagos", "zonas", "tallas")
"""The policies every shop is asked for."""
_BLANK = re.compile(r"\[[^\]\n]*\]")


@dataclass(frozen=True, slots=True)
class PolicyView:
    """A policy in force."""

    name: str
    version: int
    text: str
    url: str
    valid_from: datetime
    zones: tuple[tuple[str, str], ...] = ()


def listed(shop: Shop) -> list[PolicyView]:
    """Return the policies in force, by name."""
    with shop.store.read() as session:
        return [_view(row) for row in store.in_force(session)]


def put(shop: Shop, name: str, text: str, *, url: str | None = None) -> PolicyView:
    """Keep a policy: a changed text is a new version, the same text none.

    Args:
        shop: The shop.
        name: ``cambios``, ``envío``, ... or the owner's own.
        text: The paragraph, quoted in replies as it is.
        url: Where the whole of it stands; None leaves it as it was.

    Raises:
        WrongInput: If the text or the name is empty, or blanks of a starter text are still open.
    """
    plain, kept = policy_name(name), text.strip()
    if not plain or not kept:
        raise WrongInput(_("A policy needs a name and a text."), _("Nothing was changed."))
    if _BLANK.search(kept):
        raise WrongInput(
            _("Some blanks of the starter text are still open: {blank}.").format(
                blank=_BLANK.findall(kept)[0]
            ),
            _("Fill them in or take them out. Nothing was changed."),
        )
    with shop.store.write() as session:
        before = store.versions(session, plain)
        newest = before[0] if before else None
        link = url if url is not None else (newest.url if newest else "")
        if newest is not None and newest.text == kept:
            newest.url = link
            return _view(newest)
        row = Policy(
            name=plain,
            version=(newest.version if newest else 0) + 1,
            text=kept,
            url=link,
            valid_from=shop.now(),
        )
        session.add(row)
        session.flush()
        return _view(row)


def history(shop: Shop, name: str) -> list[PolicyView]:
    """Return every version of a policy, the newest first."""
    with shop.store.read() as session:
        return [_view(row) for row in store.versions(session, policy_name(name))]


def disagreements(shop: Shop) -> tuple[Contradiction, ...]:
    """Return where two policies give different terms for one thing."""
    with shop.store.read() as session:
        return contradictions([_fact(row) for row in store.in_force(session)])


def starters() -> dict[str, str]:
    """Return the starter texts to edit, by name, in the language spoken."""
    folder = "en" if language() == "en" else "es"
    found = tomllib.loads(resources.text(f"replies/{folder}/policies.toml"))
    return {name: str(text).strip() for name, text in found.items()}


def _fact(row: Policy) -> PolicyFact:
    return PolicyFact(row.name, row.text, row.version, row.valid_from, row.url)


def _view(row: Policy) -> PolicyView:
    zones = tuple((z.zone, z.days_said) for z in zones_of(_fact(row))) if row.name == "zonas" else ()
    return PolicyView(row.name, row.version, row.text, row.url, row.valid_from, zones)
