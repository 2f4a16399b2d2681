"""Find a product, a customer or messages by a few letters; each with one live fact."""

from __future__ import annotations

from dataclasses import dataclass

from shopdesk.domain.naming import name_key, styled
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.context import Shop
from shopdesk.services.phrases_reorder import shared_start
from shopdesk.services.stock import StockLevel, levels
from shopdesk.store import finding as store


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found.

    Attributes:
        kind: ``product``, ``customer`` or, once for all of them, ``messages``.
        key: Its id; 0 for messages.
        title: What the owner calls it.
        fact: One live fact, said.
        asked: The words it answers, so that a late answer can be told from the newest.
    """

    kind: str
    key: int
    title: str
    fact: str
    asked: str
    gone: int = 0
    """Sizes of the product that are sold out."""
    is_gone: bool = False
    """Nothing of the product is left."""


def find(shop: Shop, words: str, limit: int = 5) -> list[Found]:
    """Return products, customers, then messages that hold the words; accents and case do not matter."""
    folded = name_key(words)
    with shop.store.read() as session:
        styles = store.products(session, folded, words, limit)
        people = store.customers(session, folded, words, limit)
        talks = store.conversations(session, words)
    shelves = _shelves(shop) if styles else {}
    found = [
        _product(shelves.get(key, []), key, styled(name, color), code, words)
        for key, name, color, code in styles
    ]
    found += [
        Found("customer", key, name or _("Unnamed"), _customer_fact(city, bought), words)
        for key, name, city, bought in people
    ]
    if talks:
        said = ngettext("{count} conversation", "{count} conversations", talks).format(count=talks)
        found.append(Found("messages", 0, words, said, words))
    return found


def _shelves(shop: Shop) -> dict[int, list[StockLevel]]:
    """Return the sizes of every product that is stocked."""
    shelves: dict[int, list[StockLevel]] = {}
    for level in levels(shop):
        shelves.setdefault(level.product_id, []).append(level)
    return shelves


def _product(shelf: list[StockLevel], key: int, title: str, code: str, asked: str) -> Found:
    known = code or shared_start([level.sku for level in shelf])
    fact = _product_fact(known, sum(level.on_hand for level in shelf) if shelf else None)
    gone = sum(level.on_hand <= 0 for level in shelf)
    is_gone = bool(shelf) and gone == len(shelf)
    return Found("product", key, title, fact, asked, gone=gone, is_gone=is_gone)


def _product_fact(code: str, pieces: int | None) -> str:
    stock = "" if pieces is None else _("{count} in stock").format(count=pieces)
    return " · ".join(part for part in (code, stock) if part)


def _customer_fact(city: str, bought: int) -> str:
    said = ngettext("{count} purchase", "{count} purchases", bought).format(count=bought)
    return " · ".join(part for part in (city, said) if part)
