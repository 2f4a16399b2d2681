"""What goes along with a letter: the owner's size guide as PDF, for the flows that carry it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import settings
from shopdesk.services.context import Shop
from shopdesk.services.mail.envelope import Attachment
from shopdesk.store import fit

MAY_CARRY = (Flow.ASKED, Flow.WELCOME, Flow.CART)
"""Flows whose letters help to choose and say that the guide comes along; a thank-you holds no enclosure."""
MOST_BYTES = 5_000_000
"""Many mailboxes refuse more than ten megabytes; in base64 these are seven."""
_MOST_TABLES = 3


def has_guide(shop: Shop) -> bool:
    """Say whether the owner wrote a size guide."""
    with shop.store.read() as session:
        return bool(fit.equivalences(session))


def is_wanted(shop: Shop, flow: Flow) -> bool:
    """Say whether the owner wants the guide in a flow's letters."""
    return flow in MAY_CARRY and shop.settings.switch(f"guide.{flow.value}", default=False)


def set_wanted(shop: Shop, flow: Flow, *, on: bool) -> None:
    """Put the guide into a flow's letters, or take it out.

    Raises:
        WrongInput: If this flow's letters carry nothing, or there is no guide yet.
    """
    if flow not in MAY_CARRY:
        raise WrongInput(_("This letter goes without enclosures."), _("Nothing was changed."))
    if on and not has_guide(shop):
        raise WrongInput(
            _("There is no size guide yet."), _("Write it once in Sizes, Size guide. Nothing was changed.")
        )
    settings.keep(shop, {f"guide.{flow.value}": on})


def carriers(shop: Shop) -> frozenset[Flow]:
    """Return the flows whose letters carry the guide today."""
    chosen = [flow for flow in MAY_CARRY if is_wanted(shop, flow)]
    return frozenset(chosen) if chosen and has_guide(shop) else frozenset()


def size_guide(shop: Shop) -> tuple[Attachment, ...]:
    """Return the owner's tables as PDFs, one a brand, three at most.

    Raises:
        WrongInput: If they are larger than a mailbox takes.
    """
    from shopdesk.services.sizes import guide  # draws: loads matplotlib

    with tempfile.TemporaryDirectory() as folder:
        found = [
            _read(partial(guide.write, shop, Path(folder) / f"{place}.pdf", one.brand), one.brand)
            for place, one in enumerate(guide.guides(shop)[:_MOST_TABLES])
        ]
    check_size(found)
    return tuple(found)


def _read(write: partial[Path], brand: str) -> Attachment:
    name = _("size-guide")
    plain = "-".join("".join(c if c.isalnum() else " " for c in brand.casefold()).split())
    called = f"{name}-{plain}.pdf" if plain else f"{name}.pdf"
    return Attachment(called, write().read_bytes(), "application/pdf")


def check_size(attachments: Sequence[Attachment]) -> None:
    """Refuse what a mailbox would refuse.

    Raises:
        WrongInput: If the enclosures together are larger than ``MOST_BYTES``.
    """
    size = sum(len(one.content) for one in attachments)
    if size > MOST_BYTES:
        raise WrongInput(
            _("What goes along takes {size} MB; many mailboxes refuse more than {most} MB.").format(
                size=f"{size / 1e6:.1f}", most=MOST_BYTES // 1_000_000
            ),
            _("Send a smaller file, or a link to it. Nothing was sent."),
        )
