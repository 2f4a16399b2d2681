"""How long each flow waits: the owner's own figure within limits, else the flow's."""

from __future__ import annotations

from shopdesk.domain.outreach.flows import RULES, WAIT_LIMITS, Flow
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import settings
from shopdesk.services.context import Shop


def waits(shop: Shop) -> dict[Flow, int]:
    """Return the waits the owner chose, in days, by flow."""
    known = settings.list_all(shop)
    found: dict[Flow, int] = {}
    for flow, (low, high) in WAIT_LIMITS.items():
        chosen = known.get(f"wait.{flow.value}")
        if isinstance(chosen, int):
            found[flow] = min(max(chosen, low), high)
    return found


def wait_of(shop: Shop, flow: Flow) -> int:
    """Return how many days a flow waits."""
    return waits(shop).get(flow, RULES[flow].wait)


def set_wait(shop: Shop, flow: Flow, days: int) -> None:
    """Move a flow's wait.

    Raises:
        WrongInput: If this flow's moment is fixed, or the days lie outside its limits.
    """
    if flow not in WAIT_LIMITS:
        raise WrongInput(_("The moment of this letter is fixed."), _("Nothing was changed."))
    low, high = WAIT_LIMITS[flow]
    if not low <= days <= high:
        raise WrongInput(
            _("It may wait from {low} to {high} days.").format(low=low, high=high), _("Nothing was changed.")
        )
    settings.keep(shop, {f"wait.{flow.value}": days})
