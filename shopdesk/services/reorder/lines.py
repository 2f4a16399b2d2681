"""What a plan is made of: lines per variant, rows per style, groups per supplier."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from shopdesk.domain.forecast import Grade, Verdict
from shopdesk.domain.reorder.why import Inputs, Why, total
from shopdesk.services.reorder.remarks import Note
from shopdesk.services.suppliers import Terms


@dataclass(frozen=True, slots=True)
class Lift:
    """A date ahead and what it multiplies sales by, by category.

    Attributes:
        scope: The category or product it is about; empty for the whole shop.
        key: What the years of the date share; ``Assumptions.events`` goes by it.
        products: Ids of the products it moves.
    """

    name: str
    starts_on: date
    ends_on: date
    factor: Mapping[str, float]
    scope: str = ""
    key: str = ""
    products: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """What to order of one variant, and why.

    Attributes:
        why: Signed terms that add up to ``order``.
        inputs: What the terms rest on; ``domain.reorder.why.explain`` gives ``why`` again.
        rate_per_day: Mean pieces a day over the next 13 weeks.
        runs_out_on: Most likely day on which the shelf is empty; None beyond the plan.
        arrives_on: When it would be here if ordered today.
        cost_minor: Of one piece; None = not known.
        stock_known: False where nobody ever counted.
        edited: Pieces the owner typed over the suggestion; None = nothing typed.
        is_left_out: The owner took the tick off.
        weekly: Mean pieces of each planned week.
        weeks_on_sale: Weeks since its style was first seen.
        is_new: In its first ten weeks, in a shop that is older: nothing is promised of it yet.
        empty_days: Of the last 28 days, those that opened without any of it.
    """

    variant_id: int
    product_id: int
    supplier_id: int | None
    supplier: str
    sku: str
    supplier_sku: str
    product: str
    color: str
    size: str
    category: str
    code: str
    why: Why
    inputs: Inputs
    on_hand: int
    on_order: int
    committed: int
    rate_per_day: float
    runs_out_on: date | None
    arrives_on: date
    cost_minor: int | None
    price_minor: int | None
    currency: str
    grade: Grade
    stock_known: bool
    edited: int | None = None
    is_left_out: bool = False
    weekly: tuple[float, ...] = ()
    weeks_on_sale: int = 0
    is_new: bool = False
    empty_days: int = 0

    @property
    def position(self) -> int:
        """On hand + on order - committed."""
        return self.on_hand + self.on_order - self.committed

    @property
    def reorder_point(self) -> int:
        """Position at or under which it is ordered."""
        return self.why.reorder_point

    @property
    def order_up_to(self) -> int:
        """Position an order brings back."""
        return self.why.order_up_to

    @property
    def order(self) -> int:
        """Pieces suggested."""
        return self.why.order

    @property
    def wanted(self) -> int:
        """Pieces that go on the list: what the owner typed, else what is suggested; ticked or not."""
        return self.order if self.edited is None else self.edited

    @property
    def chosen(self) -> int:
        """Pieces that go on the list; 0 where the owner took the tick off."""
        return 0 if self.is_left_out else self.wanted

    @property
    def is_due(self) -> bool:
        """Whether it is suggested, or the owner typed some."""
        return self.order > 0 or (self.edited or 0) > 0

    @property
    def cost_of_order(self) -> int | None:
        """What the suggestion costs, minor units; None where the cost is not known."""
        return None if self.cost_minor is None else self.cost_minor * self.order


@dataclass(frozen=True)  # no slots: its sums are kept
class StyleRow:
    """A style's lines together: each figure is the sum of its sizes', added up once.

    A page asks for them at every tab and key: ten of 400 styles kept the window's thread for 100 ms.

    Attributes:
        runs_out_on: Most likely day on which nothing of it is left.
    """

    lines: tuple[Line, ...]
    runs_out_on: date | None

    @property
    def first(self) -> Line:
        """Any of its lines: what they share."""
        return self.lines[0]

    @cached_property
    def is_counted(self) -> bool:
        """Whether somebody ever said how many there are of any of it."""
        return any(line.stock_known for line in self.lines)

    @cached_property
    def why(self) -> Why:
        """Term-wise sum."""
        return total(line.why for line in self.lines)

    @cached_property
    def on_hand(self) -> int:
        """Pieces of all sizes."""
        return sum(line.on_hand for line in self.lines)

    @cached_property
    def on_order(self) -> int:
        """Pieces of all sizes on the way."""
        return sum(line.on_order for line in self.lines)

    @cached_property
    def order(self) -> int:
        """Pieces suggested."""
        return sum(line.order for line in self.lines)

    @cached_property
    def wanted(self) -> int:
        """Pieces suggested or typed."""
        return sum(line.wanted for line in self.lines)

    @cached_property
    def chosen(self) -> int:
        """Pieces that go on the list."""
        return sum(line.chosen for line in self.lines)

    @cached_property
    def is_due(self) -> bool:
        """Whether any of it is to be ordered."""
        return any(line.is_due for line in self.lines)

    @cached_property
    def is_ticked(self) -> bool:
        """Whether any of it goes on the list."""
        return any(not line.is_left_out for line in self.lines if line.wanted > 0)

    @cached_property
    def rate_per_day(self) -> float:
        """Mean pieces a day."""
        return sum(line.rate_per_day for line in self.lines)

    @cached_property
    def cost_minor(self) -> int:
        """What is chosen costs, as far as costs are known."""
        return sum(line.chosen * (line.cost_minor or 0) for line in self.lines)


@dataclass(frozen=True)  # no slots: its sums are kept
class Group:
    """One supplier's styles, the soonest to run out first."""

    terms: Terms
    rows: tuple[StyleRow, ...]

    @cached_property
    def pieces(self) -> int:
        """Pieces on its list."""
        return sum(row.chosen for row in self.rows)

    @cached_property
    def cost_minor(self) -> int:
        """What the list costs, as far as costs are known."""
        return sum(row.cost_minor for row in self.rows)


@dataclass(frozen=True)  # no slots: its rows and groups are made once
class Plan:
    """What to order today.

    Attributes:
        today: The day it was worked out for.
        sales_until: Last day of sales it knows; None in a shop without sales.
        lines: Every variant that is ordered at all, due or not, styles together.
        terms: Every supplier's terms by id; None for variants nobody is named for.
        notes: What to say beside it.
        weeks: Weeks of history.
        service: Fill-rate target.
    """

    today: date
    sales_until: date | None
    lines: tuple[Line, ...]
    terms: dict[int | None, Terms]
    notes: tuple[Note, ...] = ()
    weeks: int = 0
    service: float = 0.95
    currency: str = ""
    sold_out: dict[int, date | None] = field(default_factory=dict)
    """Day each style (product id) runs out as a whole."""
    coming: dict[int, tuple[tuple[float, int], ...]] = field(default_factory=dict)
    """(days from today, pieces) on the way, by variant."""
    lifts: tuple[Lift, ...] = ()
    """Commercial dates ahead that change what is expected, soonest first."""
    season: Verdict | None = None
    """What the gate of the yearly profile said; None where the owner does not want one."""

    def due(self) -> tuple[Line, ...]:
        """Return the lines with something to order: suggested, or typed by the owner."""
        return tuple(line for line in self.lines if line.is_due)

    def styles(self) -> tuple[StyleRow, ...]:
        """Return rows per style, in the order of the lines."""
        return self._styles

    def due_styles(self) -> tuple[StyleRow, ...]:
        """Return whole styles (all their sizes) of which something is to be ordered."""
        return self._due_styles

    def groups(self) -> tuple[Group, ...]:
        """Return the due styles by supplier, the one whose first shelf empties soonest first."""
        return self._groups

    def add_up(self) -> tuple[int, int]:
        """Return pieces and known cost of all lists; with them all rows and sums are made, off the window."""
        groups = self.groups()
        return sum(group.pieces for group in groups), sum(group.cost_minor for group in groups)

    @cached_property
    def _styles(self) -> tuple[StyleRow, ...]:
        grouped = itertools.groupby(self.lines, lambda line: (line.product_id, line.supplier_id))
        return tuple(
            StyleRow(tuple(members), self.sold_out.get(product)) for (product, _), members in grouped
        )

    @cached_property
    def _due_styles(self) -> tuple[StyleRow, ...]:
        return tuple(row for row in self._styles if row.is_due)

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        by_supplier: dict[int | None, list[StyleRow]] = {}
        for row in self._due_styles:
            by_supplier.setdefault(row.first.supplier_id, []).append(row)
        found = [
            Group(self.terms[key], tuple(sorted(members, key=_by_run_out)))
            for key, members in by_supplier.items()
        ]
        return tuple(sorted(found, key=_by_first_row))


def _by_run_out(row: StyleRow) -> tuple[date, str, str]:
    return row.runs_out_on or date.max, row.first.product.casefold(), row.first.color.casefold()


def _by_first_row(group: Group) -> tuple[bool, date, str]:
    return group.terms.id is None, group.rows[0].runs_out_on or date.max, group.terms.name.casefold()
