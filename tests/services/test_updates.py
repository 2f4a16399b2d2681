"""Is there a newer version: off until yes, one plain request a day, nothing fetched, no answer no harm."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from shopdesk import __version__
from shopdesk.adapters.notices import NoticeUnread, SystemNotices
from shopdesk.runtime.errors import ShopdeskError, WrongInput
from shopdesk.services import settings, updates
from shopdesk.services.context import Shop

NEWER = {"version": "99.1.0", "page": "https://example.com/news"}


class Server(ThreadingHTTPServer):
    """Answers every request with ``body`` and remembers what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body = json.dumps(NEWER).encode()
        self.goes_to = ""
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}/version.json"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        self.send_response(302 if self.server.goes_to else 200)
        if self.server.goes_to:
            self.send_header("Location", self.server.goes_to)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_words) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a web server on this machine."""
    found = Server()
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


def _yes(shop: Shop, address: str) -> None:
    settings.put(shop, "privacy.update_notice", "yes")
    settings.put(shop, "privacy.update_address", address)


def test_nobody_is_asked_until_the_owner_says_yes(shop: Shop, server: Server) -> None:
    settings.put(shop, "privacy.update_address", server.address)
    assert updates.ask_if_due(shop) is None
    assert server.asked == []


def test_a_newer_version_is_told_once_a_day_and_nothing_is_fetched(shop: Shop, server: Server) -> None:
    _yes(shop, server.address)
    assert updates.ask_if_due(shop) == updates.Notice("99.1.0", "https://example.com/news", is_newer=True)
    assert updates.ask_if_due(shop) is None
    assert [path for _verb, path, _headers, _body in server.asked] == ["/version.json"]
    settings.put(shop, "privacy.update_asked", "2026-11-20")
    assert updates.ask_if_due(shop) is not None


def test_the_request_carries_nothing_of_the_shop(shop: Shop, server: Server) -> None:
    settings.put(shop, "shop.name", "Calzado Nube")
    _yes(shop, server.address)
    updates.ask_if_due(shop)
    ((verb, _path, headers, body),) = server.asked
    assert (verb, body, headers.pop("Host").split(":")[0]) == ("GET", b"", "127.0.0.1")
    assert headers == {
        "Accept-Encoding": "identity",
        "User-Agent": "Shopdesk",
        "Accept": "application/json",
        "Connection": "close",
    }


@pytest.mark.parametrize("version", [__version__, "0.0.9", "0"])
def test_what_is_not_newer_is_not_told(shop: Shop, server: Server, version: str) -> None:
    server.body = json.dumps({"version": version}).encode()
    _yes(shop, server.address)
    assert updates.ask_if_due(shop) is None


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"version": "1; rm -rf"}', b"\xff", b"9" * 70_000])
def test_an_odd_answer_is_one_sentence_and_never_stops_the_morning(
    shop: Shop, server: Server, body: bytes
) -> None:
    server.body = body
    with pytest.raises(ShopdeskError) as found:
        updates.ask(shop, server.address)
    assert found.value.next_step
    _yes(shop, server.address)
    assert updates.ask_if_due(shop) is None


def test_a_server_that_sends_one_elsewhere_is_not_followed(shop: Shop, server: Server) -> None:
    server.goes_to = server.address + "?again"
    with pytest.raises(NoticeUnread):
        updates.ask(shop, server.address)
    assert len(server.asked) == 1


def test_nobody_there_is_no_trouble(shop: Shop) -> None:
    _yes(shop, "http://127.0.0.1:9/none")
    assert updates.ask_if_due(shop) is None


@pytest.mark.parametrize("address", ["http://example.com/v.json", "ftp://example.com/v", "/nowhere/v.json"])
def test_only_https_or_a_file_that_is_there_is_read(address: str) -> None:
    with pytest.raises(NoticeUnread):
        SystemNotices().read(address)


def test_a_file_the_owner_put_somewhere_does_as_well(shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "version.json"
    file.write_text(json.dumps(NEWER), encoding="utf-8")
    assert updates.ask(shop, str(file)).is_newer


def test_a_page_that_is_no_web_page_is_left_out(shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "version.json"
    file.write_text(json.dumps(NEWER | {"page": "file:///etc/passwd"}), encoding="utf-8")
    assert updates.ask(shop, str(file)).page == ""


def test_without_an_address_it_says_where_to_write_one(shop: Shop) -> None:
    with pytest.raises(WrongInput):
        updates.ask(shop)
    with pytest.raises(WrongInput):
        updates.ask(replace(shop, notices=None), "x")
