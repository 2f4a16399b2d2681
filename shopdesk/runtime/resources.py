"""The one way to a file that ships with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder of shipped files: inside the package (wheel, bundle) or beside it (checkout)."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "resources", package.parent / "resources"):
        if place.is_dir():
            return place
    raise FileNotFoundError("resources")


def path(name: str) -> Path:
    """Return the path of the shipped file ``name``, e.g. ``icons/package.svg``.

    Raises:
        FileNotFoundError: If nothing of that name ships.
    """
    found = root() / name
    if not found.exists():
        raise FileNotFoundError(name)
    return found


def text(name: str) -> str:
    """Return the shipped file ``name`` as text."""
    return path(name).read_text(encoding="utf-8")
