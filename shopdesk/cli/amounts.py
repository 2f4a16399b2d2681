"""Amounts of money as they are typed on the command line."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _


def minor_of(amount: str, currency: str) -> int:
    """Return an amount like ``560.00`` in minor units of a currency.

    Raises:
        WrongInput: If it is not an amount, or negative.
    """
    from shopdesk.runtime import words

    try:
        found = int(Decimal(amount).scaleb(words.decimals(currency)).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError):
        found = -1
    if found < 0:
        raise WrongInput(_("A cost is an amount like 560.00."), _("Nothing was changed."))
    return found
