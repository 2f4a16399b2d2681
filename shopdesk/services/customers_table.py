"""People as a file: how to reach each, what they bought, whether they may be written to."""

from __future__ import annotations

from collections.abc import Iterable

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_customers as say
from shopdesk.services.customers import CustomerRow, Person


def table(people: Iterable[Person], currency: str) -> list[list[str]]:
    """Return a header, then a person a row; days with their year, amounts that add up."""
    header = [
        _("Name"), _("E-mail"), _("Phone"), _("City"), _("First purchase"), _("Last purchase"),
        _("Purchases"), _("Spent"), _("Currency"), _("Score"), _("May they be written to?"),
    ]  # fmt: skip
    return [header, *(_line(person.row, currency) for person in people)]


def _line(row: CustomerRow, currency: str) -> list[str]:
    first, last = (day.isoformat() if day else "" for day in (row.first, row.last))
    return [
        row.name, row.email, row.phone, row.city, first, last, str(row.purchases),
        words.plain_money(row.spent_minor, currency), currency,
        "" if row.score is None else str(row.score), say.status(row.mail)[0],
    ]  # fmt: skip
