"""What the owner is told is there, on a small shop with every kind of movement."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import insert

from shopdesk.domain.promising import Reason, State
from shopdesk.domain.stock import GRADES
from shopdesk.services import stock
from shopdesk.services.context import Shop
from shopdesk.store.models import (
    Location,
    Order,
    OrderLine,
    Product,
    Reservation,
    StockMovement,
    StockSnapshot,
    Variant,
)

TODAY = date(2026, 11, 21)
SIX = 6  # Mexico City is six hours behind UTC


def _fill(shop: Shop) -> None:
    with shop.store.write() as session:
        session.execute(insert(Location), [{"name": "Centro"}, {"name": "Bodega"}])
        session.execute(insert(Product), [{"name": "Bota Sierra", "name_key": "bota sierra"}])
        rows = [{"product_id": 1, "size": s, "sku": f"BOTA-{s}"} for s in ("24", "25", "26")]
        session.execute(insert(Variant), rows)


def _snapshot(shop: Shop, pieces: int, *, day: int, hour: int | None = None, place: int = 1):
    at = datetime(2026, 11, day, SIX + (hour or 0), tzinfo=UTC)
    row = {"variant_id": 1, "location_id": place, "on_hand": pieces, "at": at}
    row |= {"local_day": date(2026, 11, day), "is_opening": hour is None}
    with shop.store.write() as session:
        session.execute(insert(StockSnapshot), [row])


def _sale(shop: Shop, number: str, *, day: int, hour: int = 0, pieces: int = 1, **more: object) -> None:
    at, local = datetime(2026, 11, day, SIX + hour, tzinfo=UTC), date(2026, 11, day)
    with shop.store.write() as session:
        order = Order(
            source="plain", number=number, placed_at=at, utc_offset_minutes=-360, local_day=local,
            local_week=date(2026, 11, 16), currency="MXN", **more,
        )  # fmt: skip
        session.add(order)
        session.flush()
        session.add(
            OrderLine(
                order_id=order.id, ordinal=1, variant_id=1, quantity=pieces, local_day=local,
                local_week=date(2026, 11, 16),
            )
        )  # fmt: skip


def _move(shop: Shop, pieces: int, *, day: int, hour: int = 12, variant: int = 1, place: int = 1) -> None:
    with shop.store.write() as session:
        session.add(
            StockMovement(
                variant_id=variant, location_id=place, pieces=pieces, kind="receipt",
                local_day=date(2026, 11, day),
                happened_at=datetime(2026, 11, day, SIX + hour, tzinfo=UTC),
            )
        )  # fmt: skip


def test_todays_stock_is_the_last_count_and_what_moved_since(shop):
    _fill(shop)
    _snapshot(shop, 10, day=18)
    _sale(shop, "A", day=17, pieces=4)  # before the count: changes nothing
    _sale(shop, "B", day=18, pieces=2)  # the count stands at the day's opening
    _sale(shop, "C", day=20)
    _move(shop, 6, day=19)
    level = stock.level_of(shop, 1)
    assert level is not None
    assert level.on_hand == 10 - 2 - 1 + 6
    assert (level.promisable, level.reason) == (0, Reason.VERIFY)  # counted three days ago
    assert stock.level_of(shop, 2).grade == "unknown"


def test_a_count_at_an_hour_divides_its_day(shop):
    _fill(shop)
    _snapshot(shop, 5, day=21, hour=8)
    _sale(shop, "early", day=21, hour=7)
    _sale(shop, "late", day=21, hour=8, pieces=2)
    _sale(shop, "date alone", day=21)
    level = stock.level_of(shop, 1)
    assert level.on_hand == 5 - 1  # the sale at 8:00 sharp was over; only the date alone comes after
    assert level.promisable == 4
    days = stock.daily(shop, date(2026, 11, 20), date(2026, 11, 22))
    assert days.of(1)[0].tolist() == [8, 8, 4]


def test_stock_of_two_places_adds_up_and_sales_leave_from_the_first(shop):
    _fill(shop)
    _snapshot(shop, 3, day=21)
    _snapshot(shop, 9, day=20, place=2)
    _sale(shop, "between", day=20, pieces=2)
    _sale(shop, "after", day=21, pieces=4)
    assert stock.level_of(shop, 1).on_hand == -1 + 9
    assert stock.daily(shop, TODAY, TODAY).of(1)[0].tolist() == [12]


def test_presales_not_sent_yet_are_committed(shop):
    _fill(shop)
    _sale(shop, "before", day=10, pieces=2, promised_on=date(2026, 12, 1))
    _sale(shop, "sent", day=10, pieces=4, promised_on=date(2026, 12, 1), shipped_on=date(2026, 11, 12))
    _snapshot(shop, 5, day=21)
    _sale(shop, "after", day=21, pieces=1, promised_on=date(2026, 12, 1))
    level = stock.level_of(shop, 1)
    assert (level.on_hand, level.committed, level.promisable) == (4, 2, 2)


def test_reserved_pieces_are_not_promised_until_their_day_is_over(shop):
    _fill(shop)
    _snapshot(shop, 3, day=21)
    with shop.store.write() as session:
        held = {"variant_id": 1, "pieces": 1, "person": "Ana", "created_at": shop.now()}
        session.execute(insert(Reservation), [held | {"until": TODAY}, held | {"until": date(2026, 11, 20)}])
    assert (stock.level_of(shop, 1).reserved, stock.level_of(shop, 1).promisable) == (1, 2)


def test_a_variant_received_and_never_counted_is_known_from_its_receipts(shop):
    _fill(shop)
    _move(shop, 6, day=19, variant=2)
    level = stock.level_of(shop, 2)
    assert (level.on_hand, level.grade) == (6, "exact")
    assert [GRADES[c] for c in stock.daily(shop, date(2026, 11, 18), TODAY).of(2)[2]] == [
        "unknown", "exact", "exact", "exact",
    ]  # fmt: skip


def test_pieces_that_moved_where_nothing_was_counted_go_by_the_place_that_was(shop):
    _fill(shop)
    _move(shop, 2, day=10, place=2)
    _snapshot(shop, 5, day=15)
    _move(shop, 1, day=16, place=2)
    assert stock.level_of(shop, 1).on_hand == 6
    assert stock.daily(shop, date(2026, 11, 17), TODAY).of(1)[0].tolist() == [6] * 5


def test_negative_stock_is_shown_and_nothing_is_promised(shop):
    _fill(shop)
    _snapshot(shop, 1, day=21)
    _sale(shop, "A", day=21, pieces=3)
    level = stock.level_of(shop, 1)
    assert (level.on_hand, level.promisable, level.state, level.reason) == (-2, 0, State.OUT, Reason.SOLD_OUT)
