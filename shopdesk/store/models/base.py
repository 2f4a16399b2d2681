"""What all tables share: the metadata with its naming convention, and the column types."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def key() -> Any:
    """Return the primary key column every table has."""
    return Field(default=None, primary_key=True)


def link(target: str, *, index: bool = True, **more: Any) -> Any:
    """Return a required foreign key column to ``table.column``."""
    return Field(foreign_key=target, index=index, **more)


def maybe(target: str, *, index: bool = True, **more: Any) -> Any:
    """Return an optional foreign key column to ``table.column``."""
    return Field(default=None, foreign_key=target, index=index, **more)


def json_field() -> Any:
    """Return a column that holds a JSON document."""
    return Field(default=None, sa_type=JSON)
