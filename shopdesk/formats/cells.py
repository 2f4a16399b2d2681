"""What single cells mean, once the columns are understood; a cell that cannot be read says so in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from shopdesk.domain.naming import name_key
from shopdesk.formats import dates, numbers
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _

Fields = dict[str, str]

MONEY = frozenset({
    "subtotal", "discount", "shipping", "tax", "total", "refunded", "unit_price", "line_discount",
    "line_total", "line_gross", "line_refunded", "cost", "price", "list_price", "minimum_order_money",
    "duties",
})  # fmt: skip
COUNTS = frozenset({
    "quantity", "refunded_quantity", "on_hand", "committed", "available", "incoming", "pack", "minimum_order",
    "views", "ordered", "received", "cancelled_quantity", "care_days", "review_days",
})  # fmt: skip
NUMBERS = frozenset({"uplift", "lead_days", "lead_days_sd", "days_per_unit", "rating"})
MOMENTS = frozenset({
    "placed_at", "day", "cancelled_at", "paid_at", "promised_at", "shipped_at", "delivered_at", "as_of",
    "start", "end", "birthday", "consent_at", "abandoned_at", "available_on", "ordered_on", "expected_on",
    "received_on", "created_at", "completed_at",
})  # fmt: skip
_NOON = time(12)
_WRAPPED = re.compile(r'^="?(.*?)"?$', re.DOTALL)
_NOTHING = frozenset({"null", "none", "nan", "n/a", "#n/a", "undefined", "-", "--", "s/n", "—", "–"})
_SOLD_OUT = frozenset({
    "agotado", "agotada", "agotados", "sin existencia", "sin existencias", "sin stock", "no hay",
    "out of stock", "sold out", "esgotado", "esgotada", "sem estoque", "cero", "ninguno", "ninguna",
})  # fmt: skip
_YES = frozenset({
    "yes", "y", "si", "s", "true", "verdadero", "1", "x", "ok", "acepta", "aceptado", "acepto", "subscribed",
    "suscrito", "suscrita", "sim", "on",
})  # fmt: skip
_NO = frozenset({
    "no", "n", "false", "falso", "0", "not subscribed", "unsubscribed", "nao", "off", "no acepta", "baja",
    "no suscrito", "no suscrita", "never subscribed", "never_subscribed", "not_subscribed", "no acepto",
    "cleaned", "nunca suscrito",
})  # fmt: skip
_NOBODY = re.compile(
    r"^(?:ventas? (?:al |a )?)?(?:publico(?: en)? general|mostrador|consumidor(?: final)?|publico|varios"
    r"|cliente(?: general| mostrador| de mostrador| generico| ocasional)?|clientes varios|sin nombre"
    r"|walk-?in(?: customer)?|guest|invitado|anonimo)\.?$"
)


_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


class CellProblem(Exception):
    """A cell that a row cannot do without cannot be read.

    Attributes:
        code: Machine word.
        message: One sentence for the owner.
        column: Header of the cell.
    """

    def __init__(self, code: str, message: str, column: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.column = column


def text(cell: str) -> str:
    """Return a cell's words without the marks that Excel and our own exports put around them."""
    shown = cell.strip()
    if not shown or shown[0] not in "='":
        return shown
    if shown[0] == "'":
        return text(shown[1:])
    found = _WRAPPED.match(shown)
    return found[1].strip() if found and shown.startswith('="') else shown


def code(cell: str) -> str:
    """Return a key (clave, order number, customer number); ``null`` and dashes are none."""
    shown = text(cell)
    return "" if shown.lower() in _NOTHING else shown


def email(cell: str) -> str:
    """Return an address as written, in lower case; what has no @ and point is none."""
    shown = text(cell).lower().removeprefix("mailto:")
    return shown if _ADDRESS.fullmatch(shown) else ""


def phone(cell: str) -> str:
    """Return a phone as written; what Excel has turned into ``9.2E+11`` or ``TRUE`` is none."""
    return _phone(cell[:80])


@lru_cache(maxsize=50_000)
def _phone(cell: str) -> str:
    shown = text(cell)
    if sum(one.isdigit() for one in shown) < 7 or re.match(r"^[\d.,]+E\+?\d+$", shown, re.IGNORECASE):
        return ""
    return "" if "*" in shown else re.sub(r"\.0$", "", shown)


def person(*cells: str) -> str:
    """Return a name put together from its parts; the general public is nobody."""
    return _person(*(cell[:200] for cell in cells))


@lru_cache(maxsize=50_000)
def _person(*cells: str) -> str:
    name = " ".join(" ".join(text(cell) for cell in cells).split())
    if _NOBODY.match(name_key(name)) or re.fullmatch(r"\W*\w?\*{2,}\W*", name):
        return ""
    return name


@lru_cache(maxsize=1_000)
def flag(cell: str) -> bool | None:
    """Read yes or no; None where the cell says neither."""
    key = name_key(cell)
    if key in _YES:
        return True
    return False if key in _NO else None


_MARKED = (("MX$", "MXN"), ("US$", "USD"), ("R$", "BRL"), ("€", "EUR"), ("£", "GBP"), ("AR$", "ARS"))


def currency_of(cell: str) -> str:
    """Return the currency whose mark stands beside an amount; a bare ``$`` says nothing."""
    marked = next((code for mark, code in _MARKED if mark in cell), "")
    if marked or not any(one.isalpha() for one in cell):
        return marked
    named = _CODE.search(cell)
    return named[0].upper() if named else ""


_CODE = re.compile(r"\b(?:MXN|USD|EUR|BRL|ARS|CLP|COP|PEN|GBP|UYU|GTQ|CRC)\b", re.IGNORECASE)


@dataclass(slots=True)
class Understanding:
    """How the columns of one file are to be read.

    Attributes:
        names: Field to its header as written, for messages.
        marks: Field to decimal mark.
        orders: Field to date order.
        currency: ISO code of amounts whose row names none.
        stated: The same where the file or the owner says it; empty where it is only assumed.
        zone: Of times without an offset; None leaves them naive.
        near: Last full date met, for dates without a year.
        as_of: Day of a stock file that states none, as told.
    """

    names: dict[str, str]
    currency: str
    marks: dict[str, str] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    zone: ZoneInfo | None = None
    near: date | None = None
    as_of: date | None = None
    stated: str = ""

    def money(self, name: str, fields: Fields, currency: str = "") -> int | None:
        """Read an amount in minor units; None if the cell is empty or absent.

        Raises:
            CellProblem: If it is no amount.
        """
        cell = fields.get(name, "")
        if not cell or cell in _NOTHING:
            return None
        try:
            return numbers.minor(cell, self.marks.get(name, "."), words.decimals(currency or self.currency))
        except numbers.NotANumber as error:
            raise self._wrong(name, cell, error.code) from error

    def count(self, name: str, fields: Fields) -> int | None:
        """Read whole pieces; None if the cell is empty or absent.

        Raises:
            CellProblem: If it is no whole number.
        """
        cell = fields.get(name, "")
        if not cell or cell in _NOTHING:
            return None
        if name == "on_hand" and name_key(cell) in _SOLD_OUT:
            return 0
        try:
            return numbers.whole(cell, self.marks.get(name, "."))
        except numbers.NotANumber as error:
            raise self._wrong(name, cell, error.code) from error

    def number(self, name: str, fields: Fields) -> float | None:
        """Read a plain number; None if the cell is empty or absent.

        Raises:
            CellProblem: If it is no number.
        """
        cell = fields.get(name, "")
        if not cell or cell in _NOTHING:
            return None
        try:
            return float(numbers.amount(cell.rstrip("%").strip(), self.marks.get(name, ".")))
        except numbers.NotANumber as error:
            raise self._wrong(name, cell, error.code) from error

    def when(self, name: str, fields: Fields) -> datetime | date | None:
        """Read a date, or a moment where the cell has a time; None if it is empty or absent.

        Raises:
            CellProblem: If it is no date.
        """
        cell = fields.get(name, "")
        if not cell or cell in _NOTHING:
            return None
        try:
            read = dates.read(cell, self.orders.get(name, "dmy"), self.near)
        except dates.NotADate as error:
            raise self._wrong(name, cell, error.code) from error
        if not 1990 <= read.year <= 2100:
            raise self._wrong(name, cell, "impossible_date")
        if isinstance(read, datetime):
            self.near = read.date()
            return read if read.tzinfo or not self.zone else read.replace(tzinfo=self.zone)
        self.near = read
        return read

    def moment(self, name: str, fields: Fields) -> datetime | None:
        """Read a moment; a day alone stands at its noon, so that no zone moves it to another day.

        Raises:
            CellProblem: If it is no date.
        """
        read = self.when(name, fields)
        if read is None or isinstance(read, datetime):
            return read
        return datetime.combine(read, _NOON, self.zone)

    def day(self, name: str, fields: Fields) -> date | None:
        """Read a day; of a moment, the day that is written.

        Raises:
            CellProblem: If it is no date.
        """
        read = self.when(name, fields)
        return read.date() if isinstance(read, datetime) else read

    def loosely(self, name: str, fields: Fields) -> datetime | None:
        """Read a moment that the row can do without; None where it cannot be read."""
        if not fields.get(name):
            return None
        try:
            return self.moment(name, fields)
        except CellProblem:
            return None

    def missing(self, name: str, message: str) -> CellProblem:
        """Return the problem of an empty cell that the row needs."""
        return CellProblem(f"missing_{name}", message, self.names.get(name))

    def _wrong(self, name: str, cell: str, problem: str) -> CellProblem:
        column = self.names.get(name, name)
        shown = cell if len(cell) <= 40 else cell[:39] + "…"
        said = {
            "unreadable_number": _("{column}: “{cell}” is not a number."),
            "not_whole": _("{column}: “{cell}” is not a whole number of pieces."),
            "damaged_by_excel": _("{column}: Excel shortened “{cell}”; the digits it cut off are lost."),
            "unreadable_date": _("{column}: “{cell}” is not a date."),
            "impossible_date": _("{column}: “{cell}” is a day that does not exist."),
            "no_year": _("{column}: “{cell}” has no year, and no other row says which."),
        }[problem]
        return CellProblem(problem, said.format(column=column, cell=shown), column)
