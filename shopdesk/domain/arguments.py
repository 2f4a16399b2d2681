"""Which argument retains: do those who mention it come back more than those who write of other things?

Each day on which a customer who had bought wrote is one span, until the next purchase or today, and stands
with those who mention an argument or with the others by what was said that day. So nobody counts as faithful
merely because they stayed long enough to mention it. The spans of one customer are not independent: the
errors are those of whole customers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.naming import name_key
from shopdesk.domain.special import ndtri

HORIZON_DAYS = 180
_NEEDED = 20
"""Customers on each side before anything is said."""
_NEAR = 12
"""Letters before a phrase in which a denial still denies it."""


class Argument(StrEnum):
    """What a customer may praise a shop's things for."""

    DURABILITY = "durability"
    COMFORT = "comfort"
    FOOT_HEALTH = "foot_health"
    WARRANTY = "warranty"
    REPAIR = "repair"
    MATERIALS = "materials"


class Verdict(StrEnum):
    """What the figures allow to say."""

    RETAINS = "retains"
    LOSES = "loses"
    NOT_CLEAR = "not_clear"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Writer:
    """A customer who wrote: days of purchase in order, and (day, arguments mentioned) of each text."""

    purchases: tuple[date, ...]
    texts: tuple[tuple[date, frozenset[Argument]], ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """One argument.

    Attributes:
        mentioned: Customers who mentioned it after having bought.
        returned: How many of them bought again within the horizon after the mention.
        others: Customers who wrote of other things after having bought.
        share: Share of those who mentioned it that comes back within the horizon (Kaplan-Meier).
        other_share: The same of the others.
        difference: ``share`` − ``other_share``; None where there are too few.
        interval: Of the difference, 95 % for all arguments together; None with ``difference``.
    """

    argument: Argument
    mentioned: int
    returned: int
    others: int
    share: float | None
    other_share: float | None
    difference: float | None
    interval: tuple[float, float] | None
    verdict: Verdict


def mentions(text: str, lexicon: Mapping[str, Sequence[str]], denials: Sequence[str]) -> frozenset[Argument]:
    """Return the arguments a text mentions; ``no son cómodos`` mentions none.

    Args:
        text: As written.
        lexicon: Argument → words and phrases.
        denials: Words that deny what follows them closely.
    """
    plain = name_key(text)
    return frozenset(
        argument
        for argument in Argument
        if any(_says(plain, name_key(phrase), denials) for phrase in lexicon.get(argument.value, ()))
    )


def weigh(writers: Sequence[Writer], today: date, *, horizon: int = HORIZON_DAYS) -> list[Weight]:
    """Return what each argument is worth, the best difference first, those with too few last."""
    spans = {argument: _spans(argument, writers, today) for argument in Argument}
    asked = sum(1 for with_it, without in spans.values() if _enough(with_it) and _enough(without))
    # As many questions as arguments with enough writers: Bonferroni keeps the whole table at 95 %.
    z = float(ndtri(1 - 0.025 / max(asked, 1)))
    found = [_weight(argument, *spans[argument], horizon, z) for argument in Argument]
    return sorted(found, key=lambda w: (w.difference is None, -(w.difference or 0.0)))


@dataclass(frozen=True, slots=True)
class _Spans:
    """Customer, days until they bought again or were last seen, and whether they bought; shape (n,) each."""

    who: Ints
    days: Ints
    came: Flags

    @property
    def people(self) -> int:
        """How many customers they are of."""
        return len(np.unique(self.who))


def _spans(argument: Argument, writers: Sequence[Writer], today: date) -> tuple[_Spans, _Spans]:
    """Return the spans of those who mention an argument, and of the others."""
    sides: tuple[list[tuple[int, int, bool]], list[tuple[int, int, bool]]] = ([], [])
    for who, writer in enumerate(writers):
        said: dict[date, bool] = {}
        for day, what in writer.texts:
            if writer.purchases and writer.purchases[0] <= day:
                said[day] = said.get(day, False) or argument in what
        for day, mentioned in said.items():
            later = next((bought for bought in writer.purchases if bought > day), None)
            sides[0 if mentioned else 1].append((who, ((later or today) - day).days, later is not None))
    with_it, without = (_columns(rows) for rows in sides)
    return with_it, without


def _columns(rows: list[tuple[int, int, bool]]) -> _Spans:
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return _Spans(table[:, 0], table[:, 1], table[:, 2].astype(np.bool_))


def _enough(spans: _Spans) -> bool:
    return spans.people >= _NEEDED


def _weight(argument: Argument, with_it: _Spans, without: _Spans, horizon: int, z: float) -> Weight:
    returned = len(np.unique(with_it.who[with_it.came & (with_it.days <= horizon)]))
    counted = (argument, with_it.people, returned, without.people)
    if not (_enough(with_it) and _enough(without)):
        return Weight(*counted, None, None, None, None, Verdict.TOO_FEW)
    (mine, pull), (theirs, other_pull) = _share(with_it, horizon), _share(without, horizon)
    top = int(max(with_it.who.max(), without.who.max())) + 1
    whole = np.bincount(with_it.who, pull, top) - np.bincount(without.who, other_pull, top)
    error = np.sqrt(max(float((whole**2).sum()), _floor(with_it, mine) + _floor(without, theirs)))
    difference, half = mine - theirs, z * float(error)
    low, high = max(difference - half, -1.0), min(difference + half, 1.0)
    verdict = Verdict.RETAINS if low > 0 else Verdict.LOSES if high < 0 else Verdict.NOT_CLEAR
    return Weight(*counted, mine, theirs, difference, (low, high), verdict)


def _share(spans: _Spans, horizon: int) -> tuple[float, Floats]:
    """Return the share back by the horizon (Kaplan-Meier) and what each span pulls it by.

    Source: the influence of one observation on Kaplan-Meier, Reid (1981); its square sums to Greenwood's.
    """
    top = horizon + 1
    lengths = np.minimum(spans.days, top)
    events = np.bincount(lengths[spans.came], minlength=top + 1).astype(np.float64)[:top]
    leaving = np.bincount(lengths, minlength=top + 1)
    at_risk = np.maximum(len(lengths) - np.concatenate([[0], np.cumsum(leaving)[:-1]]), 1)[:top]
    staying = float(np.prod(1 - events / at_risk))
    left = np.maximum(at_risk - events, 0.5)  # nobody left: the share is 1, and the floor speaks
    run = np.cumsum(events / (at_risk * left))
    inside = np.minimum(lengths, horizon)
    ended = spans.came & (lengths <= horizon)
    pull = np.where(ended, 1 / left[inside], 0.0) - run[inside]
    return 1 - staying, np.asarray(staying * pull, dtype=np.float64)


def _floor(spans: _Spans, share: float) -> float:
    """Return the variance of a plain count of people: nought of twenty is not known exactly."""
    people = spans.people
    plain = (share * people + 2) / (people + 4)
    return plain * (1 - plain) / (people + 4)


def _says(plain: str, phrase: str, denials: Sequence[str]) -> bool:
    for hit in re.finditer(rf"\b{re.escape(phrase)}\b", plain):
        before = plain[max(0, hit.start() - _NEAR) : hit.start()]
        if not any(re.search(rf"\b{re.escape(name_key(word))}\b[^,.;]*$", before) for word in denials):
            return True
    return False
