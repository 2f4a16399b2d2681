"""What is said of fit: how a style runs, the size guide, its scales."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.charts.guide_table import GuidePicture
from shopdesk.domain.sizes.equivalence import Equivalence
from shopdesk.domain.sizes.fits import FitReading, Runs
from shopdesk.domain.sizes.foot import Foot
from shopdesk.domain.sizes.labels import SizeSystem
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext


def scale(system: SizeSystem) -> str:
    """Say a scale as a column of the guide."""
    known = {
        SizeSystem.MX: _("MX (cm)"),
        SizeSystem.EU: _("EU"),
        SizeSystem.US: _("US"),
        SizeSystem.LETTERS: _("Letters"),
    }
    return known.get(system, system.value)


def fit(reading: FitReading) -> str:
    """Say how a style runs with the counts behind it; empty while nothing can be said."""
    counted = _changes(reading)
    match reading.runs:
        case Runs.SMALL:
            return _("It runs small: {counted} went for a larger one.").format(counted=counted)
        case Runs.LARGE:
            return _("It runs large: {counted} went for a smaller one.").format(counted=counted)
        case _other:
            return ""


def _changes(reading: FitReading) -> str:
    count, way = reading.up + reading.down, max(reading.up, reading.down)
    return ngettext("{way} of {count} size change", "{way} of {count} size changes", count).format(
        way=way, count=count
    )


def guide_note(name: str, runs: Runs) -> str:
    """Draft the line of the size guide for a style that does not run true."""
    if runs is Runs.SMALL:
        return _("{name} runs small: take one size up.").format(name=name)
    return _("{name} runs large: take one size down.").format(name=name)


def guide_picture(
    brand: str, rows: Sequence[Equivalence], notes: Sequence[tuple[str, Runs]], shop_name: str
) -> GuidePicture:
    """Say a size guide, ready to be drawn."""
    systems = [s for s in (SizeSystem.MX, SizeSystem.EU, SizeSystem.US, SizeSystem.LETTERS) if _has(rows, s)]
    measured = any(row.foot_mm is not None for row in rows)
    header = [scale(system) for system in systems] + ([_("Length of foot")] if measured else [])
    return GuidePicture(
        title=_("Size guide · {brand}").format(brand=brand) if brand else _("Size guide"),
        line=" · ".join(part for part in (shop_name, _how(measured=measured)) if part),
        header=tuple(header),
        rows=tuple(_cells(row, systems, measured=measured) for row in rows),
        notes=tuple(guide_note(name, runs) for name, runs in notes),
    )


def _how(*, measured: bool) -> str:
    if not measured:
        return ""
    return _("Measure your foot from heel to the longest toe, standing.")


def _has(rows: Sequence[Equivalence], system: SizeSystem) -> bool:
    return any(row.labels.get(system) for row in rows)


def _cells(row: Equivalence, systems: Sequence[SizeSystem], *, measured: bool) -> tuple[str, ...]:
    cells = [row.labels.get(system, "–") for system in systems]
    if measured:
        cells.append(_length(row.foot_mm))
    return tuple(cells)


def _length(millimetres: int | None) -> str:
    if millimetres is None:
        return "–"
    return _("{length} cm").format(length=words.number(millimetres / 10, 1 if millimetres % 10 else 0))


def foot(what: Foot) -> str:
    """Say what a customer wrote of their foot, as a word for their card."""
    known = {
        Foot.WIDE: _("Wide foot"),
        Foot.NARROW: _("Narrow foot"),
        Foot.HIGH_ARCH: _("High instep"),
        Foot.FLAT: _("Flat foot"),
    }
    return known[what]


def usual_size(label: str, kept: int, of: int) -> str:
    """Say a usual size with what it rests on: ``25 · 4 de 5 que se quedó``."""
    return ngettext("{size} · {kept} of {of} pair kept", "{size} · {kept} of {of} pairs kept", of).format(
        size=label, kept=kept, of=of
    )
