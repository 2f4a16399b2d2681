"""What an import of one file knows of its shop: zone, currency, country, and what a first file decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session

from shopdesk.domain.goods import counted_in
from shopdesk.domain.identity import email_key
from shopdesk.domain.naming import name_key
from shopdesk.domain.preferences import ShopSettings
from shopdesk.formats import countries
from shopdesk.formats.base import Batch
from shopdesk.formats.records import LineRecord, OrderRecord, ProductRecord, StockRecord
from shopdesk.runtime import resources as shipped
from shopdesk.runtime.errors import Problem, Severity, WrongInput
from shopdesk.runtime.i18n import Goods, _
from shopdesk.services import phrases_places
from shopdesk.services.context import Shop
from shopdesk.services.importing.results import ImportOptions
from shopdesk.store import settings as store


@dataclass(frozen=True, slots=True)
class FileContext:
    """Where and how a file's rows become the shop's.

    Attributes:
        now: This instant, UTC.
        zone: The shop's zone: months and days are its.
        source_zone: The zone of times that state none.
        own: E-mail keys of the shop itself.
        account: Added to the source's name when the file is of another shop or account.
        adopted: Settings this import is the first to know: to be kept with it.
        notes: What was assumed.
    """

    now: datetime
    zone: ZoneInfo
    source_zone: ZoneInfo
    currency: str
    country: str
    own: frozenset[str]
    account: str = ""
    as_of: datetime | None = None
    adopted: dict[str, str] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()


def chosen(session: Session) -> dict[str, bool]:
    """Say which of zone, currency, country and goods the shop has."""
    return {name: store.is_set(session, f"shop.{name}") for name in ("zone", "currency", "country", "goods")}


def read_zone(name: str) -> ZoneInfo:
    """Return an IANA zone.

    Raises:
        WrongInput: If there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongInput(
            _("There is no time zone called {name}.").format(name=name),
            _("Zones are written like America/Mexico_City or Europe/Madrid."),
        ) from error


def own_addresses(settings: ShopSettings) -> frozenset[str]:
    """Return the e-mail keys of the shop itself."""
    return frozenset(filter(None, (email_key(one) for one in settings.emails)))


def of_shop(shop: Shop) -> FileContext:
    """Return the context of what the owner types: everything as the shop has it."""
    settings = shop.settings.get(ShopSettings)
    return FileContext(
        now=shop.now(),
        zone=shop.zone(),
        source_zone=shop.zone(),
        currency=settings.currency,
        country=settings.country,
        own=own_addresses(settings),
    )


def make(shop: Shop, options: ImportOptions, first: Batch | None) -> FileContext:
    """Return the context of a file from the settings, the options and its first rows."""
    settings = shop.settings.get(ShopSettings)
    with shop.store.read() as session:
        known = chosen(session)
    orders = [r for r in first.records if isinstance(r, OrderRecord)] if first else []
    adopted: dict[str, str] = {}
    notes: list[Problem] = []
    country, currency, zone = settings.country, settings.currency, settings.zone
    if first is not None:
        found = {
            "country": _country(orders, options), "currency": _currency(first, options),
            "zone": "", "goods": _goods(first),
        }  # fmt: skip
        stated = options.zone or _computers(found, options)
        found["zone"] = _zone(orders, found["country"] or country) or stated
        # A file without sales decides only what it says; the first sales decide the rest.
        adopted = {
            name: value or getattr(settings, name)
            for name, value in found.items()
            if not known[name] and (value or (orders and name != "goods"))
        }
        country, currency = adopted.get("country", country), adopted.get("currency", currency)
        zone = adopted.get("zone", zone)
        notes = _notes(adopted)
    shop_zone = read_zone(zone)
    return FileContext(
        now=shop.now(),
        zone=shop_zone,
        source_zone=read_zone(options.zone) if options.zone else shop_zone,
        currency=options.currency or currency,
        country=country,
        own=own_addresses(settings),
        account=options.account,
        adopted=adopted,
        notes=tuple(notes),
    )


def _most(values: Sequence[str]) -> str:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else ""


def _country(orders: Sequence[OrderRecord], options: ImportOptions) -> str:
    named = _most([countries.code(o.customer.country) for o in orders])
    if named:
        return named
    if options.zone:
        return next((c for c, zones in _zones().items() if options.zone in zones), "")
    return ""


def _currency(first: Batch, options: ImportOptions) -> str:
    return _most([getattr(r, "currency", "") for r in first.records]) or (options.currency or "")


def _goods(first: Batch) -> str:
    """Tell pairs from pieces by names, categories and sizes of the first rows; empty = no telling."""
    goods: list[LineRecord | StockRecord | ProductRecord] = []
    for record in first.records:
        if isinstance(record, OrderRecord):
            goods.extend(line for line in record.lines if not line.is_pseudo)
        elif isinstance(record, StockRecord | ProductRecord):
            goods.append(record)
    named = [row for row in goods if row.product]
    styles = {(row.product, "" if isinstance(row, StockRecord) else row.category) for row in named}
    sizes = {row.size for row in named}
    return str(counted_in(styles, sizes, _footwear()) or "")


@lru_cache(maxsize=1)
def _footwear() -> tuple[str, ...]:
    lines = shipped.text("naming/footwear.txt").splitlines()
    return tuple(name_key(line) for line in lines if line and not line.startswith("#"))


def _zone(orders: Sequence[OrderRecord], country: str) -> str:
    """Return the country's first zone whose clock agrees with every time the file gives; empty = none."""
    aware = [o.placed_at for o in orders if o.placed_at.tzinfo is not None and o.placed_at.tzinfo != UTC]
    if not aware:
        return ""
    for name in _zones().get(country, ()):
        zone = ZoneInfo(name)
        if all(one.astimezone(zone).utcoffset() == one.utcoffset() for one in aware[:200]):
            return name
    return ""


def _computers(found: dict[str, str], options: ImportOptions) -> str:
    """Return this computer's zone if the country the file names has it; empty = no telling."""
    here = options.computer_zone or ""
    return here if here in _zones().get(found["country"], ()) else ""


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    table = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _place, zone = line.split("\t")[:3]
            found.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in found.items()}


_NAMED = {
    "zone": phrases_places.zone,
    "currency": phrases_places.currency,
    "country": phrases_places.country,
}


def _notes(adopted: dict[str, str]) -> list[Problem]:
    said = {
        "zone": _("The shop's days are taken to be those of {value}; you can change this in Settings."),
        "currency": _("The shop's currency is taken to be {value}; you can change this in Settings."),
        "country": _("The shop's country is taken to be {value}; you can change this in Settings."),
        "goods": _("What you sell is counted in pieces, not pairs; you can change this in Settings."),
    }
    return [
        Problem(f"adopted_{name}", said[name].format(value=_NAMED.get(name, str)(value)), None, Severity.NOTE)
        for name, value in adopted.items()
        if value != Goods.PAIRS
    ]
