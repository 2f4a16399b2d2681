"""The first rows of a file as they were understood, said as the owner would: no cents, no codes of ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from shopdesk.formats.order_records import OrderKind, OrderStatus
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext

_WHEN = ("placed_at", "day", "as_of", "abandoned_at", "start")
_GOODS = ("product", "color", "size")
_NAMES = ("supplier", "event", "sku", "barcode", "text")
_WHO = ("buyer", "name", "email", "phone", "city")
_MONEY = ("total_minor", "cost_minor", "price_minor", "minimum_order_minor")
_COUNTS = ("quantity", "on_hand", "views")


def shown(record: Mapping[str, str]) -> tuple[str, str]:
    """Return two lines of a row: when and what; then how much, who, and what is not as usual.

    Args:
        record: Field to text as ``Preview.records`` holds it; amounts in minor units.
    """
    goods = " ".join(record[name] for name in _GOODS if record.get(name)) or record.get("title", "")
    first = [*(_day(record[name]) for name in _WHEN if record.get(name)), goods]
    first += [record[name] for name in _NAMES[:2] if record.get(name)]
    if not any(first):
        first = [record[name] for name in ("name", "email") if record.get(name)]
    first += [_pieces(name, record[name]) for name in _COUNTS if record.get(name)]
    said = " · ".join(part for part in first if part)
    rest = [_amount(name, record) for name in _MONEY if record.get(name)]
    rest += [record[name] for name in (*_NAMES[2:], *_WHO) if record.get(name)]
    rest += [_("no. {number}").format(number=record["number"])] if record.get("number") else []
    rest += _unusual(record)
    return said, " · ".join(part for part in rest if part and part not in first)


def _day(text: str) -> str:
    try:
        when = datetime.fromisoformat(text).date() if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text
    return f"{words.weekday(when)} {when.year}"


def _pieces(name: str, text: str) -> str:
    try:
        count = int(float(text))
    except ValueError:
        return text
    if name == "views":
        return ngettext("{count} visit", "{count} visits", count).format(count=words.number(count))
    return ngettext("{count} piece", "{count} pieces", count).format(count=words.number(count))


def _amount(name: str, record: Mapping[str, str]) -> str:
    try:
        said = words.money(int(record[name]), record.get("currency", ""))
    except (ValueError, KeyError):
        return ""
    sentence = {
        "cost_minor": _("costs {money}"),
        "price_minor": _("sells at {money}"),
        "minimum_order_minor": _("orders from {money}"),
    }.get(name, "{money}")
    return sentence.format(money=said)


def _unusual(record: Mapping[str, str]) -> list[str]:
    """Say the state of an order that is not simply a paid sale."""
    status = {
        OrderStatus.PENDING: _("to be paid"),
        OrderStatus.CANCELLED: _("cancelled"),
        OrderStatus.REFUNDED: _("money given back"),
    }
    kind = {OrderKind.RETURN: _("return"), OrderKind.EXCHANGE: _("exchange")}
    found = [status.get(record.get("status", ""), ""), kind.get(record.get("kind", ""), "")]  # type: ignore[call-overload]
    return [one for one in found if one]
