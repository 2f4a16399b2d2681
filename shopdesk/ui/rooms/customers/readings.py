"""What the page reads in one go, and what it shows before there is anything to read."""

from __future__ import annotations

from shopdesk.runtime.i18n import _
from shopdesk.services import customers
from shopdesk.services.context import Shop
from shopdesk.services.customers import CustomersPage, filters
from shopdesk.services.customers.filters import Choices
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import EmptyState


def people(shop: Shop) -> tuple[CustomersPage, dict[str, frozenset[int]]]:
    """Return the page and whom each of the owner's own filters finds."""
    page = customers.page(shop)
    return page, filters.own_groups(shop, page)


def filtering(shop: Shop) -> tuple[Choices, tuple[str, ...]]:
    """Return what a filter may ask for, and the names of those kept."""
    return filters.choices(shop), tuple(filters.saved(shop))


def nobody(desk: Desk) -> EmptyState:
    """Return the state of a shop without customers."""
    return EmptyState(
        "users",
        _("There are no customers yet"),
        _("They appear with your sales: an address or a phone is enough to know who comes back."),
        button=_("Import sales"),
        button_icon="download-simple",
        press=desk.import_files,
        kind="secondary",
    )
