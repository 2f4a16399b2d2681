"""A date the shop has lived through is told day by day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from reorder_shop import a_style
from sqlalchemy import text

from shopdesk.domain.calendar import Span
from shopdesk.services import calendar, event_days
from shopdesk.services.context import Shop


def test_past_years_tell_each_day_of_a_date(shop: Shop) -> None:
    a_style(shop, per_week=70, weeks=40)
    past, ahead = shop.today() - timedelta(60), shop.today() + timedelta(30)
    with shop.store.write() as session:  # the first of its two days sold five times what it did
        raised = text("UPDATE order_line SET quantity = 5 * quantity WHERE local_day = :day")
        session.connection().execute(raised, {"day": past.isoformat()})
    for starts in (past, ahead):
        calendar.put(shop, Span("feria", "Feria", starts, starts + timedelta(1), None))
    spans = [one for one in calendar.spans(shop, shop.today(), ahead) if one.name == "Feria"]
    ((key, found),) = event_days.read(shop, spans).items()
    assert key[1] == ahead
    # (50 + 20)/(10 + 20) = 2.3 on the first day, near the usual on the second.
    assert found.factor[0] > 1.5
    assert found.factor[1] == pytest.approx(1.0, abs=0.35)
    assert found.pieces > 0


def test_a_date_never_lived_through_says_nothing(shop: Shop) -> None:
    a_style(shop)
    ahead = shop.today() + timedelta(9)
    calendar.put(shop, Span("nueva", "Nueva", ahead, ahead, 2.0))
    spans = [one for one in calendar.spans(shop, shop.today(), ahead) if one.name == "Nueva"]
    assert event_days.read(shop, spans) == {}
