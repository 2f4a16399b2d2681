"""A buy that cannot be repeated, and the boxes in which a supplier sells."""

from __future__ import annotations

import numpy as np
import pytest
from reorder_shop import SIZES, a_style, a_supplier
from scipy import stats

from shopdesk.runtime.errors import WrongInput
from shopdesk.services import pack_runs, phrases_season, reorder
from shopdesk.services.context import Shop
from shopdesk.services.reorder.season_buy import Terms

TERMS = Terms(weeks=8, cost_minor=50000, price_minor=125000, leftover_minor=25000)


@pytest.fixture
def style(shop: Shop) -> int:
    a_style(shop, supplier=a_supplier(shop, lead_days=14.0), on_hand=(0, 0, 0, 0, 0), per_week=10)
    return reorder.suggest(shop).lines[0].product_id


def test_a_season_buy_reaches_the_level_that_margin_and_leftover_ask_for(shop: Shop, style: int) -> None:
    buy = reorder.season_buy(shop, style, TERMS)
    # cu = 1,250 − 500 = 750, co = 500 − 250 = 250: enough three times in four.
    assert buy.level == 0.75
    assert buy.mean == pytest.approx(80, rel=0.15)
    assert buy.wanted >= stats.poisson.ppf(0.75, buy.mean)
    assert buy.total == buy.wanted
    assert [size for _, size, _ in buy.pieces] == list(SIZES)


def test_a_dearer_leftover_or_better_margin_buys_more_and_stock_is_counted(shop: Shop, style: int) -> None:
    usual = reorder.season_buy(shop, style, TERMS)
    richer = reorder.season_buy(shop, style, Terms(8, 50000, 250000, 25000))
    longer = reorder.season_buy(shop, style, Terms(16, 50000, 125000, 25000))
    doubled = reorder.season_buy(shop, style, Terms(8, 50000, 125000, 25000, uplift=2.0))
    assert usual.wanted < richer.wanted < longer.wanted
    assert doubled.mean == pytest.approx(2 * usual.mean)
    with pytest.raises(WrongInput):
        reorder.season_buy(shop, style, Terms(8, 50000, 40000, 25000))


def test_the_sum_of_a_season_buy_adds_up_on_screen(shop: Shop) -> None:
    a_style(shop, supplier=a_supplier(shop, lead_days=14.0), on_hand=(30, 1, 1, 1, 1), per_week=10)
    buy = reorder.season_buy(shop, reorder.suggest(shop).lines[0].product_id, TERMS)
    lines = phrases_season.lines(buy, 8)
    amounts = [int(line.amount.replace("−", "-").replace(" ", "").split("p")[0]) for line in lines]
    assert sum(amounts[:-1]) == amounts[-1] == buy.total
    assert lines[-1].is_sum


def test_boxes_are_written_read_and_used_by_the_season_buy(shop: Shop, style: int) -> None:
    supplier = reorder.suggest(shop).lines[0].supplier_id
    assert supplier is not None
    run = pack_runs.put(shop, supplier, "Corrida A", "22×1, 23x2 24:3; 25=2, 26×1")
    assert (run.pieces, run.sizes) == (9, {"22": 1, "23": 2, "24": 3, "25": 2, "26": 1})
    buy = reorder.season_buy(shop, style, TERMS)
    assert buy.boxed is not None
    ((name, count),) = buy.boxed.counts
    assert (name, sum(buy.boxed.pieces)) == ("Corrida A", 9 * count)
    need = np.array([pieces for _, _, pieces in buy.pieces])
    assert buy.boxed.short - buy.boxed.over == need.sum() - 9 * count
    pack_runs.remove(shop, run)
    assert pack_runs.listed(shop, supplier) == []
    pack_runs.restore(shop, run)
    assert [one.sizes for one in pack_runs.listed(shop, supplier)] == [run.sizes]


@pytest.mark.parametrize("text", ["", "22", "22×", "22×1, 22×2", "22×0", "a lot"])
def test_a_box_that_cannot_be_read_says_how_to_write_it(text: str) -> None:
    with pytest.raises(WrongInput, match="22×1"):
        pack_runs.read_sizes(text)
