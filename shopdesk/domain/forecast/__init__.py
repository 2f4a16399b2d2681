"""Demand ahead: how much of each product will be asked for, and how sure that is.

``fit(panel)`` learns a shop; ``whole`` or ``split`` look at its series or at their sizes. What to hold
against it is ``reorder.points``. ``lead_time_quantiles`` is the same core in the form of the evaluation
contract.
"""

from shopdesk.domain.forecast.core import Forecast, fit
from shopdesk.domain.forecast.effects import EventEffect, event_effects
from shopdesk.domain.forecast.evaluation import lead_time_quantiles
from shopdesk.domain.forecast.gate import Trial, Verdict, season_profile, yearly_season
from shopdesk.domain.forecast.lead import LeadTimes, lead_times
from shopdesk.domain.forecast.outlook import Grade, Outlook, grades, split, whole
from shopdesk.domain.forecast.panel import Panel, Period, panel_from_frames
from shopdesk.domain.forecast.season import SeasonLevel

__all__ = [
    "EventEffect",
    "Forecast",
    "Grade",
    "LeadTimes",
    "Outlook",
    "Panel",
    "Period",
    "SeasonLevel",
    "Trial",
    "Verdict",
    "event_effects",
    "fit",
    "grades",
    "lead_time_quantiles",
    "lead_times",
    "panel_from_frames",
    "season_profile",
    "split",
    "whole",
    "yearly_season",
]
