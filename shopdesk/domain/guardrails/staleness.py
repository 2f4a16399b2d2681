"""At the moment of copying the facts are read again: what changed is shown old and new, not silently sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.domain.replies.facts import Fact


@dataclass(frozen=True, slots=True)
class Changed:
    """A receipt that no longer says what it said; ``new`` is empty if it is gone."""

    kind: str
    key: str
    source: str
    old: str
    new: str


def changed(said: Sequence[Fact], now: Sequence[Fact]) -> tuple[Changed, ...]:
    """Return the receipts whose value changed since the reply was composed.

    Args:
        said: Receipts of the reply.
        now: The same receipts read again; missing ones count as gone.
    """
    fresh = {(fact.kind, fact.key): fact for fact in now}
    found: list[Changed] = []
    for fact in dict.fromkeys(said):
        again = fresh.get((fact.kind, fact.key))
        if again is None or again.value != fact.value:
            found.append(Changed(fact.kind, fact.key, fact.source, fact.value, again.value if again else ""))
    return tuple(found)
