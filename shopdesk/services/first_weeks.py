"""Four weeks for the newly arrived: what each is for, and what of it the data already shows as done.

Order and truth first, then the least that makes letters personal, then stock and promises, then content that
answers. Nothing is ticked by hand: a step is done when the shop's own rows say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.preferences import BackupSettings, MailSettings, ShopSettings
from shopdesk.services.context import Shop
from shopdesk.store import first_weeks as store

COUNTED = 10
ANSWERED = 10


class Step(StrEnum):
    """One thing to do, in the order of the plan."""

    SALES = "sales"
    STOCK = "stock"
    COSTS = "costs"
    BACKUP = "backup"
    NAME = "name"
    ACCOUNT = "account"
    THANKS = "thanks"
    COUNT = "count"
    LEAD_TIMES = "lead_times"
    ORDER = "order"
    POLICIES = "policies"
    ANSWERS = "answers"


WEEKS: tuple[tuple[Step, ...], ...] = (
    (Step.SALES, Step.STOCK, Step.COSTS, Step.BACKUP),
    (Step.NAME, Step.ACCOUNT, Step.THANKS),
    (Step.COUNT, Step.LEAD_TIMES, Step.ORDER),
    (Step.POLICIES, Step.ANSWERS),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """A step: how much of it there is and how much makes it done."""

    step: Step
    have: int
    wanted: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left of it."""
        return self.have >= self.wanted


def look(shop: Shop) -> tuple[tuple[Progress, ...], ...]:
    """Return the four weeks with their steps, as the shop's rows show them now."""
    with shop.store.read() as session:
        found = store.done(session)
    owner, mail = shop.settings.get(ShopSettings), shop.settings.get(MailSettings)
    copies = shop.settings.get(BackupSettings)
    # Four of five products with their cost are enough to speak of margin.
    costed = found["variants"] * 4 // 5
    have = {
        Step.SALES: (found["orders"], 1),
        Step.STOCK: (found["snapshots"], 1),
        Step.COSTS: (found["costed"], max(costed, 1)),
        Step.BACKUP: (int(bool(copies.folder)), 1),
        Step.NAME: (int(bool(owner.name)) + int(bool(owner.owner)), 2),
        Step.ACCOUNT: (int(bool(mail.tested_at)), 1),
        Step.THANKS: (found["sent"], 1),
        Step.COUNT: (found["counts"], COUNTED),
        Step.LEAD_TIMES: (found["timed"], max(found["suppliers"], 1)),
        Step.ORDER: (found["purchase_orders"], 1),
        Step.POLICIES: (found["policies"], 2),
        Step.ANSWERS: (found["answered"], ANSWERED),
    }
    return tuple(tuple(Progress(step, *have[step]) for step in week) for week in WEEKS)
