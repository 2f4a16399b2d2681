"""The size guide: the owner's own table per brand, kept, and written as a PDF or a picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shopdesk.domain.preferences import ShopSettings
from shopdesk.domain.sizes.equivalence import Equivalence
from shopdesk.domain.sizes.fits import Runs
from shopdesk.domain.sizes.labels import SizeSystem, read_label
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_fit as said
from shopdesk.services.context import Shop
from shopdesk.services.sizes.fit import read_fits
from shopdesk.store import fit as store

FOOT = "foot_mm"
"""Code under which the length of the foot is kept, in millimetres."""
_SYSTEMS = (SizeSystem.MX, SizeSystem.EU, SizeSystem.US, SizeSystem.LETTERS)


@dataclass(frozen=True, slots=True)
class SizeGuide:
    """One brand's table.

    Attributes:
        brand: Empty = brands without a table of their own.
        rows: By size, smallest first.
        notes: Styles that run small or large: (name, verdict).
    """

    brand: str
    rows: tuple[Equivalence, ...]
    notes: tuple[tuple[str, Runs], ...] = ()

    @property
    def systems(self) -> tuple[SizeSystem, ...]:
        """The scales any row names, in the order of the house."""
        return tuple(s for s in _SYSTEMS if any(s in row.labels for row in self.rows))


def guides(shop: Shop) -> tuple[SizeGuide, ...]:
    """Return the owner's tables, one a brand."""
    with shop.store.read() as session:
        table = store.equivalences(session)
        names = store.names_by_brand(session)
        readings = read_fits(session, shop)
    brands = dict.fromkeys(row[0] for row in table)
    found = []
    for brand in brands:
        notes = [
            (name, readings[product].runs)
            for product, name in names.get(brand, ())
            if product in readings and readings[product].runs in (Runs.SMALL, Runs.LARGE)
        ]
        found.append(SizeGuide(brand, _rows(brand, table), tuple(notes)))
    return tuple(found)


def table(shop: Shop) -> tuple[Equivalence, ...]:
    """Return every row of every brand, for converting sizes (``domain.sizes.equivalence``)."""
    return tuple(row for guide in guides(shop) for row in guide.rows)


def keep(shop: Shop, brand: str, rows: tuple[Equivalence, ...]) -> None:
    """Replace the table of one brand.

    Raises:
        WrongInput: If a row names fewer than two sizes.
    """
    pairs: list[tuple[str, str, str, str]] = []
    for row in rows:
        named = [(system.value, row.labels[system]) for system in _SYSTEMS if row.labels.get(system)]
        named += [(FOOT, str(row.foot_mm))] if row.foot_mm is not None else []
        if len(named) < 2:
            raise WrongInput(
                _("Each row of the size guide needs two sizes, or a size and a length."),
                _("Fill the row or take it out. Nothing was changed."),
            )
        pairs += [(*named[0], *other) for other in named[1:]]
    with shop.store.write() as session:
        store.replace_equivalences(session, brand, pairs)


def write(shop: Shop, file: Path, brand: str = "") -> Path:
    """Write one brand's guide to a file: ``.pdf`` a page, else a picture.

    Raises:
        NotFound: If the owner has no table for the brand.
    """
    from shopdesk.charts import guide as charts

    found = next((one for one in guides(shop) if one.brand.casefold() == brand.casefold()), None)
    if found is None:
        raise NotFound(
            _("There is no size guide for {brand} yet.").format(brand=brand or _("all brands")),
            _("Write it once in Sizes, Size guide."),
        )
    name = shop.settings.get(ShopSettings).name
    picture = said.guide_picture(found.brand, found.rows, found.notes, name)
    return charts.write(charts.size_guide(picture), file)


def _rows(brand: str, table: list[tuple[str, str, str, str, str]]) -> tuple[Equivalence, ...]:
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for owner, system, label, other, named in table:
        if owner == brand:
            rows.setdefault((system, label), {system: label})[other] = named
    made = [_equivalence(brand, row) for row in rows.values()]
    return tuple(sorted(made, key=_place))


def _equivalence(brand: str, row: dict[str, str]) -> Equivalence:
    known = {system.value for system in _SYSTEMS}
    labels = {SizeSystem(code): label for code, label in row.items() if code in known}
    foot = row.get(FOOT, "")
    return Equivalence(brand, labels, int(foot) if foot.isdigit() else None)


def _place(row: Equivalence) -> tuple[float, str]:
    first = next((row.labels[system] for system in _SYSTEMS if system in row.labels), "")
    label = read_label(first)
    return (label.value if label else float(row.foot_mm or 0), first)
