"""Square's export of items sold, refunds on rows of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.grouping import Run
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Amounts, Draft
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import OrderKind
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_SQUARE: Mapping[str, Sequence[str]] = {
    "placed_at": ("date",),
    "clock": ("time",),
    "zone": ("time zone",),
    "category": ("category",),
    "title": ("item",),
    "quantity": ("qty",),
    "variant": ("price point name",),
    "sku": ("sku",),
    "line_gross": ("gross sales",),
    "line_discount": ("discounts",),
    "line_total": ("net sales",),
    "tax": ("tax",),
    "number": ("transaction id",),
    "line_id": ("payment id",),
    "event": ("event type",),
    "location": ("location",),
    "customer_id": ("customer id",),
    "name": ("customer name",),
    "channel_name": ("channel",),
}
_ZONES = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic time (canada)": "America/Halifax",
    "mexico city": "America/Mexico_City",
    "guadalajara": "America/Mexico_City",
    "monterrey": "America/Monterrey",
    "tijuana": "America/Tijuana",
    "madrid": "Europe/Madrid",
    "london": "Europe/London",
    "dublin": "Europe/Dublin",
    "paris": "Europe/Paris",
    "tokyo": "Asia/Tokyo",
    "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne",
}


class SquareItems(OrderFormat):
    """Refunds are rows of their own (``Event Type = Refund``) under the sale's transaction."""

    name = "square-items"
    columns = _SQUARE
    needed = frozenset({"date", "time", "item", "qty", "transaction id", "event type"})
    usual = frozenset({"time zone", "price point name", "gross sales", "net sales", "payment id"})
    habits = Habits(decimal=".")
    channel = "pos"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Square: item sales")

    def placed(self, order: Fields, view: Understanding) -> datetime:
        """Return when it was sold, in the zone that the row names in words."""
        zone = _ZONES.get(order.get("zone", "").lower())
        when = super().placed(order, view)
        return when.replace(tzinfo=ZoneInfo(zone)) if zone else when

    def order_kind(self, order: Fields) -> OrderKind:
        """Return a return where the file holds the refund without its sale."""
        return OrderKind.RETURN if order.get("event", "").lower() == "refund" else OrderKind.SALE

    def drafts(self, rows: Run, view: Understanding, naming: Naming, currency: str) -> list[Draft]:
        """Read what was sold, and write each refund on the line it takes back."""
        drafts = super().drafts(rows, view, naming, currency)
        back = [at for at, (_row, fields) in enumerate(rows) if fields.get("event", "").lower() == "refund"]
        sold = [draft for at, draft in enumerate(drafts) if at not in back]
        if not sold:
            return drafts
        for at in back:
            self._give_back(drafts[at], rows[at][1], sold, view)
        return sold

    def _give_back(self, refund: Draft, fields: Fields, sold: list[Draft], view: Understanding) -> None:
        wanted = (refund.sku, refund.title, refund.size)
        line = next((one for one in sold if (one.sku, one.title, one.size) == wanted), sold[0])
        line.refunded_quantity += abs(refund.quantity)
        line.refunded += refund.gross - refund.discount
        line.refunded_at = self.placed(fields, view)

    def merged(self, rows: Run) -> Fields:
        """Return the sale's own fields; the date is the sale's, not the refund's."""
        sales = [one for one in rows if one[1].get("event", "").lower() != "refund"]
        return super().merged(sales or rows)

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read nothing for the whole: each row has its own figures."""
        del order, view, currency
        return Amounts(None, None, 0, 0, None, None)


SQUARE_ITEMS = SquareItems()
