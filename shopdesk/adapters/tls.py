"""Whom an encrypted connection trusts: the system's authorities, and one of the owner's own."""

from __future__ import annotations

import ssl

from shopdesk.adapters import mail_errors
from shopdesk.domain.delivery import MailAccount, MailboxAccount


def context(account: MailAccount | MailboxAccount) -> ssl.SSLContext:
    """Return a context that checks the server's certificate and name.

    Raises:
        WrongInput: If the account names a CA file that cannot be read.
    """
    made = ssl.create_default_context()
    if account.ca_file:
        try:
            made.load_verify_locations(cafile=account.ca_file)
        except OSError as error:
            raise mail_errors.bad_authority(account, error) from error
    return made
