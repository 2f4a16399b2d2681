"""Prices and costs that came in before the shop's currency was known."""

from __future__ import annotations

from sqlalchemy import text
from sqlmodel import Session

from shopdesk.runtime import words

_AMOUNTS = {
    "product": ("price_minor", "list_price_minor"),
    "variant": ("cost_minor", "price_minor"),
    "supplier": ("minimum_order_minor",),
    "supplier_item": ("cost_minor",),
    "cost_change": ("cost_minor",),
}


def restate(session: Session, assumed: str, currency: str) -> None:
    """Take amounts that were assumed to be in one currency for the one that sales now show.

    Nothing is converted: a catalogue without a currency said 129.90 of the shop's own money, whichever that
    is. Only the minor units follow where the currency has other decimals (129.90 pesos, 12990 Chilean pesos).

    Args:
        session: Of the import that is the first to know the currency.
        assumed: ISO code the amounts carry.
        currency: ISO code they are in.
    """
    if assumed == currency:
        return
    factor = 10.0 ** (words.decimals(currency) - words.decimals(assumed))
    for table, columns in _AMOUNTS.items():
        amounts = ", ".join(f"{name} = CAST(ROUND({name} * :factor) AS INTEGER)" for name in columns)
        session.connection().execute(
            text(f"UPDATE {table} SET currency = :new, {amounts} WHERE currency = :old"),
            {"new": currency, "old": assumed, "factor": factor},
        )
