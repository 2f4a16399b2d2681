"""Shopify's export of customers, with its column of consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import cells, headers
from shopdesk.formats.base import Cells, Kind
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.naming import Naming
from shopdesk.formats.records import ContactRecord
from shopdesk.formats.row_format import RowFormat
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_COLUMNS: Mapping[str, Sequence[str]] = {
    "customer_id": ("customer id", "id"),
    "first_name": ("first name",),
    "last_name": ("last name",),
    "email": ("email",),
    "consent": ("accepts email marketing", "accepts marketing", "email marketing status"),
    "sms_consent": ("accepts sms marketing",),
    "city": ("default address city", "city"),
    "country": ("default address country code", "country code", "country"),
    "phone": ("phone",),
    "address_phone": ("default address phone",),
    "created_at": ("created at",),
}


class ShopifyCustomers(RowFormat):
    """A row per customer; some have a phone and no address. Consent is the column's word, never guessed."""

    name = "shopify-customers"
    kind = Kind.CUSTOMERS
    columns = _COLUMNS
    needed = frozenset({"first name", "last name", "email"})
    habits = Habits(decimal=".")

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Shopify: customers")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely these are Shopify's customers."""
        del sample
        names = headers.signature(header)
        if not names >= self.needed or not names & set(self.columns["consent"]):
            return 0.0
        return 1.0 if names & {"total spent", "total orders", "tax exempt"} else 0.0

    def record(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> ContactRecord:
        """Read a customer."""
        del naming
        get = fields.get
        address, phone = cells.email(get("email", "")), cells.phone(get("phone", ""))
        name = cells.person(get("first_name", ""), get("last_name", ""))
        number = cells.code(get("customer_id", ""))
        if not (address or phone or name or number):
            raise view.missing("email", _("The row says nobody: no name, address or phone."))
        consent = cells.flag(get("consent", "")) if get("consent") else None
        return ContactRecord(
            line,
            address,
            name,
            phone or cells.phone(get("address_phone", "")),
            city=get("city", ""),
            country=get("country", ""),
            consent=consent,
            consent_source=view.names.get("consent", "") if consent is not None else "",
            external_id=number,
            created_at=view.loosely("created_at", fields),
            sms_consent=cells.flag(get("sms_consent", "")) if get("sms_consent") else None,
        )


SHOPIFY_CUSTOMERS = ShopifyCustomers()
