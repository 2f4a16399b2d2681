"""Reads the one small file that says which version is the newest, where the owner put it; never the web."""

from __future__ import annotations

from pathlib import Path

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _

_LONGEST = 64 * 1024


class NoticeUnread(ShopdeskError):
    """The file with the newest version could not be read."""

    code = "notice_unread"


class SystemNotices:
    """At most 64 KiB of a file on this computer are read; nothing is kept and nobody is asked."""

    def read(self, address: str) -> bytes:
        """Return the file at a path of this computer.

        Raises:
            NoticeUnread: If it is not there, cannot be read, is too long, or is an address of the web.
        """
        if "://" in address:
            raise _unread(address, _("Shopdesk asks nobody on the web"))
        try:
            with Path(address).expanduser().open("rb") as source:
                found = source.read(_LONGEST + 1)
        except (OSError, ValueError, RuntimeError) as error:
            raise _unread(address, str(error)) from error
        if len(found) > _LONGEST:
            raise _unread(address, _("it is too long"))
        return found


def _unread(address: str, reason: str) -> NoticeUnread:
    said = _("The news of versions at {address} cannot be read: {reason}.")
    return NoticeUnread(
        said.format(address=address, reason=reason),
        _("Shopdesk works as it is. Save the file on this computer and choose it in Settings, Privacy."),
    )
