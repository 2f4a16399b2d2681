"""A command asked as a check from outside would: words in, one JSON document out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from shopdesk.cli import main
from shopdesk.services.context import Shop


@pytest.fixture
def ask(shop: Shop, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., dict[str, Any]]:
    """Return a function that runs a command on the shop, of 21 November 2026, and gives its document."""

    def command(*words: str, code: int = 0) -> dict[str, Any]:
        home = str(shop.folder.root)
        assert main(["--home", home, "--today", "2026-11-21", *words, "--json"]) == code
        said = capfdbinary.readouterr()
        assert b"Traceback" not in said.err
        document: dict[str, Any] = json.loads(said.out)
        return document

    return command
