"""The owner's choices in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from shopdesk.domain import preferences
from shopdesk.domain.preferences import Group
from shopdesk.store.database import Store
from shopdesk.store.models import Setting, Variant


class SettingsReader:
    """Reads groups of settings as they stand now; never caches, so a change is seen at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, group: type[Group]) -> Group:
        """Return a group of settings, defaults where the owner chose nothing."""
        with self._store.read() as session:
            return read_group(session, group)

    def switch(self, name: str, *, default: bool) -> bool:
        """Return a yes/no kept under a free name, e.g. ``flow.thanks``."""
        with self._store.read() as session:
            row = session.get(Setting, name)
            return default if row is None else bool(row.value)


def read_group(session: Session, group: type[Group]) -> Group:
    """Return a group of settings within a session."""
    prefix = preferences.group_name(group) + "."
    rows = session.exec(select(Setting).where(col(Setting.key).startswith(prefix))).all()
    return preferences.build(group, {row.key.removeprefix(prefix): row.value for row in rows})


def is_set(session: Session, key: str) -> bool:
    """Say whether the owner, or a first import, has chosen this setting."""
    return session.get(Setting, key) is not None


def put(session: Session, key: str, value: Any, at: datetime) -> None:
    """Keep a value under a key, replacing the former."""
    row = session.get(Setting, key)
    if row is None:
        session.add(Setting(key=key, value=preferences.to_json(value), changed_at=at))
    else:
        row.value, row.changed_at = preferences.to_json(value), at
        session.add(row)


def remove(session: Session, key: str) -> None:
    """Go back to the default."""
    row = session.get(Setting, key)
    if row is not None:
        session.delete(row)


def stored(session: Session) -> dict[str, Any]:
    """Return every key that holds a value."""
    return {row.key: row.value for row in session.exec(select(Setting)).all()}


def sizes(session: Session) -> list[str]:
    """Return the size of every variant that has one."""
    return [str(size) for size in session.exec(select(Variant.size).where(col(Variant.size) != "")).all()]
