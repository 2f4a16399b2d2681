"""The doors to the outside world, as services see them; ``adapters`` has the real ones, tests the fakes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        ...

    def today(self, zone: str) -> date:
        """Return the local day in an IANA zone such as ``America/Mexico_City``."""
        ...


class Security(StrEnum):
    """How the connection is protected; there is no unprotected choice."""

    SSL = "ssl"
    STARTTLS = "starttls"


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Where letters are handed over. Never holds the password.

    Attributes:
        user: Login name, nearly always the address.
        sender: Address in From and in the envelope.
        sender_name: Name customers see beside the address; may be empty.
        ca_file: Extra certificate authority to trust, for a shop's own server; empty for none.
        timeout: Seconds to wait for any single answer.
        token: True if the secret is an OAuth access token (XOAUTH2), not a password.
    """

    host: str
    port: int
    security: Security
    user: str
    sender: str
    sender_name: str = ""
    ca_file: str = ""
    timeout: float = 60.0
    token: bool = False


class Scope(StrEnum):
    """Whom a refusal is about."""

    LETTER = "letter"  # this recipient or message only
    ACCOUNT = "account"  # the whole account must pause: limits, login, policy


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the letter over and said so."""

    reply: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The server answered with a number: certainly not sent.

    Attributes:
        code: SMTP reply code, 400..599.
        text: The server's words.
        permanent: True for 5xx that will not get better by waiting.
        scope: Whether the letter or the whole account is meant.
    """

    code: int
    text: str
    permanent: bool
    scope: Scope


@dataclass(frozen=True, slots=True)
class NotSent:
    """The connection failed before the text of the letter left: certainly not sent."""

    text: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The connection failed after the text began to leave: nobody can say. Never retried by itself."""

    text: str


Outcome = Sent | Refused | NotSent | Unknown


class Connection(Protocol):
    """One login at a mail server, good for many letters."""

    def push(self, message: bytes, recipient: str, *, at_data: Callable[[], None]) -> Outcome:
        """Hand over one letter to one recipient, in a transaction of its own; never tries twice.

        Args:
            message: The whole letter, CRLF lines, as frozen at approval.
            recipient: The one address of the envelope.
            at_data: Called just before DATA, when the letter may begin to leave; if it raises, nothing leaves
                and the exception goes through.
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


@dataclass(frozen=True, slots=True)
class MailboxAccount:
    """Where answers are read (IMAP over TLS). Never holds the password."""

    host: str
    port: int
    user: str
    ca_file: str = ""
    timeout: float = 60.0
    security: Security = Security.SSL


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a folder has been read; a changed ``validity`` means: start again."""

    validity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of the mailbox that concerns us; ``raw`` is the whole of it."""

    uid: int
    raw: bytes


class MailboxConnection(Protocol):
    """One login at the mailbox. Never marks as read, moves or deletes."""

    def new_messages(
        self, since: Mark | None, *, answers: Callable[[bytes], bool]
    ) -> tuple[Sequence[Incoming], Mark]:
        """Return the messages after ``since`` whose header ``answers`` accepts, oldest first, and the new mark."""
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


class Kept(StrEnum):
    """Where a secret now lives."""

    KEYRING = "keyring"
    SESSION = "session"  # in memory, until the program closes
    ENVIRONMENT = "environment"  # given by SHOPDESK_MAIL_PASSWORD, never stored


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
        """Open a link (``https``, ``mailto``, ``file``); False if the system would not."""
        ...
