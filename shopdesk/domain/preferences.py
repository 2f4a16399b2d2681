"""What an owner can choose: each choice with its default, unit and range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from shopdesk.domain.setting_values import BadValue, from_json, read_typed

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def _within(default: Any, low: float, high: float, unit: str) -> Any:
    return field(default=default, metadata={"low": low, "high": high, "unit": unit})


def _one_of(default: str, *choices: str) -> Any:
    return field(default=default, metadata={"choices": choices})


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """Who the shop is. Zone, currency, country and goods come from the first import until then."""

    name: str = ""
    owner: str = ""
    emails: tuple[str, ...] = ()
    """The shop's own addresses: never customers."""
    phone: str = ""
    address: str = ""
    city: str = ""
    url: str = ""
    zone: str = "America/Mexico_City"
    currency: str = "MXN"
    country: str = "MX"
    signature: str = ""
    story: str = ""
    """The shop's true story, two or three sentences: the first welcome letter tells it."""
    benefits_shared: tuple[str, ...] = ()
    """Benefits promised to newcomers that existing customers had too."""
    size_system: str = "mx"
    goods: str = _one_of("pairs", "pairs", "pieces")
    vacation_until: date | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class StockSettings:
    """How far stock figures are believed."""

    max_age_hours: int = _within(24, 1, 24 * 60, "hours")
    safety_hold: int = _within(0, 0, 1000, "pieces")
    last_pieces: int = _within(3, 1, 100, "pieces")


@dataclass(frozen=True, slots=True)
class PlanningSettings:
    """How orders are worked out."""

    service: float = _within(0.95, 0.5, 0.999, "fraction")
    lead_days: float = _within(14, 0, 365, "days")
    lead_days_sd: float = _within(4, 0, 365, "days")
    review_days: int = _within(7, 1, 90, "days")
    order_weeks: float = _within(2, 0, 26, "weeks")
    """Weeks of sales an order should cover beyond the reorder point."""
    recapture: float = _within(0.25, 0, 1, "fraction")
    cash_limit_minor: int | None = None
    service_by_class: bool = False
    season: bool = True
    """Follow the time of year where the shop's own past shows that it pays."""
    season_not_in: tuple[str, ...] = ()
    """Categories that do not follow it all the same."""
    max_cover_weeks: int = _within(26, 4, 208, "weeks")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The owner's mail account (its password is in the keyring) and the rhythm of sending."""

    provider: str = ""
    host: str = ""
    port: int = _within(587, 1, 65535, "port")
    security: str = _one_of("starttls", "ssl", "starttls")
    user: str = ""
    address: str = ""
    sender: str = ""
    ca_file: str = ""
    pace_seconds: float = _within(4.0, 0, 3600, "seconds")
    per_day: int = _within(500, 1, 100_000, "letters")
    per_hour: int | None = None
    quiet_from: int = _within(21, 0, 23, "hour")
    quiet_until: int = _within(9, 0, 23, "hour")
    tone: str = _one_of("warm", "warm", "plain", "formal")
    tested_at: str = ""
    refusal: str = ""
    """Why the account did not let us in when it was last tried: the error's code; empty if it did."""
    imap_host: str = ""
    imap_port: int = _within(993, 1, 65535, "port")
    imap_on: bool = False
    imap_read: str = ""
    """How far the mailbox has been read: folder, validity and number."""
    timeout_seconds: float = _within(60.0, 1, 600, "seconds")
    uses_token: bool = False
    """The secret is an OAuth access token (XOAUTH2), not a password."""
    paused_until: str = ""
    """Instant until which the provider asked the account to wait."""
    language: str = _one_of("es", "es", "es_ES", "en")
    """The language letters are written in."""


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """How the window looks."""

    theme: str = _one_of("system", "system", "light", "dark")
    text_size: int = _within(100, 90, 130, "percent")
    high_contrast: bool = False
    language: str = _one_of("es", "es", "en", "es_ES")
    tray: bool = False
    """An icon beside the clock tells what ended while the owner was elsewhere."""


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """Automatic copies."""

    daily: bool = True
    folder: str = ""
    """A second folder of the owner's choice; empty = none."""


@dataclass(frozen=True, slots=True)
class PrivacySettings:
    """What the program may look at."""

    watch_downloads: bool = False
    downloads: str = ""
    update_notice: bool = False
    update_address: str = ""
    update_asked: str = ""
    acquisition_minor: int | None = None
    """What winning a new customer costs the owner, in minor units."""


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """How long before something runs out its reminder goes."""

    delivery_days: int = _within(5, 0, 60, "days")
    margin_days: int = _within(2, 0, 60, "days")


@dataclass(frozen=True, slots=True)
class CounterSettings:
    """The window as staff sees it, and what leaves it."""

    pin: str = ""
    """Salted scrypt of the PIN, never the PIN."""
    is_on: bool = False
    failed: int = 0
    wait_until: str = ""


GROUPS: Final[Mapping[str, type]] = {
    "shop": ShopSettings,
    "stock": StockSettings,
    "planning": PlanningSettings,
    "mail": MailSettings,
    "window": WindowSettings,
    "backup": BackupSettings,
    "privacy": PrivacySettings,
    "reminders": ReminderSettings,
    "counter": CounterSettings,
}

Group = TypeVar("Group", bound="DataclassInstance")


def all_keys() -> list[str]:
    """Return every setting as ``group.field``, in order."""
    return [f"{name}.{f.name}" for name, group in GROUPS.items() for f in fields(group)]


def group_name(group: type) -> str:
    """Return the name under which a settings class is kept.

    Raises:
        KeyError: If it is none of GROUPS.
    """
    for name, known in GROUPS.items():
        if known is group:
            return name
    raise KeyError(group.__name__)


def build(group: type[Group], stored: Mapping[str, Any]) -> Group:
    """Return a group from stored JSON values (``field`` → value); unknown or unfit ones give the default."""
    name = group_name(group)
    chosen = {}
    for f in fields(group):
        if f.name not in stored:
            continue
        try:
            chosen[f.name] = check(f"{name}.{f.name}", from_json(f.type, stored[f.name]))
        except BadValue:
            continue
    return group(**chosen)


def default(key: str) -> Any:
    """Return a setting's default.

    Raises:
        KeyError: If there is no such setting.
    """
    group, name = _find(key)
    return getattr(group(), name)


def to_json(value: Any) -> Any:
    """Return a setting's value as JSON holds it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def parse(key: str, text: str) -> Any:
    """Read a value typed by the owner.

    Raises:
        KeyError: If there is no such setting.
        BadValue: If the text is not a value of its type or range.
    """
    group, name = _find(key)
    kind = str(next(f.type for f in fields(group) if f.name == name))
    text = text.strip()
    if not text and "None" in kind:
        return None
    return check(key, read_typed(key, kind.replace(" | None", ""), text))


def check(key: str, value: Any) -> Any:
    """Return the value if it lies within the setting's range.

    Raises:
        KeyError: If there is no such setting.
        BadValue: If it does not.
    """
    group, name = _find(key)
    found = next(f for f in fields(group) if f.name == name)
    choices = found.metadata.get("choices")
    if choices and value not in choices:
        raise BadValue(key, "choice", tuple(choices))
    low, high = found.metadata.get("low"), found.metadata.get("high")
    if low is not None and value is not None and not (low <= value <= high):
        raise BadValue(key, "range", (low, high))
    return value


def _find(key: str) -> tuple[type, str]:
    group, _dot, name = key.partition(".")
    if group not in GROUPS or name not in {f.name for f in fields(GROUPS[group])}:
        raise KeyError(key)
    return GROUPS[group], name
