"""The pieces every page is made of. Import from here; ``chart_canvas`` apart, because it loads matplotlib.

words     Text, Elided, Glyph, Tile, Rule, KeyCap
buttons   Button (primary secondary ghost link danger), IconButton, Switch, Chip, ChipRow
surfaces  Card, NoteCard, TaskRow, WhyPanel + Amount, AmountLine, FactLine, CheckLine, ColourKey
states    Badge, Band, Banner, EmptyState, ProgressLine, Toast
fields    Field, LineField, ParagraphField
inputs    Combo, Spin, MoneySpin, DayInput, Paragraph, SearchField
page      PageHeader, Tabs, section, Split + Rail, Scroll, Fold, Sheet, ConfirmSheet, FlowBox
tables    RowTable, TableCard, Column, Kind, Row, Cell, Group (see ``rowtable``)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from shopdesk.ui.widgets.badges import Badge, ChipRow
from shopdesk.ui.widgets.buttons import Button, Chip, IconButton, Switch
from shopdesk.ui.widgets.cards import Card, NoteCard, clear, row
from shopdesk.ui.widgets.fields import Field, LineField, ParagraphField
from shopdesk.ui.widgets.flow import FlowBox
from shopdesk.ui.widgets.header import PageHeader, section
from shopdesk.ui.widgets.inputs import Combo, DayInput, MoneySpin, Paragraph, SearchField, Spin
from shopdesk.ui.widgets.notices import Band, Banner, EmptyState, ProgressLine, Toast
from shopdesk.ui.widgets.rail import Fold, Rail, Split, fold_of
from shopdesk.ui.widgets.scroll import Scroll
from shopdesk.ui.widgets.sheet import ConfirmSheet, Sheet
from shopdesk.ui.widgets.tabs import Tabs
from shopdesk.ui.widgets.tasks import Amount, AmountLine, CheckLine, ColourKey, FactLine, TaskRow, WhyPanel
from shopdesk.ui.widgets.text import Elided, Glyph, KeyCap, Rule, Text, Tile

if TYPE_CHECKING:
    from shopdesk.ui.widgets.rowtable import Cell, Column, Group, Kind, Row, RowTable, TableCard

__all__ = [
    "Amount",
    "AmountLine",
    "Badge",
    "Band",
    "Banner",
    "Button",
    "Card",
    "Cell",
    "CheckLine",
    "Chip",
    "ChipRow",
    "ColourKey",
    "Column",
    "Combo",
    "ConfirmSheet",
    "DayInput",
    "Elided",
    "EmptyState",
    "FactLine",
    "Field",
    "FlowBox",
    "Fold",
    "Glyph",
    "Group",
    "IconButton",
    "KeyCap",
    "Kind",
    "LineField",
    "MoneySpin",
    "NoteCard",
    "PageHeader",
    "Paragraph",
    "ParagraphField",
    "ProgressLine",
    "Rail",
    "Row",
    "RowTable",
    "Rule",
    "Scroll",
    "SearchField",
    "Sheet",
    "Spin",
    "Split",
    "Switch",
    "TableCard",
    "Tabs",
    "TaskRow",
    "Text",
    "Tile",
    "Toast",
    "WhyPanel",
    "clear",
    "fold_of",
    "row",
    "section",
]

_TABLES = frozenset({"Cell", "Column", "Group", "Kind", "Row", "RowTable", "TableCard"})


def __getattr__(name: str) -> object:
    """Load the tables when the first page with one asks: the first paint has none."""
    if name in _TABLES:
        return getattr(import_module("shopdesk.ui.widgets.rowtable"), name)
    raise AttributeError(name)
