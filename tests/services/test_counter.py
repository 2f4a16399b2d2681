"""Counter mode: a PIN nobody can read back, that guessing does not open, and that no setting goes around."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.preferences import CounterSettings
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.services import counter, exporting, importing, morning, settings
from shopdesk.services.context import Shop
from shopdesk.services.counter import WrongPin


class Later:
    """A clock that stands where it is put."""

    def __init__(self, now, inner) -> None:
        self.time, self._inner = now, inner

    def now(self):
        return self.time

    def today(self, zone):
        return self._inner.today(zone)


@pytest.fixture
def locked(shop: Shop) -> Shop:
    """Return a shop in counter mode, with the PIN 4711."""
    counter.set_pin(shop, "4711")
    counter.begin(shop)
    return shop


def test_only_the_pin_leaves_counter_mode(locked: Shop) -> None:
    with pytest.raises(WrongPin):
        counter.leave(locked, "4712")
    assert counter.is_on(locked)
    counter.leave(locked, "4711")
    assert not counter.is_on(locked)


def test_counter_mode_is_still_on_after_a_restart(locked: Shop) -> None:
    assert morning.glance(locked.folder).at_counter


def test_the_pin_is_nowhere_in_the_file_in_the_settings_or_in_an_export(locked: Shop, tmp_path) -> None:
    kept = locked.settings.get(CounterSettings).pin
    assert "4711" not in kept
    assert len(kept) == 32 + 1 + 64  # 16 bytes of salt and 32 of scrypt, in hex
    assert not [key for key in settings.list_all(locked) if key.startswith("counter")]
    exporting.export(locked, tmp_path / "out")
    assert "counter" not in (tmp_path / "out" / "settings.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["counter.is_on", "counter.pin", "counter.failed", "counter.wait_until"])
def test_no_setting_goes_around_the_pin(locked: Shop, key: str) -> None:
    with pytest.raises(NotFound):
        settings.put(locked, key, "no")
    with pytest.raises(NotFound):
        settings.get(locked, key)
    assert counter.is_on(locked)


def test_the_same_pin_is_kept_differently_in_two_shops(locked: Shop) -> None:
    before = locked.settings.get(CounterSettings).pin
    counter.set_pin(locked, "4711")
    assert locked.settings.get(CounterSettings).pin != before


def test_after_five_wrong_pins_even_the_right_one_waits_and_each_wait_is_longer(locked: Shop) -> None:
    shop = replace(locked, clock=Later(locked.now(), locked.clock))
    for _turn in range(5):
        with pytest.raises(WrongPin):
            counter.leave(shop, "0000")
    with pytest.raises(WrongPin) as found:
        counter.leave(shop, "4711")
    assert "30" in found.value.next_step
    shop.clock.time += timedelta(seconds=31)
    with pytest.raises(WrongPin) as found:
        counter.leave(shop, "0000")
    assert "60" in found.value.next_step
    shop.clock.time += timedelta(seconds=61)
    counter.leave(shop, "4711")
    assert not counter.is_on(shop)


def test_a_clock_put_back_a_year_does_not_lock_the_owner_out_for_a_year(locked: Shop) -> None:
    shop = replace(locked, clock=Later(locked.now(), locked.clock))
    for _turn in range(5):
        with pytest.raises(WrongPin):
            counter.leave(shop, "0000")
    shop.clock.time -= timedelta(days=365)
    with pytest.raises(WrongPin) as found:
        counter.leave(shop, "4711")
    assert "900" in found.value.next_step  # 15 minutes, the longest there is


def test_without_a_pin_there_is_no_way_in(shop: Shop) -> None:
    with pytest.raises(WrongInput):
        counter.begin(shop)
    with pytest.raises(WrongInput):
        counter.set_pin(shop, "123")


def test_a_forgotten_pin_is_dropped_from_the_command_line(locked: Shop) -> None:
    counter.forget(locked)
    assert not counter.is_on(locked)
    assert not counter.has_pin(locked)


def test_the_shelf_knows_stock_and_price_and_no_cost(shop: Shop, tmp_path) -> None:
    products = tmp_path / "products.csv"
    products.write_text(
        "sku,product,color,size,supplier,cost,price\nB-24,Bota Lluvia,Negro,24,Calzados León,412.50,899.00\n",
        encoding="utf-8",
    )
    stock = tmp_path / "stock.csv"
    stock.write_text("as_of,sku,product,size,on_hand\n2026-11-21,B-24,Bota Lluvia,24,3\n", encoding="utf-8")
    importing.import_files(shop, [products, stock])
    (line,) = counter.shelf(shop)
    assert (line.level.on_hand, line.price_minor, line.currency) == (3, 89900, "MXN")
    assert "41250" not in repr(line)
    assert "León" not in repr(line)
