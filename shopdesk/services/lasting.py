"""How long things last and whose runs out soon, and the owner's own word on it."""

from __future__ import annotations

from dataclasses import dataclass

from shopdesk.runtime.errors import NotFound
from shopdesk.runtime.i18n import _
from shopdesk.services import cycles
from shopdesk.services.context import Shop
from shopdesk.services.cycles import ProductCycle, Reminder
from shopdesk.store import customers as people
from shopdesk.store import cycles as store


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder with the name of whose it is."""

    name: str
    reminder: Reminder


@dataclass(frozen=True, slots=True)
class Lasting:
    """Every product's cycle, and what runs out from 30 days ago to 30 days ahead."""

    products: tuple[ProductCycle, ...]
    due: tuple[Due, ...]

    @property
    def ready(self) -> int:
        """Return how many reminders nothing stands against."""
        return sum(1 for one in self.due if one.reminder.blocked is None)


def read(shop: Shop) -> Lasting:
    """Compute both lists."""
    with shop.store.read() as session:
        found, due = cycles.read_all(session, shop)
        names = {identity: name for identity, name, _city in people.people(session)}
    return Lasting(found, tuple(Due(names.get(one.customer_id, "") or "–", one) for one in due))


def set_weeks(shop: Shop, product: int, weeks: int | None) -> float | None:
    """Keep how many weeks a piece of a product lasts; None or 0 leaves it to the sales. Return days before.

    Raises:
        NotFound: If there is no such product.
    """
    return set_days(shop, product, 7.0 * weeks if weeks else None)


def set_days(shop: Shop, product: int, days: float | None) -> float | None:
    """Keep how many days a piece of a product lasts and return what was kept before.

    Raises:
        NotFound: If there is no such product.
    """
    with shop.store.write() as session:
        try:
            return store.set_days(session, product, days)
        except LookupError as error:
            raise NotFound(_("There is no such product."), _("Nothing was changed.")) from error
