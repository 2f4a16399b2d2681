"""Why something is recommended, in one sentence that would startle nobody."""

from __future__ import annotations

from shopdesk.domain.advice import Advice, Why
from shopdesk.domain.naming import styled
from shopdesk.domain.sizes.foot import Foot
from shopdesk.runtime.i18n import _, ngettext


def thing(one: Advice) -> str:
    """Name what is recommended: model, colour, size."""
    named = styled(one.offer.name, one.offer.color)
    return f"{named}, {one.size}" if one.size else named


def reason(one: Advice) -> str:
    """Say the reason: what it follows or resembles, or the foot it suits."""
    before = one.because.name if one.because is not None else ""
    if one.why is Why.SUCCESSOR:
        return _("It takes the place of {product}, which they kept.").format(product=before)
    if one.why is Why.FIT:
        return _fit(one)
    if one.why is Why.USE:
        return _("For {use}, like {product}, which they kept.").format(use=one.offer.use, product=before)
    return _("From the family of {product}, which they kept.").format(product=before)


def none_found() -> str:
    """Say that nothing is recommended."""
    return _("Nothing that suits them can be promised in their size today.")


def _fit(one: Advice) -> str:
    if one.for_width:
        said = ngettext(
            "Its last is wide, and they changed {count} time for width.",
            "Its last is wide, and they changed {count} times for width.",
            one.for_width,
        )
        return said.format(count=one.for_width)
    if one.foot is Foot.WIDE:
        return _("Its last is wide, and they told you that their foot is.")
    if one.foot is Foot.NARROW:
        return _("Its last is narrow, and they told you that their foot is.")
    if one.foot is Foot.HIGH_ARCH:
        return _("It is made for a high instep, and they told you of theirs.")
    return _("It supports the arch, and they told you of their foot.")
