"""Several files in one go, each on its own: one that is refused does not stop the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from shopdesk.formats.base import Undecided
from shopdesk.runtime.errors import Cancelled, ShopdeskError
from shopdesk.runtime.progress import Progress, silent
from shopdesk.services.context import Shop
from shopdesk.services.importing import rejects
from shopdesk.services.importing.results import ImportOptions, ImportResult, Preview
from shopdesk.services.importing.running import FileRun

_SAMPLE = 20
_MOST_LEFT_OUT = 200


def import_files(
    shop: Shop, paths: Sequence[Path], options: ImportOptions | None = None, progress: Progress = silent
) -> list[ImportResult]:
    """Import files in the order given; a refused one stands in the results with its reason.

    Args:
        shop: The shop.
        paths: The files.
        options: What the owner says about all of them.
        progress: Told rows read; when it raises, the file under way leaves nothing behind.

    Raises:
        Cancelled: If the owner stopped; files finished before stay imported.
        WrongInput: If the rejects file cannot be written.
    """
    options = options or ImportOptions()
    results: list[ImportResult] = []
    put_aside: list[rejects.Rejects] = []
    for path in paths:
        try:
            with FileRun(shop, path, options, progress) as run:
                results.append(run.run())
                put_aside.append(run.rejects())
        except Cancelled:
            raise
        except ShopdeskError as error:
            results.append(refused(path, error, options))
    if options.rejects is not None:
        rejects.write(options.rejects, put_aside)
    return results


def refused(path: Path, error: ShopdeskError, options: ImportOptions) -> ImportResult:
    """Return the result of a file of which nothing was taken."""
    questions = error.questions if isinstance(error, Undecided) else ()
    return ImportResult(file=path.name, kind=options.kind or "", refused=error, questions=questions)


def _there(result: ImportResult, zone: ZoneInfo) -> ImportResult:
    """Put the first and last moment on the shop's clock: a sale late on the 31st is not one of the 1st."""
    first, last = (None if at is None else at.astimezone(zone) for at in (result.first, result.last))
    return replace(result, first=first, last=last)


def preview(
    shop: Shop, path: Path, options: ImportOptions | None = None, progress: Progress = silent
) -> Preview:
    """Say what a file would do: its counts, what it leaves open, and its first rows as understood.

    A question that blocks stands in ``result.questions``; the rest is then empty.

    Raises:
        Unreadable: If it is no table.
        Unrecognised: If no known format fits: the columns have to be mapped.
    """
    options = replace(options or ImportOptions(), dry_run=True)
    with FileRun(shop, path, options, progress, sample=_SAMPLE) as run:
        try:
            result = _there(run.run(), run.zone)
        except Undecided as error:
            result = refused(path, error, options)
        left_out = tuple(run.rejects().rows[:_MOST_LEFT_OUT])
        return Preview(result, run.header, run.sample, run.encoding, run.delimiter, left_out)
