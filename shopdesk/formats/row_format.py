"""What formats share whose rows stand each for one thing: a shelf, a product, a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shopdesk.formats.base import Batch, ReadOptions, Row, Table
from shopdesk.formats.cells import CellProblem, Fields, Understanding
from shopdesk.formats.headed import Headed
from shopdesk.formats.naming import Naming
from shopdesk.formats.records import Record
from shopdesk.formats.sifting import Pile, sift
from shopdesk.formats.survey import survey
from shopdesk.runtime.i18n import _


class RowFormat(Headed):
    """A source where each row is one record.

    Attributes:
        dated: Field that is a date on every real row, or None.
    """

    dated: str | None = None

    def read(self, table: Table, options: ReadOptions) -> Iterator[Batch]:
        """Read the table in batches."""
        picks = self.picks(table)
        surveyed = survey(table, picks, self.habits, options)
        view, naming = surveyed.understanding, Naming(surveyed.titles)
        pile = Pile(questions=surveyed.questions)
        pile.problems.extend((*table.notes, *surveyed.notes))
        self.introduce(table, picks, options, pile)
        above: Fields = {}
        for row, fields in sift(table.rows(quoting=self.habits.quoting), table, picks, pile, self.dated):
            self.complete(fields, above)
            self._take(row, fields, view, naming, pile)
            if pile.is_full():
                yield pile.take()
        yield pile.take()

    def _take(self, row: Row, fields: Fields, view: Understanding, naming: Naming, pile: Pile) -> None:
        try:
            reason = self.leave_out(fields)
            if reason is not None:
                pile.ignore(row, *reason)
                return
            records = self.records(row.line, fields, view, naming)
        except CellProblem as error:
            pile.reject(row, error)
            return
        for at, record in enumerate(records):
            pile.accept(record, 0 if at else 1)
        doubt = self.doubt(fields, records)
        if doubt is not None:
            pile.note(*doubt, row.line, warn=True)

    def doubt(self, fields: Fields, records: Sequence[Record]) -> tuple[str, str] | None:
        """Return code and words if an accepted row does not fit together, else None."""
        del fields, records
        return None

    def complete(self, fields: Fields, above: Fields) -> None:
        """Fill what a row leaves blank because the rows above said it; ``above`` is the format's to keep."""

    def introduce(self, table: Table, picks: Mapping[str, int], options: ReadOptions, pile: Pile) -> None:
        """Say once what holds for the whole file, or ask."""

    def leave_out(self, fields: Fields) -> tuple[str, str] | None:
        """Return code and words if the row is no record on purpose, else None."""
        del fields
        return None

    def records(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> Sequence[Record]:
        """Read one row into its records, one unless the source packs several in a row.

        Raises:
            CellProblem: If it cannot be read.
        """
        return (self.record(line, fields, view, naming),)

    def record(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> Record:
        """Read one row.

        Raises:
            CellProblem: If it cannot be read.
        """
        raise NotImplementedError


def note_unused(table: Table, picks: Mapping[str, int], pile: Pile) -> None:
    """Say which columns of the file are not used."""
    used = set(picks.values())
    unused = [name for at, name in enumerate(table.header) if name.strip() and at not in used]
    if unused:
        said = _("Columns not used: {names}.").format(names=", ".join(unused[:12]))
        pile.note("columns_not_used", said)


def need_sku_or_product(fields: Fields, view: Understanding) -> None:
    """Refuse a row that does not say which product it is about.

    Raises:
        CellProblem: If it has neither SKU nor product.
    """
    if not fields.get("sku") and not fields.get("product"):
        raise view.missing("product", _("The row says neither product nor SKU."))
