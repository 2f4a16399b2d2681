"""The files the owner brings, and what each was found to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.services.importing import ImportOptions, Preview
from shopdesk.services.importing.mapping import Proposed

_SECOND = {"stock_not_taken": "stock", "products_not_taken": "products"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One file of the wizard.

    Attributes:
        path: Where it is; it is never changed.
        taken: Whether the owner wants it.
        options: What the owner said about it: dates, decimals, columns.
        preview: What it would do; None while it is read or if it was refused.
        refused: Why nothing of it can be read.
        proposed: What its columns seem to be, where no format knows them.
        takes_both: Whether a list of products that says how many there are of each is taken as both.
    """

    path: Path
    taken: bool = True
    options: ImportOptions = ImportOptions()  # noqa: RUF009 - frozen
    preview: Preview | None = None
    refused: ShopdeskError | None = None
    proposed: Proposed | None = None
    takes_both: bool = True

    @property
    def error(self) -> ShopdeskError | None:
        """Why nothing would be taken, if so."""
        if self.refused is not None:
            return self.refused
        if self.preview is None:
            return None
        return self.preview.result.refused

    @property
    def is_read(self) -> bool:
        """Whether it is known what it would do, or why not."""
        return self.preview is not None or self.refused is not None

    @property
    def is_unknown(self) -> bool:
        """Whether the owner has to say what its columns are."""
        return self.proposed is not None and self.preview is None

    @property
    def asks(self) -> bool:
        """Whether it waits for an answer of the owner."""
        if self.is_unknown:
            return True
        result = self.preview.result if self.preview is not None else None
        return result is not None and any(question.blocking for question in result.questions)

    @property
    def second_kind(self) -> str:
        """What the file is besides: ``stock`` of a list of products, ``products`` of a list of stock."""
        problems = self.preview.result.problems if self.preview is not None else ()
        return next((_SECOND[one.code] for one in problems if one.code in _SECOND), "")

    def told(self, **answers: Any) -> Chosen:
        """Return it with an answer more, to be read again."""
        options = replace(self.options, **answers)
        return replace(self, options=options, preview=None, refused=None, proposed=None)

    @property
    def changed_at(self) -> datetime:
        """When the file was written, local time."""
        return datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()
