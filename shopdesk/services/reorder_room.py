"""Everything the Resurtir page shows, read together so that its tabs agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from shopdesk.domain.naming import name_key
from shopdesk.domain.preferences import ShopSettings
from shopdesk.domain.purchasing.shelf import Shelf, is_dead, is_phantom, overstock
from shopdesk.domain.sizes.runs import CORE_REACH
from shopdesk.domain.stock import Availability
from shopdesk.services import reorder, suppliers, supply
from shopdesk.services.clearance import Leftover, read_leftovers
from shopdesk.services.context import Shop
from shopdesk.services.phrases_reorder import code_of
from shopdesk.services.purchase_orders import OnTheWay, listed
from shopdesk.services.reorder import Contest, Plan, StyleRow
from shopdesk.services.reorder.reading import Known
from shopdesk.services.suppliers import Terms
from shopdesk.services.supply import Alternative

FINISHED_DAYS = 30
DEAD_AFTER_DAYS = 120
_A_RUN = 3


@dataclass(frozen=True, slots=True)
class Room:
    """The page's facts.

    Attributes:
        orders: On the way, and those closed in the last 30 days, the newest first.
        shelves: By product id.
        contests: Where the owner's own numbers were scored against ours.
        leftovers: What should go from the shelf, the most money first.
        alternatives: By product, who else sells it.
        told: By product, what it is found by: name, colour, code and supplier, as ``name_key`` has them.
        country: The shop's, for how phones are written.
    """

    plan: Plan
    orders: tuple[OnTheWay, ...]
    suppliers: tuple[Terms, ...]
    history: Availability
    shelves: dict[int, Shelf]
    contests: tuple[Contest, ...]
    leftovers: tuple[Leftover, ...] = ()
    alternatives: Mapping[int, tuple[Alternative, ...]] = field(default_factory=dict)
    told: Mapping[int, str] = field(default_factory=dict)
    country: str = "MX"

    @property
    def open_orders(self) -> tuple[OnTheWay, ...]:
        """Orders of which something may still arrive, the latest first."""
        found = [one for one in self.orders if one.is_open]
        return tuple(sorted(found, key=lambda one: (-one.days_late, one.due_on)))


def read(shop: Shop) -> Room:
    """Return the facts of the page; scores what is old enough on the way."""
    reorder.score_due(shop)
    known = reorder.read(shop)
    plan = reorder.suggest_from(known)
    plan.add_up()
    today = shop.today()
    since = today - timedelta(FINISHED_DAYS)
    orders = tuple(one for one in listed(shop) if one.is_open or (one.closed_on or today) >= since)
    shelves = _shelves(known, plan)
    return Room(
        plan=plan,
        orders=orders,
        suppliers=tuple(suppliers.listed(shop)),
        history=reorder.history(shop),
        shelves=shelves,
        contests=tuple(reorder.contests(shop)),
        leftovers=read_leftovers(shop, known, plan, shelves),
        alternatives=supply.alternatives(shop),
        told={row.first.product_id: _told(row) for row in plan.styles()},
        country=shop.settings.get(ShopSettings).country,
    )


def _told(row: StyleRow) -> str:
    first = row.first
    return name_key(f"{first.product} {first.color} {code_of(row.lines)} {first.supplier}")


def _shelves(known: Known, plan: Plan) -> dict[int, Shelf]:
    shelf = known.shelf
    if shelf is None:
        return {}
    starts = shelf.first_rows
    rows = {row.first.product_id: row for row in plan.styles()}
    days = shelf.units.shape[1]
    found = {}
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(shelf.style)
        product = known.rows[start].product_id
        row = rows[product]
        units, open_ = shelf.units[start:end], shelf.available[start:end] > 0.5
        weekly = units.sum(axis=0)[-182:].reshape(-1, 7).sum(axis=1) if days >= 7 else ()
        quiet = [_open_days_since_sale(units[k], open_[k]) for k in range(end - start)]
        rate = row.rate_per_day
        found[product] = Shelf(
            excess=overstock(
                row.on_hand, row.on_order, per_day=rate, most_days=7 * known.chosen.max_cover_weeks
            ),
            is_dead=is_dead(
                on_hand=row.on_hand,
                age_days=days - int(shelf.started[i]),
                days_in_stock_since_sale=min(quiet),
                after_days=DEAD_AFTER_DAYS,
            ),
            doubtful=tuple(
                line.variant_id
                for line, silent in zip(row.lines, quiet, strict=False)
                if is_phantom(on_hand=line.on_hand, per_day=line.rate_per_day, days_without_sale=silent)
            ),
            weekly_sales=tuple(int(n) for n in weekly),
            last_sizes=_last_sizes(row),
            cover_weeks=max(0, row.on_hand) / (7 * rate) if rate > 0 else None,
        )
    return found


def _last_sizes(row: StyleRow) -> tuple[str, ...]:
    """Return the sizes left of a run whose key sizes are gone for good; empty for a run that lives."""
    ranked = sorted(row.lines, key=lambda line: -line.rate_per_day)
    reach, core = 0.0, set()
    for line in ranked:
        if reach >= CORE_REACH * row.rate_per_day:
            break
        core.add(line.variant_id)
        reach += line.rate_per_day
    lives = any(line.on_hand > 0 or line.on_order > 0 for line in row.lines if line.variant_id in core)
    left = [line.size for line in row.lines if line.on_hand > 0]
    return () if lives or len(row.lines) < _A_RUN or row.rate_per_day <= 0 else tuple(left)


def _open_days_since_sale(units: object, open_: object) -> int:
    """Return the days with stock since the last sale of one variant."""
    import numpy as np

    sold = np.flatnonzero(np.asarray(units) > 0)
    after = int(sold[-1]) + 1 if len(sold) else 0
    return int(np.asarray(open_)[after:].sum())


def empty_before(room: Room, one: OnTheWay) -> tuple[StyleRow, date] | None:
    """Return the first style of an order whose shelf is empty before it arrives, and when."""
    waiting = {line.product_id for line in one.lines if line.missing}
    dated = [
        (row, row.runs_out_on)
        for row in room.plan.styles()
        if row.first.product_id in waiting and row.runs_out_on is not None
    ]
    return min(dated, key=lambda pair: pair[1]) if dated else None
