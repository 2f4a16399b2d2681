"""The wizard itself: keeps the files, moves between the steps, runs the import as one job."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from shopdesk.runtime.errors import Cancelled
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_import as say
from shopdesk.services import settings
from shopdesk.services.importing import ImportResult
from shopdesk.services.morning import Today
from shopdesk.services.phrases_today import freshness
from shopdesk.ui.desk import Desk
from shopdesk.ui.importing import work
from shopdesk.ui.importing.arrivals import Arrivals
from shopdesk.ui.importing.chosen import Chosen
from shopdesk.ui.importing.chosen_files import ChosenFiles
from shopdesk.ui.importing.foot import Foot
from shopdesk.ui.importing.reading import FileReading
from shopdesk.ui.importing.run import ImportRun
from shopdesk.ui.importing.step_columns import ColumnsStep
from shopdesk.ui.importing.step_done import DoneStep
from shopdesk.ui.importing.step_file import FileStep, kinds_read, next_of
from shopdesk.ui.importing.step_questions import QuestionsStep, said_of
from shopdesk.ui.importing.step_review import ReviewStep
from shopdesk.ui.importing.stepper import Stepper
from shopdesk.ui.messages import in_words
from shopdesk.ui.widgets import Sheet

FILE, COLUMNS, QUESTIONS, REVIEW, DONE = range(5)
_STEPPED = {FILE: 0, COLUMNS: 1, QUESTIONS: 1, REVIEW: 2, DONE: 3}


class ImportWizard(Sheet):
    """Archivo → Columnas (only if asked) → Revisar → Listo. Closing before the last step leaves nothing."""

    def __init__(self, desk: Desk, files: Sequence[Path] = (), *, before: Today | None = None) -> None:
        super().__init__("import_wizard", width=900, height=572)
        self._desk = desk
        self._before = before
        self._is_first = before is None or before.last_sale is None
        self._files = ChosenFiles()
        self._reading = FileReading(desk, self._files, self)
        self._run = ImportRun(desk, self)
        self.stepper = Stepper([_("File"), _("Columns"), _("Review"), _("Done")])
        self.above.addWidget(self.stepper)
        self.above.addSpacing(10)
        self.file, self.columns, self.questions = FileStep(), ColumnsStep(), QuestionsStep()
        self.review, self.done = ReviewStep(), DoneStep()
        self.steps = QStackedWidget()
        for step in (self.file, self.columns, self.questions, self.review, self.done):
            self.steps.addWidget(step)
        self.body.addWidget(self.steps, 1)
        self.body.addWidget(self._run.progress)
        self._fill_foot()
        self._arrivals = Arrivals(desk, self.file.leave, self)
        self._connect()
        self._go(FILE)
        if files:
            self.add_files(files)
        self._arrivals.look()

    def _connect(self) -> None:
        self._reading.read.connect(self._has_read)
        self._reading.reopened.connect(self._columns_found)
        self._reading.failed.connect(self._not_imported)
        self._run.imported.connect(self._imported)
        self._run.undone.connect(self.finish)
        self._run.failed.connect(self._not_imported)
        self._arrivals.found.connect(self._files_arrived)
        self.file.added.connect(self.add_files)
        self.file.ticked.connect(self._tick)
        self.questions.answered.connect(self._answer)
        self.columns.changed.connect(self._columns_changed)
        self.columns.asked.connect(self._reading.guess_columns)
        self.review.wants_rejects.connect(self._keep_rejects)
        self.review.mended.connect(self._mend)
        self.review.currency.told.connect(self._tell_currency)
        self.review.wants_reading.connect(partial(self._go, QUESTIONS))
        self.review.wants_columns.connect(self._choose_columns)
        self.review.wants_both.connect(self._files.take_both)
        self.review.shown.connect(self._say_shown)
        self.done.named.connect(self._name_shop)
        self.done.wants_rest.connect(self._see_rest)

    def _files_arrived(self, files: Sequence[Path]) -> None:
        if not self._files.all():
            self.add_files(files)

    def add_files(self, files: Sequence[Path]) -> None:
        """Take more files and read what they are; after an import they begin the next one."""
        if self.step() == DONE:
            self._back()
        for chosen in self._files.add(files):
            self._reading.begin(chosen)
        self._show_files()

    def files(self) -> list[Chosen]:
        """Return the files with what is known of each."""
        return self._files.all()

    def step(self) -> int:
        """Return the step on screen: FILE, COLUMNS, QUESTIONS, REVIEW or DONE."""
        return self.steps.currentIndex()

    def results(self) -> list[ImportResult]:
        """Return what became of the files, once imported."""
        return list(self._run.results)

    def close_sheet(self) -> None:
        """Close; an import under way is stopped and leaves nothing."""
        if self._run.is_busy:
            self._run.cancel()
            return
        self.finish()

    def _fill_foot(self) -> None:
        asides = self.columns.remember, self.columns.leave
        self._foot = Foot(self.foot, asides, self._undo, self._back, self._next)
        self.undo, self.back, self.go = self._foot.undo, self._foot.back, self._foot.go

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self.stepper.set_step(_STEPPED[step], finished=step == DONE)
        self.columns.remember.setVisible(step == COLUMNS)
        self.undo.setVisible(step == DONE and self._run.has_kept)
        notes = {FILE: _("Nothing leaves this computer."), REVIEW: _("It can be undone afterwards.")}
        self._foot.say(notes.get(step, ""))
        self._foot.lock.setVisible(step == FILE)
        self.back.set_words({FILE: _("Cancel"), DONE: _("Import another file")}.get(step, _("Back")))
        self._say_step(step)

    def _say_step(self, step: int) -> None:
        if step == FILE:
            self.say(_("Which file do you bring?"), kinds_read())
            self._show_files()
        elif step == COLUMNS:
            self._say_columns()
        elif step == QUESTIONS:
            self.say(*said_of(is_asking=self._files.is_asking()))
            self.questions.show_files(self.files())
            self.go.set_words(_("Review"), "arrow-right")
            self.go.forbid(_("Answer the question first.") if self._files.is_asking() else "")
        elif step == REVIEW:
            self.review.show_files(self.files())
            self._say_shown()
            self.go.set_words(say.go_words(self._files.results()), "download-simple")
            nothing = not any(result.accepted for result in self._files.results())
            self.go.forbid(_("There is nothing to take from these files.") if nothing else "")
        else:
            self.go.set_words(_("See my day"), "sun-horizon")
            self.go.forbid("")

    def _say_shown(self) -> None:
        self.say(_("This is what will happen"), self.review.summary())

    def _show_files(self) -> None:
        if self.step() != FILE:
            return
        self.file.show_files(self.files())
        said, reason = next_of(self.files())
        self.go.set_words(said, "arrow-right")
        self.go.forbid(reason)

    def _next(self) -> None:
        step = self.step()
        if step == FILE:
            self._after_reading()
        elif step == COLUMNS:
            self._use_columns()
        elif step == QUESTIONS:
            self._go(REVIEW)
        elif step == REVIEW:
            self._import()
        else:
            self.finish()
            self._desk.navigator.go("today")

    def _back(self) -> None:
        step = self.step()
        if step == FILE:
            self.close_sheet()
        elif step == DONE:
            self._files.clear()
            self._run.forget()
            self._go(FILE)
        else:
            self._go(FILE)

    def _after_reading(self) -> None:
        """Go where the files still need the owner: columns first, then questions, then the review."""
        if self._files.unknown() is not None:
            self._go(COLUMNS)
        else:
            self._go(QUESTIONS if self._files.is_asking() else REVIEW)

    def _say_columns(self) -> None:
        unknown = self._files.unknown()
        if unknown is not None and unknown.proposed is not None:
            self.columns.show_file(unknown.path, unknown.proposed)
            self.go.set_words(_("Review"), "arrow-right")
            self._columns_changed()

    def _columns_changed(self) -> None:
        self.say(_("What is each column?"), self.columns.summary())
        self.go.forbid(self.columns.hindrance())

    def _choose_columns(self, path: Path) -> None:
        self.go.forbid(_("Reading it…"))
        self._reading.reopen_columns(path)

    def _columns_found(self, chosen: Chosen) -> None:
        self._go(COLUMNS if chosen.is_unknown else REVIEW)

    def _use_columns(self) -> None:
        columns, told = self.columns.chosen(), self.columns.reading()
        if self._reading.use_columns(columns, told, remember=self.columns.remember.isChecked()):
            self.go.forbid(_("Reading it…"))

    def _has_read(self, chosen: Chosen) -> None:
        if self.step() == COLUMNS and chosen.proposed is None:
            self._after_reading()
        elif self.step() in (COLUMNS, QUESTIONS, REVIEW):
            self._say_step(self.step())
        else:
            self._show_files()

    def _tick(self, path: Path, on: bool) -> None:
        self._files.tick(path, on=on)
        self._show_files()

    def _answer(self, path: Path, option: str, value: object) -> None:
        self._reading.tell(path, {option: value})

    def _tell_currency(self, code: str) -> None:
        self.go.forbid(_("Reading it…"))
        self._reading.tell_all({"currency": code})

    def _mend(self, path: Path, line: int, row: tuple[str, ...]) -> None:
        if self._reading.mend(path, line, row):
            self.go.forbid(_("Reading it…"))

    def _import(self) -> None:
        self.go.forbid(_("Importing…"))
        self.back.setEnabled(False)
        self._run.start(self._files.wanted())

    def _imported(self, results: list[ImportResult], after: Today) -> None:
        self.back.setEnabled(True)
        self.done.show_results(results, self._before, after, sizes=self._run.sizes if self._is_first else "")
        self._go(DONE)
        self.show_emblem(*(("check-circle", "ok") if self._run.has_kept else ("", "")))
        self.say(say.done_title(results), f"{freshness(after.last_sale, after.day)}. {self._run.took()}")
        self._before = after

    def _not_imported(self, error: Exception) -> None:
        self.back.setEnabled(True)
        if isinstance(error, Cancelled):
            self.say(_("Stopped: nothing was imported"), _("Your shop is as it was."))
            self.go.forbid("")
            return
        trouble = in_words(error)
        self.say(trouble.title, trouble.line)
        self.go.forbid("")

    def _undo(self) -> None:
        if self._run.undo():
            self.undo.forbid(_("Undoing…"))

    def _keep_rejects(self, place: str) -> None:
        task = partial(work.write_rejects, self._desk.shop, self._files.wanted(), Path(place))
        self._desk.jobs.start(task, owner=self._desk, done=self._desk.exported)

    def _name_shop(self, values: dict[str, str]) -> None:
        task = partial(settings.keep, self._desk.shop, values)
        self._desk.jobs.start(task, owner=self._desk, done=self._desk.noted)

    def _see_rest(self) -> None:
        self.finish()
        self._desk.navigator.go("sales", tab="imports")
