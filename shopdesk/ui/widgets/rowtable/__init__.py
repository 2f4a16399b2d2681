"""The table of the house: a QTableView over a list, painted by one delegate.

    table = RowTable(
        [
            Column("tick", "", Kind.TICK, width=36),
            Column("product", _("Product"), stretch=True, order=_by_name),
            Column("on_hand", _("On hand"), Kind.NUMBER, width=70, order=_by_stock),
            Column("order", _("Order"), Kind.SPIN, width=80),
        ],
        self._row,                 # one item -> Row, called only for rows that come on screen
        name="reorder_lines",
        words=_("Products to order"),
    )
    table.show_items([Group("s1", "Calzado León", "3 productos", "print", _("Print")), *lines])
    card = TableCard(table)        # round corners and the sticky footer
    card.say(strong, note, hint)

Signals: ``picked(key)`` the current row changed, ``opened(key)`` Enter or double click, ``ticks_changed()``,
``edited(key, int)`` a number was settled, ``acted(key, str)`` a link in a row, a switch (``on``/``off``) or a
group's action was used. ``table.menu = bound method key -> list[QAction]`` gives the context menu.
"""

from shopdesk.ui.widgets.rowtable.card import TableCard
from shopdesk.ui.widgets.rowtable.model import Cell, Column, Group, Kind, Row
from shopdesk.ui.widgets.rowtable.view import RowTable

__all__ = ["Cell", "Column", "Group", "Kind", "Row", "RowTable", "TableCard"]
