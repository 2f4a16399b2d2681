"""The shop's sales and stock as one block, style by size by day, for the domain to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlmodel import Session

from shopdesk.domain.arrays import Flags, Ints
from shopdesk.domain.preferences import PlanningSettings, ShopSettings
from shopdesk.domain.sizes.labels import SizeLabel, SizeSystem, in_order, read_run, system_of
from shopdesk.domain.sizes.review import History, Style
from shopdesk.domain.sizes.unmet import Questions, floor_per_week
from shopdesk.domain.stock import Grade
from shopdesk.services.context import Shop
from shopdesk.services.stock.days import read_daily
from shopdesk.services.stock.levels import StockLevel, read_levels
from shopdesk.store import ledger, repurchase
from shopdesk.store import sizes as store

_DAYS = 104 * 7
_FEWEST_DAYS = 84
_PRICE_DAYS = 180
_QUESTION_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Named:
    """What people call a style, and its variants in the order of its run."""

    product_id: int
    product: str
    color: str
    category: str
    gender: str
    brand: str
    option_name: str
    variants: tuple[int, ...]
    skus: tuple[str, ...]
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Assembled:
    """The block, the names that go with it, and how far it reaches.

    Attributes:
        history: For ``domain.sizes.review``.
        names: By product id.
        first: First day of the block.
        last: Last day (inclusive): today, or the newest sale if that is older.
        stock_as_of: Day of the newest stock figure, None if nobody ever gave one.
    """

    history: History
    names: Mapping[int, Named]
    first: date
    last: date
    stock_as_of: date | None


def assemble(session: Session, shop: Shop) -> Assembled:
    """Read two years of sales and opening availability of every style with two sizes or more."""
    today = shop.today()
    first, last = _span(session, today)
    runs = store.runs(session)
    grouped = (_run(frame) for _, frame in runs.groupby("product_id", sort=True))
    styles = [run for run in grouped if run is not None]
    places = _Places.of(styles)
    stocked = {level.variant_id: level for level in read_levels(session, shop)}
    units = _units(session, places, first=first, last=last)
    available, on_hand, known = _stock(session, places, units, stocked, (first, last, today))
    facts = _Facts.read(session, shop, today)
    lines = tuple(facts.style(run, known=bool(known[at])) for at, run in enumerate(styles))
    incoming = places.fill(stocked, "on_order")
    views = _views(session, styles, first=first, last=last)
    history = History(lines, units, available, on_hand, incoming, views)
    zone = shop.zone()
    stamps = [level.as_of.astimezone(zone).date() for level in stocked.values() if level.as_of]
    names = {run.name.product_id: facts.named(run.name) for run in styles}
    return Assembled(history, names, first, last, max(stamps, default=None))


def _span(session: Session, today: date) -> tuple[date, date]:
    oldest, newest = repurchase.first_sale_day(session), repurchase.last_sale_day(session)
    last = min(today, newest) if newest else today
    first = max(oldest or last, last - timedelta(_DAYS - 1))
    return min(first, last - timedelta(_FEWEST_DAYS - 1)), last


@dataclass(frozen=True, slots=True)
class _Run:
    name: Named
    labels: tuple[SizeLabel, ...]
    system: str
    price_minor: float
    lead_days: float | None


def _run(frame: pd.DataFrame) -> _Run | None:
    """Return the run of one style, or None when it comes in one size only."""
    if len(frame) < 2:
        return None
    texts = [str(size) for size in frame["size"]]
    labels = read_run(texts) or _as_written(texts)
    order = [labels.index(label) for label in in_order(labels)]
    row = frame.iloc[0]
    name = Named(
        int(row["product_id"]),
        str(row["product"]),
        str(row["color"]),
        str(row["category"]),
        str(row["gender"]),
        str(row["brand"]),
        str(row["option_name"]),
        tuple(int(frame["variant_id"].iloc[at]) for at in order),
        tuple(str(frame["sku"].iloc[at]) for at in order),
    )
    lead = frame["lead_days"].dropna()
    price = frame["price_minor"].dropna()
    return _Run(
        name,
        tuple(labels[at] for at in order),
        system_of(labels).value,
        float(price.mean()) if len(price) else 0.0,
        float(lead.iloc[0]) if len(lead) else None,
    )


def _as_written(texts: list[str]) -> list[SizeLabel]:
    """Give labels that are no sizes (colours, volumes) a place of their own, alike in every style."""
    return [SizeLabel(text, SizeSystem.NUMBER, float(_stable(text))) for text in texts]


def _stable(text: str) -> int:
    return int.from_bytes(text.casefold().encode("utf-8")[:6].ljust(6, b"\0"), "big")


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each variant stands in the block."""

    variants: Ints  # ascending
    style: Ints
    size: Ints
    shape: tuple[int, int]

    @classmethod
    def of(cls, styles: list[_Run]) -> _Places:
        """Lay the variants of all runs out: a row per style, a column per size."""
        rows = sorted(
            (variant, at, place)
            for at, run in enumerate(styles)
            for place, variant in enumerate(run.name.variants)
        )
        table = np.array(rows, dtype=np.int64).reshape(-1, 3)
        width = max((len(run.labels) for run in styles), default=0)
        return cls(table[:, 0], table[:, 1], table[:, 2], (len(styles), width))

    def find(self, variants: Ints) -> tuple[Ints, Flags]:
        """Return the row of each variant and whether it has one."""
        if not len(self.variants):
            return np.zeros(len(variants), dtype=np.int64), np.zeros(len(variants), dtype=bool)
        row = np.minimum(np.searchsorted(self.variants, variants), len(self.variants) - 1)
        return row, self.variants[row] == variants

    def fill(self, levels: Mapping[int, StockLevel], field: str) -> Ints:
        """Return one field of the levels as a block (styles, sizes), 0 where nothing is known."""
        block = np.zeros(self.shape, dtype=np.int64)
        for variant, style, size in zip(self.variants, self.style, self.size, strict=True):
            level = levels.get(int(variant))
            block[style, size] = getattr(level, field) if level else 0
        return block


def _units(session: Session, places: _Places, *, first: date, last: date) -> NDArray[np.int16]:
    sold = ledger.daily_sales(session, last)
    moved = store.demand_moved(session, last)
    moved["day"] = [date.fromisoformat(str(day)).toordinal() for day in moved["local_day"]]
    block = np.zeros((*places.shape, (last - first).days + 1), dtype=np.int64)
    for frame in (sold, moved):
        row, found = places.find(frame["variant_id"].to_numpy(dtype=np.int64))
        day = frame["day"].to_numpy(dtype=np.int64) - first.toordinal()
        good = found & (day >= 0) & (day < block.shape[2])
        row, day, pieces = row[good], day[good], frame["pieces"].to_numpy(dtype=np.int64)[good]
        np.add.at(block, (places.style[row], places.size[row], day), pieces)
    return np.clip(block, 0, 32_000).astype(np.int16)


def _views(session: Session, styles: list[_Run], *, first: date, last: date) -> Ints | None:
    """Return page views by style and day, None where no file of visits was ever imported."""
    rows = store.views(session, first, last)
    if rows.empty:
        return None
    place = {run.name.product_id: at for at, run in enumerate(styles)}
    block = np.zeros((len(styles), (last - first).days + 1), dtype=np.int64)
    for product, day, count in zip(rows["product_id"], rows["local_day"], rows["views"], strict=True):
        if product in place:
            block[place[product], (date.fromisoformat(day) - first).days] += int(count)
    return block


def _stock(
    session: Session,
    places: _Places,
    units: NDArray[np.int16],
    stocked: Mapping[int, StockLevel],
    span: tuple[date, date, date],
) -> tuple[Flags, Ints, Flags]:
    """Return daily availability, pieces now, and whether each style's stock is known.

    A size no stock file ever named, of a style whose other sizes were named, is taken as gone since its last
    sale: lists of stock leave out what is at zero.
    """
    first, last, today = span
    daily = read_daily(session, first, today + timedelta(1))
    row, found = places.find(daily.variant_ids)
    row = row[found]
    days = (last - first).days + 1
    available = np.zeros(units.shape, dtype=bool)
    available[places.style[row], places.size[row]] = daily.share[found, :days] > 0
    known = np.zeros(places.shape, dtype=bool)
    known[places.style[row], places.size[row]] = (daily.grade[found] > 0).any(axis=1)
    on_hand = np.zeros(places.shape, dtype=np.int64)
    on_hand[places.style[row], places.size[row]] = daily.opening[found, -1]
    for variant, style, size in zip(places.variants, places.style, places.size, strict=True):
        level = stocked.get(int(variant))
        if level and level.grade is not Grade.UNKNOWN:
            on_hand[style, size] = level.on_hand
    style_known: Flags = np.any(known, axis=1)
    unnamed: Flags = style_known[:, None] & ~known
    on_hand[unnamed] = 0
    sold_later = np.maximum.accumulate(units[:, :, ::-1] > 0, axis=2)[:, :, ::-1]
    available[unnamed] = sold_later[unnamed]
    return available, on_hand, style_known


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of styles beside sales and stock."""

    prices: dict[int, float]
    floors: dict[int, float]
    asked: dict[int, int]
    lead_days: float

    @classmethod
    def read(cls, session: Session, shop: Shop, today: date) -> _Facts:
        """Read prices paid, questions asked and the usual lead time."""
        currency = shop.settings.get(ShopSettings).currency
        paid = store.paid_prices(session, today - timedelta(_PRICE_DAYS), today)
        paid = paid[paid["currency"] == currency]
        prices = dict(zip(paid["product_id"].tolist(), paid["paid_minor"] / paid["pieces"], strict=True))
        counted = store.questions(session, today - timedelta(7 * _QUESTION_WEEKS), today)
        asked = {row["product_id"]: _questions(row) for row in counted.to_dict("records")}
        return cls(
            prices,
            {product: floor_per_week(one) for product, one in asked.items()},
            {product: one.missing for product, one in asked.items()},
            shop.settings.get(PlanningSettings).lead_days,
        )

    def style(self, run: _Run, *, known: bool) -> Style:
        """Return the style of a run; ``known`` says whether its stock was ever told."""
        product = run.name.product_id
        return Style(
            key=product,
            category=run.name.category or None,
            gender=run.name.gender or None,
            run=run.labels,
            system=run.system,
            price_minor=round(self.prices.get(product, run.price_minor)),
            lead_days=self.lead_days if run.lead_days is None else run.lead_days,
            floor_per_week=self.floors.get(product, 0.0),
            stock_known=known,
        )

    def named(self, name: Named) -> Named:
        """Return the name with how many people asked for a size of it that was not there."""
        return replace(name, asked=self.asked.get(name.product_id, 0))


def _questions(row: dict[Any, Any]) -> Questions:
    counts = {name: int(row[name]) for name in ("missing", "bought_other", "in_stock", "bought")}
    return Questions(weeks=float(_QUESTION_WEEKS), **counts)
