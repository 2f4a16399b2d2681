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
        days, texts = purchases.purchase_days(session), store.said(session)
    bought: dict[int, list[date]] = defaultdict(list)
    for customer, day in days:
        bought[customer].append(day)
    told: dict[int, list[tuple[date, frozenset[Argument]]]] = defaultdict(list)
    for customer, at, text in texts:
        if customer in bought:
            said = weighing.mentions(text, lexicon, denials)
            told[customer].append((at.astimezone(zone).date(), said))
    writers = [
        Writer(tuple(sorted(bought[customer])), tuple(sorted(mine, key=lambda one: one[0])))
        for customer, mine in told.items()
    ]
    return tuple(weighing.weigh(writers, shop.today()))


def forgetting(shop: Shop) -> Cost:
    """Return what forgetting the overdue customers costs, in the shop's currency."""
    today, currency = shop.today(), shop.settings.get(ShopSettings).currency
    with shop.store.read() as session:
        days = purchases.purchase_days(session)
        margin, counted = store.return_margins(session, currency)
    frame = rates.occasions([c for c, _ in days], [d for _, d in days])
    gaps = rates.all_gaps(frame, today)
    after = costs.overdue_after(gaps)
    silent = (pd.Timestamp(today) - frame.groupby("customer")["day"].max()).dt.days.to_numpy(np.int64)
    overdue = silent[silent > after] if after is not None else silent[:0]
    return costs.cost(
        costs.lost_chances(overdue, gaps),
        after,
        margin_minor=round(margin / counted) if counted else None,
        acquisition_minor=shop.settings.get(PrivacySettings).acquisition_minor,
    )
