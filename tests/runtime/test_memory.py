"""Memory given back after large work."""

from __future__ import annotations

import linecache

from shopdesk.runtime import memory


def test_the_source_lines_of_loaded_code_are_not_kept() -> None:
    file = memory.__file__
    assert linecache.getlines(file)
    assert file in linecache.cache
    memory.forget_sources()
    assert not linecache.cache
    assert linecache.getlines(file), "a traceback still finds them"
