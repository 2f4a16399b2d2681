"""The doors to the outside world, as services see them; ``adapters`` has the real ones, tests the fakes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from shopdesk.domain.delivery import Incoming, Kept, MailAccount, MailboxAccount, Mark, Outcome


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        ...

    def today(self, zone: str) -> date:
        """Return the local day in an IANA zone such as ``America/Mexico_City``."""
        ...


class Connection(Protocol):
    """One login at a mail server, good for many letters."""

    def push(
        self,
        message: bytes,
        recipient: str,
        *,
        at_data: Callable[[], None],
        meanwhile: Callable[[], None] = ...,
    ) -> Outcome:
        """Hand over one letter to one recipient, in a transaction of its own; never tries twice.

        Args:
            message: The whole letter, CRLF lines, as frozen at approval.
            recipient: The one address of the envelope.
            at_data: Called once before DATA, when the letter may begin to leave; if it raises, nothing leaves
                and the exception goes through.
            meanwhile: Called while the server considers the first command, and while it considers the text;
                must not raise.
        """
        ...

    @property
    def is_open(self) -> bool:
        """Say whether the next push can use this login."""
        ...


class MailDoor(Protocol):
    """The way out for letters: a provider's server, or a folder of ``.eml`` files."""

    needs_account: bool
    """False for a folder: no account, password or login is asked for."""

    def connect(self, account: MailAccount, password: str) -> AbstractContextManager[Connection]:
        """Log in once.

        Raises:
            ShopdeskError: In words: host not found, certificate, no STARTTLS, login refused, timeout.
        """
        ...


class MailboxConnection(Protocol):
    """One login at the mailbox. Never marks as read, moves or deletes."""

    def new_messages(
        self, since: Mark | None, *, answers: Callable[[bytes], bool]
    ) -> tuple[Sequence[Incoming], Mark]:
        """Return the messages after ``since`` that ``answers`` accepts by header, and the new mark."""
        ...

    def has_sent(self, message_id: str) -> bool | None:
        """Say whether the Sent folder holds this Message-ID; None if there is no such folder."""
        ...


class Mailbox(Protocol):
    """The way in for answers, bounces and unsubscribes."""

    def connect(self, account: MailboxAccount, password: str) -> AbstractContextManager[MailboxConnection]:
        """Log in once.

        Raises:
            ShopdeskError: In words, as for MailDoor.
        """
        ...


class Secrets(Protocol):
    """Passwords, in the system's keyring or in memory; never in a file of ours."""

    def get(self, name: str) -> str | None:
        """Return the secret kept under ``name``, e.g. ``smtp:ana@example.com``, or None."""
        ...

    def set(self, name: str, secret: str) -> Kept:
        """Keep a secret and say where it went."""
        ...

    def delete(self, name: str) -> None:
        """Forget a secret; no error if there is none."""
        ...

    def backend(self) -> str:
        """Name the keyring in use, or say ``session`` or ``environment``."""
        ...


class Opener(Protocol):
    """Hands links and files to the system's own programs."""

    def open(self, url: str) -> bool:
        """Open a link (``https``, ``http``, ``mailto``); False if it is another or the system would not."""
        ...

    def show(self, file: Path) -> bool:
        """Open a document of ours (PDF); False if it is not there or the system would not."""
        ...


class Notices(Protocol):
    """The file that says which version is the newest."""

    def read(self, address: str) -> bytes:
        """Return the file at an https address or a path.

        Raises:
            ShopdeskError: If it cannot be read.
        """
        ...
