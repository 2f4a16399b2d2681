"""All files of the wizard: what the owner added, ticked, answered and mended, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimeZone

from shopdesk.services.importing import ImportOptions, ImportResult
from shopdesk.ui.importing.chosen import Chosen


class ChosenFiles:
    """Keeps one Chosen a path, in the order they came."""

    def __init__(self) -> None:
        self._files: list[Chosen] = []

    def all(self) -> list[Chosen]:
        """Return the files."""
        return list(self._files)

    def clear(self) -> None:
        """Forget every file: the next import begins."""
        self._files = []

    def add(self, paths: Sequence[Path]) -> list[Chosen]:
        """Take the files that are not here yet and return them."""
        known = {chosen.path for chosen in self._files}
        here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        options = ImportOptions(computer_zone=here)
        new = [Chosen(path, options=options) for path in dict.fromkeys(paths) if path not in known]
        self._files += new
        return new

    def put(self, chosen: Chosen) -> None:
        """Put a file in the place of what was known of it."""
        self._files = [chosen if known.path == chosen.path else known for known in self._files]

    def tick(self, path: Path, *, on: bool) -> None:
        """Say whether the owner wants a file."""
        self._files = [replace(c, taken=on) if c.path == path else c for c in self._files]

    def take_both(self, path: Path, on: bool, day: date) -> None:
        """Say whether a file is taken as both of what it is, and of which day its stock is."""
        self._files = [
            replace(c, takes_both=on, options=replace(c.options, as_of=day)) if c.path == path else c
            for c in self._files
        ]

    def told(self, path: Path, answers: Mapping[str, Any]) -> Chosen | None:
        """Keep answers about a file; return it as it is to be read again."""
        for chosen in self._files:
            if chosen.path == path:
                self.put(chosen.told(**answers))
                return chosen.told(**answers)
        return None

    def mended(self, path: Path, line: int, row: tuple[str, ...]) -> Chosen | None:
        """Keep a row as the owner put it right; what was read stays on screen till it is read again."""
        for chosen in self._files:
            if chosen.path == path:
                rows = dict(chosen.options.mended) | {line: row}
                changed = replace(chosen, options=replace(chosen.options, mended=rows))
                self.put(changed)
                return changed
        return None

    def unknown(self) -> Chosen | None:
        """Return the first file whose columns only the owner knows."""
        return next((chosen for chosen in self._files if chosen.taken and chosen.is_unknown), None)

    def is_asking(self) -> bool:
        """Tell whether a file waits for an answer."""
        return any(chosen.asks for chosen in self._files if chosen.taken)

    def wanted(self) -> list[Chosen]:
        """Return the files that will be imported."""
        return [c for c in self._files if c.taken and c.preview is not None and c.error is None]

    def results(self) -> list[ImportResult]:
        """Return what the wanted files would do."""
        return [chosen.preview.result for chosen in self.wanted() if chosen.preview is not None]
