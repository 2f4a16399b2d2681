"""What went wrong with a mail account, in the owner's words."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path

from shopdesk.domain.delivery import (
    AccountError,
    AccountLimited,
    CertificateRefused,
    LoginRefused,
    MailAccount,
    MailboxAccount,
    NoEncryption,
    Security,
    Unreachable,
)
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _

Account = MailAccount | MailboxAccount


def check_secret(account: Account, secret: str) -> None:
    """Refuse a secret that the mail protocol cannot carry.

    Raises:
        LoginRefused: If it is empty, or not plain ASCII (the protocol's AUTH crashes on it).
    """
    if not secret:
        raise LoginRefused(
            _("There is no password for {user}. Nothing was sent.").format(user=account.user),
            _("Write the password of this account again, in Settings, Mail."),
        )
    if not secret.isascii() or not account.user.isascii():
        raise LoginRefused(
            _(
                "The user or the password of {user} has letters that mail servers refuse, such as ñ or é."
            ).format(user=account.user),
            _("Make an app password at your provider: it has only plain letters."),
        )


def connecting(account: Account, error: OSError) -> AccountError:
    """Say why the connection under TLS did not come about."""
    numbered = _numbered(error)
    if numbered is not None:
        return _refused(account, *numbered)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate(account, error)
    if isinstance(error, ssl.SSLError):
        return _no_encryption(account)
    if isinstance(error, socket.gaierror):
        return Unreachable(
            _("There is no server called {host}, or there is no internet. Nothing was sent.").format(
                host=account.host
            ),
            _("Check the connection, and the server's name in Settings, Mail."),
        )
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return Unreachable(
            _("{host} did not answer in {seconds} seconds. Nothing was sent.").format(
                host=account.host, seconds=round(account.timeout)
            ),
            _("Check the connection and the port ({port}), and try again.").format(port=account.port),
        )
    if isinstance(error, ConnectionError):
        return _closed_door(account)
    # What smtplib raises without a number while connecting is a missing STARTTLS or a dropped line.
    if "STARTTLS" in str(error).upper():
        return _no_encryption(account)
    return _closed_door(account)


def _closed_door(account: Account) -> AccountError:
    return Unreachable(
        _("{host} does not take connections at port {port}. Nothing was sent.").format(
            host=account.host, port=account.port
        ),
        _("Check the port and the security in Settings, Mail: 465 goes with SSL, 587 with STARTTLS."),
    )


def _no_encryption(account: Account) -> AccountError:
    if account.security is Security.SSL:
        step = _("Port {port} may want STARTTLS: change the security in Settings, Mail.").format(
            port=account.port
        )
    else:
        step = _("Try another network, or SSL at port 465. The password was not sent.")
    return NoEncryption(
        _("{host} offers no encryption here, so we did not log in. Nothing was sent.").format(
            host=account.host
        ),
        step,
    )


def _certificate(account: Account, error: ssl.SSLCertVerificationError) -> AccountError:
    reason = error.verify_message
    if "mismatch" in reason.lower():
        said = _("The certificate of {host} belongs to another name. Nothing was sent.")
    elif error.verify_code == 10:
        said = _("The certificate of {host} has expired. Nothing was sent.")
    else:
        said = _("The certificate of {host} is not signed by anyone this computer trusts. Nothing was sent.")
    return CertificateRefused(
        said.format(host=account.host),
        _("Check the server's name and this computer's date. If the server is your own, give its CA file."),
    )


def logging_in(account: Account, error: OSError) -> AccountError:
    """Say why the login failed."""
    numbered = _numbered(error)
    if numbered is not None:
        return _refused(account, *numbered)
    if "timed out" in str(error):
        return connecting(account, TimeoutError())
    if "unexpectedly closed" in str(error):
        return _closed_door(account)
    return LoginRefused(
        _("{host} does not let us log in with a password.").format(host=account.host),
        _("This provider wants OAuth, or SMTP login has to be switched on in its settings."),
    )


def _refused(account: Account, code: int, text: str) -> AccountError:
    if "5.7.139" in text or "SmtpClientAuthentication" in text:
        return LoginRefused(
            _("{host} has password login switched off for this account. Nothing was sent.").format(
                host=account.host
            ),
            _("Ask your Microsoft 365 administrator to switch on authenticated SMTP, or use OAuth."),
        )
    if code == 534 or "5.7.9" in text or "pplication-specific" in text:
        return LoginRefused(
            _("{host} wants an app password, not your usual one. Nothing was sent.").format(
                host=account.host
            ),
            _("Make an app password on your provider's page and write it in Settings, Mail."),
        )
    if code in (530, 535, 538, 550, 553, 554):
        return LoginRefused(
            _("We could not enter your mail: {host} rejected the password. Nothing was sent.").format(
                host=account.host
            ),
            _("Write the password again in Settings, Mail; many providers want an app password."),
        )
    return AccountLimited(
        _("{host} asks us to wait ({code}). Nothing was sent and the letters stay ready.").format(
            host=account.host, code=code
        ),
        _("Try again in an hour."),
    )


def _numbered(error: OSError) -> tuple[int, str] | None:
    code, words = getattr(error, "smtp_code", None), getattr(error, "smtp_error", b"")
    if not isinstance(code, int) or not 400 <= code <= 599:
        return None
    return code, words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)


def bad_authority(account: Account, error: OSError) -> WrongInput:
    """Say that the CA file cannot be used."""
    return WrongInput(
        _("The CA file {file} cannot be read: {reason}.").format(
            file=account.ca_file, reason=error.strerror or error
        ),
        _("Give a PEM file of the authority that signed the server's certificate."),
    )


def bad_folder(folder: Path, error: OSError) -> WrongInput:
    """Say that the folder for ``.eml`` files cannot be made."""
    return WrongInput(
        _("The folder {folder} cannot be made: {reason}.").format(
            folder=folder, reason=error.strerror or error
        ),
        _("Choose another folder."),
    )
