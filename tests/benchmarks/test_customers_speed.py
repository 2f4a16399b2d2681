"""200,000 orders of 60,000 customers: each tab in two seconds of processor time, the map at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from shopdesk.domain.repurchase import Cohort
from shopdesk.services import coming_back, customers
from shopdesk.services.context import Shop
from shopdesk.ui.rooms.customers.cohorts import CohortTable

pytestmark = pytest.mark.bench

ORDERS, PEOPLE, STYLES, DAYS = 200_000, 60_000, 100, 1095
_LIMIT = 2.0


def fill(shop: Shop, orders: int = ORDERS, people: int = PEOPLE) -> None:
    """Fill the shop with three years of orders of one line each, in plain statements."""
    rng, today = np.random.default_rng(4), shop.today()
    whose, ago = rng.integers(1, people + 1, orders).tolist(), rng.integers(0, DAYS, orders).tolist()
    variant = rng.integers(1, 5 * STYLES + 1, orders).tolist()
    day = [(today - timedelta(days=n)).isoformat() for n in range(DAYS)]
    week = [date.fromisoformat(d) - timedelta(days=date.fromisoformat(d).weekday()) for d in day]
    with shop.store.write() as session:
        run = session.connection().exec_driver_sql
        _rows(run, "channel", "id, code, name", [(1, "web", "Tienda"), (2, "counter", "Mostrador")])
        names = [(i, f"Modelo {i}", f"modelo {i}") for i in range(1, STYLES + 1)]
        blank = "'', '', '', '', '', '', '', '', '', '', '', '', '', 0, 'available'"
        texts = (
            "color, color_key, category, gender, brand, option_name, code, use, fit, care, material, url,"
            " currency, is_pseudo, state"
        )
        marks = [f"(?, ?, ?, {blank})", f"id, name, name_key, {texts}"]
        run(f"INSERT INTO product({marks[1]}) VALUES {marks[0]}", names)
        run(
            "INSERT INTO variant(id, product_id, size, size_order, sku, barcode, currency, state,"
            " state_reason) VALUES (?, ?, ?, 0, ?, '', '', 'available', '')",
            [(i, (i - 1) // 5 + 1, str(22 + i % 5), f"C{i}") for i in range(1, 5 * STYLES + 1)],
        )
        run(
            "INSERT INTO customer(id, name, name_key, city, instagram, foot_notes, frozen_reason, source,"
            " incentive, note) VALUES (?, ?, ?, ?, '', '', '', '', '', '')",
            [(i, f"Persona {i}", f"persona {i}", f"Ciudad {i % 30}") for i in range(1, people + 1)],
        )
        mails = [(i, f"p{i}@example.com", f"p{i}@example.com") for i in range(1, people + 1)]
        run("INSERT INTO customer_key(customer_id, kind, value, shown) VALUES (?, 'email', ?, ?)", mails)
        run(
            "INSERT INTO sale_order(id, source, number, channel_id, customer_id, placed_at,"
            " utc_offset_minutes, local_day, local_week, status, kind, related_number, currency,"
            " subtotal_minor, discount_minor,"
            " shipping_minor, tax_minor, total_minor, refunded_minor, buyer_name, buyer_email, buyer_phone,"
            " city, reason, late_note, external_id, content_hash) VALUES (?, 'b', ?, ?, ?, ?, 0, ?, ?,"
            " 'paid', 'sale', '', 'MXN', 0, 0, 0, 0, 100000, 0, '', '', '', '', '', '', '', '')",
            [
                (i + 1, str(i), i % 2 + 1, whose[i], f"{day[n]} 18:00:00.000000", day[n], week[n].isoformat())
                for i, n in enumerate(ago)
            ],
        )
        run(
            "INSERT INTO order_line(order_id, ordinal, variant_id, sku, title, quantity, unit_price_minor,"
            " discount_minor, total_minor, refunded_quantity, local_day, local_week, is_demand)"
            " VALUES (?, 1, ?, '', '', 1, 0, 0, 100000, 0, ?, ?, 1)",
            [(i + 1, variant[i], day[n], week[n].isoformat()) for i, n in enumerate(ago)],
        )


def _rows(run: Callable[..., Any], table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" for _ in columns.split(","))
    run(f"INSERT INTO {table}({columns}) VALUES ({marks})", rows)


def _spent(work: Callable[[], Any], name: str) -> float:
    """Return the processor time of the second run: the first also reads the file and loads the code."""
    work()
    start = time.process_time()
    work()
    spent = time.process_time() - start
    print(f"{name}: {spent:.2f} s of processor time")
    return spent


def test_the_tabs_of_sixty_thousand_customers(shop: Shop) -> None:
    fill(shop)
    page = customers.page(shop)
    assert len(page.people) == PEOPLE
    assert _spent(lambda: customers.page(shop), "the list") <= _LIMIT
    assert _spent(lambda: coming_back.read(shop), "do they come back") <= _LIMIT


def test_the_cohort_map_is_drawn_at_once(qtbot: QtBot) -> None:
    table = CohortTable()
    qtbot.addWidget(table)
    cohorts = [Cohort(date(2026, m, 1), 5_000, tuple(range(100, 1300, 100))) for m in range(1, 13)]
    table.show_cohorts(cohorts)
    table.resize(900, 330)
    picture = QPixmap(table.size())
    table.render(picture)
    start = time.perf_counter()
    table.show_cohorts(cohorts)
    table.render(picture)
    spent = 1000 * (time.perf_counter() - start)
    print(f"cohort map: {spent:.0f} ms")
    assert spent <= 100
