"""Today's stock of every variant and what may be promised of it: read by every room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from shopdesk.domain.preferences import StockSettings
from shopdesk.domain.promising import Limits, Promise, Reason, Standing, State, promise
from shopdesk.domain.stock import Grade
from shopdesk.services.context import Shop
from shopdesk.store import stock as store
from shopdesk.store.stock import LastPoint, Since


@dataclass(frozen=True, slots=True)
class StockLevel:
    """One variant today.

    Attributes:
        on_hand: Pieces on the shelves of all active places; negative is shown; 0 if ``grade`` is unknown.
        on_order: Pieces ordered from suppliers and not here yet.
        committed: Pieces of ``on_hand`` that belong to orders not sent yet.
        reserved: Pieces set aside for a person.
        as_of: The moment the figure was last vouched for (a count, a stock file, or a sales file that
            reaches past it); None if nobody ever counted.
        promisable: Pieces that may be promised now.
        state: Where the variant stands for a customer.
        reason: Why ``promisable`` is 0.
        when: Day a presale or an order on the way is expected, if known.
    """

    variant_id: int
    product_id: int
    sku: str
    product: str
    color: str
    size: str
    on_hand: int
    on_order: int
    committed: int
    reserved: int
    as_of: datetime | None
    grade: Grade
    promisable: int
    state: State
    reason: Reason
    when: date | None = None
    is_last_pieces: bool = False

    @property
    def position(self) -> int:
        """Inventory position: on hand + on order - committed."""
        return self.on_hand + self.on_order - self.committed


@dataclass(frozen=True, slots=True)
class _Balance:
    on_hand: int = 0
    committed: int = 0
    as_of: datetime | None = None
    grade: Grade = Grade.UNKNOWN


def levels(shop: Shop, variant_ids: Sequence[int] | None = None) -> list[StockLevel]:
    """Return the stock of every variant (or of some) as of the shop's today, in catalogue order."""
    with shop.store.read() as session:
        return read_levels(session, shop, variant_ids)


def level_of(shop: Shop, variant_id: int) -> StockLevel | None:
    """Return one variant's stock, or None if there is no such variant (or it is never stocked)."""
    found = levels(shop, [variant_id])
    return found[0] if found else None


def read_levels(session: Session, shop: Shop, variant_ids: Sequence[int] | None = None) -> list[StockLevel]:
    """Return ``levels`` within a session the caller has open."""
    today, now = shop.today(), shop.now().astimezone(shop.zone())
    limits = _limits(shop.settings.get(StockSettings))
    catalogue = store.variants(session, variant_ids)
    balances = _balances(session, today, [row["variant_id"] for row in catalogue], variant_ids)
    coming, held = store.on_order(session), store.reserved(session, today)
    found = []
    for row in catalogue:
        variant = row["variant_id"]
        pieces, expected = coming.get(variant, (0, None))
        standing = _standing(row, balances.get(variant, _Balance()), held.get(variant, 0), (pieces, expected))
        found.append(_level(row, standing, promise(standing, limits, now=now)))
    return found


def _limits(chosen: StockSettings) -> Limits:
    return Limits(timedelta(hours=chosen.max_age_hours), chosen.safety_hold, chosen.last_pieces)


def _standing(row: dict[str, Any], balance: _Balance, held: int, coming: tuple[int, date | None]) -> Standing:
    own = row["state"] if row["state"] != State.AVAILABLE else row["product_state"]
    opens = row["available_on"] or row["product_available_on"]
    return Standing(
        on_hand=balance.on_hand,
        committed=balance.committed,
        reserved=held,
        as_of=balance.as_of,
        grade=balance.grade,
        own_state=own,
        available_on=date.fromisoformat(opens) if opens else None,
        on_order=coming[0],
        expected_on=coming[1],
    )


def _level(row: dict[str, Any], standing: Standing, said: Promise) -> StockLevel:
    return StockLevel(
        variant_id=row["variant_id"],
        product_id=row["product_id"],
        sku=row["sku"],
        product=row["product"],
        color=row["color"],
        size=row["size"],
        on_hand=standing.on_hand,
        on_order=standing.on_order,
        committed=standing.committed,
        reserved=standing.reserved,
        as_of=standing.as_of,
        grade=standing.grade,
        promisable=said.pieces,
        state=said.state,
        reason=said.reason,
        when=said.when,
        is_last_pieces=said.is_last_pieces,
    )


def selling_places(points: Iterable[tuple[int, int]], main: int | None) -> dict[int, int]:
    """Return from which place the sales of each variant leave: the main one, if it was ever counted there.

    Args:
        points: (variant, place) pairs that have a fixed point.
        main: The shop's main place, None while there is none.
    """
    places: dict[int, int] = {}
    for variant, place in points:
        known = places.get(variant)
        if known is None or place == main or (known != main and place < known):
            places[variant] = place
    return places


def _balances(
    session: Session, today: date, variants: Sequence[int], asked: Sequence[int] | None
) -> dict[int, _Balance]:
    points = store.last_points(session, today, asked)
    places = store.locations(session)
    main = places[0][0] if places else None
    selling = selling_places(((p.variant_id, p.location_id) for p in points), main)
    since = _since(points, selling, variants)
    sold = store.sold_since(session, since.values(), today)
    own = [(p.location_id, _moment(p), selling[p.variant_id] == p.location_id) for p in points]
    moved = store.moved_since(session, own, today)
    unsent = store.unsent(session, [one for v, one in since.items() if v in selling])
    imports = store.sales_imports(session)
    by_variant: dict[int, list[LastPoint]] = {}
    for point in points:
        by_variant.setdefault(point.variant_id, []).append(point)
    complete = store.complete_ledgers(session)
    found = {}
    for variant in variants:
        counted = by_variant.get(variant, [])
        left = moved.get(variant, 0) - sold.get(variant, 0)
        if counted:
            found[variant] = _counted(counted, left, unsent.get(variant, 0), imports, today)
        elif variant in complete:
            grade = Grade.EXACT if left >= 0 else Grade.INFERRED
            newest = max((made for _last, made in imports), default=None)
            found[variant] = _Balance(left, 0, newest, grade)
    return found


def _since(points: Sequence[LastPoint], selling: dict[int, int], variants: Sequence[int]) -> dict[int, Since]:
    since = {v: Since(v) for v in variants}
    for point in points:
        if selling[point.variant_id] == point.location_id:
            since[point.variant_id] = _moment(point)
    return since


def _moment(point: LastPoint) -> Since:
    return Since(point.variant_id, point.local_day, point.at, point.is_opening)


def _counted(
    points: Sequence[LastPoint],
    left: int,
    unsent: int,
    imports: Sequence[tuple[datetime, datetime]],
    today: date,
) -> _Balance:
    told = [p.committed for p in points if p.committed is not None]
    vouched = min(p.at for p in points)
    later = [made for last, made in imports if last >= vouched and made > vouched]
    is_fresh = all(p.local_day == today for p in points)
    return _Balance(
        on_hand=sum(p.on_hand for p in points) + left,
        committed=sum(told) if told else unsent,
        as_of=max([vouched, *later]),
        grade=Grade.EXACT if is_fresh else Grade.INFERRED,
    )
