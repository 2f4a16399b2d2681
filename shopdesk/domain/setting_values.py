"""A setting's value as it is typed and as it is stored, read back into its type."""

from __future__ import annotations

from datetime import date
from typing import Any


class BadValue(ValueError):
    """A value outside a setting's type or range.

    Attributes:
        key: The setting.
        expected: ``number``, ``whole``, ``yes_no``, ``day``, ``text``, ``range`` or ``choice``.
        allowed: What would do: bounds or choices.
    """

    def __init__(self, key: str, expected: str, allowed: tuple[Any, ...] = ()) -> None:
        super().__init__(f"{key}: {expected} {allowed}")
        self.key, self.expected, self.allowed = key, expected, allowed


def read_typed(key: str, kind: str, text: str) -> Any:
    """Return what an owner typed for a setting.

    Args:
        key: The setting, for the error.
        kind: Its type as annotated, without ``None``.
        text: As typed, without blanks around it.

    Raises:
        BadValue: If it is no value of that type.
    """
    if kind == "bool":
        said = text.casefold()
        if said in {"1", "true", "yes", "sí", "si", "on"}:
            return True
        if said in {"0", "false", "no", "off"}:
            return False
        raise BadValue(key, "yes_no")
    if kind.startswith("tuple"):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    readers: dict[str, tuple[Any, str]] = {
        "int": (int, "whole"),
        "float": (float, "number"),
        "date": (date.fromisoformat, "day"),
    }
    if kind not in readers:
        return text
    reader, expected = readers[kind]
    try:
        return reader(text)
    except ValueError as error:
        raise BadValue(key, expected) from error


def from_json(kind: object, value: Any) -> Any:
    """Return a stored value in the setting's own type."""
    if str(kind).startswith("tuple") and isinstance(value, list):
        return tuple(value)
    if "date" in str(kind) and isinstance(value, str):
        return date.fromisoformat(value)
    return value
