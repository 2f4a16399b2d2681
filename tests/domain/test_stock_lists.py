from __future__ import annotations

from datetime import UTC, datetime, timedelta

from shopdesk.domain.stock_lists import FEWEST_ROWS, Listed, left_out

MONDAY = datetime(2026, 11, 16, 6, tzinfo=UTC)
STYLES = {variant: variant // 10 for style in range(1, 9) for variant in range(style * 10, style * 10 + 4)}
EVERYTHING = tuple(STYLES)


def _list(variants, *, at=MONDAY, place=1, pieces=2):
    return [Listed(variant, place, at, pieces) for variant in variants]


def _zeros(rows):
    return [(one.variant, one.place, one.at) for one in left_out(rows, STYLES)]


def test_size_left_out_of_a_list_that_names_its_siblings_is_gone():
    rows = _list(v for v in EVERYTHING if v != 12)
    assert _zeros(rows) == [(12, 1, MONDAY)]


def test_list_that_names_its_zeros_leaves_nothing_out():
    rows = _list(v for v in EVERYTHING if v != 12)
    assert _zeros([*rows[:-1], Listed(rows[-1].variant, 1, MONDAY, 0)]) == []


def test_short_list_says_nothing_of_what_it_leaves_out():
    assert _zeros(_list(EVERYTHING[: FEWEST_ROWS - 1])) == []


def test_styles_of_another_supplier_are_not_emptied():
    ours = _list(v for v in EVERYTHING if v < 80 and v % 10)
    assert {variant for variant, *_rest in _zeros(ours)} == {10, 20, 30, 40, 50, 60, 70}


def test_style_named_last_week_and_not_this_week_is_sold_out():
    later = MONDAY + timedelta(7)
    rows = _list(EVERYTHING) + _list((v for v in EVERYTHING if v >= 20), at=later)
    assert _zeros(rows) == [(v, 1, later) for v in (10, 11, 12, 13)]


def test_style_not_named_yet_was_not_there_yet():
    before = MONDAY - timedelta(7)
    rows = _list((v for v in EVERYTHING if v >= 20), at=before) + _list(EVERYTHING)
    assert _zeros(rows) == []


def test_day_that_names_a_few_styles_says_nothing_of_the_others():
    rows = _list(EVERYTHING) + _list((10, 11, 12, 13), at=MONDAY + timedelta(1))
    assert _zeros(rows) == []


def test_each_place_has_its_own_list():
    rows = _list(EVERYTHING) + _list((v for v in EVERYTHING if v != 22), place=2)
    assert _zeros(rows) == [(22, 2, MONDAY)]
