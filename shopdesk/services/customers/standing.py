"""Where each customer stands: RFM scores, and whether they are likely still a customer."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from shopdesk.domain import staying
from shopdesk.domain.rfm import Rfm, rfm
from shopdesk.domain.staying import Model
from shopdesk.services.context import Shop
from shopdesk.services.customers.listing import CustomerRow, listed
from shopdesk.store import repurchase as store


@dataclass(frozen=True, slots=True)
class Standing:
    """One customer who has bought.

    Attributes:
        alive: Probability that they are still a customer; None where the data cannot carry it.
    """

    row: CustomerRow
    rfm: Rfm
    alive: float | None


@dataclass(frozen=True, slots=True)
class Standings:
    """Everybody who has bought, and the model behind ``alive``.

    Attributes:
        repeats: Repeat purchases in all: the model is asked from 200 on.
    """

    people: tuple[Standing, ...]
    model: Model | None
    repeats: int


def standings(shop: Shop) -> Standings:
    """Return where each customer stands as of the shop's today."""
    rows = [row for row in listed(shop).rows if row.last is not None]
    with shop.store.read() as session:
        frame = store.purchase_days(session)
    today = shop.today()
    scores = rfm(
        [(today - row.last).days for row in rows if row.last is not None],
        [row.purchases for row in rows],
        [row.spent_minor for row in rows],
    )
    customers, seen = staying.histories(frame, pd.Timestamp(today))
    model = staying.fit(seen) if len(customers) else None
    alive = dict(zip(customers.tolist(), model.alive(seen).tolist(), strict=True)) if model else {}
    people = tuple(Standing(row, one, alive.get(row.id)) for row, one in zip(rows, scores, strict=True))
    return Standings(people, model, int(seen.x.sum()))
