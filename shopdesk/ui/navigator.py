"""Going from one page to another, with what to show there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Place:
    """A page and, inside it, what to show.

    Attributes:
        room: Code name: ``today reorder sizes inbox mail customers sales settings``.
        tab: Key of a tab, or empty.
        key: Domain key of what to open there (a product, a customer, a batch), or None.
    """

    room: str
    tab: str = ""
    key: object = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The key of a place in Correos: the batch of a flow, of some people only.

    Attributes:
        flow: The flow's name.
        people: Person keys; empty = everybody of the batch.
    """

    flow: str
    people: frozenset[str] = frozenset()


class Navigator(QObject):
    """``went(Place)`` asks the window to go; ``arrived(Place)`` says it did."""

    went = Signal(object)
    arrived = Signal(object)

    def go(self, room: str, *, tab: str = "", key: object = None) -> None:
        """Go to a room, and there to a tab and a thing."""
        self.went.emit(Place(room, tab, key))
