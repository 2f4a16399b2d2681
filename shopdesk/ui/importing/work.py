"""What the wizard has done off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from shopdesk.runtime import words
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.runtime.progress import Progress, silent
from shopdesk.services import importing, settings, today
from shopdesk.services.context import Shop
from shopdesk.services.importing import ImportOptions, ImportResult, Preview, Undone, mapping
from shopdesk.services.morning import Today
from shopdesk.ui.importing.chosen import Chosen

UNKNOWN = "unrecognised_file"
_NAMED = 3
"""Files a toast names, at most."""


def preview(shop: Shop, chosen: Chosen) -> Chosen:
    """Return a file with what it would do; where no format knows it, with what its columns seem to be."""
    try:
        found: Preview = importing.preview(shop, chosen.path, chosen.options)
    except ShopdeskError as error:
        if error.code == UNKNOWN:
            return propose(replace(chosen, refused=error))
        return replace(chosen, refused=error)
    return replace(chosen, preview=found, proposed=None)


def propose(chosen: Chosen, kind: str | None = None) -> Chosen:
    """Return a file with a guess for each column; a file that is no table comes back as it was."""
    try:
        found = mapping.propose(chosen.path, kind)
    except ShopdeskError:
        return chosen
    is_table = len(found.columns) > 1 and any(guess.examples for guess in found.columns)
    return replace(chosen, proposed=found) if is_table else chosen


def reopen_columns(chosen: Chosen) -> Chosen:
    """Return a file that was read by its headers with its columns open to be chosen."""
    kind = chosen.preview.result.kind if chosen.preview is not None else None
    found = propose(chosen, kind)
    return replace(found, preview=None) if found.proposed is not None else chosen


def import_all(
    shop: Shop, wanted: Sequence[Chosen], progress: Progress = silent
) -> tuple[list[ImportResult], Today, str]:
    """Import the files, each as the owner said it is read; return the day anew, and the sizes they sell."""
    results: list[ImportResult] = []
    for chosen in wanted:
        results += importing.import_files(shop, [chosen.path], chosen.options, progress)
        if chosen.takes_both and chosen.second_kind and results[-1].refused is None:
            day = chosen.options.as_of or chosen.changed_at.date()
            besides = replace(chosen.options, kind=chosen.second_kind, mapping=None, as_of=day)
            results += importing.import_files(shop, [chosen.path], besides, progress)
    progress(0, 0, _("Working out your day"))
    return results, today.compute(shop), settings.likely_sizes(shop)


def undo(shop: Shop, ids: Sequence[int]) -> list[Undone]:
    """Take imports back, the last one first; those taken back by hand before are passed over."""
    gone = {one.result.id for one in importing.history(shop) if one.undone_at is not None}
    return [importing.undo(shop, number) for number in reversed(ids) if number not in gone]


def done_in_words(results: Sequence[ImportResult]) -> str:
    """Say which files are in the shop now, for the toast and Editar › Deshacer."""
    kept = [result.file for result in results if result.id is not None]
    said = ngettext("{files} was imported", "{files} were imported", len(kept))
    return said.format(files=_named(kept))


def undone_in_words(outcomes: Sequence[Undone]) -> str:
    """Say which files were taken back, and what stays of them because another file holds it too."""
    if not outcomes:
        return _("It was taken back before: nothing was changed.")
    files = _named([one.file for one in reversed(outcomes)])
    warnings = " ".join(one.warning for one in outcomes if one.warning)
    if warnings:
        return _("Import undone: {files}. {warning}").format(files=files, warning=warnings)
    return _("Import undone: {files}. The figures are as before.").format(files=files)


def _named(files: Sequence[str]) -> str:
    """Name the files while a toast has room for them, else count them."""
    once = list(dict.fromkeys(files))
    if len(once) <= _NAMED:
        return words.names(once)
    return ngettext("{count} file", "{count} files", len(once)).format(count=words.number(len(once)))


def write_rejects(shop: Shop, wanted: Sequence[Chosen], place: Path) -> Path:
    """Write the rows left out of the files to a place and return it; nothing is imported."""
    for chosen in wanted:
        options: ImportOptions = replace(chosen.options, rejects=place, dry_run=True)
        importing.import_files(shop, [chosen.path], options)
    return place
