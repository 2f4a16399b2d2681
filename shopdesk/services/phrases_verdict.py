"""What the test of a gap's sales says of a style: a fall, how far, or too little to tell."""

from __future__ import annotations

import math
from typing import assert_never

from shopdesk.domain.sizes.silent import Label, RateRatio
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.sizes.page import StyleRow


def verdict(row: StyleRow) -> str:
    """Say what the sales since the gap add to the fact; empty where nothing was judged."""
    match row.label:
        case None:
            return ""
        case Label.CONFIRMED if row.by_views:
            return _("Since then fewer of those who look at it buy it.")
        case Label.CONFIRMED:
            fell = _("Its sales fell since, and those of its neighbours did not (sales, not visits).")
            return f"{fell} {fall(row.ratio)}".rstrip()
        case Label.HALO:
            fell = _("Even the sizes that are there sell less since.")
            return f"{fell} {fall(row.ratio)}".rstrip()
        case Label.TOO_FEW:
            return _("It sells too little to tell from its sales.")
    assert_never(row.label)


def fall(ratio: RateRatio | None) -> str:
    """Say how far sales fell against the neighbours', with the exact 95 % interval; empty if unknown."""
    if ratio is None or ratio.estimate >= 1 or not math.isfinite(ratio.high):
        return ""
    return _("It sells {share} of what it would, had it gone as they did ({low} to {high}).").format(
        share=words.percent(ratio.estimate),
        low=words.number(round(ratio.low * 100)),
        high=words.percent(ratio.high),
    )
