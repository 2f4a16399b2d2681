"""Stock files: each row a fixed point of one variant in one place."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, time

from sqlmodel import Session

from shopdesk.domain.catalogue_terms import Item, Trust
from shopdesk.domain.stock_lists import Listed, left_out
from shopdesk.formats.base import Batch, Question, Undecided
from shopdesk.formats.records import StockRecord
from shopdesk.runtime.i18n import _
from shopdesk.services.importing import catalogue
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.outcome import Outcome, Refusal
from shopdesk.store.imports import catalogue as places
from shopdesk.store.imports import stocks as store


class StockWriter:
    """Takes stock records in batches and writes them as one."""

    def __init__(self, context: FileContext, *, trust: Trust, as_of: date | None) -> None:
        self._context = context
        self._trust = trust
        self._as_of = as_of
        self._items = catalogue.Items()
        self._rows: list[tuple[int, StockRecord, datetime, date, bool]] = []

    def open(self, raw: sqlite3.Connection) -> None:
        """Nothing to prepare: a stock file is as small as the catalogue."""

    def take(self, _raw: sqlite3.Connection, batch: Batch) -> None:
        """Keep a batch of records.

        Raises:
            Undecided: If a row does not say when it was true and the owner did not either.
        """
        for record in batch.records:
            if isinstance(record, StockRecord):
                item = Item(record.sku, record.product, record.color, record.size)
                number = self._items.number(item, line=record.line)
                self._rows.append((number, record, *self._moment(record)))

    def write(self, session: Session, batch_id: int) -> Outcome:
        """Write the fixed points."""
        resolved = catalogue.resolve(session, self._context, self._items, self._trust, batch_id)
        variants = resolved.variants()
        ids = places.places(session, [_place(r) for _n, r, *_rest in self._rows])
        points = [
            store.Point(
                variants[number], ids[_place(record)], _pieces(record), _committed(record), at, day, opening
            )
            for number, record, at, day, opening in self._rows
            if number in variants
        ]
        points += _left_out(session, points)
        counts = store.write(session, points, batch_id)
        refusals = tuple(
            Refusal(record.line, resolved.refused[number])
            for number, record, *_rest in self._rows
            if number in resolved.refused
        )
        moments = [row[2] for row in self._rows]
        return Outcome(
            problems=resolved.problems,
            refusals=refusals,
            first=min(moments, default=None),
            last=max(moments, default=None),
            facts={
                "variants": len({point.variant_id for point in points}),
                "locations": len(ids),
                "new": counts.new,
                "changed": counts.changed,
                "same": counts.same,
            },
        )

    def _moment(self, record: StockRecord) -> tuple[datetime, date, bool]:
        """Return the instant, the local day, and whether it is the day's opening."""
        as_of = record.as_of or self._as_of
        if as_of is None:
            raise Undecided(
                [
                    Question(
                        code="as_of",
                        message=_("The file does not say when this stock was counted: of which day is it?"),
                        option=_("Say --as-of YYYY-MM-DD; it is taken as that day opened."),
                        blocking=True,
                    )
                ]
            )
        if isinstance(as_of, datetime):
            zoned = as_of if as_of.tzinfo else as_of.replace(tzinfo=self._context.source_zone)
            return zoned.astimezone(UTC), zoned.astimezone(self._context.zone).date(), False
        return datetime.combine(as_of, time(), self._context.zone).astimezone(UTC), as_of, True


def _left_out(session: Session, points: list[store.Point]) -> list[store.Point]:
    """Return the zeros of a list that leaves them out (see ``domain.stock_lists``)."""
    rows = [Listed(p.variant_id, p.location_id, p.at, p.on_hand) for p in points]
    style_of = store.families(session, (p.variant_id for p in points))
    moments = {p.at: p for p in points}
    return [
        replace(moments[one.at], variant_id=one.variant, location_id=one.place, on_hand=0, committed=None)
        for one in left_out(rows, style_of)
    ]


def _place(record: StockRecord) -> str:
    return record.location or _("Shop floor")


def _pieces(record: StockRecord) -> int:
    return record.on_hand if record.on_hand is not None else record.available or 0


def _committed(record: StockRecord) -> int | None:
    """Return what orders hold of it: nothing where the file gives what is free, for they are out already."""
    return 0 if record.on_hand is None else record.committed
