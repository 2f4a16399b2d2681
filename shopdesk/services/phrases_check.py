"""How what was foreseen did, and the textbook's second opinion, in words."""

from __future__ import annotations

from typing import assert_never

from shopdesk.domain.intermittent import DemandClass
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.reorder import Accuracy, Textbook


def accuracy(found: Accuracy | None) -> str:
    """Say how four-week forecasts did on the shop's own last twelve weeks."""
    if found is None:
        return _("With half a year of sales I can check myself on your own past.")
    return _(
        "On your last 12 weeks: {share} of four-week sales stayed under my high figure; I was off by {missed}"
        " of what sold."
    ).format(share=words.percent(found.coverage), missed=words.percent(found.wape))


def textbook(found: Textbook | None) -> list[str]:
    """Say what the formulas of the books would have as reorder point, a sentence each."""
    if found is None:
        return []
    told = [
        _kind(found.kind),
        _("By the normal curve the reorder point would be {point}, counted in whole pieces {pieces}.").format(
            point=words.number(found.point), pieces=words.number(found.pieces_point)
        ),
        _("For the same share of buyers served {fill}; if you only order on your day, up to {level}.").format(
            fill=words.number(found.fill_point), level=words.number(found.level)
        ),
        _("A week it sells {sba} by Croston without its bias, {tsb} if quiet weeks count more.").format(
            sba=words.number(found.weekly[0], 1), tsb=words.number(found.weekly[1], 1)
        ),
    ]
    if found.windows is not None:
        told.append(
            ngettext(
                "Your own past stretch of that length would have asked for {pieces} ({count} window).",
                "Your own past stretches of that length would have asked for {pieces} ({count} windows).",
                found.windows.windows,
            ).format(pieces=words.number(found.windows.pieces), count=words.number(found.windows.windows))
        )
    return told


def _kind(kind: DemandClass) -> str:
    match kind:
        case DemandClass.SMOOTH:
            return _("It sells steadily.")
        case DemandClass.ERRATIC:
            return _("It sells every week, now much, now little.")
        case DemandClass.INTERMITTENT:
            return _("It sells now and then, a little at a time.")
        case DemandClass.LUMPY:
            return _("It sells now and then, and then in lumps.")
        case DemandClass.NONE:
            return _("It has not sold yet.")
        case _:
            assert_never(kind)
