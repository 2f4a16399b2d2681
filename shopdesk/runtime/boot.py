"""Which start of the computer this is: a killed program loses nothing it wrote, a power cut may."""

from __future__ import annotations

import time
from pathlib import Path

_LINUX = Path("/proc/sys/kernel/random/boot_id")
_CLOCKS_AGREE = 2.0
"""Seconds within which two readings of the moment of start are one; further apart is taken for another."""


def this_start() -> str:
    """Return a name for this start of the computer, to be read by ``is_this_start``."""
    try:
        return _LINUX.read_text(encoding="ascii").strip()
    except OSError:
        return f"{time.time() - time.monotonic():.1f}"


def is_this_start(name: str) -> bool:
    """Say whether the computer has certainly not been started anew since ``this_start`` gave this name.

    Where the system gives its start no name, the moment of the start stands for it: a clock set anew in
    between makes it another start, never the other way round.
    """
    now = this_start()
    if name == now:
        return True
    try:
        return abs(float(name) - float(now)) < _CLOCKS_AGREE
    except ValueError:
        return False
