"""What the owner should know beside a plan's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoteCode(StrEnum):
    """What the owner should know beside the numbers."""

    LEAD_DEFAULT = "lead_default"
    NO_SUPPLIER = "no_supplier"
    FEW_WEEKS = "few_weeks"
    STOCK_UNKNOWN = "stock_unknown"
    SUPPLIER_MINIMUM = "supplier_minimum"
    BOXES = "boxes"
    CASH_LIMIT = "cash_limit"
    NO_SALES = "no_sales"
    NEW_PRODUCTS = "new_products"
    SEASON = "season"
    EVENT_AHEAD = "event_ahead"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a plan; ``services.phrases_reorder.say_note`` puts it in words.

    Attributes:
        subject: Supplier it is about, if any.
        amount: Its number: days, weeks, variants.
    """

    code: NoteCode
    subject: str = ""
    amount: float = 0
