"""The way in for answers: IMAP over TLS, folders opened read-only, nothing marked, moved or deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from imaplib import IMAP4

from imap_tools import AND, BaseMailBox, MailBox, MailBoxStartTls
from imap_tools.errors import ImapToolsError, MailboxLoginError

from shopdesk.adapters import mail_errors, tls
from shopdesk.domain.delivery import AccountError, Incoming, LoginRefused, MailboxAccount, Mark, Security
from shopdesk.runtime.i18n import _

_FIRST_DAYS = 14
"""How far the first look reaches back."""
_HEADS_AT_ONCE, _WHOLE_AT_ONCE = 200, 50
"""Messages of one FETCH: a round trip each would take minutes, all of them at once would fill the memory."""
_SENT_FLAG = "\\Sent"
_SENT_NAMES = ("sent", "enviados", "sent items", "elementos enviados", "inbox.sent", "[gmail]/sent mail")


class ImapMailbox:
    """The owner's mailbox."""

    @contextmanager
    def connect(self, account: MailboxAccount, password: str) -> Iterator[_Connection]:
        """Log in once; see ``services.doors.Mailbox``."""
        mail_errors.check_secret(account, password)
        box = _open(account)
        try:
            try:
                box.login(account.user, password, initial_folder=None)
            except (MailboxLoginError, IMAP4.error) as error:
                said = _("We could not open your mailbox: {host} rejected the password. Nothing was read.")
                raise LoginRefused(
                    said.format(host=account.host),
                    _("Write the password again in Settings, Mail; many providers want an app password."),
                ) from error
            yield _Connection(box)
        except (IMAP4.error, ImapToolsError, OSError) as error:
            raise _broken(account, error) from error
        finally:
            _leave(box)


def _open(account: MailboxAccount) -> BaseMailBox:
    context = tls.context(account)
    kind = MailBox if account.security is Security.SSL else MailBoxStartTls
    try:
        return kind(account.host, account.port, timeout=account.timeout, ssl_context=context)
    except (OSError, IMAP4.error) as error:
        raise _broken(account, error) from error


def _broken(account: MailboxAccount, error: Exception) -> AccountError:
    if isinstance(error, OSError):
        return mail_errors.connecting(account, error)
    if "TLS" in str(error).upper():
        return mail_errors.connecting(account, OSError("STARTTLS"))
    return mail_errors.connecting(account, ConnectionError(str(error)))


def _leave(box: BaseMailBox) -> None:
    try:
        box.logout()
    except (IMAP4.error, ImapToolsError, OSError):
        return


class _Connection:
    def __init__(self, box: BaseMailBox) -> None:
        self._box = box

    def new_messages(
        self, since: Mark | None, *, answers: Callable[[bytes], bool]
    ) -> tuple[Sequence[Incoming], Mark]:
        """Return what is new and concerns us; see ``services.doors.MailboxConnection``."""
        self._box.client.noop()
        status = self._box.folder.status("INBOX", ["UIDVALIDITY", "UIDNEXT"])
        validity, following = int(status["UIDVALIDITY"]), int(status["UIDNEXT"])
        self._box.folder.set("INBOX", readonly=True)
        known = since if since is not None and since.validity == validity else None
        wanted = [uid for uid, head in self._heads(known) if answers(head)]
        return [Incoming(uid, raw) for uid, raw in self._whole(wanted)], Mark(validity, following - 1)

    def _heads(self, known: Mark | None) -> Iterator[tuple[int, bytes]]:
        if known is None:
            criteria = AND(date_gte=date.today() - timedelta(days=_FIRST_DAYS))  # noqa: DTZ011 - the server's day
        else:
            criteria = AND(uid=f"{known.uid + 1}:*")
        for message in self._box.fetch(criteria, mark_seen=False, headers_only=True, bulk=_HEADS_AT_ONCE):
            # "n:*" gives the last message even if its number is lower.
            if message.uid and (known is None or int(message.uid) > known.uid):
                yield int(message.uid), message.obj.as_bytes()

    def _whole(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        for start in range(0, len(uids), _WHOLE_AT_ONCE):
            part = ",".join(str(uid) for uid in uids[start : start + _WHOLE_AT_ONCE])
            for message in self._box.fetch(AND(uid=part), mark_seen=False, bulk=_WHOLE_AT_ONCE):
                yield int(message.uid or 0), message.obj.as_bytes()

    def has_sent(self, message_id: str) -> bool | None:
        """Say whether the Sent folder holds a Message-ID; None if there is no such folder."""
        folder = self._sent_folder()
        if folder is None:
            return None
        self._box.folder.set(folder, readonly=True)
        wanted = message_id.replace("\\", "").replace('"', "")
        return bool(self._box.uids(f'HEADER Message-ID "{wanted}"'))

    def _sent_folder(self) -> str | None:
        folders = self._box.folder.list()
        for folder in folders:
            if _SENT_FLAG in folder.flags:
                return folder.name
        named = {folder.name.lower(): folder.name for folder in folders}
        return next((named[name] for name in _SENT_NAMES if name in named), None)
