"""Writes are whole or nothing, and tell what they changed."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, text, update
from sqlmodel import Session, select

from shopdesk.services.context import Shop
from shopdesk.store.database import Changed, announce
from shopdesk.store.models import Channel, Location


def _watch(shop: Shop) -> list[Changed]:
    seen: list[Changed] = []
    shop.store.listen(seen.append)
    return seen


def test_every_way_of_writing_is_announced(shop: Shop) -> None:
    seen = _watch(shop)
    with shop.store.write() as session:
        session.add(Channel(code="web", name="Web"))
    with shop.store.write() as session:
        session.execute(insert(Location), [{"name": "Tienda", "is_active": True}])
    with shop.store.write() as session:
        session.connection().execute(update(Channel).values(name="En línea"))
    with shop.store.write() as session:
        session.execute(text("DELETE FROM location"))
        announce(session, "location")
    assert seen == [{"channel"}, {"location"}, {"channel"}, {"location"}]


def test_a_failed_write_leaves_nothing_and_says_nothing(shop: Shop) -> None:
    seen = _watch(shop)

    def fail(session: Session) -> None:
        session.add(Channel(code="web", name="Web"))
        session.flush()
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError), shop.store.write() as session:
        fail(session)
    with shop.store.read() as session:
        assert session.exec(select(Channel)).all() == []
    assert seen == []


def test_reading_is_silent_and_keeps_nothing(shop: Shop) -> None:
    seen = _watch(shop)
    with shop.store.read() as session:
        session.add(Channel(code="web", name="Web"))
        session.flush()
    with shop.store.read() as session:
        assert session.exec(select(Channel)).all() == []
    assert seen == []


def test_a_copy_made_while_writing_is_whole(shop: Shop) -> None:
    with shop.store.write() as session:
        session.add(Channel(code="web", name="Web"))
    target = shop.folder.root / "copy.db"
    shop.store.backup(target)
    assert target.stat().st_size > 0
    assert not target.with_name("copy.db.partial").exists()
