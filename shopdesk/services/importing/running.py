"""One file from disk to shop: read, staged, compared and written in one transaction, or not at all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlmodel import Session

from shopdesk.domain.money import Money
from shopdesk.domain.preferences import ShopSettings
from shopdesk.formats import countries, mapped
from shopdesk.formats.base import IgnoredRow, Kind, ReadOptions, RejectedRow, Unreadable
from shopdesk.formats.reading import Reading, read
from shopdesk.formats.survey import DEFAULT_CURRENCY
from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import Goods, _, set_goods
from shopdesk.runtime.progress import Progress
from shopdesk.services.context import Shop
from shopdesk.services.importing import context as contexts
from shopdesk.services.importing import kept, mapping, notes, rejects, samples, writers
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.outcome import Outcome, Refusal
from shopdesk.services.importing.results import ImportOptions, ImportResult
from shopdesk.store import settings as settings_store
from shopdesk.store.database import Staging
from shopdesk.store.imports import batches, repricing, sources

MOST_PROBLEMS = 1_000


class _Rehearsal(Exception):
    """Rolls a dry run back."""


@dataclass(slots=True)
class _Rows:
    """Rows of the file that were not simply taken."""

    rejected: list[RejectedRow] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)


def read_options(shop: Shop, options: ImportOptions) -> ReadOptions:
    """Return what the reader is told: the owner's options, else what the shop has chosen."""
    with shop.store.read() as session:
        known = contexts.chosen(session)
        answers = sources.answers(session)
    settings = shop.settings.get(ShopSettings)
    return ReadOptions(
        kind=Kind(options.kind) if options.kind else None,
        format=options.format,
        as_of=options.as_of,
        date_order=options.date_order,
        decimal=options.decimal,
        zone=options.zone or (settings.zone if known["zone"] else None),
        currency=options.currency or (settings.currency if known["currency"] else None),
        mapping=options.mapping,
        saved=mapping.saved(shop),
        encoding=options.encoding,
        today=shop.today(),
        answers=answers,
        said=frozenset(name for name in sources.ANSWERS if getattr(options, name)),
        mended=options.mended,
    )


class FileRun:
    """One file's import: open it with ``with``, then ``run`` it once."""

    def __init__(
        self, shop: Shop, path: Path, options: ImportOptions, progress: Progress, *, sample: int = 0
    ) -> None:
        """Open and recognise the file.

        Raises:
            ShopdeskError: If it cannot be opened or recognised.
        """
        self._shop, self._path, self._options, self._progress = shop, path, options, progress
        self._rows = _Rows()
        self._wanted = sample
        self._reading = self._read(read_options(shop, options))
        told = self._reading.told
        self._options = replace(
            options,
            zone=told.get("zone") or options.zone,
            currency=told.get("currency") or options.currency,
            taxes=told.get("taxes") or options.taxes,
        )
        self.zone = shop.zone()
        self.sample: tuple[dict[str, str], ...] = ()
        self.header = tuple(self._reading.table.header)
        self.encoding = self._reading.encoding
        self.delimiter = self._reading.opened.delimiter

    def _read(self, told: ReadOptions) -> Reading:
        """Open the file; one without a currency is taken to be in that of the country it names."""
        found = read(self._path, options=told)
        likely = countries.currency(found.country) if _leaves_currency(found) else ""
        if not likely or told.currency or likely == DEFAULT_CURRENCY:
            return found
        found.close()
        return read(self._path, options=replace(told, likely_currency=likely))

    def __enter__(self) -> FileRun:
        return self

    def __exit__(self, *_error: object) -> None:
        self._reading.close()

    def run(self) -> ImportResult:
        """Read, compare and write the file; in a dry run, forget it again.

        Raises:
            ShopdeskError: If it is refused (Undecided, AnotherShop, no rows below its headings), or the
                owner stopped it (Cancelled). Nothing of it is kept then.
        """
        found = iter(self._reading)
        first = next(found, None)
        self.sample = samples.describe(first, self._wanted) if first else ()
        context = contexts.make(self._shop, self._options, first)
        self.zone = context.zone
        writer = writers.make(self._reading, context, self._options)
        with self._shop.store.staging() as staging:
            with staging.prepare() as raw:
                writer.open(raw)
            for batch in itertools.chain([first] if first else [], found):
                self._progress(self._reading.counts.rows, 0, self._path.name)
                self._rows.rejected.extend(batch.rejected)
                self._rows.ignored.extend(batch.ignored)
                with staging.prepare() as raw:
                    writer.take(raw, batch)
            if not self._reading.counts.rows:
                raise _no_rows(self._path.name)
            return self._save(staging, writer, context)

    def _save(self, staging: Staging, writer: writers.Writer, context: FileContext) -> ImportResult:
        saving = _("Saving {name}").format(name=self._path.name)
        self._progress(self._reading.counts.rows, 0, saving)
        try:
            with staging.write() as session:
                result = self._write(session, writer, context)
                self._progress(self._reading.counts.rows, 0, saving)
                if self._options.dry_run:
                    raise _Rehearsal
            set_goods(Goods(self._shop.settings.get(ShopSettings).goods))
        except _Rehearsal:
            pass
        return result

    def _write(self, session: Session, writer: writers.Writer, context: FileContext) -> ImportResult:
        digest = kept.digest(self._path)
        kind = str(self._reading.kind)
        twin = batches.twin(session, digest, kind)
        batch_id = batches.begin(
            session,
            batches.Start(
                self._path.name, digest, kind, self._reading.format.name, context.account, context.now, twin,
                {"adopted": context.adopted} | kept.options(self._options),
            ),
        )  # fmt: skip
        outcome = writer.write(session, batch_id)
        self._adopt(session, context)
        self._keep_answers(session, kind)
        self._refuse(outcome.refusals)
        result = self._result(batch_id, outcome, context, twin)
        batches.finish(session, batch_id, kept.figures(result, outcome))
        batches.keep_rows(session, batch_id, self._verdicts(result))
        if self._rows.rejected:
            batches.keep_header(session, batch_id, self.header)
        batches.forget_old(session)
        batches.tell(session, kind)
        return result

    def _adopt(self, session: Session, context: FileContext) -> None:
        if "currency" in context.adopted:
            assumed = ShopSettings().currency
            repricing.restate(session, assumed, context.adopted["currency"])
        for name, value in context.adopted.items():
            settings_store.put(session, f"shop.{name}", value, context.now)

    def _keep_answers(self, session: Session, kind: str) -> None:
        said = {name: getattr(self._options, name) or "" for name in sources.ANSWERS}
        if any(said.values()):
            key = mapped.signature_key(self.header)
            name, today = self._path.stem, self._shop.today()
            sources.keep_answers(session, key, name=name, kind=kind, answers=said, on=today)

    def _refuse(self, refusals: tuple[Refusal, ...]) -> None:
        """Give rows the shop could not take their cells, read once more from the file."""
        said = {refusal.line: refusal for refusal in refusals}
        if not said:
            return
        for row in self._reading.table.rows():
            if row.line in said:
                refusal = said[row.line]
                problem = Problem(refusal.code, refusal.message, row.line, Severity.ERROR)
                self._rows.rejected.append(RejectedRow(row.line, row.cells, problem))

    def _result(
        self, batch_id: int, outcome: Outcome, context: FileContext, twin: int | None
    ) -> ImportResult:
        counts = self._reading.counts
        taken_back = len({refusal.line for refusal in outcome.refusals})
        money = [(Money(total, code), Money(back, code)) for code, _n, total, back in outcome.money]
        return ImportResult(
            file=self._path.name,
            kind=str(self._reading.kind),
            format=self._reading.format.name,
            id=None if self._options.dry_run else batch_id,
            rows=counts.rows,
            accepted=counts.accepted - taken_back,
            rejected=counts.rejected + taken_back,
            ignored=counts.ignored,
            orders_new=outcome.orders_new,
            orders_changed=outcome.orders_changed,
            orders_same=outcome.orders_same,
            lines=outcome.lines,
            units=outcome.units,
            total=money[0][0] if money else None,
            refunded=money[0][1] if money else None,
            others=tuple(money[1:]),
            first=outcome.first,
            last=outcome.last,
            problems=self._problems(outcome, context),
            duplicate_of=twin,
            questions=self._reading.questions,
            is_dry=self._options.dry_run,
            facts=outcome.facts,
        )

    def _problems(self, outcome: Outcome, context: FileContext) -> tuple[Problem, ...]:
        found = [
            *context.notes,
            *(row.problem for row in self._rows.rejected),
            *self._reading.table.notes,
            *self._reading.problems,
            *outcome.problems,
            *notes.of_outcome(outcome, context),
            *(Problem(row.code, row.message, row.line, Severity.NOTE) for row in self._rows.ignored),
            *notes.of_mended(self._options.mended),
        ]
        return tuple(dict.fromkeys(found))[:MOST_PROBLEMS]

    def _verdicts(self, result: ImportResult) -> Iterator[batches.Verdict]:
        for row in self._rows.rejected:
            problem = row.problem
            yield batches.Verdict(row.line, "rejected", problem.code, problem.message, list(row.cells))
        for ignored in self._rows.ignored:
            yield batches.Verdict(ignored.line, "ignored", ignored.code, ignored.message, None)
        told = {(row.line, row.problem.code) for row in self._rows.rejected}
        told |= {(row.line, row.code) for row in self._rows.ignored}
        for problem in result.problems:
            if (problem.line, problem.code) not in told:
                yield batches.Verdict(problem.line, "noted", problem.code, problem.message, None)

    def rejects(self) -> rejects.Rejects:
        """Return what the rejects file holds."""
        return rejects.Rejects(self._reading.table.header, tuple(self._rows.rejected))


def _leaves_currency(found: Reading) -> bool:
    return any(question.code == "currency" for question in found.questions)


def _no_rows(name: str) -> Unreadable:
    return Unreadable(
        _("{name} has its headings and no row below them.").format(name=name),
        _("Ask for it again with days in which you sold, or open it and see whether the rows are there."),
        code="no_rows",
    )
