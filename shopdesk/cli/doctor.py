"""``shopdesk doctor``: where everything was found, and whether it is sound."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


class Unwell(ShopdeskError):
    """Something of the installation or the shop's file is not as it should be."""

    code = "unwell"


def add_commands(commands: Any) -> None:
    """Add ``doctor``."""
    grammar.command(commands, "doctor", _run, says="where everything is, and whether it is sound")


def _run(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import doctor

    found = doctor.examine(shop)
    health = asdict(found.health) | {"is_sound": found.health.is_sound}
    document = asdict(found) | {"health": health, "ok": found.is_well}
    document |= {"missing": list(found.missing), "languages": list(found.languages)}
    document |= {"schema": found.health.revision, "integrity": found.health.integrity}
    lines = [
        f"Shopdesk {found.version} · Python {found.python} · SQLite {found.health.sqlite}",
        _("Data folder: {folder}").format(folder=found.home),
        _("Shop's file: {file}, schema {schema}, integrity {verdict}").format(
            file=found.database, schema=found.health.revision, verdict=found.health.integrity
        ),
        _("Keyring: {name}").format(name=found.keyring),
        _("Shipped files: {folder}").format(folder=found.resources),
    ]
    if found.is_well:
        return Answer(document, [*lines, _("All is well.")])
    wrong = ", ".join(found.missing) or found.health.integrity
    error = Unwell(
        _("Something is not as it should be: {what}.").format(what=wrong),
        _("Install Shopdesk again, or restore a copy; nothing was changed."),
    )
    return Answer(document, lines, exit_code=1, error=error)
