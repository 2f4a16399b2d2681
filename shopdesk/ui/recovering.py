"""A shop that cannot be opened: what happened, and the way back there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.ui.asking import SecretSheet
from shopdesk.ui.desk import Desk
from shopdesk.ui.messages import Trouble, in_words
from shopdesk.ui.widgets import Button, EmptyState

DAMAGED = "damaged_file"
"""Code of the one failure a copy mends; against a full disk or a locked folder it would do nothing."""
WRONG_PHRASE = "wrong_phrase"


class CopyChooser(QObject):
    """Asks which copy to put back, and for its pass phrase; ``chosen((file, phrase))``."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file = Path()
        self._asked: SecretSheet | None = None

    def ask(self, start: Path) -> None:
        """Ask for the file, beginning in a folder."""
        kinds = "Shopdesk (*.db *.shopdesk)"
        place, _kind = QFileDialog.getOpenFileName(None, _("Put a backup back"), str(start), kinds)
        if place:
            self.take(Path(place))

    def take(self, file: Path) -> None:
        """Use a copy, after its pass phrase if it has one."""
        from shopdesk.services.backups import sealing  # heavy, and only where something went wrong

        self._file = file
        if not sealing.is_sealed(file):
            self._give("")
            return
        self._asked = sheet = SecretSheet(
            "open_copy",
            _("The pass phrase of this copy"),
            line=file.name,
            label=_("Pass phrase"),
            verb=_("Open it"),
            shortest=1,
        )
        sheet.given.connect(self._give)
        sheet.closed.connect(self.let_go)
        self._desk.show_sheet(sheet)

    def refuse(self, error: Exception) -> None:
        """Say why the copy could not be put back; a wrong phrase may be written again."""
        if self._asked is not None and getattr(error, "code", "") == WRONG_PHRASE:
            self._asked.refuse(in_words(error).title)
            return
        self.let_go()
        self._desk.messages.tell(error)

    def let_go(self) -> None:
        """Put the sheet away."""
        sheet, self._asked = self._asked, None
        if sheet is not None:
            sheet.finish()

    def _give(self, phrase: str) -> None:
        self.chosen.emit((self._file, phrase))


def state(
    error: Exception,
    copy_of: date | None,
    *,
    again: Callable[[], object],
    put_back: Callable[[], object],
    choose: Callable[[], object],
) -> EmptyState:
    """Return what Hoy shows: the failure, and where a copy mends it the ways to one.

    Args:
        error: Why the shop could not be opened.
        copy_of: Day of the newest copy; None without any.
        again: Tries once more.
        put_back: Puts that copy in the shop's place; the damaged file is kept among the copies.
        choose: Asks for a copy that lies elsewhere.
    """
    trouble = in_words(error)
    retry = _("Try again")
    if getattr(error, "code", "") == DAMAGED:
        made = _damaged(trouble, copy_of, put_back=put_back, choose=choose)
        beside = Button(retry, "ghost", name="open_again", icon="arrow-clockwise", press=again)
        made.add_below(beside)
    else:
        made = EmptyState(
            "warning-circle",
            trouble.title,
            trouble.line,
            button=retry,
            button_icon="arrow-clockwise",
            press=again,
            kind="secondary",
        )
    made.setToolTip(trouble.detail)
    made.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _damaged(
    trouble: Trouble, copy_of: date | None, *, put_back: Callable[[], object], choose: Callable[[], object]
) -> EmptyState:
    if copy_of is None:
        return EmptyState(
            "warning-circle", trouble.title, trouble.line, button=_("Choose a backup"), press=choose
        )
    day = words.day_of_month(copy_of)
    made = EmptyState(
        "warning-circle",
        trouble.title,
        _("There is a copy of {day}. The file as it is now is kept beside it.").format(day=day),
        button=_("Put back the copy of {day}").format(day=day),
        press=put_back,
    )
    made.add_below(Button(_("Choose another backup"), "ghost", name="choose_copy", press=choose))
    return made
