"""Open anything an owner drops: by what the bytes are, never by the extension."""

from __future__ import annotations

import gzip
import itertools
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from shopdesk.formats import encodings, text_sheet, workbooks
from shopdesk.formats.base import Unreadable
from shopdesk.formats.sheets import Sheet
from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import _

LARGEST_FILE = 2_000_000_000
LARGEST_UNPACKED = 600_000_000
_RATIO_FROM = 20_000_000
_MOST_TIMES = 250
_TABLES = (".csv", ".txt", ".tsv", ".tab", ".xlsx", ".xls", ".xlsb", ".ods", ".htm", ".html")
_PAGES = ("<html", "<!doctype", "<table", "<meta", "<?xml", "<head", "<body", "<div", "<style")
_WORKBOOK_PARTS = ("xl/", "content.xml")


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened file: its sheets, and how it was written.

    Attributes:
        name: File name, for messages.
        encoding: Guessed or told, empty for workbooks.
        delimiter: Empty for workbooks.
    """

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""


def _kinds() -> tuple[tuple[bytes, str], ...]:
    picture, packed = _("a picture"), _("an archive that cannot be opened here")
    return (
        (b"%PDF", _("a PDF")),
        (b"{\\rtf", _("a text document")),
        (b"\x89PNG", picture),
        (b"\xff\xd8\xff", picture),
        (b"GIF8", picture),
        (b"RIFF", picture),
        (b"BM", picture),
        (b"Rar!", packed),
        (b"7z\xbc\xaf", packed),
        (b"BZh", packed),
        (b"SQLite format 3", _("a database")),
        (b"\x7fELF", _("a program")),
        (b"MZ", _("a program")),
    )


class Scratch:
    """A folder for what has to be unpacked: the one given, or one of its own, made when first asked for."""

    def __init__(self, given: Path | None = None) -> None:
        self._given = given
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def place(self, name: str) -> Path:
        """Return where to unpack a file of that name."""
        if self._given is not None:
            return self._given / name
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="shopdesk-")
        return Path(self._folder.name) / name

    def clear(self) -> None:
        """Remove the folder, if it is our own."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def open_file(path: Path, scratch: Scratch | Path, encoding: str | None = None) -> Opened:
    """Open a file for reading.

    Args:
        path: The file.
        scratch: Where to unpack, a folder or a scratch; it must live as long as the sheets are walked.
        encoding: The owner's choice instead of the guess.

    Raises:
        Unreadable: If it is no table, protected, damaged, empty or too large. The words say which.
    """
    if isinstance(scratch, Path):
        scratch = Scratch(scratch)
    try:
        return _open(path, path.name, encoding, scratch)
    except OSError as error:
        raise Unreadable(
            _("The file {name} cannot be read from the disk.").format(name=path.name),
            _("Check that it is still there and not open in another program."),
            code="no_access",
        ) from error


def _open(path: Path, name: str, encoding: str | None, scratch: Scratch | None) -> Opened:
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(
            _("The file {name} is empty.").format(name=name), _("Export it again."), code="empty_file"
        )
    if size > LARGEST_FILE:
        raise _too_large(name)
    with path.open("rb") as file:
        first = file.read(4096)
    if first.startswith(b"PK"):
        return _open_zip(path, name, encoding, scratch)
    if first.startswith(b"\x1f\x8b"):
        return _open_gzip(path, name, encoding, scratch)
    if first.startswith(b"\xd0\xcf\x11\xe0"):
        return Opened(name, workbooks.open_workbook(path))
    _refuse_known(first, name)
    return _open_text(path, name, encoding, first)


def _refuse_known(first: bytes, name: str) -> None:
    for magic, words in _kinds():
        if first.startswith(magic) and (len(magic) > 2 or b"\0" in first[:200]):
            raise Unreadable(
                _("The file {name} is {kind}, not a table.").format(name=name, kind=words),
                _("Export the sales or the stock as CSV or Excel and import that file."),
                code="not_a_table",
            )


def _open_text(path: Path, name: str, encoding: str | None, first: bytes) -> Opened:
    writing = encodings.look(path)
    if encoding:
        writing = replace(writing, encoding=encoding, mended=False)
    _refuse_binary(writing, first, name)
    start = "".join(itertools.islice(encodings.lines(path, writing), 20))[:500]
    if start.lstrip("\ufeff \r\n\t").lower().startswith(_PAGES):
        return Opened(name, workbooks.open_page(encodings.lines(path, writing)), writing.encoding)
    sheet = text_sheet.open_text(path, writing, _notes(writing))
    if not sheet.head:
        raise Unreadable(
            _("The file {name} is empty.").format(name=name), _("Export it again."), code="empty_file"
        )
    return Opened(name, (sheet,), writing.encoding, sheet.delimiter)


def _refuse_binary(writing: encodings.Writing, first: bytes, name: str) -> None:
    odd = sum(0 < byte < 9 or 13 < byte < 32 for byte in first) + first.count(0) / 8
    if not writing.encoding.startswith(("utf-16", "utf-32")) and odd > 0.05 * len(first):
        raise Unreadable(
            _("The file {name} is not a table that can be read.").format(name=name),
            _("Export the sales or the stock as CSV or Excel and import that file."),
            code="not_a_table",
        )
    if writing.has_endless_line:
        raise Unreadable(
            _("The file {name} has a line of more than 32 MB: it is not a table.").format(name=name),
            _("Export it again as CSV."),
            code="endless_line",
        )


def _notes(writing: encodings.Writing) -> tuple[Problem, ...]:
    found = []
    if writing.encoding == "mixed":
        words = _("Some lines are written in another alphabet code than the rest; each was read in its own.")
        found.append(Problem("mixed_encoding", words, severity=Severity.NOTE))
    if writing.mended:
        words = _("Letters that had been damaged (MÃ©rida) were mended (Mérida).")
        found.append(Problem("mended_letters", words, severity=Severity.NOTE))
    if writing.has_lost_letters:
        words = _(
            "Another program saved this file with “�” in place of accented letters: the names keep it. Export"
            " it again from the shop if you can."
        )
        found.append(Problem("lost_letters", words, severity=Severity.WARNING))
    if writing.has_nul:
        words = _("Empty characters (NUL) between the letters were left out.")
        found.append(Problem("nul_removed", words, severity=Severity.NOTE))
    return tuple(found)


def _too_large(name: str) -> Unreadable:
    return Unreadable(
        _("The file {name} is too large when unpacked; nothing of it was read.").format(name=name),
        _("Export a shorter period, or unpack it yourself and import the parts."),
        code="too_large",
    )


def _open_zip(path: Path, name: str, encoding: str | None, scratch: Scratch | None) -> Opened:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            _refuse_bomb(entries, name)
            names = [one.filename for one in entries]
            if any(one.startswith(_WORKBOOK_PARTS) for one in names):
                return Opened(name, workbooks.open_workbook(path))
            inner = _only_table(entries, names, name)
            if scratch is None or inner.flag_bits & 1:
                raise _packed_wrong(name)
            place = scratch.place(Path(inner.filename).name)
            with archive.open(inner) as source:
                _unpack(source.read, place, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise Unreadable(
            _("The archive {name} is damaged and cannot be opened.").format(name=name),
            _("Download it again, or unpack it yourself and import what is inside."),
            code="damaged_file",
        ) from error
    return replace(_open(place, place.name, encoding, None), name=f"{name}: {place.name}")


def _refuse_bomb(entries: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(one.file_size for one in entries)
    packed = sum(one.compress_size for one in entries) or 1
    if unpacked > LARGEST_UNPACKED or (unpacked > _RATIO_FROM and unpacked / packed > _MOST_TIMES):
        raise _too_large(name)


def _only_table(entries: list[zipfile.ZipInfo], names: list[str], name: str) -> zipfile.ZipInfo:
    if any(one.startswith(("word/", "ppt/", "Index/")) for one in names):
        raise Unreadable(
            _("The file {name} is {kind}, not a table.").format(name=name, kind=_("a text document")),
            _("Export the sales or the stock as CSV or Excel and import that file."),
            code="not_a_table",
        )
    tables = [
        one
        for one in entries
        if one.filename.lower().endswith(_TABLES)
        and not one.filename.startswith("__MACOSX/")
        and not Path(one.filename).name.startswith(".")
    ]
    if len(tables) != 1:
        raise _packed_wrong(name)
    return tables[0]


def _packed_wrong(name: str) -> Unreadable:
    return Unreadable(
        _("The archive {name} does not hold exactly one table without a password.").format(name=name),
        _("Unpack it and import the files inside one by one."),
        code="archive_of_several",
    )


def _open_gzip(path: Path, name: str, encoding: str | None, scratch: Scratch | None) -> Opened:
    if scratch is None:
        raise _packed_wrong(name)
    place = scratch.place(Path(name).stem or "table.csv")
    try:
        with gzip.open(path) as source:
            _unpack(source.read, place, name)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(
            _("The archive {name} is damaged and cannot be opened.").format(name=name),
            _("Download it again, or unpack it yourself and import what is inside."),
            code="damaged_file",
        ) from error
    return replace(_open(place, place.name, encoding, None), name=f"{name}: {place.name}")


def _unpack(read: Callable[[int], bytes], place: Path, name: str) -> None:
    """Unpack with a running cap: the size an archive states may be a lie."""
    left = LARGEST_UNPACKED
    with place.open("wb") as out:
        _copy(read, out, left, name)


def _copy(read: Callable[[int], bytes], out: IO[bytes], left: int, name: str) -> None:
    while block := read(1 << 20):
        left -= len(block)
        if left < 0:
            raise _too_large(name)
        out.write(block)
