"""Fixtures that every room's tests use: an empty shop on a copied template, a frozen morning."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("SHOPDESK_HOME", None)

from shopdesk.runtime import i18n
from shopdesk.runtime.paths import DataFolder
from shopdesk.services.context import Shop
from shopdesk.shop import open_shop
from shopdesk.store import migrate

ROOT = Path(__file__).resolve().parent.parent
MORNING = date(2026, 11, 21)

# The same examples every run, so that a check says something of the change it checks; new ones are looked for
# with HYPOTHESIS_PROFILE=searching. No deadline: a slow example speaks of the machine, not of the code.
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated empty database; tests copy it, which is six times faster than migrating."""
    folder = tmp_path_factory.mktemp("template")
    migrate.upgrade(folder / "shop.db", folder / "copies")
    return folder / "shop.db"


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Return what a mail server of the tests shows, signed by an authority of their own."""
    from mail_server import make_certificates

    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def folder(tmp_path: Path, template: Path) -> DataFolder:
    """Return a data folder with an empty shop in it."""
    found = DataFolder(tmp_path / "home")
    found.make()
    shutil.copy(template, found.database)
    return found


@pytest.fixture
def shop(folder: DataFolder) -> Iterator[Shop]:
    """Return an empty shop on the morning of 21 November 2026."""
    found = open_shop(folder, today=MORNING)
    yield found
    found.store.close()


@pytest.fixture(scope="session")
def example_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the example shop; copy it before writing to it."""
    from shopdesk.services import demo

    home = tmp_path_factory.mktemp("example")
    shop = open_shop(DataFolder(home), today=MORNING)
    demo.fill(shop)
    shop.store.flush_journal()
    shop.store.close()
    return home


@pytest.fixture
def example(example_home: Path, tmp_path: Path) -> Iterator[Shop]:
    """Return the example shop on its morning, a copy of its own."""
    home = tmp_path / "example"
    shutil.copytree(example_home, home)
    found = open_shop(DataFolder(home), today=MORNING)
    yield found
    found.store.close()


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    """Start every test in Spanish, as an owner would."""
    i18n.set_language("es")
    i18n.set_goods(i18n.Goods.PAIRS)
    yield
    i18n.set_language("es")
    i18n.set_goods(i18n.Goods.PAIRS)


@pytest.fixture
def sample() -> Callable[[str], Path]:
    """Return a function that finds a sample file beside the checkout, or skips."""

    def find(name: str) -> Path:
        place = ROOT.parent / "shared" / "samples" / name
        if not place.exists():
            pytest.skip(f"no sample files beside this checkout ({name})")
        return place

    return find
