"""The shop of one customer, built once for a module of tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import mail_scene
import pytest
from mail_scene import Built, Scene

from shopdesk.runtime.paths import DataFolder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Iterator[Built]:
    """Open a shop with a product and Ana once for a module."""
    yield from mail_scene.build(DataFolder(tmp_path_factory.mktemp("shop")), template)


@pytest.fixture
def scene(built: Built, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Scene:
    """Put that shop back as it was, to be asked by command."""
    built.put_back()
    return Scene(built.shop, capsysbinary, tmp_path, built.begun)
