"""What a size guide says, apart from how it is drawn: no matplotlib is needed to say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuidePicture:
    """What the guide says, every word already said.

    Attributes:
        title: ``Guía de tallas · Andares``.
        line: The shop's name and how to measure.
        header: Names of the columns.
        rows: One per size, as many cells as the header.
        notes: One line each, e.g. which style runs small.
    """

    title: str
    line: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
