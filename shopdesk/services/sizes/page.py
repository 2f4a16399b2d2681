"""The Tallas page: every style with its run, the gaps first, and what each costs a week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shopdesk.domain.naming import styled
from shopdesk.domain.preferences import PlanningSettings, ShopSettings
from shopdesk.domain.sizes.fits import FitReading
from shopdesk.domain.sizes.labels import SizeLabel
from shopdesk.domain.sizes.review import Reviewed, Rules, review
from shopdesk.domain.sizes.silent import Label, RateRatio, rate_ratio
from shopdesk.services.context import Shop
from shopdesk.services.sizes.fit import read_fits
from shopdesk.services.sizes.history import Assembled, Named, assemble


@dataclass(frozen=True, slots=True)
class SizeCell:
    """One size of one style.

    Attributes:
        weeks: Weeks the pieces last at the style's rate; None where none are asked for.
        asked_week: Pieces a week it would sell with the whole run in stock.
    """

    variant_id: int
    sku: str
    size: SizeLabel
    on_hand: int
    sold_90: int
    share: float
    asked_week: float
    weeks: float | None
    is_core: bool
    is_missing: bool
    is_breaking: bool

    @property
    def label(self) -> str:
        """The size as the owner writes it."""
        return self.size.text


@dataclass(frozen=True, slots=True)
class StyleRow:
    """One row of the map. Fields as in ``domain.sizes.review.Reviewed``.

    Attributes:
        ratio: Its sales since the gap against its neighbours', where the test by sales found them lower; 1 =
            they went the same way.
    """

    product_id: int
    product: str
    color: str
    category: str
    gender: str
    brand: str
    option_name: str
    system: str
    cells: tuple[SizeCell, ...]
    coverage: float | None
    rate_per_day: float
    lost_pieces_week: float
    lost_week_minor: int
    label: Label | None
    p_value: float | None
    gap_days: int
    table: tuple[int, int, int, int]
    by_views: bool
    ratio: RateRatio | None
    asked: int

    @property
    def name(self) -> str:
        """What the owner calls it: ``Botín Oaxaca café``."""
        return styled(self.product, self.color)

    @property
    def stock(self) -> int:
        """Pieces of all sizes."""
        return sum(cell.on_hand for cell in self.cells)

    @property
    def missing(self) -> tuple[SizeCell, ...]:
        """Key sizes at zero while others have stock."""
        return tuple(cell for cell in self.cells if cell.is_missing)

    @property
    def missing_share(self) -> float:
        """Share of the style's sales its missing key sizes make, 0..1."""
        return sum(cell.share for cell in self.missing)


@dataclass(frozen=True, slots=True)
class SizesPage:
    """All rows by money lost a week.

    Attributes:
        option_name: What the variants differ in when it is not size, e.g. Colores; empty = sizes.
        stock_as_of: Day of the newest stock figure.
        first: First day of sales looked at.
        last: Last day of sales looked at.
        recapture: Share of those who find another size instead, a setting.
        fits: What exchanges say of a style, by product, where there were any.
    """

    rows: tuple[StyleRow, ...]
    option_name: str
    currency: str
    stock_as_of: date | None
    first: date
    last: date
    recapture: float
    fits: Mapping[int, FitReading] = field(default_factory=dict)

    @property
    def broken(self) -> tuple[StyleRow, ...]:
        """Styles with a key size gone while others are there, by money."""
        return tuple(row for row in self.rows if row.missing)

    @property
    def missing_count(self) -> int:
        """How many key sizes are gone over all styles."""
        return sum(len(row.missing) for row in self.broken)


def page(shop: Shop) -> SizesPage:
    """Compute the page as of the shop's today."""
    with shop.store.read() as session:
        block = assemble(session, shop)
        fits = read_fits(session, shop)
    recapture = shop.settings.get(PlanningSettings).recapture
    found = review(block.history, Rules(recapture=recapture))
    rows = tuple(_row(line, block.names[line.style.key]) for line in found.styles)
    return SizesPage(
        rows,
        _option_name(block),
        shop.settings.get(ShopSettings).currency,
        block.stock_as_of,
        block.first,
        block.last,
        recapture,
        fits,
    )


def _option_name(block: Assembled) -> str:
    """Return the variants' own word when most styles have one; sizes have none."""
    words = [name.option_name for name in block.names.values() if name.option_name]
    if 2 * len(words) <= len(block.names):
        return ""
    return max(sorted(set(words)), key=words.count)


def _ratio(line: Reviewed) -> RateRatio | None:
    if line.by_views or line.label not in (Label.CONFIRMED, Label.HALO):
        return None
    after, before, control_after, control_before = line.table
    return rate_ratio(after, before, control_after=control_after, control_before=control_before)


def _row(line: Reviewed, name: Named) -> StyleRow:
    return StyleRow(
        name.product_id,
        name.product,
        name.color,
        name.category,
        name.gender,
        name.brand,
        name.option_name,
        line.style.system,
        tuple(_cell(line, name, at) for at in range(len(line.share))),
        line.coverage,
        line.rate_per_day,
        line.lost_per_week,
        line.lost_minor,
        line.label,
        line.p_value,
        line.gap_days,
        line.table,
        line.by_views,
        _ratio(line),
        name.asked,
    )


def _cell(line: Reviewed, name: Named, at: int) -> SizeCell:
    asked = line.rate_per_day * line.share[at] * 7
    return SizeCell(
        variant_id=name.variants[at],
        sku=name.skus[at],
        size=line.style.run[at],
        on_hand=line.on_hand[at],
        sold_90=line.sold_90[at],
        share=line.share[at],
        asked_week=asked,
        weeks=max(line.on_hand[at], 0) / asked if asked > 0 else None,
        is_core=line.core[at],
        is_missing=line.missing_core[at],
        is_breaking=line.breaking[at],
    )
