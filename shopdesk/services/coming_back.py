"""Do they come back? All of it: the rates, when, with whose money, and where they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shopdesk.domain import coming_back as domain
from shopdesk.domain import repurchase as rates
from shopdesk.domain.coming_back import GroupRate, MonthMoney
from shopdesk.domain.forgetting import Cost
from shopdesk.domain.preferences import ShopSettings
from shopdesk.domain.repurchase import Cohort, Survival
from shopdesk.services import repurchase
from shopdesk.services.context import Shop
from shopdesk.services.customers import worth
from shopdesk.services.repurchase import Monday
from shopdesk.store import repurchase as store


class Side(StrEnum):
    """By what customers are told apart: always something of their first purchase."""

    CHANNEL = "channel"
    PRODUCT = "product"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class ComingBack:
    """Everything the tab shows, as of the shop's today.

    Attributes:
        cohorts: Twelve months of first purchase, seen for twelve months.
        money: Twelve months, oldest first.
        origins: By side, the largest first.
    """

    monday: Monday
    cohorts: tuple[Cohort, ...]
    curve: Survival
    money: tuple[MonthMoney, ...]
    origins: Mapping[Side, tuple[GroupRate, ...]]
    cost: Cost
    currency: str
    today: date


def read(shop: Shop) -> ComingBack:
    """Compute the tab."""
    today, currency = shop.today(), shop.settings.get(ShopSettings).currency
    with shop.store.read() as session:
        frame = store.purchase_days(session)
        money = store.purchase_money(session, currency)
        born = store.first_bought(session)
    began = {
        Side.CHANNEL: {who: channel for who, channel, _style, _city in born},
        Side.PRODUCT: {who: style for who, _channel, style, _city in born},
        Side.CITY: {who: city for who, _channel, _style, city in born},
    }
    origins = {side: tuple(domain.by_origin(frame, where, today)) for side, where in began.items()}
    return ComingBack(
        monday=repurchase.monday(shop, days=frame),
        cohorts=tuple(rates.cohorts(frame, today, horizon=12)),
        curve=rates.second_purchase(frame, today),
        money=tuple(domain.money_by_month(money, today)),
        origins=origins,
        cost=worth.forgetting(shop, days=frame),
        currency=currency,
        today=today,
    )
