"""The first rows of a file as they were understood, in words: what, whose, when and how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from shopdesk.formats.order_records import OrderStatus
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext

_PIECES = ("on_hand", "available", "quantity", "views")
_MONEY = ("total_minor", "price_minor", "cost_minor", "minimum_order_minor")
_DAYS = ("placed_at", "day", "start", "abandoned_at", "ordered_on", "as_of", "consent_at", "created_at")
_TITLES = ("product", "title", "name", "supplier", "event", "email", "number", "sku")


@dataclass(frozen=True, slots=True)
class RowWords:
    """One row in words; what it does not tell is empty.

    Attributes:
        title: What it is about: the product and its size, the person, the supplier, the date's name.
        remark: Its number, code, person and place.
        when: The day, with the hour where the file tells one.
        amount: Money of a sale or price, pieces of a stock.
    """

    title: str
    remark: str
    when: str
    amount: str


def say(record: Mapping[str, str]) -> RowWords:
    """Say one understood row.

    Args:
        record: Field and value as the preview carries them: money in minor units, days in ISO form.
    """
    title = _title(record)
    told = [
        record.get(name, "")
        for name in ("number", "sku", "buyer", "name", "email", "city", "phone", "location", "text")
    ]
    remark = [one for one in dict.fromkeys(told) if one and one != title][:3]
    return RowWords(title, " · ".join([*remark, *_state(record)]), _when(record), _amount(record))


def _title(record: Mapping[str, str]) -> str:
    found = next((record[name] for name in _TITLES if record.get(name)), "")
    colour, size = record.get("color", ""), record.get("size", "")
    if colour and colour.casefold() not in found.casefold():
        found = f"{found} {colour}".strip()
    if size:
        found = _("{product}, {size}").format(product=found, size=size)
    kind = record.get("kind", "")
    if kind == "return":
        return _("Return: {what}").format(what=found)
    return _("Exchange: {what}").format(what=found) if kind == "exchange" else found


def _state(record: Mapping[str, str]) -> list[str]:
    """Say how an order stands where it is not simply paid."""
    said = {
        OrderStatus.PENDING.value: _("to be paid"),
        OrderStatus.CANCELLED.value: _("cancelled"),
        OrderStatus.REFUNDED.value: _("money given back"),
    }.get(record.get("status", ""), "")
    return [said] if said else []


def _when(record: Mapping[str, str]) -> str:
    told = next((record[name] for name in _DAYS if record.get(name)), "")
    try:
        if "T" not in told:
            return _day(date.fromisoformat(told)) if told else ""
        at = datetime.fromisoformat(told)
    except ValueError:
        return told
    return _("{day}, {clock}").format(day=_day(at.date()), clock=words.clock(at))


def _day(when: date) -> str:
    """Say a day of a file, which may be of any year: ``5 may 2025``."""
    return f"{words.day(when)} {when.year}"


def _amount(record: Mapping[str, str]) -> str:
    for name in _MONEY:
        if _is_whole(record.get(name, "")):
            money = words.money(int(record[name]), record.get("currency", ""))
            pieces = record.get("quantity", "1")
            if pieces == "1" or not _is_whole(pieces):
                return money
            return _("{count} for {money}").format(count=words.number(int(pieces)), money=money)
    for name in _PIECES:
        if _is_whole(record.get(name, "")):
            count = int(record[name])
            return ngettext("{count} piece", "{count} pieces", count).format(count=words.number(count))
    return ""


def _is_whole(told: str) -> bool:
    return told.removeprefix("-").isdecimal()
