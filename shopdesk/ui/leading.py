"""The way from a row to what it speaks of: the product's stock and sizes, the customer's card."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction

from shopdesk.runtime.i18n import _
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place


def to_product(desk: Desk, product: object) -> list[QAction]:
    """Return the actions that lead to a product by its number; none where it is not known."""
    if not isinstance(product, int):
        return []
    return [
        _go(desk, _("See its stock and its sum"), Place("reorder", "all", product)),
        _go(desk, _("See its sizes"), Place("sizes", "", product)),
        _go(desk, _("Open the product"), Place("sales", "products", product)),
    ]


def to_customer(desk: Desk, customer: object) -> list[QAction]:
    """Return the action that opens a customer's card; none where nobody is known."""
    if not isinstance(customer, int):
        return []
    return [_go(desk, _("Open the customer's card"), Place("customers", "", customer))]


def _go(desk: Desk, words: str, place: Place) -> QAction:
    action = QAction(words, desk)
    action.triggered.connect(partial(_emit, desk, place))
    return action


def _emit(desk: Desk, place: Place, _checked: bool = False) -> None:
    desk.navigator.went.emit(place)
