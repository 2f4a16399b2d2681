"""Hands links and files to the system's own programs: links of the kinds the program makes, files of ours."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from urllib.parse import urlsplit

_WEB = frozenset({"https", "http"})
_SHOWN = frozenset({".pdf"})


class SystemOpener:
    """The system's own choice of program."""

    def open(self, url: str) -> bool:
        """Open a web page or start a letter; False if the link is of another kind or the system would not."""
        return _is_plain(url) and _hand_over(url)

    def show(self, file: Path) -> bool:
        """Open a document of ours; False if it is not there, is of another kind, or the system would not."""
        if file.suffix.lower() not in _SHOWN or not file.is_file():
            return False
        return _hand_over(file.absolute().as_uri())


def _is_plain(url: str) -> bool:
    """Say whether a link is http(s) to a named place, or mailto; no file, no program, no login in it."""
    if any(ord(letter) <= ord(" ") for letter in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(parts.path)
    return parts.scheme in _WEB and bool(parts.hostname) and "@" not in parts.netloc


def _hand_over(url: str) -> bool:
    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False
