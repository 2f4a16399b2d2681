"""Orders of a file: each normalised to one staged row, hashed, compared, and promoted as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from sqlmodel import Session

from shopdesk.domain.catalogue_terms import Item, Trust
from shopdesk.domain.identity import is_nobody
from shopdesk.formats.base import Batch, Question
from shopdesk.formats.order_records import LineRecord, OrderKind, OrderRecord, OrderStatus
from shopdesk.runtime.i18n import _
from shopdesk.services.importing import catalogue, people, returns
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.outcome import AnotherShop, Outcome, Refusal
from shopdesk.store import hand_sales
from shopdesk.store.imports import batches
from shopdesk.store.imports import changes as changes_in
from shopdesk.store.imports import order_stage as stage

_EMAIL = stage.COPIED.index("buyer_email")
_STATUS_RANK = {OrderStatus.PENDING: 0, OrderStatus.PAID: 1}


@dataclass(slots=True)
class Buyers:
    """The distinct buyers of a file, with what their newest order says of them."""

    numbers: dict[tuple[str, str, str], int] = field(default_factory=dict)
    seen: list[people.Person] = field(default_factory=list)

    def number(self, source: str, record: OrderRecord, placed: str) -> int | None:
        """Return the buyer's number, None for nobody."""
        buyer = record.customer
        if is_nobody(buyer.name) and not buyer.email:
            return None
        key = (buyer.email, buyer.phone, f"{source}:{buyer.external_id}" if buyer.external_id else "")
        if not any(key):
            return None
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.seen)
            self.seen.append(people.Person(*key))
        person = self.seen[number]
        person.note(buyer.name, buyer.city, placed)
        if record.accepts_marketing is not None:
            person.say(people.Word(placed, record.accepts_marketing, source, record.number))
        return number


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a file of orders.

    Attributes:
        trust: How much its names weigh.
        same_shop: Its orders whose number is known for something else are changes after all.
        taxes: ``included`` or ``added``, where the file does not let it be known; None if nobody said.
    """

    trust: Trust
    same_shop: bool = False
    taxes: str | None = None


class OrderWriter:
    """Takes order records in batches and writes them as one."""

    def __init__(self, context: FileContext, format_name: str, told: Told) -> None:
        self._context = context
        self._format = format_name
        self._trust = told.trust
        self._same_shop = told.same_shop
        self._taxes_included = {"included": True, "added": False}.get(told.taxes or "")
        self._seq = 0
        self._items = catalogue.Items()
        self._buyers = Buyers()
        self._channels: dict[str, int] = {}
        self._days: dict[date, tuple[str, str]] = {}
        self._last = ""

    def open(self, raw: sqlite3.Connection) -> None:
        """Make the temporary tables."""
        stage.create(raw)

    def take(self, raw: sqlite3.Connection, batch: Batch) -> None:
        """Stage a batch of records."""
        lines: list[tuple[Any, ...]] = []
        orders = [self._order(record, lines) for record in batch.records if isinstance(record, OrderRecord)]
        stage.put(raw, orders, lines)

    def write(self, session: Session, batch_id: int) -> Outcome:
        """Compare and promote everything staged.

        Raises:
            AnotherShop: If known numbers stand for other orders, so that the owner has to say whose they are.
        """
        # Of two sheets as new as each other, the one that knows less says nothing new; but one that comes
        # again under its name, gone over, is its owner's word.
        is_edited = self._trust is Trust.STRICT and batches.is_edited_sheet(session, batch_id)
        counts = stage.compare(session, self._last, owner_edits=is_edited)
        self._ask_about_strangers(session)
        resolved = catalogue.resolve(session, self._context, self._items, self._trust, batch_id)
        refusals = self._refuse(session, resolved)
        stage.fill(session, "stage_item", resolved.rows)
        found_people = people.write(session, self._context, self._buyers.seen, batch_id)
        stage.fill(session, "stage_buyer", [(n, one) for n, one in enumerate(found_people) if one])
        stage.fill(session, "stage_channel", catalogue.channels(session, self._channels))
        if refusals:
            counts = stage.verdicts(session)
        changes = changes_in.months(session)
        returns.clear(session)
        stage.promote(session, batch_id, self._last)
        matched = hand_sales.reconcile(session, batch_id)
        returns.derive_staged(session)
        found = stage.figures(session)
        return Outcome(
            orders_new=counts.get("new", 0),
            orders_changed=counts.get("changed", 0),
            orders_same=counts.get("same", 0) + counts.get("older", 0),
            older=counts.get("older", 0),
            lines=found["lines"],
            units=found["units"],
            money=tuple(found["money"]),
            first=_aware(found["first"]),
            last=_aware(found["last"]),
            problems=resolved.problems,
            refusals=refusals,
            facts={"typed_by_hand": matched} if matched else {},
            changes=changes,
        )

    def _ask_about_strangers(self, session: Session) -> None:
        if self._same_shop:
            stage.accept_foreign(session)
            return
        numbers = stage.foreign_numbers(session) or stage.looks_foreign(session)
        if numbers:
            raise AnotherShop(
                [
                    Question(
                        code="account",
                        message=_(
                            "Order {number} is already here and is another order: is this file from another"
                            " shop or account?"
                        ).format(number=numbers[0]),
                        option=_(
                            "Say --account NAME if it is another shop, or --same-shop if the orders changed."
                        ),
                        examples=tuple(numbers),
                        blocking=True,
                    )
                ]
            )

    def _refuse(self, session: Session, resolved: catalogue.Resolved) -> tuple[Refusal, ...]:
        if not resolved.refused:
            return ()
        blamed = dict(stage.refuse_items(session, resolved.refused))
        waits = _("This row waits with another row of the same order.")
        return tuple(
            Refusal(line, resolved.refused[blamed[line]] if line in blamed else waits)
            for line in stage.refused_lines(session)
        )

    def _order(self, record: OrderRecord, lines: list[tuple[Any, ...]]) -> tuple[Any, ...]:
        self._seq += 1
        placed, offset, day, week = self._moment(record.placed_at)
        # Two exports of one system tell of the same orders: the key is the system, not the layout.
        system = record.source.partition("-")[0]
        source = f"{system}/{self._context.account}" if self._context.account else system
        buyer = record.customer
        own = list(self._lines(record, day, week))
        row = (
            source, record.number, record.external_id, placed, offset, day, week, str(record.status),
            str(record.kind), record.related_order, record.currency or self._context.currency,
            record.subtotal_minor, record.discount_minor, record.shipping_minor, record.tax_minor,
            self._taxes_included if record.taxes_included is None else record.taxes_included,
            record.total_minor, record.refunded_minor,
            self._instant(record.cancelled_at), buyer.name, buyer.email, buyer.phone, buyer.city,
            self._day(record.promised_at), self._day(record.shipped_at), self._day(record.delivered_at),
            record.reason,
        )  # fmt: skip
        said = repr((_folded(row), buyer.external_id, [_content(line) for line in own]))
        digest = blake2b(said.encode(), digest_size=16)
        self._last = max(self._last, placed, *filter(None, (row[18], self._instant(record.paid_at))))
        lines.extend((self._seq, *line[1:2], self._item(record, line[0]), *line[2:]) for line in own)
        return (
            self._seq, *row, digest.hexdigest(), self._channel(record.channel),
            self._buyers.number(source, record, placed),
            record.rows[0] if record.rows else None, _progress(record), len(own),
        )  # fmt: skip

    def _lines(self, record: OrderRecord, day: str, week: str) -> Iterator[tuple[Any, ...]]:
        sign = -1 if record.kind is OrderKind.RETURN else 1
        is_sold = record.kind is OrderKind.SALE and record.status is not OrderStatus.CANCELLED
        for place, line in enumerate(record.lines, start=1):
            yield (
                line, place, line.sku, line.title, sign * line.quantity, line.unit_price_minor,
                line.discount_minor, line.total_minor, line.refunded_quantity, self._day(line.refunded_at),
                day, week,
                is_sold and not line.is_pseudo, line.line,
            )  # fmt: skip

    def _item(self, record: OrderRecord, line: LineRecord) -> int:
        return self._items.number(
            Item(line.sku, line.product, line.color, line.size, line.is_pseudo, line.title),
            line=line.line, category=line.category, source=record.source,
        )  # fmt: skip

    def _channel(self, code: str) -> int:
        name = code or _default_channel(self._format)
        return self._channels.setdefault(name, len(self._channels))

    def _moment(self, placed: datetime) -> tuple[str, int, str, str]:
        """Return an instant as stored, its own offset in minutes, and the shop's local day and week."""
        if placed.tzinfo is None:
            is_day = not (placed.hour or placed.minute or placed.second)
            placed = placed.replace(tzinfo=self._context.source_zone)
            local = placed.date() if is_day else placed.astimezone(self._context.zone).date()
        else:
            local = placed.astimezone(self._context.zone).date()
        offset = placed.utcoffset() or timedelta()
        day, week = self._day_and_week(local)
        return _stored(placed), int(offset.total_seconds() // 60), day, week

    def _day_and_week(self, local: date) -> tuple[str, str]:
        known = self._days.get(local)
        if known is None:
            monday = local - timedelta(days=local.weekday())
            known = self._days[local] = (local.isoformat(), monday.isoformat())
        return known

    def _instant(self, at: datetime | None) -> str | None:
        if at is None:
            return None
        return _stored(at if at.tzinfo else at.replace(tzinfo=self._context.source_zone))

    def _day(self, at: datetime | date | None) -> str | None:
        if at is None:
            return None
        if isinstance(at, datetime):
            return (at.astimezone(self._context.zone) if at.tzinfo else at).date().isoformat()
        return at.isoformat()


def _folded(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return an order as staged, its buyer's address without capitals: writing it in them changes nothing."""
    return (*row[:_EMAIL], row[_EMAIL].casefold(), *row[_EMAIL + 1 :])


def _content(staged: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what a staged line says, without where in the file it stood."""
    line = staged[0]
    return (*staged[1:-1], line.product, line.color, line.size)


def _default_channel(format_name: str) -> str:
    """Return where an order was sold if the file does not say: the owner's own sheets tell of the shop."""
    family = format_name.partition("-")[0]
    return "shop" if family in {"plain", "handmade", "mapped"} else family


def _progress(record: OrderRecord) -> int:
    """How far an order has come; the same sum as in the store's comparison."""
    return (
        _STATUS_RANK.get(record.status, 2) * 8
        + (record.refunded_minor > 0) * 4
        + (record.delivered_at is not None) * 2
        + (record.shipped_at is not None)
    )


def _stored(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(" ", "microseconds")[:26]


def _aware(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC) if stored else None
