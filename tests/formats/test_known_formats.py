"""Formats are found by name, by header, and where other packages add theirs."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from shopdesk.formats import known
from shopdesk.formats.base import Batch, Format, Kind, ReadOptions, Table
from shopdesk.formats.shopify_orders import SHOPIFY_ORDERS
from shopdesk.runtime import i18n
from shopdesk.runtime.errors import WrongInput
from tests.formats.file_builders import a_table
from tests.formats.sample_figures import MEXICO, read_all


class LeatherLog:
    """A format of another package."""

    name = "leather-log"
    title = "Leather log"
    kind = Kind.SALES

    def sniff(self, header: Sequence[str], sample: Sequence[tuple[str, ...]]) -> float:
        return 1.0 if "cueros" in header else 0.0

    def read(self, table: Table, options: ReadOptions) -> Iterator[Batch]:
        yield Batch(accepted=sum(1 for _row in table.rows()))


class Entry:
    """What an installed package announces."""

    def __init__(self, name: str, found: Any) -> None:
        self.name, self._found = name, found

    def load(self) -> Any:
        if isinstance(self._found, Exception):
            raise self._found
        return self._found


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Entry]]:
    entries: list[Entry] = []
    monkeypatch.setattr(known, "entry_points", lambda group: entries)
    known._installed.cache_clear()
    yield entries
    known._installed.cache_clear()


def test_every_built_in_is_a_format_with_a_name_of_its_own() -> None:
    names = [one.name for one in known.BUILT_IN]
    assert all(isinstance(one, Format) for one in known.BUILT_IN)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_format_has_a_title_in_each_language(language: str) -> None:
    before = i18n.language()
    try:
        i18n.set_language(language)
        assert all(one.title for one in known.BUILT_IN)
    finally:
        i18n.set_language(before)


def test_a_format_of_another_package_reads_its_files(others: list[Entry], tmp_path: Path) -> None:
    others.append(Entry("leather", LeatherLog()))
    found = read_all(a_table(tmp_path / "log.csv", "cueros,piezas", ["vaca", "2"], ["chivo", "1"]))
    assert found.reading.format.name == "leather-log"
    assert found.reading.counts.accepted == 2


def test_a_broken_package_breaks_nothing(others: list[Entry], caplog: pytest.LogCaptureFixture) -> None:
    others += [Entry("gone", ImportError("gone")), Entry("odd", object())]
    with caplog.at_level(logging.WARNING):
        assert known.formats() == known.BUILT_IN
    assert "gone" in caplog.text


def test_a_name_that_does_not_exist_lists_those_that_do() -> None:
    with pytest.raises(WrongInput) as caught:
        known.named("shopyfi")
    assert SHOPIFY_ORDERS.name in caught.value.next_step


def test_a_format_that_does_not_fit_the_file_says_so(tmp_path: Path) -> None:
    path = a_table(tmp_path / "a.csv", "fecha,clave,cantidad", ["2025-01-13", "T", "1"])
    with pytest.raises(WrongInput):
        read_all(path, ReadOptions(format="etsy-items"))


def test_a_kind_told_keeps_other_kinds_out(tmp_path: Path) -> None:
    path = a_table(tmp_path / "a.csv", "fecha,clave,cantidad,existencia", ["2025-01-13", "T", "1", "7"])
    assert read_all(path, MEXICO).reading.kind is Kind.SALES
    assert read_all(path, ReadOptions(kind=Kind.STOCK)).records[0].on_hand == 7
