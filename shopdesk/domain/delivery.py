"""What a letter and its journey are made of: the account, the mailbox, and how a hand-over can end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shopdesk.runtime.errors import ShopdeskError


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


class Kept(StrEnum):
    """Where a secret now lives."""

    KEYRING = "keyring"
    SESSION = "session"  # in memory, until the program closes
    ENVIRONMENT = "environment"  # given by SHOPDESK_MAIL_PASSWORD, never stored


class AccountError(ShopdeskError):
    """The account cannot be used right now; no letter left."""

    code = "mail_account"


class Unreachable(AccountError):
    """The server did not answer: name, network, port or timeout."""

    code = "mail_unreachable"


class CertificateRefused(AccountError):
    """The server's certificate does not prove who it is."""

    code = "mail_certificate"


class NoEncryption(AccountError):
    """The server, or something on the way, offers no encryption."""

    code = "mail_no_encryption"


class LoginRefused(AccountError):
    """The server does not accept the user or the password."""

    code = "mail_login"


class AccountLimited(AccountError):
    """The server asks the whole account to wait."""

    code = "mail_limited"
