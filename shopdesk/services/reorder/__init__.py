"""What to order, when and why: ``suggest``; the what-if is the same function with other assumptions.

``refresh`` works it out and keeps it; ``edits`` is what the owner types over it; ``forecast`` is the demand
behind it; ``score_due`` looks back after eight weeks.
"""

from shopdesk.services.reorder.checking import Accuracy, Textbook, backtest, textbook
from shopdesk.services.reorder.edits import ask_for_sizes, restore, set_quantities, spread, tick
from shopdesk.services.reorder.forecasts import By, Series, forecast
from shopdesk.services.reorder.keeping import Contest, contests, keep, recompute, refresh, score_due
from shopdesk.services.reorder.lines import Group, Lift, Line, Plan, StyleRow
from shopdesk.services.reorder.picture import StockPath, history, stock_path
from shopdesk.services.reorder.planning import Assumptions, suggest, suggest_from
from shopdesk.services.reorder.reading import Known, read
from shopdesk.services.reorder.remarks import Note, NoteCode
from shopdesk.services.reorder.season_buy import SeasonBuy, season_buy

__all__ = [
    "Accuracy",
    "Assumptions",
    "By",
    "Contest",
    "Group",
    "Known",
    "Lift",
    "Line",
    "Note",
    "NoteCode",
    "Plan",
    "SeasonBuy",
    "Series",
    "StockPath",
    "StyleRow",
    "Textbook",
    "ask_for_sizes",
    "backtest",
    "contests",
    "forecast",
    "history",
    "keep",
    "read",
    "recompute",
    "refresh",
    "restore",
    "score_due",
    "season_buy",
    "set_quantities",
    "spread",
    "stock_path",
    "suggest",
    "suggest_from",
    "textbook",
    "tick",
]
