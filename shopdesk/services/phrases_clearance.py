"""What should go from the shelf, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from shopdesk.domain.naming import styled
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.clearance import Leftover, Reason


def advice(one: Leftover) -> str:
    """Say what to do with it: ``Últimos 23 y 29: a la mesa de liquidación``."""
    count = words.number(one.pieces)
    match one.reason:
        case Reason.ORPHANS:
            sizes = words.names(list(one.sizes))
            return _("Last ones in {sizes}: to the clearance table.").format(sizes=sizes)
        case Reason.DEAD:
            return ngettext(
                "{count} piece that does not sell: lower its price.",
                "{count} pieces that do not sell: lower their price.",
                one.pieces,
            ).format(count=count)
        case Reason.EXCESS:
            return ngettext(
                "{count} piece too many: order no more of it for now.",
                "{count} pieces too many: order no more of it for now.",
                one.pieces,
            ).format(count=count)
        case _:
            assert_never(one.reason)


def reason(why: Reason) -> str:
    """Name a group of what should go."""
    match why:
        case Reason.DEAD:
            return _("Not selling")
        case Reason.ORPHANS:
            return _("Last sizes")
        case Reason.EXCESS:
            return _("Too many")
        case _:
            assert_never(why)


def as_text(found: Sequence[Leftover]) -> str:
    """Return the table as plain text, for whoever sets it up."""
    lines = [_("For the clearance table"), ""]
    lines += [f"{styled(one.product, one.color)}: {advice(one)}" for one in found]
    return "\n".join(lines) + "\n"


def summary(found: Sequence[Leftover]) -> str:
    """Say how much should go; empty where nothing should."""
    if not found:
        return ""
    pieces = sum(one.pieces for one in found)
    return ngettext(
        "{count} pair should go, of {products}", "{count} pairs should go, of {products}", pieces
    ).format(
        count=words.number(pieces),
        products=ngettext("{count} product", "{count} products", len(found)).format(
            count=words.number(len(found))
        ),
    )
