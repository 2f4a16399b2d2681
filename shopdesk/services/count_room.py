"""Contar: a count under way, what it would change, applying it and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from shopdesk.domain.naming import name_key, styled
from shopdesk.domain.purchasing.shelf import silence
from shopdesk.services import reorder, stock
from shopdesk.services.context import Shop
from shopdesk.services.reorder import Line, Plan
from shopdesk.services.reorder.reading import Known
from shopdesk.store import counting as store
from shopdesk.store import stock as stock_store
from shopdesk.store.counting import Draft

SUSPECTS = 10


class Where(StrEnum):
    """Where a difference went, as far as the owner knows."""

    UNKNOWN = ""
    DAMAGED = "damaged"
    STOLEN = "stolen"
    OTHER_BOX = "other_box"


@dataclass(frozen=True, slots=True)
class CountRow:
    """One variant to count, or counted.

    Attributes:
        counted: Pieces counted so far; None = not yet.
        quiet_days: Days with stock since its last sale; None where it is no suspect.
        gap_days: Days it usually takes to sell one; None where it does not sell.
    """

    variant_id: int
    name: str
    size: str
    sku: str
    expected: int
    counted: int | None
    cost_minor: int | None
    currency: str
    quiet_days: int | None = None
    gap_days: int | None = None

    @property
    def difference(self) -> int | None:
        """Counted less expected; None while not counted."""
        return None if self.counted is None else self.counted - self.expected


@dataclass(frozen=True, slots=True)
class CountRoom:
    """The count as it stands.

    Attributes:
        rows: Suspects first, least likely silence on top, then what was scanned besides.
        suspects: How many of the rows are suspects.
        catalogue: Every line, to find what is scanned or typed.
        codes: SKUs, codes of other channels and barcodes, folded, to their variant.
        changed: (style, order now, order after) of what applying would change.
    """

    rows: tuple[CountRow, ...]
    suspects: int
    catalogue: tuple[Line, ...]
    changed: tuple[tuple[str, int, int], ...]
    codes: Mapping[str, int] = field(default_factory=dict)

    @property
    def counted(self) -> tuple[CountRow, ...]:
        """Rows with a count."""
        return tuple(row for row in self.rows if row.counted is not None)

    @property
    def pieces(self) -> int:
        """What applying would add or take, pieces."""
        return sum(row.difference or 0 for row in self.counted)

    @property
    def cost_minor(self) -> int:
        """The same at cost, as far as costs are known."""
        return sum((row.difference or 0) * (row.cost_minor or 0) for row in self.counted)


def read(shop: Shop, *, suspects: bool = True) -> CountRoom:
    """Return the count under way, with the ten suspects of a wrong figure if asked for."""
    known = reorder.read(shop)
    plan = reorder.suggest_from(known)
    with shop.store.read() as session:
        drafts = {one.variant_id: one for one in store.drafts(session)}
        codes = {name_key(code): variant for code, variant in reversed(stock_store.codes(session))}
    lines = {line.variant_id: line for line in plan.lines}
    doubted = _suspects(known, plan) if suspects else []
    order = [line.variant_id for line, _quiet in doubted]
    order += [variant for variant in drafts if variant not in set(order) and variant in lines]
    quiet = {line.variant_id: days for line, days in doubted}
    rows = tuple(_row(lines[variant], drafts.get(variant), quiet.get(variant)) for variant in order)
    return CountRoom(rows, len(doubted), plan.lines, _changed(known, plan, rows), codes)


def _row(line: Line, draft: Draft | None, quiet_days: int | None) -> CountRow:
    rate = line.rate_per_day
    return CountRow(
        variant_id=line.variant_id,
        name=styled(line.product, line.color),
        size=line.size,
        sku=line.sku,
        expected=line.on_hand,
        counted=draft.pieces if draft else None,
        cost_minor=line.cost_minor,
        currency=line.currency,
        quiet_days=quiet_days,
        gap_days=max(1, round(1 / rate)) if rate > 0 else None,
    )


def _suspects(known: Known, plan: Plan) -> list[tuple[Line, int]]:
    """Return the lines whose silence is least likely, with the days it has lasted."""
    shelf = known.shelf
    if shelf is None:
        return []
    found = []
    for at, line in enumerate(plan.lines):
        sold = shelf.units[at].nonzero()[0]
        after = int(sold[-1]) + 1 if len(sold) else int(shelf.started[shelf.style[at]])
        days = int((shelf.available[at, after:] > 0.5).sum())
        chance = silence(line.rate_per_day, days)
        if line.on_hand > 0 and chance < _DOUBT:
            found.append((chance, line, days))
    found.sort(key=lambda one: (one[0], -one[1].on_hand))
    return [(line, days) for _chance, line, days in found[:SUSPECTS]]


_DOUBT = 0.05
"""Ten rows to count may be less sure than one alarm: the page shows the facts and the owner counts."""


def _changed(known: Known, plan: Plan, rows: Sequence[CountRow]) -> tuple[tuple[str, int, int], ...]:
    """Return the styles whose order the count would change."""
    differing = {row.variant_id: row.counted for row in rows if row.difference}
    if not differing:
        return ()
    levels = {
        variant: replace(level, on_hand=differing[variant] or 0) if variant in differing else level
        for variant, level in known.levels.items()
    }
    after = {
        row.first.product_id: row.order
        for row in reorder.suggest_from(replace(known, levels=levels)).styles()
    }
    return tuple(
        (styled(row.first.product, row.first.color), row.order, after[row.first.product_id])
        for row in plan.styles()
        if after.get(row.first.product_id, row.order) != row.order
    )


def find(room: CountRoom, typed: str) -> list[Line]:
    """Return what a scan or typed words mean: the exact code first, else all whose name holds the words."""
    words = name_key(typed).split()
    known = room.codes.get(name_key(typed))
    if known is not None or not words:
        return [line for line in room.catalogue if line.variant_id == known]
    return [
        line
        for line in room.catalogue
        if all(word in name_key(f"{line.product} {line.color} {line.size} {line.sku}") for word in words)
    ]


def put(shop: Shop, variant_id: int, pieces: int | None) -> None:
    """Keep what was counted so far; None takes the row off the count."""
    with shop.store.write() as session:
        store.put_draft(session, variant_id, None if pieces is None else max(0, pieces), shop.now())


def forget(shop: Shop, variants: Sequence[int]) -> None:
    """Throw a count away."""
    with shop.store.write() as session:
        store.clear_drafts(session, variants)


@dataclass(frozen=True, slots=True)
class Applied:
    """A count just applied: its fixed points, and the drafts as they were."""

    snapshots: tuple[int, ...]
    drafts: tuple[Draft, ...]


def apply(shop: Shop, room: CountRoom, where: Where = Where.UNKNOWN) -> Applied:
    """Make every counted row a fixed point at its own minute.

    Raises:
        ShopdeskError: If a code is unknown; nothing is applied then.
    """
    with shop.store.read() as session:
        drafts = store.drafts(session)
        before = store.newest_snapshot(session)
    codes = {row.variant_id: row.sku for row in room.counted}
    drafts = [one for one in drafts if one.variant_id in codes]
    for draft in drafts:
        made = stock.Count(codes[draft.variant_id], draft.pieces, variant_id=draft.variant_id)
        stock.count(shop, [made], at=draft.counted_at)
    with shop.store.write() as session:
        snapshots = tuple(store.counted_since(session, before))
        if where:
            store.note_reason(session, snapshots, where.value)
        store.clear_drafts(session, [one.variant_id for one in drafts])
    return Applied(snapshots, tuple(drafts))


def undo(shop: Shop, applied: Applied) -> None:
    """Take an applied count back: the drafts are there again."""
    with shop.store.write() as session:
        store.undo_counts(session, applied.snapshots)
        for one in applied.drafts:
            store.put_draft(session, one.variant_id, one.pieces, one.counted_at)
