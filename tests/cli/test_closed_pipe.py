"""A reader who stops early, as ``shopdesk customers | head`` does, ends the command without a word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shopdesk.runtime.paths import DataFolder

PROGRAM = [sys.executable, "-m", "shopdesk", "--home"]


@pytest.mark.parametrize("words", [["customers", "list"], ["customers", "list", "--json"]])
def test_nothing_is_said_when_the_reader_has_gone(example_home: Path, words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*PROGRAM, str(example_home), "--today", "2026-11-21", *words],
            stdout=writer, stderr=subprocess.PIPE, check=False, timeout=120,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_refusal_is_still_told_on_the_other_stream(folder: DataFolder) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*PROGRAM, str(folder.root), "customers", "show", "nadie@example.com", "--json"],
            stdout=writer, stderr=subprocess.PIPE, check=False, timeout=120,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr
