"""What makes them come back, and what it costs to forget them."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date

import numpy as np
import pandas as pd

from shopdesk.domain import arguments as weighing
from shopdesk.domain import forgetting as costs
from shopdesk.domain import repurchase as rates
from shopdesk.domain.arguments import Argument, Weight, Writer
from shopdesk.domain.forgetting import Cost
from shopdesk.domain.preferences import PrivacySettings, ShopSettings
from shopdesk.runtime import resources
from shopdesk.services.context import Shop
from shopdesk.store import repurchase as purchases
from shopdesk.store import worth as store


def arguments(shop: Shop) -> tuple[Weight, ...]:
    """Return what each argument is worth: whether those who mention it come back more."""
    words = json.loads(resources.text("advice/es/words.json"))
    lexicon, denials, zone = words["arguments"], words["argument_not"], shop.zone()
    with shop.store.read() as session:
        texts = store.said(session)
        bought = purchases.days_by_customer(session, {customer for customer, _at, _text in texts})
    told: dict[int, list[tuple[date, frozenset[Argument]]]] = defaultdict(list)
    for customer, at, text in texts:
        if customer in bought:
            said = weighing.mentions(text, lexicon, denials)
            told[customer].append((at.astimezone(zone).date(), said))
    writers = [
        Writer(tuple(bought[customer]), tuple(sorted(mine, key=lambda one: one[0])))
        for customer, mine in told.items()
    ]
    return tuple(weighing.weigh(writers, shop.today()))


def forgetting(shop: Shop, *, days: pd.DataFrame | None = None) -> Cost:
    """Return what forgetting the overdue customers costs, in the shop's currency.

    Args:
        shop: Whose.
        days: Every occasion, where the caller has read them.
    """
    today, currency = shop.today(), shop.settings.get(ShopSettings).currency
    with shop.store.read() as session:
        frame = purchases.purchase_days(session) if days is None else days
        margins = store.margins(session, currency)
    first = frame.groupby("customer")["day"].min()
    again = margins.loc[margins["day"].to_numpy() > first.reindex(margins["customer"]).to_numpy(), "minor"]
    gaps = rates.all_gaps(frame, today)
    after = costs.overdue_after(gaps)
    silent = (pd.Timestamp(today) - frame.groupby("customer")["day"].max()).dt.days.to_numpy(np.int64)
    overdue = silent[silent > after] if after is not None else silent[:0]
    return costs.cost(
        costs.lost_chances(overdue, gaps),
        after,
        margin_minor=round(int(again.sum()) / len(again)) if len(again) else None,
        acquisition_minor=shop.settings.get(PrivacySettings).acquisition_minor,
    )
