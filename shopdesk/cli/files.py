"""Files a command writes where the owner asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _


class NotWritten(ShopdeskError):
    """A file could not be written where it was asked for."""

    code = "not_written"


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Say in words why a file could not be written.

    Raises:
        NotWritten: If the system refuses.
    """
    try:
        yield
    except OSError as error:
        raise NotWritten(
            _("{file} could not be written: {reason}.").format(file=file, reason=error.strerror or error),
            _("Choose another place. Nothing else was changed."),
        ) from error
