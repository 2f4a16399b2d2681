"""The owner's own files that go along with a flow's letters: shown, added and taken out in the editor."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import own_files
from shopdesk.services.mail.own_files import OwnFile
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Elided, IconButton, Text, clear

_WIDE = 1120
"""Pixels across: twice a letter's column, sharp on any screen."""


class FilesLine(QWidget):
    """``changed(list of OwnFile)`` once they are read, added or taken out; ``refused(Exception)``."""

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, flow: Flow) -> None:
        super().__init__()
        self._desk, self._flow = desk, flow
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._rows)
        add = Button(_("Add a picture or a file…"), "link", name="add_file", press=self._choose)
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(own_files.may_carry(flow))
        self._read()

    def _choose(self) -> None:
        place, _kind = QFileDialog.getOpenFileName(self, _("Choose a file"))
        if place:
            self.add(Path(place))

    def add(self, file: Path) -> None:
        """Let a file go along."""
        self._work(partial(_add, self._desk.shop, self._flow, file))

    def _remove(self, name: str) -> None:
        self._work(partial(own_files.remove, self._desk.shop, self._flow, name))

    def _read(self, _done: object = None) -> None:
        work = partial(own_files.listed, self._desk.shop, self._flow)
        self._desk.jobs.start(work, owner=self, done=self._show, failed=self._refuse)

    def _work(self, work: partial[OwnFile] | partial[None]) -> None:
        self._desk.jobs.start(work, owner=self, done=self._read, failed=self._refuse)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)

    def _show(self, files: tuple[OwnFile, ...]) -> None:
        clear(self._rows)
        for one in files:
            line = QWidget()
            across = QHBoxLayout(line)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(6)
            across.addWidget(Elided(one.name, "small"), 1)
            size = _("{size} KB").format(size=max(1, one.size // 1000))
            across.addWidget(Text(size, "caption", tone="muted"))
            words, press = _("Take {name} out").format(name=one.name), partial(self._remove, one.name)
            drop = IconButton("x", words, name="drop_file", press=press)
            across.addWidget(drop)
            self._rows.addWidget(line)
        self.changed.emit(list(files))


def _add(shop: Shop, flow: Flow, file: Path) -> OwnFile:
    """Add a file; a picture wider than a letter is made smaller first, turned as the camera meant it."""
    image = _picture(file)
    if image is None:
        return own_files.add(shop, flow, file)
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / f"{file.stem}.jpg"
        image.save(str(small), b"JPEG", 82)
        return own_files.add(shop, flow, small)


def _picture(file: Path) -> QImage | None:
    """Return a large picture at a letter's width, or None where the file goes as it is."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    if not reader.canRead() or (file.stat().st_size < 300_000 and reader.size().width() <= _WIDE):
        return None
    image = reader.read()
    if image.isNull():
        return None
    wide = min(_WIDE, image.width())
    scaled = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    return scaled.convertToFormat(QImage.Format.Format_RGB32)
