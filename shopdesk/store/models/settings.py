"""What the owner chose, and results kept for the next morning."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from shopdesk.store.models.base import json_field


class Setting(SQLModel, table=True):
    """One choice of the owner, as JSON."""

    key: str = Field(primary_key=True)
    value: Any = json_field()
    changed_at: datetime


class StoredResult(SQLModel, table=True):
    """A computed answer kept so that the morning page can show it before anything heavy loads."""

    __tablename__ = "stored_result"
    name: str = Field(primary_key=True)
    value: Any = json_field()
    computed_at: datetime
    is_stale: bool = False


class DoneToday(SQLModel, table=True):
    """Something the owner did, for the list of what is done today."""

    __tablename__ = "done_today"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    count: int = 1
    at: datetime
