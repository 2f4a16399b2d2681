"""The people who buy: the list, one person's card, and what the owner may do with it.

``page``, ``due``, ``listed``, ``card``, ``merge``, ``unmerge``, ``unsubscribe``, ``allow``, ``export``,
``forget``.
"""

from shopdesk.services.customers.card import Card, Moment, MomentKind, card
from shopdesk.services.customers.groups import CustomersPage, Person, due, page
from shopdesk.services.customers.listing import CustomerRow, Listing, MailStatus, identify, listed
from shopdesk.services.customers.rights import allow, export, forget, unsubscribe
from shopdesk.services.customers.unions import merge, unmerge
from shopdesk.store.outreach import customer_key

__all__ = [
    "Card",
    "CustomerRow",
    "CustomersPage",
    "Listing",
    "MailStatus",
    "Moment",
    "MomentKind",
    "Person",
    "allow",
    "card",
    "customer_key",
    "due",
    "export",
    "forget",
    "identify",
    "listed",
    "merge",
    "page",
    "unmerge",
    "unsubscribe",
]
