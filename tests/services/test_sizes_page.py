from __future__ import annotations

from datetime import timedelta

import pytest
from sized_shops import SizedShop, days_before

from shopdesk.services import phrases_sizes, phrases_verdict, settings, sizes
from shopdesk.store.models import Customer, Message, PageVisit, ReturnLine, UnmetRequest


@pytest.fixture
def sized(shop):
    """Return a shop whose Botín sold 1, 3, 3, 1 every second day for 20 weeks and has no 24 left."""
    today = shop.today()
    return (
        SizedShop(shop)
        .style("Botín", color="café")
        .sold("Botín", {"23": 1, "24": 3, "25": 3, "26": 1}, days=days_before(today, 140, every=2))
        .counted("Botín", {"23": 5, "24": 0, "25": 20, "26": 5}, on=today)
    )


def test_gap_is_found_from_sales_and_todays_stock_alone(sized):
    page = sizes.page(sized.shop)
    row = page.rows[0]
    assert row.name == "Botín café"
    assert [cell.label for cell in row.missing] == ["24"]
    assert row.stock == 30
    assert row.coverage == pytest.approx(5 / 8, abs=0.01)
    assert row.rate_per_day == pytest.approx(4.0, rel=0.05)
    # 4 a day × 7 × 3/8 × 0.75 = 7.9 pieces at $1,299
    assert row.lost_pieces_week == pytest.approx(7.9, rel=0.06)
    assert row.lost_week_minor == pytest.approx(row.lost_pieces_week * 129_900, rel=0.001)
    assert page.missing_count == 1


def test_recapture_setting_is_heard(sized):
    before = sizes.page(sized.shop).rows[0].lost_pieces_week
    settings.put(sized.shop, "planning.recapture", "0.5")
    assert sizes.page(sized.shop).rows[0].lost_pieces_week == pytest.approx(before * 0.5 / 0.75)


def test_size_left_out_of_the_stock_file_is_gone(shop):
    today = shop.today()
    SizedShop(shop).style("Flat").sold(
        "Flat", {"23": 1, "24": 2, "25": 2, "26": 1}, days=days_before(today, 140, every=3, until=10)
    ).counted("Flat", {"23": 4, "25": 6, "26": 4}, on=today)
    row = sizes.page(shop).rows[0]
    assert [cell.label for cell in row.missing] == ["24"]


def test_without_a_stock_figure_no_gap_is_claimed(shop):
    today = shop.today()
    SizedShop(shop).style("Flat").sold("Flat", {"24": 2}, days=days_before(today, 60, every=3))
    row = sizes.page(shop).rows[0]
    assert row.coverage is None
    assert not row.missing


def test_style_in_one_size_has_no_run(shop):
    today = shop.today()
    SizedShop(shop).style("Bolsa", run=("Unitalla",)).counted("Bolsa", {"Unitalla": 3}, on=today)
    assert sizes.page(shop).rows == ()


def test_history_of_stock_tells_since_when_the_size_is_gone(shop):
    today = shop.today()
    one = SizedShop(shop).style("Bota")
    whole = days_before(today, 140, every=2, until=30)
    one.sold("Bota", {"23": 1, "24": 3, "25": 3, "26": 1}, days=whole)
    one.sold("Bota", {"23": 1, "25": 3, "26": 1}, days=days_before(today, 30, every=2))
    for back in range(100, -1, -1):
        gone = back < 30
        stock = {"23": 9, "24": 0 if gone else 9, "25": 90, "26": 9}
        one.counted("Bota", stock, on=today - timedelta(back))
    row = sizes.page(shop).rows[0]
    assert [cell.label for cell in row.missing] == ["24"]
    assert row.gap_days in (28, 29)
    assert row.rate_per_day == pytest.approx(4.0, rel=0.06)


def test_exchange_moves_demand_to_the_size_kept(sized):
    today = sized.shop.today()
    before = {cell.label: cell.sold_90 for cell in sizes.page(sized.shop).rows[0].cells}
    with sized.shop.store.write() as session:
        session.add(
            ReturnLine(
                variant_id=sized.variants["Botín", "25"],
                kept_variant_id=sized.variants["Botín", "26"],
                quantity=2,
                returned_on=today - timedelta(3),
                ordered_on=today - timedelta(10),
            )
        )
    after = {cell.label: cell.sold_90 for cell in sizes.page(sized.shop).rows[0].cells}
    assert (after["25"] - before["25"], after["26"] - before["26"]) == (-2, 2)


def _ask(sized, people):
    now = sized.shop.now()
    with sized.shop.store.write() as session:
        for number in range(people):
            customer = Customer(name=f"Persona {number}")
            message = Message(text="¿Tienen 24?", written_at=now, added_at=now, author=f"p{number}")
            session.add_all([customer, message])
            session.flush()
            session.add(
                UnmetRequest(
                    message_id=message.id,
                    customer_id=customer.id,
                    product_id=sized.products["Botín"],
                    variant_id=sized.variants["Botín", "24"],
                    size="24",
                    asked_on=sized.shop.today(),
                )
            )


def test_questions_stand_beside_the_gap_and_lift_its_loss_only_as_a_floor(sized):
    model = sizes.page(sized.shop).rows[0].lost_pieces_week
    _ask(sized, 3)
    row = sizes.page(sized.shop).rows[0]
    assert row.asked == 3
    assert row.lost_pieces_week == pytest.approx(model)
    assert phrases_sizes.asked(row) == "3 personas lo pidieron"
    _ask(sized, 400)
    # 403 askers × 0.3 over eight weeks = 15.1 a week
    assert sizes.page(sized.shop).rows[0].lost_pieces_week == pytest.approx(403 * 0.3 / 8)


def test_words_say_the_fact_first(sized):
    page = sizes.page(sized.shop)
    row = page.rows[0]
    assert phrases_sizes.missing(row) == "Falta 24"
    assert phrases_sizes.why(row) == (
        "Hay 30 pares y parece surtido, pero 24 está agotada. Esa talla es 37 % de lo que vende este modelo."
    )
    assert phrases_sizes.summary(page).startswith("1 modelo con tallas clave agotadas")


def test_frozen_day_before_the_stock_file_rolls_it_back(sized, folder):
    from shopdesk.shop import open_shop

    earlier = open_shop(folder, today=sized.shop.today() - timedelta(20))
    try:
        row = sizes.page(earlier).rows[0]
        # Ten sale days lie between; 24 had 3 a day to sell, so nothing was missing then.
        assert not row.missing
        assert [cell.on_hand for cell in row.cells] == [5 + 9, 27, 20 + 27, 5 + 9]
    finally:
        earlier.store.close()


def test_with_page_views_a_falling_conversion_is_seen(shop):
    today = shop.today()
    made = SizedShop(shop).style("Bota")
    made.sold("Bota", {"23": 1, "24": 3, "25": 3, "26": 1}, days=days_before(today, 120, every=2, until=30))
    made.sold("Bota", {"23": 1}, days=days_before(today, 30, every=6))
    for back in range(90, -1, -1):
        here = 0 if back < 30 else 90
        made.counted("Bota", {"23": 9, "24": here, "25": here, "26": 9}, on=today - timedelta(back))
    assert sizes.page(shop).rows[0].label == "too_few", "nobody to compare with, and nobody counts the visits"
    with shop.store.write() as session:
        days = days_before(today, 84)
        session.add_all(PageVisit(product_id=made.products["Bota"], on_day=day, views=40) for day in days)
    row = sizes.page(shop).rows[0]
    assert row.by_views
    assert row.label in ("confirmed", "halo")
    assert row.p_value < 0.001


def test_a_fall_is_told_beside_what_the_neighbours_sold(shop):
    today = shop.today()
    made = SizedShop(shop).style("Bota").style("Tenis")
    run = {"23": 1, "24": 3, "25": 3, "26": 1}
    made.sold("Bota", run, days=days_before(today, 120, every=2, until=28))
    made.sold("Bota", {"23": 1}, days=days_before(today, 28, every=4))
    made.sold("Tenis", run, days=days_before(today, 120, every=2))
    for back in range(90, -1, -1):
        here = 0 if back < 28 else 90
        made.counted("Bota", {"23": 9, "24": here, "25": here, "26": 9}, on=today - timedelta(back))
        made.counted("Tenis", {"23": 9, "24": 90, "25": 90, "26": 9}, on=today - timedelta(back))
    row = next(row for row in sizes.page(shop).rows if row.product == "Bota")
    after, before, control_after, control_before = row.table
    plain = (after / before) / (control_after / control_before)
    assert row.label in ("confirmed", "halo")
    assert row.ratio.estimate == pytest.approx(plain, rel=0.05)
    assert row.ratio.low < row.ratio.estimate < row.ratio.high < 1
    told = phrases_verdict.verdict(row).replace("\xa0", " ")
    assert f"Vende {round(row.ratio.estimate * 100)} % de lo que vendería" in told
