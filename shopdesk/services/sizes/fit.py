"""Which size a style runs, read from its exchanges, and what a customer's foot is known to be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pandas as pd
from sqlmodel import Session

from shopdesk.domain.sizes.fits import Exchange, FitReading, read_fit
from shopdesk.domain.sizes.labels import SizeLabel, in_order, read_run
from shopdesk.services.context import Shop
from shopdesk.store import fit as store
from shopdesk.store import sales
from shopdesk.store import sizes as sizes_store

_DAYS = 365


def fits(shop: Shop) -> dict[int, FitReading]:
    """Return what the exchanges of the last year say of each style that had any, by product."""
    with shop.store.read() as session:
        return read_fits(session, shop)


def read_fits(session: Session, shop: Shop) -> dict[int, FitReading]:
    """Return ``fits`` within a session the caller has open."""
    since = shop.today() - timedelta(_DAYS)
    changed = store.exchanges(session, since)
    if changed.empty:
        return {}
    sold = sales.sold_by_style(session, since, shop.today())
    runs = {int(key): _run(frame) for key, frame in _by_product(sizes_store.runs(session)).items()}
    return {
        product: read_fit(_exchanges(frame, runs[product]), runs[product], sold=sold.get(product, 0))
        for product, frame in _by_product(changed).items()
        if product in runs
    }


def _by_product(frame: pd.DataFrame) -> Mapping[int, pd.DataFrame]:
    products = frame["product_id"].to_numpy(dtype="int64")
    return {int(product): frame[products == product] for product in sorted(set(products.tolist()))}


def _run(frame: pd.DataFrame) -> list[SizeLabel]:
    texts = [str(size) for size in frame["size"]]
    return in_order(read_run(texts) or [])


def _exchanges(frame: pd.DataFrame, run: list[SizeLabel]) -> list[Exchange]:
    known = {label.text: label for label in run}
    rows = zip(frame["given"].tolist(), frame["kept"].tolist(), frame["pieces"].tolist(), strict=True)
    return [
        Exchange(known[given], known[kept], int(pieces))
        for given, kept, pieces in rows
        if given in known and kept in known
    ]
