"""How long work tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called as ``progress(done, total, what)``; total 0 = unknown. Raises ``Cancelled`` to stop the work."""


def silent(done: int, total: int, what: str) -> None:
    """Report to nobody."""
