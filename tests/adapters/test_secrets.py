"""Passwords: only in a real keyring, else in memory; never in a file, and the environment is left alone."""

from __future__ import annotations

import sys
from datetime import UTC, date

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError, PasswordDeleteError

from shopdesk.adapters.clock import FrozenClock, SystemClock
from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.delivery import Kept


class Ring(KeyringBackend):
    """A keyring in memory that counts how often it is touched."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.touched = 0

    def get_password(self, service, username):
        self.touched += 1
        return self.kept.get(username)

    def set_password(self, service, username, password) -> None:
        self.touched += 1
        self.kept[username] = password

    def delete_password(self, service, username) -> None:
        self.touched += 1
        if username not in self.kept:
            raise PasswordDeleteError(username)
        del self.kept[username]


class Real(Ring):
    """One that calls itself the system's."""


class Locked(Ring):
    """One whose owner did not unlock it."""

    def get_password(self, service, username):
        raise NoKeyringError("no D-Bus")

    def set_password(self, service, username, password) -> None:
        raise NoKeyringError("no D-Bus")


Real.__module__ = Locked.__module__ = "keyring.backends.SecretService"
Ring.__module__ = "keyrings.alt.file"


@pytest.fixture
def ring(monkeypatch):
    before = keyring.get_keyring()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")

    def use(backend: KeyringBackend) -> KeyringBackend:
        keyring.set_keyring(backend)
        return backend

    yield use
    keyring.set_keyring(before)


def test_a_real_keyring_keeps_the_password(ring) -> None:
    backend = ring(Real())
    secrets = SystemSecrets({})
    assert secrets.set("smtp:ana", "x") is Kept.KEYRING
    assert SystemSecrets({}).get("smtp:ana") == "x"
    assert secrets.backend() == "SecretService"
    secrets.delete("smtp:ana")
    secrets.delete("smtp:ana")
    assert backend.kept == {}


def test_a_plain_text_keyring_is_refused_by_name(ring) -> None:
    backend = ring(Ring())
    secrets = SystemSecrets({})
    assert secrets.set("smtp:ana", "x") is Kept.SESSION
    assert secrets.get("smtp:ana") == "x"
    assert secrets.backend() == "session"
    assert backend.touched == 0
    assert SystemSecrets({}).get("smtp:ana") is None


def test_without_a_bus_the_password_lasts_for_the_session(ring) -> None:
    ring(Locked())
    secrets = SystemSecrets({})
    assert secrets.set("smtp:ana", "x") is Kept.SESSION
    assert secrets.get("smtp:ana") == "x"
    assert SystemSecrets({}).get("smtp:ana") is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there keyrings need a session bus")
def test_without_a_session_bus_no_keyring_is_asked(ring, monkeypatch, tmp_path) -> None:
    backend = ring(Real())
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert SystemSecrets({}).backend() == "session"
    assert backend.touched == 0
    (tmp_path / "bus").touch()
    assert SystemSecrets({}).backend() == "SecretService"


def test_with_the_environments_password_the_keyring_is_never_touched(ring) -> None:
    backend = ring(Real())
    secrets = SystemSecrets({"SHOPDESK_MAIL_PASSWORD": "y"})
    assert secrets.set("smtp:ana", "x") is Kept.ENVIRONMENT
    assert secrets.get("smtp:ana") == "y"
    secrets.delete("smtp:ana")
    assert secrets.backend() == "environment"
    assert backend.touched == 0


def test_a_frozen_clock_stands_at_nine_in_the_shops_morning() -> None:
    clock = FrozenClock(date(2026, 11, 21), "America/Mexico_City")
    assert clock.now().astimezone(UTC).isoformat() == "2026-11-21T15:00:00+00:00"
    assert clock.today("Europe/Madrid") == date(2026, 11, 21)


def test_the_systems_clock_is_aware() -> None:
    assert SystemClock().now().utcoffset() is not None
    assert isinstance(SystemClock().today("America/Mexico_City"), date)
