"""Rows gathered into orders: continued lines, orders scattered over the file, and whole repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from shopdesk.formats.base import Row
from shopdesk.formats.cells import Fields
from shopdesk.formats.sifting import Pile
from shopdesk.runtime.i18n import _

Run = list[tuple[Row, Fields]]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one order.

    Attributes:
        rows: Each with its fields, in the order of the file.
        repeat: Other versions of it stand earlier in the file and were left out.
    """

    rows: Run
    repeat: bool = False


@dataclass(slots=True)
class Grouping:
    """Walks rows and hands over whole orders; only orders known to be scattered wait in memory.

    Attributes:
        opens: Tells whether a row is the first of an order even if the one before has the same number.
            Sources that fill the order's columns on the first row only can tell; None for the others.
        scattered: Order numbers that stand in several places of the file.
        pile: Where left-out repeats go.
    """

    opens: Callable[[Fields], bool] | None
    scattered: frozenset[str]
    pile: Pile
    _held: dict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))

    def groups(self, rows: Iterable[tuple[Row, Fields]]) -> Iterator[Group]:
        """Yield every order once; scattered and repeated ones at the end."""
        run: Run = []
        number = ""
        repeated = False
        for row, fields in rows:
            own = fields.get("number", "")
            again = bool(run) and own == number and self.opens is not None and self.opens(fields)
            if run and (again or own not in {"", number}):
                yield from self._finish(number, run, held=again or repeated)
                run, repeated = [], again
            run.append((row, fields))
            number = own or number
        if run:
            yield from self._finish(number, run, held=repeated)
        for runs in self._held.values():
            yield from self._settle(runs)

    def _finish(self, number: str, run: Run, *, held: bool) -> Iterator[Group]:
        if held or number in self.scattered:
            self._held[number].append(run)
        else:
            yield Group(run)

    def _settle(self, runs: list[Run]) -> Iterator[Group]:
        versions = self._continued(runs)
        distinct = self._without_copies(versions)
        if len(distinct) == 1:
            yield Group(distinct[0])
        elif self.opens is not None or len({_goods(run) for run in distinct}) == 1:
            for run in distinct[:-1]:
                self._leave_out(run, "older_repeat", _("This order stands again further down, changed."))
            yield Group(distinct[-1], repeat=True)
        else:
            yield Group([row for run in distinct for row in run])

    def _continued(self, runs: list[Run]) -> list[Run]:
        """Give continuation rows that stand apart back to their order."""
        if self.opens is None:
            return runs
        whole = [run for run in runs if self.opens(run[0][1])]
        if not whole:
            return [[row for run in runs for row in run]]
        for run in runs:
            if not self.opens(run[0][1]):
                whole[0].extend(run)
        return whole

    def _without_copies(self, versions: list[Run]) -> list[Run]:
        kept: dict[tuple[object, ...], Run] = {}
        for run in versions:
            said = tuple(row.cells for row, _fields in run)
            if said in kept:
                self._leave_out(run, "repeated_order", _("The same order once more, unchanged."))
            else:
                kept[said] = run
        return list(kept.values())

    def _leave_out(self, run: Run, code: str, message: str) -> None:
        for row, _fields in run:
            self.pile.ignore(row, code, message)


def _goods(run: Run) -> tuple[tuple[str, ...], ...]:
    names = ("line_id", "sku", "title", "product", "variant", "color", "size", "quantity", "unit_price")
    return tuple(sorted(tuple(fields.get(name, "") for name in names) for _row, fields in run))
