"""The example shop: an empty data folder filled through the same services an owner uses."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shopdesk.domain import example
from shopdesk.domain.example import CommercialDate, ExampleOrder, Shelf
from shopdesk.runtime import resources
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.runtime.progress import Progress, silent
from shopdesk.services import calendar, importing, settings, today
from shopdesk.services.context import Shop
from shopdesk.services.demo import life
from shopdesk.services.demo.files import write_files
from shopdesk.store import repurchase as sales

_DAYS = 731
_SEED = 7


class NotEmpty(ShopdeskError):
    """The data folder already holds somebody's shop."""

    code = "not_empty"


def fill(shop: Shop, progress: Progress = silent) -> None:
    """Fill an empty shop with two invented years that end yesterday.

    Raises:
        NotEmpty: If the shop holds sales already; nothing is changed.
    """
    with shop.store.read() as session:
        if sales.last_sale_day(session) is not None:
            raise NotEmpty(
                _("This shop already has sales: the example would mix with them."),
                _("Choose an empty folder with --home. Nothing was changed."),
            )
    document: dict[str, Any] = json.loads(resources.text("demo/shop.json"))
    _introduce(shop, document)
    with tempfile.TemporaryDirectory(prefix="shopdesk-example-") as folder:
        shelf, orders = _bring_files(shop, document, Path(folder), progress)
    progress(8, 10, _("Living two years of a shop"))
    life.order_goods(shop, shelf.arrivals)
    life.write_policies(shop, document)
    life.receive_messages(shop, document)
    life.receive_answers(shop, document, orders)
    life.refuse(shop, _recent_addresses(orders, shop.today()))
    progress(9, 10, _("Working out what needs you"))
    today.compute(shop)


def _introduce(shop: Shop, document: dict[str, Any]) -> None:
    settings.keep(
        shop,
        {
            "shop.name": document["name"],
            "shop.owner": document["owner"],
            "shop.emails": (document["email"],),
            "shop.phone": document["phone"],
            "shop.address": document["address"],
            "shop.city": document["city"],
            "shop.signature": document["signature"],
            "shop.zone": "America/Mexico_City",
            "shop.currency": "MXN",
            "shop.country": "MX",
            "shop.is_example": True,
            "mail.address": document["email"],
            "mail.sender": document["name"],
        },
    )


def _bring_files(
    shop: Shop, document: dict[str, Any], folder: Path, progress: Progress
) -> tuple[Shelf, list[ExampleOrder]]:
    now = shop.today()
    first = now - timedelta(_DAYS)
    dates = _dates(shop, document["lifts"], first, now)
    models = example.read_models(document)
    suppliers = {
        row["name"]: example.Habits(row["lead_days"], row["lead_days_sd"], row["quiet_weeks"])
        for row in document["suppliers"]
    }
    progress(1, 10, _("Inventing two years of a shop"))
    shelf = example.run_shop(models, suppliers, dates, today=now, days=_DAYS, seed=_SEED)
    names = example.Names(document["first_names"], document["last_names"], document["cities"])
    orders, buyers = example.write_orders(shelf.sales, names, today=now, seed=_SEED, event_days=_days(dates))
    files = write_files(folder, document, models=models, shelf=shelf, orders=orders, buyers=buyers)
    for number, (kind, path) in enumerate(files):
        progress(2 + number, 10, _("Reading the example's files"))
        for result in importing.import_files(shop, [path], importing.ImportOptions(kind=kind)):
            if result.refused is not None:
                raise result.refused
    return shelf, orders


def _recent_addresses(orders: Sequence[ExampleOrder], today: date) -> list[str]:
    since = today - timedelta(6)
    return [o.buyer.email for o in orders if o.buyer and o.kind == "sale" and o.placed_at.date() >= since]


def _dates(shop: Shop, lifts: dict[str, float], first: date, last: date) -> list[CommercialDate]:
    return [
        CommercialDate(span.name, span.starts_on, span.ends_on, lifts[span.key])
        for span in calendar.spans(shop, first, last)
        if span.key in lifts
    ]


def _days(dates: Sequence[CommercialDate]) -> frozenset[date]:
    return frozenset(
        d.starts_on + timedelta(k)
        for d in dates
        if d.lift > 1.3
        for k in range((d.ends_on - d.starts_on).days + 1)
    )
