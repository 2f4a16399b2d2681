"""Everything the shop knows, in plain files any program reads: the way out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.runtime.progress import Progress, silent
from shopdesk.runtime.tables import write_csv
from shopdesk.services.context import Shop
from shopdesk.store import export as store
from shopdesk.store import letter_files


@dataclass(frozen=True, slots=True)
class Exported:
    """One file written, and its rows without the header (none in a picture or document)."""

    file: Path
    rows: int


class _Counted:
    """Rows on their way into a file, counted."""

    def __init__(self, rows: Iterator[tuple[str, ...]]) -> None:
        self._rows = rows
        self.count = -1  # the header is none

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        for row in self._rows:
            self.count += 1
            yield row


def export(shop: Shop, folder: Path, progress: Progress = silent) -> list[Exported]:
    """Write the whole shop as CSV files with the columns the import reads; cells never run as formulas.

    The owner's pictures and files of letters go into ``letters``, one folder a flow.

    Args:
        shop: The shop, read at one moment.
        folder: Made if absent; files of the same names are replaced.
        progress: Told after each file.

    Raises:
        WrongInput: If the folder cannot be written to.
    """
    made: list[Exported] = []
    names = store.files()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with shop.store.read() as session:
            for number, name in enumerate(names, 1):
                file = folder / f"{name}.csv"
                counted = _Counted(store.rows(session, name))
                write_csv(file, counted)
                made.append(Exported(file, counted.count))
                progress(number, len(names), name)
        made += [Exported(file, 0) for file in _letter_files(shop, folder / "letters")]
    except OSError as error:
        raise WrongInput(
            _("The files cannot be written to {folder}: {reason}.").format(
                folder=folder, reason=error.strerror or error
            ),
            _("Choose another folder. Your shop was not touched."),
        ) from error
    return made


def _letter_files(shop: Shop, place: Path) -> Iterator[Path]:
    for file in letter_files.listed(shop.folder.enclosed):
        target = place / file.parent.name / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        yield Path(shutil.copyfile(file, target))
