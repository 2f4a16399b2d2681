"""Find a product or a customer by a few letters; each with one live fact."""

from __future__ import annotations

from dataclasses import dataclass

from shopdesk.domain.naming import name_key, styled
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.context import Shop
from shopdesk.services.stock import levels
from shopdesk.store import finding as store


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found.

    Attributes:
        kind: ``product`` or ``customer``.
        key: Its id.
        title: What the owner calls it.
        fact: One live fact, said.
        asked: The words it answers, so that a late answer can be told from the newest.
    """

    kind: str
    key: int
    title: str
    fact: str
    asked: str


def find(shop: Shop, words: str, limit: int = 5) -> list[Found]:
    """Return products, then customers, that hold the words; accents and case do not matter."""
    folded = name_key(words)
    with shop.store.read() as session:
        styles = store.products(session, folded, words, limit)
        people = store.customers(session, folded, words, limit)
    in_stock = _in_stock(shop) if styles else {}
    return [
        Found("product", key, styled(name, color), _product_fact(code, in_stock.get(key)), words)
        for key, name, color, code in styles
    ] + [
        Found("customer", key, name or _("Unnamed"), _customer_fact(city, bought), words)
        for key, name, city, bought in people
    ]


def _in_stock(shop: Shop) -> dict[int, int]:
    total: dict[int, int] = {}
    for level in levels(shop):
        total[level.product_id] = total.get(level.product_id, 0) + level.on_hand
    return total


def _product_fact(code: str, pieces: int | None) -> str:
    stock = "" if pieces is None else _("{count} in stock").format(count=pieces)
    return " · ".join(part for part in (code, stock) if part)


def _customer_fact(city: str, bought: int) -> str:
    said = ngettext("{count} purchase", "{count} purchases", bought).format(count=bought)
    return " · ".join(part for part in (city, said) if part)
