"""Who sells us what: naming a product's supplier, the ones who could send it too, and what it cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shopdesk.domain.preferences import ShopSettings
from shopdesk.domain.purchasing.limits import arrival
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.suppliers import Terms, named, read_terms
from shopdesk.store import supply as store
from shopdesk.store.supply import CostRow, ItemRow
from shopdesk.store.supply import Kept as Kept


@dataclass(frozen=True, slots=True)
class Offer:
    """How one supplier sells us a style.

    Attributes:
        lowest: Cost of its cheapest size in minor units; None where no cost is known.
        highest: Of its dearest.
        codes: What the supplier calls its sizes, as far as known.
        is_first: It is ordered from this one; of the others, only if the owner says so.
    """

    terms: Terms
    lowest: int | None
    highest: int | None
    currency: str
    pack: int
    minimum: int
    codes: tuple[str, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class CostStep:
    """What a style cost at a supplier from a day on; sizes may differ."""

    since: date
    supplier: str
    lowest: int
    highest: int
    currency: str


@dataclass(frozen=True, slots=True)
class Supply:
    """Who sells us a style, whom we order from first, and what it cost over time, the newest first."""

    product_id: int
    offers: tuple[Offer, ...]
    costs: tuple[CostStep, ...]
    suppliers: tuple[str, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another supplier of a style: when an order of today would be here, and what a piece costs there."""

    name: str
    arrives_on: date
    cost_minor: int | None
    currency: str


def read(shop: Shop, product_id: int) -> Supply:
    """Return who sells us a style and what it cost."""
    with shop.store.read() as session:
        terms = read_terms(session, shop)
        rows = store.items(session, product_id)
        costs = store.costs(session, product_id)
    by_supplier: dict[int, list[ItemRow]] = {}
    for row in rows:
        by_supplier.setdefault(row.supplier_id, []).append(row)
    offers = [_offer(terms[key], members) for key, members in by_supplier.items()]
    offers.sort(key=lambda one: (not one.is_first, one.terms.name.casefold()))
    return Supply(
        product_id,
        tuple(offers),
        _steps(costs, terms),
        tuple(one.name for key, one in terms.items() if key is not None),
        shop.settings.get(ShopSettings).currency,
    )


def _offer(terms: Terms, rows: Sequence[ItemRow]) -> Offer:
    costs = [row.cost_minor for row in rows if row.cost_minor is not None]
    return Offer(
        terms=terms,
        lowest=min(costs, default=None),
        highest=max(costs, default=None),
        currency=next((row.currency for row in rows if row.currency), ""),
        pack=max(row.pack for row in rows),
        minimum=max(row.minimum for row in rows),
        codes=tuple(row.supplier_sku for row in rows if row.supplier_sku),
        is_first=any(row.is_first for row in rows),
    )


def _steps(costs: Sequence[CostRow], terms: Mapping[int | None, Terms]) -> tuple[CostStep, ...]:
    by_day: dict[tuple[date, int], list[CostRow]] = {}
    for row in costs:
        by_day.setdefault((row.since, row.supplier_id), []).append(row)
    return tuple(
        CostStep(
            since,
            terms[supplier].name,
            min(row.cost_minor for row in rows),
            max(row.cost_minor for row in rows),
            rows[0].currency,
        )
        for (since, supplier), rows in sorted(by_day.items(), key=lambda pair: pair[0][0], reverse=True)
    )


def name_first(shop: Shop, products: Iterable[int], supplier: str) -> Kept:
    """Order some products from a supplier from now on, who is made if new; returns what stood before.

    Whoever sold them before stays as an alternative.

    Raises:
        WrongInput: If there is no name.
    """
    _must_say(supplier)
    with shop.store.write() as session:
        chosen = store.variants(session, list(products))
        before = store.as_it_stands(session, chosen)
        store.put_first(session, chosen, named(session, supplier))
        return before


def put_offer(
    shop: Shop, product_id: int, supplier: str, *, cost_minor: int | None, pack: int = 1, minimum: int = 0
) -> Kept:
    """Keep how a supplier, who is made if new, sells a style in all its sizes; returns what stood before.

    Args:
        shop: The shop.
        product_id: The style.
        supplier: Name.
        cost_minor: Of one piece; None keeps what is known.
        pack: Pieces per pack.
        minimum: Least pieces of a size in one order, 0 for none.

    Raises:
        WrongInput: If there is no name, or a number does not fit.
    """
    _must_say(supplier)
    if (cost_minor or 0) < 0 or pack < 1 or minimum < 0:
        raise WrongInput(
            _("A cost cannot be negative, and a pack holds at least one piece."), _("Nothing was changed.")
        )
    values: dict[str, int | str] = {"pack": pack, "minimum_order": minimum}
    if cost_minor is not None:
        values |= {"cost_minor": cost_minor, "currency": shop.settings.get(ShopSettings).currency}
    with shop.store.write() as session:
        chosen = store.variants(session, [product_id])
        before = store.as_it_stands(session, chosen)
        store.put_terms(session, chosen, named(session, supplier), values=values, since=shop.today())
        return before


def put_back(shop: Shop, before: Kept) -> None:
    """Put offers back as they stood."""
    with shop.store.write() as session:
        store.put_back(session, before)


def alternatives(shop: Shop) -> dict[int, tuple[Alternative, ...]]:
    """Return by product who else sells it, the soonest to deliver first."""
    with shop.store.read() as session:
        rows = [row for row in store.items(session) if not row.is_first]
        if not rows:
            return {}
        terms = read_terms(session, shop)
    found: dict[int, dict[int, Alternative]] = {}
    for row in rows:
        theirs = terms[row.supplier_id]
        found.setdefault(row.product_id, {})[row.supplier_id] = Alternative(
            theirs.name, arrival(shop.today(), theirs.lead.days, theirs.closed), row.cost_minor, row.currency
        )
    return {
        product: tuple(sorted(others.values(), key=lambda one: (one.arrives_on, one.name)))
        for product, others in found.items()
    }


def product_of(shop: Shop, sku: str) -> int:
    """Return the style of a code.

    Raises:
        NotFound: If the code is nobody's.
    """
    with shop.store.read() as session:
        found = store.product_of(session, sku)
    if found is None:
        raise NotFound(
            _("There is no product with the code {code}.").format(code=sku), _("Nothing was changed.")
        )
    return found


def _must_say(supplier: str) -> None:
    if not supplier.strip():
        raise WrongInput(_("Write the supplier's name."), _("Nothing was changed."))
