"""The product's figures on public purchases equal an SQL written here, which knows nothing of the product."""

from __future__ import annotations

import sqlite3
from datetime import date

import cdnow
import pandas as pd
import pytest
from sqlalchemy import insert

from shopdesk.domain import repurchase as domain
from shopdesk.services import repurchase
from shopdesk.services.context import Shop
from shopdesk.store import repurchase as store
from shopdesk.store.models import Customer, Order

pytestmark = pytest.mark.slow

_END = date(1998, 6, 30)


@pytest.fixture
def bought() -> pd.DataFrame:
    return cdnow.purchases()


@pytest.fixture
def cdnow_shop(shop: Shop, bought: pd.DataFrame) -> Shop:
    noon = bought["day"].dt.tz_localize("UTC") + pd.Timedelta(hours=18)
    days = bought["day"].dt.date
    orders = [
        {
            "source": "cdnow",
            "number": str(number),
            "customer_id": customer,
            "placed_at": at.to_pydatetime(),
            "local_day": day,
            "local_week": day,
            "currency": "USD",
            "total_minor": round(money * 100),
        }
        for number, (customer, at, day, money) in enumerate(
            zip(bought["customer"].tolist(), noon, days, bought["money"].tolist(), strict=True)
        )
    ]
    with shop.store.write() as session:
        people = [{"id": int(i), "name": f"C{i}", "name_key": f"c{i}"} for i in bought["customer"].unique()]
        session.execute(insert(Customer), people)
        session.execute(insert(Order), orders)
    return shop


@pytest.fixture
def sql(bought: pd.DataFrame) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    plain = bought.assign(day=bought["day"].dt.strftime("%Y-%m-%d"))
    plain.to_sql("raw", connection, index=False)
    connection.executescript(
        "CREATE TABLE visit AS SELECT DISTINCT customer, day FROM raw WHERE money > 0;"
        "CREATE TABLE born AS SELECT customer, MIN(day) AS day FROM visit GROUP BY customer;"
        "CREATE INDEX by_visit ON visit(customer, day); CREATE INDEX by_birth ON born(customer);"
    )
    return connection


def test_every_month_of_cdnow(cdnow_shop: Shop, sql: sqlite3.Connection) -> None:
    expected = sql.execute(
        "SELECT substr(v.day, 1, 7) AS month, COUNT(DISTINCT v.customer),"
        " COUNT(DISTINCT CASE WHEN b.day < substr(v.day, 1, 7) || '-01' THEN v.customer END)"
        " FROM visit v JOIN born b ON b.customer = v.customer GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert len(expected) == 18
    found = []
    for month, _buyers, _before in expected:
        answer = repurchase.monday(cdnow_shop, date.fromisoformat(f"{month}-01")).answer
        found.append((f"{answer.month:%Y-%m}", answer.buyers, answer.bought_before))
    assert found == expected


def test_the_cohorts_of_cdnow(cdnow_shop: Shop, sql: sqlite3.Connection) -> None:
    with cdnow_shop.store.read() as session:
        frame = store.purchase_days(session)
    found = {c.month: (c.size, c.back) for c in domain.cohorts(frame, _END, horizon=17)}
    expected = {}
    months = sql.execute("SELECT DISTINCT substr(day, 1, 7) || '-01' FROM born ORDER BY 1").fetchall()
    for (month,) in months:
        people = sql.execute(
            "SELECT customer, day FROM born WHERE substr(day, 1, 7) = ?", (month[:7],)
        ).fetchall()
        cells: list[int | None] = []
        for k in range(1, 18):
            # Python's own calendar: the last day of the month if the day does not exist there.
            last = sql.execute("SELECT date(?, '+1 month', '-1 day')", (month,)).fetchone()[0]
            if _plus(last, k) > _END.isoformat():
                cells.append(None)
                continue
            back = sum(
                1
                for customer, day in people
                if sql.execute(
                    "SELECT 1 FROM visit WHERE customer = ? AND day > ? AND day <= ? LIMIT 1",
                    (customer, day, _plus(day, k)),
                ).fetchone()
            )
            cells.append(back)
        expected[date.fromisoformat(month)] = (len(people), tuple(cells))
    assert found == expected


def test_the_gaps_of_cdnow(cdnow_shop: Shop, sql: sqlite3.Connection) -> None:
    gaps = [
        row[0]
        for row in sql.execute(
            "SELECT CAST(julianday(MIN(v.day)) - julianday(b.day) AS INTEGER) FROM born b"
            " JOIN visit v ON v.customer = b.customer AND v.day > b.day GROUP BY b.customer"
        )
    ]
    everyone = sql.execute("SELECT COUNT(*) FROM born").fetchone()[0]
    with cdnow_shop.store.read() as session:
        curve = domain.second_purchase(store.purchase_days(session), _END)
    assert (curve.customers, curve.events) == (everyone, len(gaps))
    # All but two were observed for 460 days; those two, whose first paid purchase came in November, for 210.
    for days in (30, 90, 180, 210):
        assert curve.at(days) == pytest.approx(sum(g <= days for g in gaps) / everyone)
    assert curve.at(460) == pytest.approx(sum(g <= 460 for g in gaps) / everyone, abs=1e-4)


def _plus(day: str, months: int) -> str:
    """Return a day so many calendar months later, on the month's last day where it is shorter."""
    year, month, number = (int(part) for part in day.split("-"))
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    lengths = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return f"{year}-{month:02d}-{min(number, lengths[month - 1]):02d}"
