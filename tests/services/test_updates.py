"""Is there a newer version: off until yes, a file the owner put somewhere, nobody asked, no file no harm."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk import __version__
from shopdesk.adapters.notices import NoticeUnread, SystemNotices
from shopdesk.runtime.errors import ShopdeskError, WrongInput
from shopdesk.services import settings, updates
from shopdesk.services.context import Shop

NEWER = {"version": "99.1.0", "page": "https://example.com/news"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that names a newer version."""
    found = tmp_path / "version.json"
    found.write_text(json.dumps(NEWER), encoding="utf-8")
    return found


def _yes(shop: Shop, address: str) -> None:
    settings.put(shop, "privacy.update_notice", "yes")
    settings.put(shop, "privacy.update_address", address)


def test_nothing_is_read_until_the_owner_says_yes(shop: Shop, file: Path) -> None:
    settings.put(shop, "privacy.update_address", str(file))
    assert updates.ask_if_due(shop) is None


def test_a_newer_version_is_told_once_a_day(shop: Shop, file: Path) -> None:
    _yes(shop, str(file))
    assert updates.ask_if_due(shop) == updates.Notice("99.1.0", "https://example.com/news", is_newer=True)
    assert updates.ask_if_due(shop) is None
    settings.put(shop, "privacy.update_asked", "2026-11-20")
    assert updates.ask_if_due(shop) is not None


@pytest.mark.parametrize("version", [__version__, "0.0.9", "0"])
def test_what_is_not_newer_is_not_told(shop: Shop, file: Path, version: str) -> None:
    file.write_text(json.dumps({"version": version}), encoding="utf-8")
    _yes(shop, str(file))
    assert updates.ask_if_due(shop) is None


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"version": "1; rm -rf"}', b"\xff", b"9" * 70_000])
def test_an_odd_file_is_one_sentence_and_never_stops_the_morning(shop: Shop, file: Path, body: bytes) -> None:
    file.write_bytes(body)
    with pytest.raises(ShopdeskError) as found:
        updates.ask(shop, str(file))
    assert found.value.next_step
    _yes(shop, str(file))
    assert updates.ask_if_due(shop) is None


def test_a_file_that_went_away_is_no_trouble(shop: Shop, tmp_path: Path) -> None:
    _yes(shop, str(tmp_path / "gone.json"))
    assert updates.ask_if_due(shop) is None


@pytest.mark.parametrize("address", ["https://example.com/v.json", "ftp://example.com/v", "/nowhere/v.json"])
def test_nobody_is_asked_on_the_web(address: str) -> None:
    with pytest.raises(NoticeUnread):
        SystemNotices().read(address)


def test_a_page_that_is_no_web_page_is_left_out(shop: Shop, file: Path) -> None:
    file.write_text(json.dumps(NEWER | {"page": "file:///etc/passwd"}), encoding="utf-8")
    assert updates.ask(shop, str(file)).page == ""


def test_without_a_file_it_says_where_to_write_one(shop: Shop) -> None:
    with pytest.raises(WrongInput):
        updates.ask(shop)
    with pytest.raises(WrongInput):
        updates.ask(replace(shop, notices=None), "x")
