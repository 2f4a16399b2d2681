"""The walk of a lost day: copy, send, put yesterday back, plan and send again; counted at a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from mail_server import PASSWORD, Certificates, make_certificates, running
from mail_shop import buyers, set_account

from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.outreach.flows import State
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import backups, importing
from shopdesk.services.context import Shop
from shopdesk.services.mail import approve, plan, recovery, status
from shopdesk.services.mail.send import send_batch
from shopdesk.shop import open_shop

YESTERDAY, TODAY = date(2026, 11, 20), date(2026, 11, 21)
PHRASE = "caja azul lluvia"
FIRST, LATER = 6, 3
"""Buyers known when the copy is made, and those whose orders come in with a file the day after."""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@contextmanager
def _open(folder: DataFolder, day: date) -> Iterator[Shop]:
    shop = open_shop(folder, today=day)
    recovery.recover(shop)
    yield replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}))
    shop.store.close()


def _daily(shop: Shop, _folder: Path) -> tuple[Path, str]:
    made = backups.make_if_due(shop)
    assert made is not None
    return backups.listed(shop.folder.copies)[0].file, ""


def _by_hand(shop: Shop, folder: Path) -> tuple[Path, str]:
    return backups.make(shop, folder / "yesterday.db").file, ""


def _sealed(shop: Shop, folder: Path) -> tuple[Path, str]:
    return backups.make_sealed(shop, folder / "yesterday.shopdesk", PHRASE).file, PHRASE


def _file_of_today(place: Path) -> Path:
    rows = [f"2026-11-20,N-{n},Bota Lluvia,24,1,899,Nueva {n},nueva{n}@example.com" for n in range(LATER)]
    head = "date,order,product,size,quantity,unit_price,customer,email"
    place.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return place


@pytest.mark.parametrize(
    "copy_of",
    [_daily, pytest.param(_by_hand, marks=pytest.mark.slow), pytest.param(_sealed, marks=pytest.mark.slow)],
)
def test_yesterdays_copy_put_back_after_sending_today_sends_nothing_twice(
    folder: DataFolder,
    certificates: Certificates,
    tmp_path: Path,
    copy_of: Callable[[Shop, Path], tuple[Path, str]],
) -> None:
    file = _file_of_today(tmp_path / "today.csv")
    with running(certificates) as server:
        with _open(folder, YESTERDAY) as shop:
            buyers(shop, FIRST)
            set_account(shop, server.port, certificates)
            copy, phrase = copy_of(shop, tmp_path)
        with _open(folder, TODAY) as shop:
            importing.import_files(shop, [file])
            approve.approve(shop)
            send_batch(shop)
            now = shop.now()
        sent = server.post.recipients()
        assert sum(sent.values()) == FIRST + LATER
        for _again in range(2):
            backups.restore(folder, copy, now, phrase)
            with _open(folder, TODAY) as shop:
                importing.import_files(shop, [file])
                approve.approve(shop)
                send_batch(shop)
                assert plan.make(shop).lines == {}
            assert server.post.recipients() == sent
            assert max(sent.values()) == 1


def test_on_a_new_laptop_the_old_queue_waits_for_the_owner(
    folder: DataFolder, certificates: Certificates, tmp_path: Path
) -> None:
    with running(certificates) as server:
        with _open(folder, YESTERDAY) as shop:
            buyers(shop, FIRST)
            set_account(shop, server.port, certificates)
            approve.approve(shop)
            copy = backups.make(shop, tmp_path / "stick.db").file
            send_batch(shop, limit=4)
            now = shop.now()
        sent = server.post.recipients()
        new = DataFolder(tmp_path / "new laptop")
        backups.restore(new, copy, now)
        with _open(new, TODAY) as shop:
            assert {one.state for one in status.everything(shop)} == {State.UNKNOWN}
            approve.approve(shop)
            send_batch(shop)
        assert server.post.recipients() == sent
