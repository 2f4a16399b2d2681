"""Respaldo: the daily copy, the second folder, a copy under a pass phrase, and putting one back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import backups, phrases_backups
from shopdesk.services.backups import sealing
from shopdesk.ui.asking import SecretSheet
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.settings.facts import Facts, Keeper
from shopdesk.ui.rooms.settings.section import Form, Section
from shopdesk.ui.widgets import Button, FlowBox, Sheet, Text


class CopySection(Section):
    """Everything about copies; what is done here is done by ``services.backups``."""

    def __init__(self, desk: Desk, keeper: Keeper) -> None:
        note = _("A copy of your whole shop in one file. Passwords are never in it.")
        super().__init__("backup", _("Backup"), "database", note)
        self._desk, self._keeper = desk, keeper
        self._chosen = Path()
        self._asked: SecretSheet | None = None
        self._form = form = Form(keeper, columns=1)
        form.switch(
            "backup.daily",
            _("A copy every day, by itself"),
            help_=_("Kept: the last 7 days, 4 weeks and 12 months."),
        )
        form.line(
            "backup.folder",
            _("Also keep them in"),
            hint=_("A folder of your own, for example on a USB stick"),
        )
        self.add(form)
        self._last = Text("", "small", tone="muted", wrap=True)
        self.add(self._last)
        buttons = FlowBox(gap=8)
        buttons.add(
            Button(_("Make a backup now"), name="make_backup", icon="floppy-disk", press=self._make),
            Button(_("With a pass phrase"), name="seal_backup", icon="key", press=self._ask_phrase),
            Button(_("Choose the folder"), name="choose_folder", icon="folder-open", press=self._choose),
            Button(_("Put a backup back"), "ghost", name="restore_backup", press=self._ask_restore),
        )
        self.add(buttons)

    def show_facts(self, facts: Facts) -> None:
        self._form.show_facts(facts)
        copies = backups.listed(self._desk.shop.folder.copies)
        if copies:
            said = ngettext(
                "{count} copy, the newest of {day}", "{count} copies, the newest of {day}", len(copies)
            )
            newest = copies[0].day
            self._last.setText(said.format(count=len(copies), day=f"{words.weekday(newest)} {newest.year}"))
        else:
            self._last.setText(_("No copy yet."))

    def _choose(self) -> None:
        place = QFileDialog.getExistingDirectory(self, _("Also keep them in"))
        if place:
            words = _("You changed «{what}»").format(what=_("Also keep them in"))
            self._keeper.keep("backup.folder", place, words)

    def _make(self) -> None:
        target = self._target("db")
        if target is not None:
            self._start(partial(backups.make, self._desk.shop, target))

    def _ask_phrase(self) -> None:
        sheet = SecretSheet(
            "phrase",
            _("A copy only you can open"),
            line=_("Without the pass phrase nobody opens it, not even us. Three or four words do."),
            label=_("Pass phrase"),
            verb=_("Make the copy"),
            shortest=sealing.SHORTEST,
            twice=True,
        )
        self._asked = sheet
        sheet.given.connect(self._seal)
        sheet.closed.connect(self._forget_sheet)
        self._desk.show_sheet(sheet)

    def _seal(self, phrase: str) -> None:
        self._let_go()
        target = self._target("shopdesk")
        if target is not None:
            self._start(partial(backups.make_sealed, self._desk.shop, target, phrase))

    def _let_go(self) -> None:
        if self._asked is not None:
            self._asked.finish()

    def _forget_sheet(self) -> None:
        self._asked = None

    def _target(self, ending: str) -> Path | None:
        name = f"shopdesk-{self._desk.shop.today().isoformat()}.{ending}"
        kinds = f"Shopdesk (*.{ending})"
        place, _kind = QFileDialog.getSaveFileName(self, _("Make a backup now"), name, kinds)
        return Path(place) if place else None

    def _start(self, work: Callable[[], backups.Backup]) -> None:
        self._desk.jobs.start(work, owner=self, done=self._made, failed=self._desk.messages.tell)

    def _made(self, made: backups.Backup) -> None:
        self._desk.messages.toast(_("Copy made and checked: {file}").format(file=made.file.name))

    def _ask_restore(self) -> None:
        start = str(self._desk.shop.folder.copies)
        place, _kind = QFileDialog.getOpenFileName(
            self, _("Put a backup back"), start, "Shopdesk (*.db *.shopdesk)"
        )
        if place:
            self.look_at(Path(place))

    def look_at(self, file: Path) -> None:
        """Show what putting a copy back would change, after its pass phrase if it has one."""
        self._chosen = file
        if not sealing.is_sealed(self._chosen):
            self._look("")
            return
        self._asked = sheet = SecretSheet(
            "open_copy",
            _("The pass phrase of this copy"),
            line=self._chosen.name,
            label=_("Pass phrase"),
            verb=_("Open it"),
            shortest=1,
        )
        sheet.given.connect(self._look)
        sheet.closed.connect(self._forget_sheet)
        self._desk.show_sheet(sheet)

    def _look(self, phrase: str) -> None:
        work = partial(backups.preview, self._desk.shop.folder, self._chosen, phrase)
        self._desk.jobs.start(
            work, owner=self, done=partial(self._show_preview, phrase), failed=self._not_opened
        )

    def _not_opened(self, error: Exception) -> None:
        if self._asked is not None and isinstance(error, sealing.WrongPhrase):
            self._asked.refuse(str(error))
        else:
            self._desk.messages.tell(error)

    def _show_preview(self, phrase: str, found: backups.Preview) -> None:
        self._let_go()
        sheet = PreviewSheet(self._chosen.name, found)
        sheet.go.clicked.connect(partial(self._restore, phrase, sheet))
        self._desk.show_sheet(sheet, sheet.keep)

    def _restore(self, phrase: str, sheet: Sheet, _checked: bool = False) -> None:
        sheet.finish()
        self._desk.wants_restore.emit((self._chosen, phrase))


class PreviewSheet(Sheet):
    """What putting a copy back changes, before it is done."""

    def __init__(self, name: str, found: backups.Preview) -> None:
        super().__init__("restore_preview", _("Put this backup back?"), name, width=600)
        for line in phrases_backups.said(found):
            self.body.addWidget(Text(f"· {line}", "body", wrap=True))
        kept = _("Your shop as it is now is kept as a copy first.")
        self.body.addWidget(Text(kept, "small", tone="muted", wrap=True))
        self.foot.addStretch(1)
        self.keep = Button(_("Keep my shop as it is"), name="restore_keep", press=self.close_sheet)
        self.go = Button(_("Put it back"), "danger", name="restore_go")
        self.foot.addWidget(self.keep)
        self.foot.addWidget(self.go)
