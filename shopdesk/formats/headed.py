"""What every source told by its headers shares: its columns, how surely a header is its own, its picks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import headers
from shopdesk.formats.base import Cells, Kind, Table
from shopdesk.formats.survey import Habits


class Headed:
    """A source that its header gives away.

    Attributes:
        columns: Field to its headers in comparable form, the likelier first.
        needed: Comparable headers without which it is not this source.
        usual: Headers it mostly has.
        habits: How it always writes.
    """

    name: str
    kind: Kind
    columns: Mapping[str, Sequence[str]]
    needed: frozenset[str]
    usual: frozenset[str] = frozenset()
    habits: Habits = Habits()

    @property
    def title(self) -> str:
        """What people call it, translated."""
        raise NotImplementedError

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is the source, 0..1."""
        del sample
        return headers.fit(header, self.needed, self.usual)

    def picks(self, table: Table) -> dict[str, int]:
        """Return the column of each field."""
        return headers.pick(table.header, self.columns)
