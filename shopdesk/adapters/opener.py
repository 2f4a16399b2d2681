"""Hands links and files to the system's own programs."""

from __future__ import annotations

import webbrowser
from urllib.parse import urlsplit

_SCHEMES = frozenset({"https", "http", "mailto", "file", "whatsapp"})


class SystemOpener:
    """The system's own choice of program."""

    def open(self, url: str) -> bool:
        """Open a link; False if the system would not, or the link is of another kind."""
        if urlsplit(url).scheme not in _SCHEMES:
            return False
        try:
            return webbrowser.open(url)
        except webbrowser.Error:
            return False
