"""Failures as the window says them: the way on is in the window, never in a terminal."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from shopdesk.adapters.mail_errors import LoginRefused
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.services.mail.account import NoAccount, account
from shopdesk.store import migrate
from shopdesk.ui.messages import in_words
from shopdesk.ui.rooms.settings.troubles import here


def test_a_damaged_file_and_a_missing_account_name_no_command(tmp_path: Path, shop) -> None:
    file = tmp_path / "shop.db"
    file.write_bytes(b"\x07" * 9_000)
    with pytest.raises(migrate.DamagedFile) as damaged:
        migrate.revision(file)
    with pytest.raises(NoAccount) as missing:
        account(shop)
    malformed = sqlite3.DatabaseError("database disk image is malformed")
    for error in (damaged.value, missing.value, malformed):
        said = in_words(error)
        assert said.line
        assert "`" not in said.line
        assert "shopdesk" not in said.line


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Escribe otra vez la contraseña de esta cuenta, en Ajustes, Correo.",
            "Escribe otra vez la contraseña de esta cuenta aquí.",
        ),
        ("Escríbelos en Ajustes, Mi tienda.", "Escríbelos aquí."),
        ("Revísala en Ajustes, Correo, y pruébala ahí.", "Revísala aquí, y pruébala ahí."),
        ("Haz otra copia en otro disco.", "Haz otra copia en otro disco."),
    ],
)
def test_settings_do_not_send_the_owner_to_settings(line: str, said: str) -> None:
    assert here(in_words(ShopdeskError("No se pudo.", line))).line == said


def test_a_refused_password_is_written_again_here() -> None:
    line = "Escribe otra vez la contraseña en Ajustes, Correo; muchos proveedores piden otra."
    refused = LoginRefused("No nos dejó entrar.", line)
    assert here(in_words(refused)).line.startswith("Escribe otra vez la contraseña aquí; muchos")
