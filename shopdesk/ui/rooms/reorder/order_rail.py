"""The right column of Pedidos en camino."""

from __future__ import annotations

from datetime import date

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_reorder
from shopdesk.services.purchase_orders import OnTheWay
from shopdesk.services.reorder_room import Room, empty_before
from shopdesk.ui.rooms.reorder.order_card import OrderCard
from shopdesk.ui.widgets import Amount, AmountLine, Card, Elided, Glyph, NoteCard, Rail, Text, clear, row


class OrdersRail(Rail):
    """The order in hand, how long its supplier takes, and what it leaves without pairs."""

    def __init__(self) -> None:
        super().__init__(404)
        self.card = OrderCard()
        self.takes = Card(gap=4)
        self.takes.setObjectName("lead_card")
        self._warning: NoteCard | None = None
        self.add(self.card, self.takes)
        self.hide_all()

    def hide_all(self) -> None:
        """Show nothing: there is no order in hand."""
        self.card.hide()
        self.takes.hide()

    def show_order(self, one: OnTheWay, room: Room) -> None:
        """Show another order."""
        self.card.show()
        self.takes.show()
        self.card.show_order(one, room.plan.today)
        self._show_takes(one, room.plan.today)
        if self._warning is not None:
            self._warning.hide()
            self._warning.deleteLater()
            self._warning = None
        found = empty_before(room, one) if one.is_open else None
        if found is not None and found[1] <= max(one.due_on, room.plan.today):
            style, day = found
            told = _("If it does not arrive before {day}, {product} is sold out.").format(
                day=words.near_day(day), product=phrases_reorder.name_of(style.first)
            )
            self._warning = NoteCard(told, kind="warn", icon="warning")
            self.add(self._warning)

    def _show_takes(self, one: OnTheWay, today: date) -> None:
        clear(self.takes.body)
        terms, lead = one.terms, one.terms.lead
        title = _("What {supplier} takes").format(supplier=terms.name)
        self.takes.body.addLayout(
            row(Glyph("clock-countdown", 20, "primaryText", "duotone"), Elided(title, "h3"))
        )
        stated = _("not said") if terms.stated_days is None else _days(round(terms.stated_days))
        self.takes.add(AmountLine(Amount(_("They say"), stated)))
        if lead.orders and lead.shortest is not None and lead.longest is not None:
            label = ngettext(
                "The last order, 90 % of its pairs",
                "The last {count} orders, 90 % of their pairs",
                lead.orders,
            ).format(count=words.number(lead.orders))
            span = _days(lead.longest)
            if lead.longest != lead.shortest:
                span = _("{low} to {high} days").format(
                    low=words.number(lead.shortest), high=words.number(lead.longest)
                )
            self.takes.add(AmountLine(Amount(label, span)))
        self.takes.add(AmountLine(Amount(_("We plan with"), _days(round(lead.days)))))
        if one.is_open:
            days = (today - (one.confirmed_on or one.placed_on)).days
            told = _("This order, still open, counts as “at least {count}”.").format(count=words.number(days))
            self.takes.add(Text(told, "small", tone="muted", wrap=True))


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=words.number(count))
