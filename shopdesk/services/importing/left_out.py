"""The rows an import left out, kept with it: to be written, put right and brought again."""

from __future__ import annotations

from pathlib import Path

from shopdesk.formats.base import RejectedRow
from shopdesk.runtime.errors import NotFound, Problem, Severity
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.importing import rejects
from shopdesk.services.importing.rejects import Rejects
from shopdesk.store.imports import batches


def left_out(shop: Shop, import_id: int) -> Rejects:
    """Return the rows an import left out, under the header of its file.

    Raises:
        NotFound: If there is no such import, or it left nothing out.
    """
    with shop.store.read() as session:
        header, rows = batches.rejected(session, import_id)
    if not rows:
        raise NotFound(
            _("Import {id} left no row out.").format(id=import_id), _("`shopdesk imports` lists them.")
        )
    found = tuple(RejectedRow(row.line or 0, tuple(row.cells or ()), _problem(row)) for row in rows)
    return Rejects(header, found)


def _problem(row: batches.Verdict) -> Problem:
    return Problem(row.code, row.message, row.line, Severity.ERROR)


def write_left_out(shop: Shop, import_id: int, path: Path) -> int:
    """Write the rows an import left out to a file that can be mended and imported; return how many.

    Raises:
        NotFound: If there is no such import, or it left nothing out.
        WrongInput: If the file cannot be written.
    """
    return rejects.write(path, [left_out(shop, import_id)])
