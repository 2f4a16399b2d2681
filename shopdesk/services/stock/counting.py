"""Counting, correcting and setting aside: what the owner says about the shelves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlmodel import Session

from shopdesk.formats.base import Kind, ReadOptions
from shopdesk.formats.reading import read
from shopdesk.formats.records import StockRecord
from shopdesk.runtime.errors import NotFound, Problem, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.stock.levels import StockLevel, read_levels
from shopdesk.store import stock as reading_store
from shopdesk.store import stock_writing as store


@dataclass(frozen=True, slots=True)
class Count:
    """Pieces counted of one variant, named by SKU or barcode; in one place, or in all of them together.

    Attributes:
        variant_id: The variant itself, where the caller knows it; some have no code.
    """

    code: str
    pieces: int
    place: str = ""
    variant_id: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A count beside what was thought to be there: ``variance`` = counted - expected."""

    level: StockLevel
    expected: int
    variance: int


@dataclass(frozen=True, slots=True)
class FileOfCounts:
    """Counts read from a file, and the rows that could not be."""

    counts: tuple[Count, ...]
    problems: tuple[Problem, ...]


def count(shop: Shop, counts: Sequence[Count], *, at: datetime | date | None = None) -> list[Counted]:
    """Make counts the fixed points from which stock goes on.

    A count without a place is of all places together: the others keep what they are thought to hold and the
    first place gets the rest.

    Args:
        shop: The shop.
        counts: What was counted.
        at: The moment (aware), a date alone for the opening of that day, or None for now.

    Raises:
        NotFound: If a code or place is unknown; nothing is kept then.
        WrongInput: If fewer than no pieces were counted.
    """
    with shop.store.write() as session:
        moment, day, is_opening = _moment(session, shop, at)
        found: list[tuple[int, int]] = []
        for one in counts:
            if one.pieces < 0:
                raise WrongInput(_("A count cannot be below zero."), _("Nothing was changed."))
            variant = _variant(session, one.code) if one.variant_id is None else one.variant_id
            expected = _level(session, shop, variant).on_hand
            for place, pieces in _spread(session, variant, one, day):
                store.put_count(session, variant, place, pieces, at=moment, day=day, is_opening=is_opening)
            found.append((variant, expected))
        levels = {one.variant_id: one for one in read_levels(session, shop, [v for v, _e in found])}
    return [
        Counted(levels[variant], expected, one.pieces - expected)
        for one, (variant, expected) in zip(counts, found, strict=True)
    ]


def read_counts(shop: Shop, path: Path) -> FileOfCounts:
    """Read a file of counts: a SKU and its pieces a row, perhaps with its place.

    Raises:
        ShopdeskError: If the file is no table or has no such columns.
    """
    options = ReadOptions(kind=Kind.STOCK, as_of=shop.today(), today=shop.today())
    counts: list[Count] = []
    problems: list[Problem] = []
    with read(path, options=options) as reading:
        for batch in reading:
            problems.extend(row.problem for row in batch.rejected)
            counts.extend(
                Count(record.sku, record.on_hand, record.location)
                for record in batch.records
                if isinstance(record, StockRecord) and record.on_hand is not None
            )
    return FileOfCounts(tuple(counts), tuple(problems))


def adjust(
    shop: Shop, code: str, pieces: int, *, reason: str = "", at: datetime | None = None, place: str = ""
) -> StockLevel:
    """Correct the stock by so many pieces, up or down, with the reason.

    Raises:
        NotFound: If the code or the place is unknown.
    """
    with shop.store.write() as session:
        moment, day, _opening = _moment(session, shop, at)
        variant = _variant(session, code)
        where = _place(session, place) if place else _selling_place(session, variant, day)
        store.add_adjustment(session, variant, where, pieces, at=moment, day=day, note=reason)
        return _level(session, shop, variant)


@dataclass(frozen=True, slots=True)
class Held:
    """A reservation that stands."""

    id: int
    level: StockLevel
    pieces: int
    person: str
    until: date | None


def reserve(shop: Shop, code: str, pieces: int, *, person: str, until: date | None = None) -> Held:
    """Set pieces aside for a person: they cannot be promised to another until that day is over.

    Raises:
        NotFound: If the code is unknown.
        WrongInput: If there is nothing to set aside or nobody to set it aside for.
    """
    with shop.store.write() as session:
        return _reserve(session, shop, _variant(session, code), Wanted(pieces, person, until))


def reserve_variant(
    shop: Shop, variant_id: int, pieces: int, *, person: str, until: date | None = None
) -> Held:
    """Set pieces of a variant aside that may have no code; see ``reserve``."""
    with shop.store.write() as session:
        return _reserve(session, shop, variant_id, Wanted(pieces, person, until))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be set aside, for whom and until which day (inclusive)."""

    pieces: int
    person: str
    until: date | None


def _reserve(session: Session, shop: Shop, variant: int, wanted: Wanted) -> Held:
    person = wanted.person.strip()
    if wanted.pieces < 1 or not person:
        raise WrongInput(_("Setting aside takes at least one piece and a name."), _("Nothing was changed."))
    number = store.reserve(session, variant, wanted.pieces, person=person, until=wanted.until, at=shop.now())
    return Held(number, _level(session, shop, variant), wanted.pieces, person, wanted.until)


def held(shop: Shop) -> list[Held]:
    """Return the reservations that stand today, those that end first before the others."""
    with shop.store.read() as session:
        rows = store.reservations(session, shop.today())
        levels = {one.variant_id: one for one in read_levels(session, shop, [r.variant_id for r in rows])}
        return [
            Held(r.id or 0, levels[r.variant_id], r.pieces, r.person, r.until)
            for r in rows
            if r.variant_id in levels
        ]


def release(shop: Shop, reservation_id: int, *, taken_back: bool = False) -> None:
    """Let reserved pieces go; ``taken_back`` holds them again.

    Raises:
        NotFound: If there is no such reservation.
    """
    with shop.store.write() as session:
        if store.release(session, reservation_id, None if taken_back else shop.now()) is None:
            raise NotFound(
                _("There is no reservation {id}.").format(id=reservation_id), _("Nothing was changed.")
            )


def _moment(session: Session, shop: Shop, at: datetime | date | None) -> tuple[datetime, date, bool]:
    if at is None:
        return store.after_all(session, shop.now()), shop.today(), False
    if isinstance(at, datetime):
        local = at.astimezone(shop.zone())
        return local.astimezone(UTC), local.date(), False
    return datetime.combine(at, time(), shop.zone()).astimezone(UTC), at, True


def _variant(session: Session, code: str) -> int:
    found = store.find_variant(session, code)
    if found is None:
        raise NotFound(
            _("No product has the SKU or barcode {code}.").format(code=code),
            _("Nothing was changed. `shopdesk stock show` lists them."),
        )
    return found


def _level(session: Session, shop: Shop, variant: int) -> StockLevel:
    return read_levels(session, shop, [variant])[0]


def _place(session: Session, name: str) -> int:
    found = store.find_place(session, name)
    if found is None:
        places = ", ".join(place for _id, place in reading_store.locations(session))
        raise NotFound(
            _("There is no place called {name}.").format(name=name),
            _("Places are: {places}.").format(places=places) if places else _("Nothing was changed."),
        )
    return found


def _selling_place(session: Session, variant: int, day: date) -> int:
    places = reading_store.locations(session)
    if not places:
        return store.make_place(session, _("Shop floor"))
    counted = {p.location_id for p in reading_store.last_points(session, day, [variant])}
    return places[0][0] if not counted or places[0][0] in counted else min(counted)


def _spread(session: Session, variant: int, one: Count, day: date) -> list[tuple[int, int]]:
    """Return (place, pieces) of a count."""
    if one.place:
        return [(_place(session, one.place), one.pieces)]
    main = _selling_place(session, variant, day)
    points = reading_store.last_points(session, day, [variant])
    others = [p for p in points if p.location_id != main and p.on_hand > 0]
    elsewhere = sum(p.on_hand for p in others)
    if elsewhere > one.pieces:  # the other places cannot hold what they were thought to
        return [(main, one.pieces), *((p.location_id, 0) for p in others)]
    return [(main, one.pieces - elsewhere), *((p.location_id, p.on_hand) for p in others)]
