"""The time of year in the plan: judged once a week on the shop's own past, and kept between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from shopdesk.domain.arrays import Floats
from shopdesk.domain.forecast import SeasonLevel, Trial, Verdict, season_profile, yearly_season
from shopdesk.domain.forecast.panel import Panel
from shopdesk.domain.preferences import PlanningSettings
from shopdesk.services.context import Shop
from shopdesk.store import today as store

NAME = "reorder.season"
UNSEEN = Verdict(SeasonLevel.NONE, 0)
_GOOD_FOR_DAYS = 7


def kept(session: Session, until: date, weeks: int) -> Verdict | None:
    """Return the verdict kept for a history, or None if it is a week old or of another history.

    Args:
        session: Open session.
        until: Last day of the history.
        weeks: Its length; a verdict stands for one week more than it was made on.
    """
    found = store.result(session, NAME)
    if not isinstance(found, dict):
        return None
    try:
        age, grown = (until - date.fromisoformat(found["until"])).days, weeks - int(found["weeks"])
        if not (0 <= age < _GOOD_FOR_DAYS and grown in {0, 1}):
            return None
        trials = tuple(Trial(SeasonLevel(level), float(a), float(b)) for level, a, b in found["trials"])
        return Verdict(SeasonLevel(found["level"]), int(found["origins"]), trials)
    except (KeyError, TypeError, ValueError):  # written by an older program
        return None


def judge(shop: Shop, panel: Panel, until: date) -> Verdict:
    """Return the gate's verdict on a shop's styles and keep it for the week."""
    _, verdict = yearly_season(panel)
    told: dict[str, Any] = {
        "until": until.isoformat(),
        "weeks": panel.past,
        "level": verdict.level.value,
        "origins": verdict.origins,
        "trials": [[one.level.value, one.total_error, one.deviance] for one in verdict.trials],
    }
    with shop.store.write() as session:
        store.keep_result(session, NAME, told, shop.now())
    return verdict


def profile(
    panel: Panel, verdict: Verdict, category: Sequence[str], chosen: PlanningSettings
) -> Floats | None:
    """Return the styles' yearly profile; None where the gate is shut or the owner does not want one.

    Args:
        panel: The styles by week.
        verdict: What the gate allows.
        category: Name of each style's category.
        chosen: Whether, and in which categories not.
    """
    if verdict.level is SeasonLevel.NONE or not chosen.season:
        return None
    learned = season_profile(panel, verdict.level)
    without = {name.casefold() for name in chosen.season_not_in}
    learned[[name.casefold() in without for name in category]] = 1.0
    return learned
