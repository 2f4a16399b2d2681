"""Reads the one file that says which version is the newest: from the web, or from a place the owner chose."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _

_LONGEST = 64 * 1024
_SECONDS = 10
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


class NoticeUnread(ShopdeskError):
    """The file with the newest version could not be read."""

    code = "notice_unread"


class _Stay(urllib.request.HTTPRedirectHandler):
    """Refuses to be sent elsewhere: the owner said one address, and no other is asked."""

    def redirect_request(self, *_words: Any, **_more: Any) -> None:
        return None


class SystemNotices:
    """One GET without cookies, login or anything of the shop; at most 64 KiB are read, nothing is kept."""

    def read(self, address: str) -> bytes:
        """Return the file at an https address, or at a path of this computer.

        Raises:
            NoticeUnread: If it cannot be read, is too long, or the address is of another kind.
        """
        try:
            kind = urlsplit(address).scheme
            is_web = kind in ("https", "http")
            found = _ask(address) if is_web else _read(Path(address).expanduser())
        except (OSError, ValueError, urllib.error.URLError) as error:
            raise _unread(address, str(error)) from error
        if len(found) > _LONGEST:
            raise _unread(address, _("it is too long"))
        return found


def _ask(address: str) -> bytes:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in _HERE:
        raise ValueError(_("only https addresses are asked"))
    headers = {"User-Agent": "Shopdesk", "Accept": "application/json"}
    request = urllib.request.Request(address, headers=headers)
    with urllib.request.build_opener(_Stay).open(request, timeout=_SECONDS) as answer:
        found: bytes = answer.read(_LONGEST + 1)
        return found


def _read(file: Path) -> bytes:
    with file.open("rb") as source:
        return source.read(_LONGEST + 1)


def _unread(address: str, reason: str) -> NoticeUnread:
    said = _("The news of versions at {address} cannot be read: {reason}.")
    return NoticeUnread(
        said.format(address=address, reason=reason),
        _("Shopdesk works as it is. The address is in Settings, Privacy."),
    )
