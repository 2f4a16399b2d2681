"""The columns of plain files, by kind: each field with its headers in English, Spanish and Portuguese."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from shopdesk.formats.base import Kind
from shopdesk.runtime import resources

Columns = Mapping[str, tuple[str, ...]]

REQUIRED: Mapping[Kind, tuple[frozenset[str], ...]] = {
    Kind.SALES: (frozenset({"placed_at"}), frozenset({"quantity"}), frozenset({"sku", "product"})),
    Kind.STOCK: (frozenset({"sku", "product"}), frozenset({"on_hand"})),
    Kind.PRODUCTS: (frozenset({"product"}),),
    Kind.SUPPLIERS: (frozenset({"supplier"}),),
    Kind.EVENTS: (frozenset({"event"}), frozenset({"start"}), frozenset({"end"})),
    Kind.CONTACTS: (frozenset({"email"}),),
    Kind.CUSTOMERS: (frozenset({"email"}),),
    Kind.VISITS: (frozenset({"day"}), frozenset({"sku", "product"}), frozenset({"views"})),
    Kind.REVIEWS: (frozenset({"day"}), frozenset({"text"})),
    Kind.SURVEYS: (frozenset({"day"}), frozenset({"text"})),
    Kind.CHECKOUTS: (
        frozenset({"email"}),
        frozenset({"abandoned_at"}),
        frozenset({"sku", "product"}),
    ),
}
"""Groups of fields; a file of the kind has a column for at least one of each group."""

_SAME = {Kind.CUSTOMERS: Kind.CONTACTS, Kind.SURVEYS: Kind.REVIEWS}


@cache
def columns(kind: Kind) -> Columns:
    """Return field to headers of a kind, the header CLI.md gives first; all in comparable form.

    Raises:
        KeyError: If the kind has no plain file (purchases).
    """
    return _all()[_SAME.get(kind, kind)]


@cache
def _all() -> Mapping[str, Columns]:
    read = tomllib.loads(resources.text("naming/columns.toml"))
    return {kind: {name: tuple(names) for name, names in found.items()} for kind, found in read.items()}
