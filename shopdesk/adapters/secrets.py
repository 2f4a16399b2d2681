"""Passwords: in the system's keyring if it is a real one, else in memory until the program closes.

keyring quietly takes a plain-text file when ``keyrings.alt`` is installed, so the backend is checked by name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shopdesk.domain.delivery import Kept

SERVICE = "Shopdesk"
ENVIRONMENT = "SHOPDESK_MAIL_PASSWORD"

_TRUSTED = {
    "keyring.backends.Windows": "Windows",
    "keyring.backends.macOS": "macOS",
    "keyring.backends.SecretService": "SecretService",
    "keyring.backends.libsecret": "libsecret",
    "keyring.backends.kwallet": "KWallet",
}


class SystemSecrets:
    """The system's keyring, never a fallback to a file. With the environment's password it is not touched."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._given = (os.environ if environ is None else environ).get(ENVIRONMENT)
        self._session: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return the secret of the environment, of this session, or of the keyring; None if there is none."""
        if self._given is not None:
            return self._given
        if name in self._session:
            return self._session[name]
        return self._ask("get_password", name)

    def set(self, name: str, secret: str) -> Kept:
        """Keep a secret in the keyring, or in memory where there is no trusted keyring."""
        if self._given is not None:
            return Kept.ENVIRONMENT
        if self._keep(name, secret):
            self._session.pop(name, None)
            return Kept.KEYRING
        self._session[name] = secret
        return Kept.SESSION

    def _keep(self, name: str, secret: str) -> bool:
        keyring = _trusted_keyring()
        if keyring is None:
            return False
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, name, secret)
        except (KeyringError, OSError):
            return False
        return True

    def delete(self, name: str) -> None:
        """Forget a secret everywhere it may be."""
        self._session.pop(name, None)
        if self._given is None:
            self._ask("delete_password", name)

    def _ask(self, verb: str, name: str) -> str | None:
        keyring = _trusted_keyring()
        if keyring is None:
            return None
        from keyring.errors import KeyringError

        try:
            found: str | None = getattr(keyring, verb)(SERVICE, name)
        except (KeyringError, OSError):
            # Locked, or deleting what is not there: the owner is asked once per session.
            return None
        return found

    def backend(self) -> str:
        """Name what keeps the secrets: ``environment``, a keyring, or ``session``."""
        if self._given is not None:
            return Kept.ENVIRONMENT
        keyring = _trusted_keyring()
        return _TRUSTED[type(keyring).__module__] if keyring is not None else Kept.SESSION


def _trusted_keyring() -> Any | None:
    if sys.platform.startswith("linux") and not _has_session_bus():
        return None  # every keyring there lives on the bus; finding that out by asking them costs 14 MB
    import keyring

    chosen = keyring.get_keyring()
    if type(chosen).__module__ == "keyring.backends.chainer":
        kept = [one for one in getattr(chosen, "backends", ()) if type(one).__module__ in _TRUSTED]
        return kept[0] if kept else None
    return chosen if type(chosen).__module__ in _TRUSTED else None


def _has_session_bus() -> bool:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(runtime and Path(runtime, "bus").exists())
