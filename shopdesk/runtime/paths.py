"""Where this computer keeps a shop's data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The owner's folder and the places inside it."""

    root: Path

    @property
    def database(self) -> Path:
        """The one SQLite file of the shop."""
        return self.root / "shop.db"

    @property
    def logs(self) -> Path:
        """Where logs and crash reports go."""
        return self.root / "logs"

    @property
    def copies(self) -> Path:
        """Where automatic copies of the database go."""
        return self.root / "copies"

    @property
    def enclosed(self) -> Path:
        """Where the owner's pictures and files of letters lie, one folder a flow."""
        return self.root / "enclosed"

    @property
    def lock(self) -> Path:
        """The single-instance lock file of the sender."""
        return self.root / "sending.lock"

    def make(self) -> None:
        """Create the folder, readable by its owner only; one that is there keeps its permissions."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)


def keep_private(file: Path) -> None:
    """Let only its owner read and write a file; what SQLite puts beside it follows. Not on Windows."""
    if os.name != "posix":
        return
    try:
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)
    except OSError:
        return  # somebody else's file, or a disk without permissions: opening it says what is wrong


def data_folder(chosen: str | os.PathLike[str] | None = None) -> DataFolder:
    """Return the data folder: the one chosen, else ``SHOPDESK_HOME``, else the system's place."""
    place = chosen or os.environ.get("SHOPDESK_HOME")
    if place:
        return DataFolder(Path(place).expanduser().absolute())
    import platformdirs

    return DataFolder(Path(platformdirs.user_data_dir("Shopdesk", appauthor=False)))
