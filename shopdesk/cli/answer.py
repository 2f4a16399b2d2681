"""What a command gives back, and how it reaches the terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shopdesk.runtime.errors import ShopdeskError


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a command: a document for programs, lines for people.

    Attributes:
        document: What ``--json`` prints, as CLI.md has it.
        lines: What is printed otherwise.
        exit_code: 0 done, 1 could not do (part of) what was asked.
        error: Why not, for the document's ``error``, when exit_code is 1.
        json_lines: Documents printed one a line instead, whatever the flags (``tag``).
    """

    document: dict[str, Any]
    lines: Sequence[str] = ()
    exit_code: int = 0
    error: ShopdeskError | None = None
    json_lines: Sequence[dict[str, Any]] | None = field(default=None)


def give(answer: Answer, *, as_json: bool) -> None:
    """Print an answer: one JSON document on stdout, or lines for people.

    A reader who stops early (``shopdesk customers | head``) has what they wanted: the rest is left unsaid.
    """
    try:
        _print(answer, as_json=as_json)
    except BrokenPipeError:
        _hang_up()
    if answer.error:
        complain(answer.error)


def _print(answer: Answer, *, as_json: bool) -> None:
    if answer.json_lines is not None:
        for document in answer.json_lines:
            write(json.dumps(document, ensure_ascii=False))
    elif as_json:
        document = answer.document | (describe(answer.error) if answer.error else {})
        write(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        for line in answer.lines:
            write(line)


def _hang_up() -> None:
    """Send what is still unsaid nowhere, or Python complains of the closed pipe again as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def refuse(error: ShopdeskError, empty: dict[str, Any], *, as_json: bool) -> None:
    """Say why a command could not be done; with ``as_json`` the usual document carries the error."""
    if as_json:
        try:
            write(json.dumps(empty | describe(error), ensure_ascii=False, indent=1))
        except BrokenPipeError:
            _hang_up()
    complain(error)


def describe(error: ShopdeskError) -> dict[str, Any]:
    """Return an error as the ``error`` field of a document."""
    return {"error": {"code": error.code, "message": error.message, "next_step": error.next_step}}


def complain(error: ShopdeskError) -> None:
    """Say an error on stderr: one sentence and what to do now."""
    print(str(error), file=sys.stderr)


def write(text: str) -> None:
    """Write one line of UTF-8 to stdout, whatever the terminal's encoding is."""
    out = getattr(sys.stdout, "buffer", None)
    if out is None:
        print(text)
        return
    sys.stdout.flush()
    out.write((text + "\n").encode("utf-8"))
    out.flush()


def money(minor: int | None, currency: str) -> dict[str, Any] | None:
    """Return an amount as documents carry it, or None."""
    return None if minor is None else {"minor": int(minor), "currency": currency}
