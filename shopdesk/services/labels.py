"""Price and barcode labels: one for each pair that arrived, or as many as are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shopdesk.domain.naming import styled
from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime import words
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.phrases_reorder import pairs
from shopdesk.store import purchasing as store
from shopdesk.store import receiving

MOST = 2000


@dataclass(frozen=True, slots=True)
class Label:
    """One label, in words; ``code`` is what the bars say."""

    name: str
    shop: str
    size: str
    price: str
    code: str


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """Labels with what stands over them on a page."""

    title: str
    line: str
    labels: tuple[Label, ...]
    foot: str = ""


def of_receipt(shop: Shop, receipt: int) -> LabelSheet:
    """Return a label per pair of an arrival that can be sold.

    Raises:
        NotFound: If there is no such arrival.
    """
    with shop.store.read() as session:
        came = receiving.arrival(session, receipt)
    if came is None:
        raise NotFound(_("That arrival is gone already."), _("Nothing was changed."))
    made = _labels(shop, {line.variant_id: line.received - line.damaged for line in came.lines})
    line = _("Order {number}, {supplier} · {pairs} · received on {day}").format(
        number=came.number,
        supplier=came.supplier,
        pairs=pairs(len(made)),
        day=_("{day} of {year}").format(day=words.day_of_month(came.on), year=came.on.year),
    )
    foot = _("3 × 4 a sheet · bars of the code · only the pairs that arrived are printed")
    return LabelSheet(_("Labels of what arrived"), line, made, foot)


def of_code(shop: Shop, code: str, pieces: int) -> LabelSheet:
    """Return so many labels of one code.

    Raises:
        NotFound: If the code is nobody's.
        WrongInput: If the number is not from 1 to 2,000.
    """
    if not 1 <= pieces <= MOST:
        raise WrongInput(
            _("Ask for 1 to {most} labels.").format(most=words.number(MOST)), _("Nothing was written.")
        )
    with shop.store.read() as session:
        known = store.variants_by_sku(session, [code])
    if code not in known:
        raise NotFound(
            _("There is no product with the code {code}.").format(code=code), _("Nothing was written.")
        )
    return LabelSheet(_("Labels"), pairs(pieces), _labels(shop, {known[code]: pieces}))


def _labels(shop: Shop, pieces: Mapping[int, int]) -> tuple[Label, ...]:
    chosen = shop.settings.get(ShopSettings)
    with shop.store.read() as session:
        rows = store.priced(session, list(pieces))
    return tuple(
        label
        for row in rows
        for label in [
            Label(
                name=styled(row.product, row.color),
                shop=chosen.name,
                size=row.size,
                price=""
                if row.price_minor is None
                else words.money(row.price_minor, row.currency or chosen.currency),
                code=row.sku,
            )
        ]
        * max(0, pieces[row.variant_id])
    )
