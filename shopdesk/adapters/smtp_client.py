"""The connection to the provider: yagmail without its traps.

yagmail's own sending call logs in for each message and tries again after a dropped connection, which left
three copies of one letter; so only its login and its connection are used. smtplib's errors are all OSError
and are read by their attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import yagmail

from shopdesk.adapters import mail_errors, tls
from shopdesk.domain.delivery import MailAccount, NotSent, Outcome, Security, Sent, Unknown
from shopdesk.domain.refusals import Stage, read_refusal


class _MarkerFailed(Exception):
    """The mark before DATA could not be written; nothing left."""

    def __init__(self, reason: BaseException) -> None:
        super().__init__(str(reason))
        self.reason = reason


_PLAIN = re.compile(r"[\w.+&'*/=?^{}~-]+@[\w-]+(\.[\w-]+)+", re.ASCII).fullmatch
_GO_ON, _REFUSED = 354, 400
_DOTS = re.compile(rb"(?m)^\.")


def _stuffed(message: bytes) -> bytes:
    """Return a letter as it follows DATA: lines that begin with a dot get another, a lone dot ends it."""
    # smtplib looks for dots by the expression always, which costs more than saying DATA.
    if b"\n." in message or message.startswith(b"."):
        message = _DOTS.sub(b"..", message)
    return message + (b".\r\n" if message.endswith(b"\r\n") else b"\r\n.\r\n")


def _nothing() -> None:
    """Do nothing while the server thinks."""


class Client(yagmail.Client):  # type: ignore[misc]
    """One login, one recipient per transaction, and work done in the waits for the server's answers.

    The mark before DATA is written between RCPT and the server's answer to it: it is on the disk before DATA
    is said, and the wait for the disk is spent inside a wait for the network.
    """

    def __init__(self, account: MailAccount, secret: str) -> None:
        context = tls.context(account)
        over_ssl = account.security is Security.SSL
        extra: dict[str, Any] = {"context": context} if over_ssl else {}
        super().__init__(
            user=account.user,
            password=secret,
            host=account.host,
            port=account.port,
            smtp_ssl=over_ssl,
            smtp_starttls=False if over_ssl else {"context": context},
            smtp_skip_login=True,
            soft_email_validation=False,
            timeout=account.timeout,
            **extra,
        )
        self._account = account
        self._secret = secret
        self._at_data: Callable[[], None] = _nothing
        self._meanwhile: Callable[[], None] = _nothing
        self._in_waits: list[Callable[[], None]] = []
        self._is_marked = self._began = False
        self._answer: tuple[int, bytes] = (0, b"")

    def open(self) -> None:
        """Connect under TLS, log in once, and put the hook on DATA.

        Raises:
            AccountError: In words.
        """
        mail_errors.check_secret(self._account, self._secret)
        try:
            self.login()
        except OSError as error:
            self.close()
            raise mail_errors.connecting(self._account, error) from error
        try:
            self._authenticate()
        except OSError as error:
            self.close()
            raise mail_errors.logging_in(self._account, error) from error
        smtp = self.smtp
        self._real_mail, self._real_rcpt, self._real_reply = smtp.mail, smtp.rcpt, smtp.getreply
        smtp.mail, smtp.rcpt, smtp.data, smtp.getreply = self._mail, self._rcpt, self._data, self._reply

    def _authenticate(self) -> None:
        if not self._account.token:
            self.smtp.login(self._account.user, self._secret)
            return
        words = f"user={self._account.user}\x01auth=Bearer {self._secret}\x01\x01"
        self.smtp.ehlo_or_helo_if_needed()
        # The second answer, to the server's reason for a 334, is empty: then comes the real 535.
        self.smtp.auth("XOAUTH2", lambda challenge=None: words if challenge is None else "")

    def _mail(self, sender: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        # smtplib takes each address apart anew, which costs as much as its conversation.
        if "SMTPUTF8" in options or not _PLAIN(sender):
            return self._real_mail(sender, options)  # type: ignore[no-any-return]
        self.smtp.putcmd("mail", " ".join((f"FROM:<{sender}>", *options)))
        return self._reply()

    def _rcpt(self, recipient: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        self._in_waits = [self._mark]
        if options or not _PLAIN(recipient):
            return self._real_rcpt(recipient, options)  # type: ignore[no-any-return]
        self.smtp.putcmd("rcpt", f"TO:<{recipient}>")
        return self._reply()

    def _data(self, message: bytes) -> tuple[int, bytes]:
        if not self._is_marked:
            self._mark()
        self._began = True
        text = bytearray()
        # In the wait for the answer to DATA, and in the one for the answer to the text.
        self._in_waits = [lambda: text.extend(_stuffed(message)), self._meanwhile]
        self.smtp.putcmd("data")
        code, words = self._reply()
        if code == _GO_ON:
            self.smtp.send(text)
            code, words = self._reply()
        elif code < _REFUSED:
            code = -1  # no answer to DATA: nobody can say what the server makes of it
        self._answer = code, words
        return self._answer

    def _reply(self) -> tuple[int, bytes]:
        if self._in_waits:
            self._in_waits.pop(0)()
        return self._real_reply()  # type: ignore[no-any-return]

    def _mark(self) -> None:
        try:
            self._at_data()
        except BaseException as error:
            raise _MarkerFailed(error) from error
        self._is_marked = True

    @property
    def is_open(self) -> bool:
        """Say whether the connection still stands, as far as is known without asking."""
        return self.smtp is not None and self.smtp.sock is not None

    def push(
        self,
        message: bytes,
        recipient: str,
        *,
        at_data: Callable[[], None],
        meanwhile: Callable[[], None] = _nothing,
    ) -> Outcome:
        """Hand over one letter; see ``services.doors.Connection``."""
        self._at_data, self._meanwhile, self._in_waits = at_data, meanwhile, [meanwhile]
        self._is_marked = self._began = False
        if not self.is_open:
            return NotSent("the connection was closed")
        try:
            self.smtp.sendmail(self._account.sender, [recipient], message)
        except _MarkerFailed as failed:
            self._drop()
            raise failed.reason from None
        except OSError as error:
            return self._judge(error)
        return Sent(_words(self._answer[1]))

    def _judge(self, error: OSError) -> Outcome:
        numbered = _numbered(error)
        if numbered is not None:
            self._clear()
            code, text, stage = numbered
            return read_refusal(code, text, stage)
        self._drop()
        text = str(error) or type(error).__name__
        return Unknown(text) if self._began else NotSent(text)

    def _clear(self) -> None:
        # smtplib leaves the transaction open when DATA itself is refused; the next MAIL would be a 503.
        try:
            if self.is_open:
                self.smtp.rset()
        except OSError:
            self._drop()

    def _drop(self) -> None:
        if self.smtp is not None:
            self.smtp.close()

    def close(self) -> None:
        """Say good-bye if the server still listens, and free the socket."""
        self.is_closed = True
        smtp = getattr(self, "smtp", None)
        if smtp is None:
            return
        try:
            if smtp.sock is not None:
                smtp.quit()
        except OSError:
            pass
        finally:
            smtp.close()


def _numbered(error: OSError) -> tuple[int, str, Stage] | None:
    """Return code, words and stage if the *server* refused by number.

    smtplib makes up a 500 of its own for an overlong line and a -1 for an unreadable one; its own words are
    str, the server's are bytes.
    """
    recipients = getattr(error, "recipients", None)
    if recipients:
        code, words = next(iter(recipients.values()))
        stage = Stage.RECIPIENT
    else:
        code, words = getattr(error, "smtp_code", None), getattr(error, "smtp_error", None)
        stage = Stage.SENDER if hasattr(error, "sender") else Stage.TEXT
    if not isinstance(words, bytes) or not isinstance(code, int) or not 400 <= code <= 599:
        return None
    return code, _words(words), stage


def _words(text: bytes) -> str:
    return " ".join(text.decode("utf-8", "replace").split())
