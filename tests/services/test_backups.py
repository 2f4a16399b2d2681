"""Putting yesterday's copy back never sends a letter twice, nor one to someone who said no."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import backups
from shopdesk.services.context import Shop
from shopdesk.shop import open_shop
from shopdesk.store.backups import UnfitBackup
from shopdesk.store.models import OutboxLetter, Suppression

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)


def _letter(key: str, state: str) -> OutboxLetter:
    return OutboxLetter(
        letter_key=key, flow="thanks", kind="service", recipient="ana@example.com", state=state,
        proposed_at=NOW, message_id=f"<{key}@example.com>",
    )  # fmt: skip


def _states(folder: DataFolder) -> dict[str, str]:
    shop = open_shop(folder)
    with shop.store.read() as session:
        found = {row.letter_key: row.state for row in session.exec(select(OutboxLetter)).all()}
    shop.store.close()
    return found


def _change(shop: Shop, key: str, state: str) -> None:
    with shop.store.write() as session:
        row = session.exec(select(OutboxLetter).where(OutboxLetter.letter_key == key)).one()
        row.state = state
        session.add(row)


def test_what_was_sent_after_the_copy_stays_sent(shop: Shop, tmp_path: Path) -> None:
    with shop.store.write() as session:
        session.add_all([_letter("thanks:order:1", "queued"), _letter("thanks:order:2", "queued")])
    copy = backups.make(shop, tmp_path / "yesterday.db")
    assert copy.contents.letters == 2
    _change(shop, "thanks:order:1", "sent")
    with shop.store.write() as session:
        session.add(_letter("thanks:order:3", "sending"))
        session.add(Suppression(address_hash="abc", reason="unsubscribed", at=NOW))
    shop.store.close()

    done = backups.restore(shop.folder, copy.file, NOW)

    assert _states(shop.folder) == {
        "thanks:order:1": "sent", "thanks:order:2": "draft", "thanks:order:3": "unknown",
    }  # fmt: skip
    assert (done.letters, done.frozen, done.refusals) == (2, 1, 1)
    assert len(list(shop.folder.copies.glob("before-restore-*.db"))) == 1


def test_on_a_new_computer_what_waited_is_in_doubt(shop: Shop, tmp_path: Path) -> None:
    with shop.store.write() as session:
        session.add(_letter("thanks:order:1", "queued"))
    copy = backups.make(shop, tmp_path / "yesterday.db")
    new = DataFolder(tmp_path / "new laptop")
    backups.restore(new, copy.file, NOW)
    assert _states(new) == {"thanks:order:1": "unknown"}


@pytest.mark.parametrize("content", [b"", b"shoes" * 1000, None])
def test_a_file_that_is_no_copy_changes_nothing(shop: Shop, tmp_path: Path, content: bytes | None) -> None:
    wrong = tmp_path / "wrong.db"
    if content is not None:
        wrong.write_bytes(content)
    before = shop.folder.database.read_bytes()
    with pytest.raises(UnfitBackup):
        backups.restore(shop.folder, wrong, NOW)
    assert shop.folder.database.read_bytes() == before


def test_a_damaged_copy_is_refused(shop: Shop, tmp_path: Path) -> None:
    copy = backups.make(shop, tmp_path / "copy.db")
    whole = bytearray(copy.file.read_bytes())
    whole[8192:40960] = b"\xff" * (40960 - 8192)
    copy.file.write_bytes(whole)
    with pytest.raises(UnfitBackup):
        backups.restore(shop.folder, copy.file, NOW)


def test_the_shop_is_never_copied_onto_itself(shop: Shop) -> None:
    with pytest.raises(WrongInput):
        backups.make(shop, shop.folder.database)
