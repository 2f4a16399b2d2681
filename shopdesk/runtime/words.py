"""Money, dates and numbers as people read them. Output only: nothing here reads a number."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from shopdesk.runtime import i18n

ZERO_DECIMALS = frozenset({"CLP", "PYG", "JPY", "KRW", "ISK", "VND"})
_SYMBOLS = {"MXN": "$", "USD": "US$", "EUR": "€", "ARS": "$", "CLP": "$", "COP": "$", "BRL": "R$", "GBP": "£"}
_MONTHS = {
    "es": ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_LONG_MONTHS = {
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_DAYS = {
    "es": ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
_LONG_DAYS = {
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def _tongue() -> str:
    return "en" if i18n.language() == "en" else "es"


def decimals(currency: str) -> int:
    """Return how many minor digits a currency has: 2, or 0 for pesos chilenos and the like."""
    return 0 if currency in ZERO_DECIMALS else 2


def number(value: int | float, places: int = 0) -> str:
    """Say a number with the language's separators and a real minus."""
    text = f"{value:,.{places}f}"
    if i18n.language() == "es_ES":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "−")


def plain_money(minor: int, currency: str) -> str:
    """Return an amount as a spreadsheet adds it up: a point, no thousands, no sign of currency."""
    places = decimals(currency)
    return f"{minor / 10**places:.{places}f}"


def money(minor: int, currency: str) -> str:
    """Say an amount: ``$1,240`` in Mexico, ``1.240 €`` in Spain; cents only where there are any."""
    places = decimals(currency)
    major = Decimal(minor).scaleb(-places)
    shown = places if major != major.to_integral_value() else 0
    text = number(float(abs(major)), shown)
    symbol = _SYMBOLS.get(currency, currency + " ")
    said = f"{text} {symbol}" if currency == "EUR" and i18n.language() == "es_ES" else f"{symbol}{text}"
    return f"−{said}" if minor < 0 else said


def short_money(minor: int, currency: str) -> str:
    """Say an amount for an axis, in thousands or millions where it is large: ``$40 mil``."""
    major = Decimal(minor).scaleb(-decimals(currency))
    english = _tongue() == "en"
    for step, name in ((1_000_000, "M"), (1_000, "k" if english else " mil")):
        if abs(major) >= step:
            scaled = major / step
            # One place only where it tells something: never ``$575.0 mil``, and none beyond a hundred.
            places = 1 if scaled < 100 and round(scaled, 1) != round(scaled) else 0
            said = number(float(scaled), places)
            symbol = _SYMBOLS.get(currency, currency + " ")
            after = currency == "EUR" and i18n.language() == "es_ES"
            return f"{said}{name} {symbol}" if after else f"{symbol}{said}{name}"
    return money(minor, currency)


def percent(share: float) -> str:
    """Say a share 0..1 as ``34 %``."""
    return f"{number(round(share * 100))} %"


def share(part: int, whole: int) -> str:
    """Say a share honestly: ``3 de 7`` under ten cases, else ``34 %``."""
    if whole < 10:
        return f"{part} of {whole}" if _tongue() == "en" else f"{part} de {whole}"
    return percent(part / whole)


def day(when: date) -> str:
    """Say a day within the year: ``17 nov``."""
    return f"{when.day} {_MONTHS[_tongue()][when.month - 1]}"


def weekday(when: date) -> str:
    """Say a day with its weekday, short: ``lun 17 nov``."""
    return f"{_DAYS[_tongue()][when.weekday()]} {day(when)}"


def weekday_number(when: date) -> str:
    """Say a near day shortly: ``lun 17``."""
    return f"{_DAYS[_tongue()][when.weekday()]} {when.day}"


def near_day(when: date) -> str:
    """Say a near day in full: ``sábado 22``."""
    return f"{_LONG_DAYS[_tongue()][when.weekday()]} {when.day}"


def long_day(when: date) -> str:
    """Say a day in full, with a capital: ``Lunes 17 de noviembre``."""
    name = _LONG_DAYS[_tongue()][when.weekday()].capitalize()
    if _tongue() == "en":
        return f"{name} {month(when)} {when.day}"
    return f"{name} {when.day} de {month(when)}"


def long_day_within(when: date) -> str:
    """Say a day in full inside a sentence: ``lunes 17 de noviembre``, ``Monday November 17``."""
    said = long_day(when)
    return said if _tongue() == "en" else said[0].lower() + said[1:]


def day_of_month(when: date) -> str:
    """Say a day with its whole month: ``17 de noviembre``."""
    return f"{month(when)} {when.day}" if _tongue() == "en" else f"{when.day} de {month(when)}"


def span(first: date, last: date) -> str:
    """Say days from one to another, both included: ``del 10 al 16 de noviembre``; years where they differ."""
    english = _tongue() == "en"
    if first == last:
        return f"on {day_of_month(first)}" if english else f"el {day_of_month(first)}"
    if first.year != last.year:
        begin, end = (_with_year(first), _with_year(last))
    elif first.month == last.month:
        begin, end = (day_of_month(first), str(last.day)) if english else (str(first.day), day_of_month(last))
    else:
        begin, end = day_of_month(first), day_of_month(last)
    return f"from {begin} to {end}" if english else f"del {begin} al {end}"


def short_span(first: date, last: date) -> str:
    """Say days in little room: ``del 10 al 16 nov``, ``del 21 nov 2024 al 3 ene 2025``."""
    english = _tongue() == "en"
    if first == last:
        return f"on {day(first)}" if english else f"el {day(first)}"
    if first.year != last.year:
        begin, end = f"{day(first)} {first.year}", f"{day(last)} {last.year}"
    else:
        begin, end = str(first.day) if first.month == last.month else day(first), day(last)
    return f"from {begin} to {end}" if english else f"del {begin} al {end}"


def _with_year(when: date) -> str:
    before_year = ", " if _tongue() == "en" else " de "
    return f"{day_of_month(when)}{before_year}{when.year}"


def month(when: date) -> str:
    """Say a month: ``noviembre``."""
    return _LONG_MONTHS[_tongue()][when.month - 1]


def short_month(when: date) -> str:
    """Say a month shortly: ``nov``."""
    return _MONTHS[_tongue()][when.month - 1]


def clock(when: datetime) -> str:
    """Say a time of day: ``8:52``."""
    return f"{when.hour}:{when.minute:02d}"


def names(items: list[str]) -> str:
    """Join names as speech does: ``24, 25 y 26``."""
    if len(items) < 2:
        return "".join(items)
    last = " and " if _tongue() == "en" else " y "
    return ", ".join(items[:-1]) + last + items[-1]
