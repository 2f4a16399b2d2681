"""A generator of shops with planted size gaps, and the truth beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from shopdesk.domain.sizes.labels import in_order, read_label
from shopdesk.domain.sizes.review import History, Style

DAYS = 26 * 7
LOOKS = 8
KINDS = ("healthy", "silent", "slow", "fringe", "declining", "sold_out")


@dataclass(frozen=True, slots=True)
class Planted:
    """One shop, day by day.

    Attributes:
        kind: (S,) one of KINDS.
        theta: (S, K) true shares.
        rate: (S,) true pieces per day.
        gap: (S, K) sizes taken away.
        since: (S,) first day of the gap; DAYS if none.
        opening: (S, K, T + 1) stock at opening; the last is the morning after.
        units: (S, K, T) pieces sold.
        category: (S,) names.
        gender: (S,) names.
    """

    kind: list[str]
    theta: np.ndarray
    rate: np.ndarray
    gap: np.ndarray
    since: np.ndarray
    opening: np.ndarray
    units: np.ndarray
    category: list[str]
    gender: list[str]


def a_shop(seed: int, styles: int = 72, sizes: int = 9) -> Planted:
    rng = np.random.default_rng(seed)
    kind = [KINDS[i % len(KINDS)] if i < styles // 2 else "healthy" for i in range(styles)]
    groups = rng.integers(0, 4, styles)
    centre = np.array([3.2, 4.0, 4.6, 3.6])[groups]
    base = np.exp(-0.5 * ((np.arange(sizes) - centre[:, None]) / rng.uniform(1.5, 2.1, 4)[groups, None]) ** 2)
    base /= base.sum(axis=1, keepdims=True)
    theta = np.vstack([rng.dirichlet(40 * row + 0.2) for row in base])
    rate = np.exp(rng.uniform(np.log(0.5), np.log(8.0), styles)) / 7
    rate[[k == "slow" for k in kind]] = rng.uniform(0.5, 1.2, kind.count("slow")) / 7
    rate[[k == "silent" for k in kind]] = rng.uniform(2.0, 8.0, kind.count("silent")) / 7
    gap, since = _gaps(rng, kind, theta)
    opening, units = _live(rng, kind, theta=theta, rate=rate, gap=gap, since=since)
    names = ["Botas", "Tenis", "Flats", "Mocasines"]
    return Planted(
        kind, theta, rate, gap, since, opening, units, [names[g] for g in groups], ["dama"] * styles
    )


def _gaps(rng, kind, theta):
    gap, since = np.zeros(theta.shape, dtype=bool), np.full(len(kind), DAYS)
    for at, name in enumerate(kind):
        order = np.argsort(-theta[at])
        if name in ("silent", "slow"):
            gap[at, order[: int(rng.integers(2, 4))]] = True
        elif name == "fringe":
            gap[at, order[-2:]] = True
        elif name == "sold_out":
            gap[at] = True
        if gap[at].any():
            since[at] = DAYS - int(rng.integers(14, 50))
    return gap, since


def _live(rng, kind, *, theta, rate, gap, since):
    styles, sizes = theta.shape
    week = 1 + 0.25 * np.sin(2 * np.pi * np.arange(DAYS) / 7) + rng.normal(0, 0.05, DAYS)
    stock = np.full((styles, sizes), 1)
    full = np.maximum(2, np.ceil(theta * rate[:, None] * 35)).astype(int)
    stock = full.copy()
    opening, units = np.zeros((styles, sizes, DAYS + 1), int), np.zeros((styles, sizes, DAYS), int)
    declining = np.array([name == "declining" for name in kind])
    for day in range(DAYS):
        if day % 7 == 0:
            stock = np.maximum(stock, full)
        stock[(day >= since)[:, None] & gap] = 0
        opening[:, :, day] = stock
        level = np.where(declining & (day > DAYS - 60), 0.35, 1.0)
        asked = rng.poisson(theta * (rate * level * week[day])[:, None])
        sold = np.minimum(asked, stock)
        for at, size in zip(*np.nonzero(asked > sold), strict=True):
            for _ in range(asked[at, size] - sold[at, size]):
                other = size + (1 if rng.random() < 0.5 else -1)
                if rng.random() < 0.25 and 0 <= other < sizes and stock[at, other] > sold[at, other]:
                    sold[at, other] += 1
        units[:, :, day] = sold
        stock = stock - sold
    stock[gap] = 0
    opening[:, :, DAYS] = stock
    return opening, units


def history_of(shop: Planted, until: int = DAYS, *, exact: bool = True) -> History:
    """Return what the shop knows on the morning of day ``until``: stock of each day, or only of this one."""
    run = tuple(in_order(read_label(str(22 + size / 2)) for size in range(shop.theta.shape[1])))
    units = shop.units[:, :, :until]
    now = shop.opening[:, :, until].astype(np.int64)
    if exact:
        available = shop.opening[:, :, :until] > 0
    else:
        later = units[:, :, ::-1].cumsum(axis=2)[:, :, ::-1]
        available = now[:, :, None] + later > 0
    styles = tuple(
        Style(at, shop.category[at], shop.gender[at], run, "mx", price_minor=100_000)
        for at in range(len(shop.kind))
    )
    return History(styles, units.astype(np.int16), available, now, np.zeros_like(now))


@dataclass(slots=True)
class Score:
    """Counts over many shops."""

    planted: int = 0
    found: int = 0
    planted_sizes: int = 0
    found_sizes: int = 0
    fringe_facts: int = 0
    innocent: int = 0
    flagged: int = 0
    confirmed: int = 0
    silent: int = 0


def score(shops, review, *, exact: bool = True) -> Score:
    total = Score()
    for shop in shops:
        _facts(total, shop, review(history_of(shop, exact=exact)))
        ever: set[int] = set()
        for look in range(LOOKS):
            until = DAYS - 7 * (LOOKS - 1 - look)
            for line in review(history_of(shop, until, exact=exact)).styles:
                at = line.style.key
                if line.label in ("confirmed", "halo"):
                    if not _truly_broken(shop, at, until):
                        ever.add(at)
                    elif look == LOOKS - 1 and shop.kind[at] == "silent":
                        total.confirmed += 1
        total.innocent += len(shop.kind)
        total.flagged += len(ever)
        total.silent += shop.kind.count("silent")
    return total


def _truly_broken(shop: Planted, at: int, until: int) -> bool:
    order = np.argsort(-shop.theta[at])
    reach = np.cumsum(shop.theta[at][order])
    core = order[: int(np.searchsorted(reach, 0.6)) + 1]
    stock = shop.opening[at, :, until]
    return bool((stock[core] == 0).any() and stock.sum() > 0)


def _facts(total: Score, shop: Planted, page) -> None:
    for line in page.styles:
        at = line.style.key
        if shop.kind[at] in ("silent", "slow"):
            total.planted += 1
            total.found += line.is_broken
            total.planted_sizes += int(shop.gap[at].sum())
            total.found_sizes += sum(m and g for m, g in zip(line.missing_core, shop.gap[at], strict=True))
        elif shop.kind[at] == "fringe":
            total.fringe_facts += line.is_broken


FIRST_DAY = date(2026, 1, 5)


def write_files(shop: Planted, folder: Path, stock_days: Iterable[int]) -> tuple[Path, Path, date]:
    """Write plain sales and stock files and return them with the morning after."""
    sales, stock = folder / "sales.csv", folder / "stock.csv"
    names = [(f"Modelo {at}", "negro") for at in range(len(shop.kind))]
    labels = [f"{22 + size / 2:g}" for size in range(shop.theta.shape[1])]
    with sales.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["date", "order", "product", "color", "size", "category", "quantity", "unit_price"])
        for number, (day, at, size) in enumerate(np.argwhere(shop.units.transpose(2, 0, 1) > 0)):
            sold = shop.units[at, size, day]
            when = FIRST_DAY + timedelta(int(day))
            rows.writerow([when, number, *names[at], labels[size], shop.category[at], sold, "899.00"])
    with stock.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["as_of", "product", "color", "size", "on_hand"])
        for day in stock_days:
            for (at, size), pieces in np.ndenumerate(shop.opening[:, :, day]):
                rows.writerow([FIRST_DAY + timedelta(int(day)), *names[at], labels[size], pieces])
    return sales, stock, FIRST_DAY + timedelta(DAYS)
