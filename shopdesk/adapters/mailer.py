"""The way out for letters: the provider's server, or a folder of ``.eml`` files."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.adapters import mail_errors
from shopdesk.domain.delivery import MailAccount, NotSent, Outcome, Sent

if TYPE_CHECKING:
    from shopdesk.adapters.smtp_client import Client


def _nothing() -> None:
    """Do nothing while the server thinks."""


class Mailer:
    """The provider's server."""

    needs_account = True

    @contextmanager
    def connect(self, account: MailAccount, password: str) -> Iterator[Client]:
        """Log in once; see ``services.doors.MailDoor``."""
        from shopdesk.adapters.smtp_client import Client  # 9 MB, on mornings with letters only

        client = Client(account, password)
        client.open()
        try:
            yield client
        finally:
            client.close()


class FolderMailer:
    """A folder that takes each letter as an ``.eml`` file named after its Message-ID."""

    needs_account = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def connect(self, account: MailAccount, password: str) -> Iterator[_FolderConnection]:  # noqa: ARG002
        """Make the folder; nobody is asked for a password."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise mail_errors.bad_folder(self._folder, error) from error
        yield _FolderConnection(self._folder)


class _FolderConnection:
    is_open = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def push(
        self,
        message: bytes,
        recipient: str,
        *,
        at_data: Callable[[], None],
        meanwhile: Callable[[], None] = _nothing,  # noqa: ARG002
    ) -> Outcome:
        """Write one letter whole or not at all; the same letter again replaces itself."""
        name = _file_name(message, recipient)
        at_data()
        try:
            handle, draft = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(message)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(self._folder / name)
        except OSError as error:
            return NotSent(str(error))
        return Sent(name)


def _file_name(message: bytes, recipient: str) -> str:
    identity = BytesHeaderParser().parsebytes(message).get("Message-ID", recipient)
    return re.sub(r"[^A-Za-z0-9.@_-]+", "_", str(identity)).strip("_") + ".eml"
