"""Memory given back to the system after large work."""

from __future__ import annotations

import linecache
import sys


def forget_sources() -> None:
    """Let go of the source lines of loaded code.

    PySide reads the source of each module as it is imported, to see whether it speaks of PySide, and leaves
    all of it in ``linecache``: 25 MB. A traceback reads the few lines it shows anew.
    """
    linecache.clearcache()


def give_back() -> None:
    """Let go of source lines, and return freed memory where the C library keeps it otherwise (Linux).

    glibc keeps what each thread freed for that thread: 40 MB of a window that walked 60,000 orders.
    """
    forget_sources()
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # absent in musl
    if trim is not None:
        trim(0)
