"""Which sizes could be sold on which days: the ledger rolled forward and back."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from sqlmodel import Session

from shopdesk.domain.arrays import Flags, Ints
from shopdesk.domain.stock import Availability, Flows, Points, gather, roll, share_in_stock
from shopdesk.services.context import Shop
from shopdesk.services.stock.levels import selling_places
from shopdesk.store import ledger, stock


def daily(shop: Shop, since: date, until: date) -> Availability:
    """Return the availability of every stocked variant on each day of a span.

    Args:
        shop: The shop.
        since: First day (inclusive).
        until: Last day (inclusive).
    """
    with shop.store.read() as session:
        return read_daily(session, since, until)


def read_daily(session: Session, since: date, until: date, sales: pd.DataFrame | None = None) -> Availability:
    """Return ``daily`` within a session the caller has open.

    Args:
        session: Where to read.
        since: First day (inclusive).
        until: Last day (inclusive).
        sales: ``store.ledger.daily_sales`` where the caller has read it already.
    """
    ids = np.sort(np.array([row["variant_id"] for row in stock.variants(session)], dtype=np.int64))
    span = (since.toordinal(), until.toordinal())
    days = np.arange(np.datetime64(since), np.datetime64(until) + 1)
    points, sales, moves = _read(session, ids, sales)
    if not len(ids):
        empty = np.zeros((0, len(days)), dtype=np.int64)
        return Availability(ids, days, empty, empty.astype(np.float64), empty.astype(np.int8))
    cells, variant_of = _cells(session, points, sales, moves)
    rolled = roll(len(cells), span, *_arrays(cells, points, sales, moves))
    opening, grade = gather(rolled, np.searchsorted(ids, variant_of), len(ids))
    share = share_in_stock(opening, grade, _sold(sales, ids, span))
    return Availability(ids, days, opening, share, grade)


def _read(
    session: Session, ids: Ints, sales: pd.DataFrame | None
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    sold = ledger.daily_sales(session) if sales is None else sales
    frames = (ledger.all_points(session), sold, ledger.daily_movements(session))
    points, sales, moves = (frame[frame["variant_id"].isin(ids)] for frame in frames)
    return points, sales, moves


def _cells(
    session: Session, points: pd.DataFrame, sales: pd.DataFrame, moves: pd.DataFrame
) -> tuple[pd.MultiIndex, Ints]:
    """Give every (variant, place) that has anything a row, and sales the place they leave from."""
    places = stock.locations(session)
    main = places[0][0] if places else 0
    selling = selling_places(zip(points["variant_id"], points["location_id"], strict=True), main or None)
    known = pd.Series(selling, dtype="int64")
    sales["location_id"] = known.reindex(sales["variant_id"]).fillna(main).to_numpy(dtype="int64")
    counted = set(zip(points["variant_id"], points["location_id"], strict=True))
    # Pieces that moved where the variant was never counted go by the place it sells from.
    moves["location_id"] = [
        place if (variant, place) in counted else selling.get(variant, place)
        for variant, place in zip(moves["variant_id"], moves["location_id"], strict=True)
    ]
    points["selling"] = known.reindex(points["variant_id"]).to_numpy(dtype="int64")
    parts = [frame[["variant_id", "location_id"]] for frame in (points, sales, moves)]
    pairs = pd.concat(parts).drop_duplicates().sort_values(["variant_id", "location_id"])
    cells = pd.MultiIndex.from_frame(pairs)
    return cells, pairs["variant_id"].to_numpy()


def _arrays(
    cells: pd.MultiIndex, points: pd.DataFrame, sales: pd.DataFrame, moves: pd.DataFrame
) -> tuple[Points, Flows]:
    sold_there = points["sold_after"].where(points["selling"] == points["location_id"], 0)
    on_hand = points["on_hand"] + points["moved_after"] - sold_there
    fixed = Points(_row(cells, points), points["day"].to_numpy(), on_hand.to_numpy())
    flows = Flows(
        np.concatenate([_row(cells, sales), _row(cells, moves)]),
        np.concatenate([sales["day"].to_numpy(), moves["day"].to_numpy()]),
        np.concatenate([-sales["pieces"].to_numpy(), moves["pieces"].to_numpy()]),
    )
    return fixed, flows


def _row(cells: pd.MultiIndex, frame: pd.DataFrame) -> Ints:
    wanted = pd.MultiIndex.from_frame(frame[["variant_id", "location_id"]])
    return cells.get_indexer(wanted).astype(np.int64)


def _sold(sales: pd.DataFrame, ids: Ints, span: tuple[int, int]) -> Flags:
    first, last = span
    sold = np.zeros((len(ids), last - first + 1), dtype=bool)
    within = sales[(sales["day"] >= first) & (sales["day"] <= last)]
    sold[np.searchsorted(ids, within["variant_id"]), within["day"] - first] = True
    return sold
