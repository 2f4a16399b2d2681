"""Freeze what was suggested, and score it eight weeks later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any

from shopdesk.domain.arrays import Ints
from shopdesk.domain.reorder.score import SCORED_AFTER_DAYS, Score, better, score
from shopdesk.domain.reorder.why import Inputs, Why, explain, thaw
from shopdesk.services.context import Shop
from shopdesk.services.reorder.lines import Line, Plan
from shopdesk.services.reorder.planning import suggest
from shopdesk.store import reorder as store
from shopdesk.store import suggestions as kept_suggestions
from shopdesk.store.suggestions import KeptSuggestion, NewSuggestion

_FIELDS = tuple(field.name for field in fields(Inputs))


def refresh(shop: Shop) -> Plan:
    """Work out what to order and keep it; returns the plan."""
    plan = suggest(shop)
    keep(shop, plan)
    return plan


def keep(shop: Shop, plan: Plan) -> None:
    """Freeze every line of a plan with its inputs, in place of the former one."""
    made = [_frozen(line) for line in plan.lines]
    with shop.store.write() as session:
        kept_suggestions.keep_suggestions(session, plan.today, made)


def _frozen(line: Line) -> NewSuggestion:
    return NewSuggestion(
        variant_id=line.variant_id,
        supplier_id=line.supplier_id,
        inputs={name: getattr(line.inputs, name) for name in _FIELDS},
        terms=[{"term": term.value, "pieces": pieces} for term, pieces in line.why.terms()],
        reorder_point=line.reorder_point,
        order_up_to=line.order_up_to,
        suggested=line.order,
    )


def recompute(kept: KeptSuggestion) -> Why:
    """Return a kept suggestion worked out again from its frozen inputs."""
    return explain(thaw(kept.inputs))


def score_due(shop: Shop) -> int:
    """Score every suggestion made eight weeks ago or earlier; returns how many were."""
    today = shop.today()
    with shop.store.read() as session:
        found = kept_suggestions.due_for_score(session, today - timedelta(SCORED_AFTER_DAYS))
        if not found:
            return 0
        first = min(one.made_on for one in found)
        yesterday = today - timedelta(1)
        sold = _sold(
            store.sold_by_day(session, first, yesterday), store.moved_by_exchange(session, first, yesterday)
        )
    scores = [(one.id, _scored(one, sold)) for one in found]
    with shop.store.write() as session:
        kept_suggestions.keep_scores(session, today, scores)
    return len(scores)


def _sold(*parts: tuple[Ints, Ints, Ints]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for part in parts:
        for variant, day, pieces in zip(*(column.tolist() for column in part), strict=True):
            found.setdefault(variant, []).append((day, pieces))
    return found


def _scored(kept: KeptSuggestion, sold: dict[int, list[tuple[int, int]]]) -> dict[str, Any]:
    inputs = thaw(kept.inputs)
    start = kept.made_on.toordinal()
    until = start + min(round(inputs.days) or SCORED_AFTER_DAYS, SCORED_AFTER_DAYS)
    demand = max(0, sum(n for day, n in sold.get(kept.variant_id, ()) if start <= day < until))
    position = inputs.on_hand + inputs.on_order - inputs.committed
    ours = score(position, kept.suggested, demand)
    document: dict[str, Any] = {"days": until - start, "suggested": asdict(ours)}
    if kept.ordered is not None:
        document["ordered"] = asdict(score(position, kept.ordered, demand))
    return document


@dataclass(frozen=True, slots=True)
class Contest:
    """Where the owner ordered something else than suggested, in one category, over the last half year.

    Attributes:
        lines: How many times.
        owner_won: How often the owner's number missed by less.
        we_won: How often the suggestion did.
        owner_miss: Pieces the owner's numbers were off, summed.
        our_miss: Pieces the suggestions were off.
    """

    category: str
    lines: int
    owner_won: int
    we_won: int
    owner_miss: int
    our_miss: int


def contests(shop: Shop, days: int = 182) -> list[Contest]:
    """Return by category how the owner's own numbers did against the suggestions, most lines first."""
    with shop.store.read() as session:
        found = kept_suggestions.scores_since(session, shop.today() - timedelta(days))
        categories = {row.variant_id: row.category for row in store.catalogue(session)}
    by_category: dict[str, list[tuple[Score, Score]]] = {}
    for one in found:
        told = one.score or {}
        if "ordered" in told and one.ordered != one.suggested:
            pair = (Score(**told["suggested"]), Score(**told["ordered"]))
            by_category.setdefault(categories.get(one.variant_id, ""), []).append(pair)
    contests = [_contest(category, pairs) for category, pairs in by_category.items()]
    return sorted(contests, key=lambda c: (-c.lines, c.category))


def _contest(category: str, pairs: Iterable[tuple[Score, Score]]) -> Contest:
    known = list(pairs)
    verdicts = [better(ours, theirs) for ours, theirs in known]
    return Contest(
        category=category,
        lines=len(known),
        owner_won=verdicts.count(-1),
        we_won=verdicts.count(1),
        owner_miss=sum(theirs.miss for _, theirs in known),
        our_miss=sum(ours.miss for ours, _ in known),
    )
