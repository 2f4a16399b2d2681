"""The files the owner brings, and what each was found to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.services.importing import ImportOptions, Preview


@dataclass(frozen=True, slots=True)
class Chosen:
    """One file of the wizard.

    Attributes:
        path: Where it is; it is never changed.
        taken: Whether the owner wants it.
        options: What the owner said about it: dates, decimals, columns.
        preview: What it would do; None while it is read or if it was refused.
        refused: Why nothing of it can be read.
    """

    path: Path
    taken: bool = True
    options: ImportOptions = ImportOptions()  # noqa: RUF009 - frozen
    preview: Preview | None = None
    refused: ShopdeskError | None = None

    @property
    def error(self) -> ShopdeskError | None:
        """Why nothing would be taken, if so."""
        if self.refused is not None:
            return self.refused
        return self.preview.result.refused if self.preview is not None else None

    @property
    def is_read(self) -> bool:
        """Whether it is known what it would do, or why not."""
        return self.preview is not None or self.refused is not None

    @property
    def asks(self) -> bool:
        """Whether it waits for an answer of the owner."""
        result = self.preview.result if self.preview is not None else None
        return result is not None and any(question.blocking for question in result.questions)

    def told(self, **answers: object) -> Chosen:
        """Return it with an answer more, to be read again."""
        return replace(self, options=replace(self.options, **answers), preview=None, refused=None)  # type: ignore[arg-type]

    @property
    def changed_at(self) -> datetime:
        """When the file was written, local time."""
        return datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()
