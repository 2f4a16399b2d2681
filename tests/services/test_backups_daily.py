"""A copy a day nobody thinks of, in two places, under a pass phrase, and what putting it back changes."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import backups, phrases_backups, settings
from shopdesk.services.backups.sealing import WrongPhrase, is_sealed
from shopdesk.services.context import Shop
from shopdesk.shop import SyncedFolder, open_shop
from shopdesk.store.models import Order, OutboxLetter, Policy

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
PHRASE = "botas de lluvia azules"


def an_order(number: str, **more: object) -> Order:
    values: dict[str, object] = {
        "source": "t", "number": number, "placed_at": NOW, "local_day": date(2026, 11, 20),
        "local_week": date(2026, 11, 16), "currency": "MXN",
    }  # fmt: skip
    return Order(**(values | more))


def on(shop: Shop, day: date) -> Shop:
    class Frozen:
        def now(self) -> datetime:
            return NOW

        def today(self, zone: str) -> date:
            return day

    return dataclasses.replace(shop, clock=Frozen())


def test_one_copy_a_day_is_made_and_read_back(shop: Shop) -> None:
    done = backups.make_if_due(shop)
    assert done is not None
    assert done.made.file.name == "shopdesk-2026-11-21.db"
    assert backups.make_if_due(shop) is None
    assert [k.day for k in backups.listed(shop.folder.copies)] == [date(2026, 11, 21)]


def test_an_owner_who_wants_none_gets_none(shop: Shop) -> None:
    settings.put(shop, "backup.daily", "no")
    assert backups.make_if_due(shop) is None


def test_the_second_folder_gets_the_same_bytes_and_is_thinned_out_too(shop: Shop, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    (stick / "wedding.db").write_bytes(b"mine")
    for month in range(1, 13):
        for day in (1, 2, 3):
            (stick / f"shopdesk-2024-{month:02d}-{day:02d}.db").write_bytes(b"old")
    settings.put(shop, "backup.folder", str(stick))
    done = backups.make_if_due(shop)
    assert done is not None
    assert done.second is not None
    assert done.second.read_bytes() == done.made.file.read_bytes()
    assert done.let_go > 10
    assert (stick / "wedding.db").read_bytes() == b"mine"


def test_a_stick_that_is_out_is_told_and_the_copy_is_made_all_the_same(shop: Shop, tmp_path: Path) -> None:
    settings.put(shop, "backup.folder", str(tmp_path / "not here"))
    done = backups.make_if_due(shop)
    assert done is not None
    assert done.made.file.exists()
    assert "not here" in done.trouble
    assert not (tmp_path / "not here").exists()


def test_copies_of_a_clock_that_ran_ahead_push_no_older_one_out(shop: Shop) -> None:
    for n in range(1, 9):
        backups.make_daily(on(shop, date(2031, 1, n)))
    backups.make_daily(on(shop, date(2026, 11, 20)))
    backups.make_daily(on(shop, date(2026, 11, 21)))
    days = [k.day for k in backups.listed(shop.folder.copies)]
    assert days[-2:] == [date(2026, 11, 21), date(2026, 11, 20)]


def test_a_copy_under_a_pass_phrase_opens_with_it_only(shop: Shop, tmp_path: Path) -> None:
    with shop.store.write() as session:
        session.add(an_order("1", buyer_email="ana@example.com"))
    made = backups.make_sealed(shop, tmp_path / "copy.shopdesk", PHRASE)
    assert is_sealed(made.file)
    content = made.file.read_bytes()
    assert b"ana@example.com" not in content
    assert b"SQLite" not in content
    new = DataFolder(tmp_path / "new laptop")
    with pytest.raises(WrongPhrase):
        backups.restore(new, made.file, NOW, "botas de lluvia rojas")
    with pytest.raises(WrongPhrase):
        backups.restore(new, made.file, NOW)
    assert not new.database.exists()
    backups.restore(new, made.file, NOW, PHRASE)
    again = open_shop(new)
    assert backups.make(again, tmp_path / "plain.db").contents.orders == 1
    again.store.close()
    assert not list(new.root.glob("opening-*"))


@pytest.mark.parametrize("damage", ["one byte", "cut off", "frames swapped"])
def test_a_sealed_copy_that_was_changed_does_not_open(shop: Shop, tmp_path: Path, damage: str) -> None:
    with shop.store.write() as session:
        session.add(Policy(name="long", text="x" * 3_000_000, valid_from=NOW))
    file = backups.make_sealed(shop, tmp_path / "copy.shopdesk", PHRASE).file
    content = bytearray(file.read_bytes())
    head, frame = 9 + 16, (1 << 20) + 16
    match damage:
        case "one byte":
            content[head + 500] ^= 1
        case "cut off":
            del content[head + 2 * frame :]
        case _:
            first, second = content[head : head + frame], content[head + frame : head + 2 * frame]
            content[head : head + 2 * frame] = second + first
    file.write_bytes(content)
    with pytest.raises(WrongPhrase):
        backups.preview(shop.folder, file, PHRASE)


def test_a_short_phrase_protects_nothing(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(WrongInput):
        backups.make_sealed(shop, tmp_path / "copy.shopdesk", "nube")
    assert not list(tmp_path.glob("copy*"))


def test_the_preview_says_what_would_be_lost_and_what_comes_back(shop: Shop, tmp_path: Path) -> None:
    with shop.store.write() as session:
        session.add_all([an_order("1"), an_order("2")])
        session.add(
            OutboxLetter(letter_key="a", flow="thanks", kind="service", recipient="a@example.com",
                         state="queued", proposed_at=NOW)
        )  # fmt: skip
    copy = backups.make(shop, tmp_path / "yesterday.db").file
    with shop.store.write() as session:
        session.delete(session.get_one(Order, 1))
        session.add_all([an_order(str(n)) for n in (3, 4, 5)])
        session.get_one(OutboxLetter, 1).state = "sent"
    before = shop.folder.database.read_bytes()

    found = backups.preview(shop.folder, copy)

    orders = next(c for c in found.changes if c.thing == "orders")
    assert (orders.lost, orders.back) == (3, 1)
    assert (found.left_since, found.waiting) == (1, 1)
    said = " ".join(phrases_backups.said(found))
    assert "3 pedidos" in said
    assert shop.folder.database.read_bytes() == before


def test_a_copy_of_an_empty_shop_says_that_it_holds_no_sales(shop: Shop, tmp_path: Path) -> None:
    copy = backups.make(shop, tmp_path / "empty.db").file
    first = phrases_backups.said(backups.preview(shop.folder, copy))[0]
    assert first.endswith("todavía sin ventas.")


def test_a_copy_is_one_file_only_its_owner_reads(shop: Shop, tmp_path: Path) -> None:
    copy = backups.make(shop, tmp_path / "place" / "copy.db").file
    backups.preview(shop.folder, copy)
    assert [p.name for p in copy.parent.iterdir()] == ["copy.db"]
    assert copy.stat().st_mode & 0o077 == 0
    assert shop.folder.database.stat().st_mode & 0o077 == 0
    assert shop.folder.root.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "place",
    ["Dropbox", "OneDrive", "OneDrive - Calzado León", "Google Drive", "Mobile Documents/com~apple~CloudDocs",
     "Library/CloudStorage/GoogleDrive-ana@example.com/My Drive", "Nextcloud"],
)  # fmt: skip
def test_a_synchronised_folder_is_refused_with_a_way_out(tmp_path: Path, place: str) -> None:
    with pytest.raises(SyncedFolder, match="--home"):
        open_shop(DataFolder(tmp_path / place / "tienda"))
    assert not (tmp_path / place).exists()


def test_what_a_service_leaves_in_its_folder_gives_it_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "negocio" / ".dropbox.cache").mkdir(parents=True)
    with pytest.raises(SyncedFolder, match="Dropbox"):
        open_shop(DataFolder(tmp_path / "negocio" / "tienda"))
    monkeypatch.setenv("SHOPDESK_SYNCED_ANYWAY", "1")
    open_shop(DataFolder(tmp_path / "negocio" / "tienda")).store.close()
