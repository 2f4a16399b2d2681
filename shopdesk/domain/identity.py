"""Who is who: the same person under one e-mail or phone, and nobody under an address that is no person's.

A person is known by a normalised e-mail, else by a phone, else by a marketplace's own buyer name; never by a
name alone. The functions here decide; storing and undoing is the services' work.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from shopdesk.domain.naming import name_key

_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
_GOOGLE = frozenset({"gmail.com", "googlemail.com"})
# Addresses a marketplace makes up for one sale: the next sale of the same person has another.
_RELAYS = re.compile(
    r"(?:^|\.)(?:marketplace\.amazon\.[a-z.]+|mail\.mercadoli[bv]re\.com(?:\.[a-z]+)?"
    r"|mercadoli[bv]re\.com(?:\.[a-z]+)?|members\.ebay\.[a-z.]+|relay\.walmart\.com"
    r"|(?:[a-z]+\.)?tiktokw?\.[a-z]+|mkp\.[a-z.]+|shopee\.[a-z.]+|linio\.com(?:\.[a-z]+)?)$"
)
_NOBODY = frozenset(
    name_key(name)
    for name in (
        "PUBLICO EN GENERAL", "PUBLICO GENERAL", "VENTA AL PUBLICO", "VENTA MOSTRADOR", "MOSTRADOR",
        "CLIENTE MOSTRADOR", "VENTA DE MOSTRADOR", "CONSUMIDOR FINAL", "CLIENTE GENERAL", "CLIENTE CONTADO",
        "CLIENTE", "CONTADO", "N/A", "S/N", "SIN NOMBRE", "WALK-IN CUSTOMER", "WALK IN", "GUEST", "INVITADO",
        "DEFAULT CUSTOMER", "CONSUMIDOR",
    )
)  # fmt: skip
_MEXICAN = re.compile(r"(?:\+?52)?\s?1?(\d{10})")
_NOT_DIGITS = re.compile(r"[^\d+]")


class KeyKind(StrEnum):
    """What names a person, the strongest first."""

    EMAIL = "email"
    PHONE = "phone"
    BUYER = "buyer"
    """A marketplace's own name or number of its buyer: ``source:name``."""


class Alike(StrEnum):
    """Why two customers may be one."""

    SAME_PHONE = "same_phone"
    PLUS_TAG = "plus_tag"
    SAME_NAME = "same_name"


@lru_cache(maxsize=65536)
def email_key(text: str) -> str:
    """Return the form under which two spellings of one mailbox are the same, or an empty string.

    Empty for what is no address and for a marketplace's relay. Dots and ``+tag`` are dropped at Google, where
    they do not matter; elsewhere they may name another person and stay.

    >>> email_key(" Ana.Lopez+zapatos@GoogleMail.com ")
    'analopez@gmail.com'
    """
    address = text.strip().strip("'").lower()
    if not _ADDRESS.fullmatch(address):
        return ""
    mailbox, _at, domain = address.rpartition("@")
    if is_relay(domain):
        return ""
    if domain in _GOOGLE:
        mailbox = mailbox.partition("+")[0].replace(".", "")
        domain = "gmail.com"
    return f"{mailbox}@{domain}" if mailbox else ""


def is_relay(domain: str) -> bool:
    """Say whether a marketplace makes up addresses under this domain."""
    return _RELAYS.search(domain.lower()) is not None


def without_tag(key: str) -> str:
    """Return an e-mail key without its ``+tag``: two that agree here may be one person."""
    mailbox, _at, domain = key.rpartition("@")
    return f"{mailbox.partition('+')[0]}@{domain}"


@lru_cache(maxsize=65536)
def phone_key(text: str, country: str = "MX") -> str:
    """Return a phone in E.164 as seen from a country, or an empty string if it cannot be one.

    Mexican mobiles lose the 1 after +52 that was dropped in 2019. Numbers spoiled by a spreadsheet
    (``9.2E+11``) are none.

    >>> phone_key("+52 1 55 2583 7457")
    '+525525837457'
    """
    digits = _NOT_DIGITS.sub("", text)
    if len(digits.lstrip("+")) < 7 or "E+" in text.upper():
        return ""
    plain = _MEXICAN.fullmatch(digits)
    if plain and (digits.startswith("+52") or (country == "MX" and not digits.startswith("+"))):
        return _mexican(plain.group(1))
    return _parse_phone(digits, country)


def _mexican(ten: str) -> str:
    return "" if len(set(ten)) == 1 else f"+52{ten}"


def _parse_phone(digits: str, country: str) -> str:
    import phonenumbers

    try:
        found = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(found):
        return ""
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))


def phone_said(text: str, country: str = "MX") -> str:
    """Return a phone as people of the country write it; what is none stays as it was written.

    >>> phone_said("+523312345678")
    '33 1234 5678'
    >>> phone_said("+34612345678")
    '+34 612 34 56 78'
    """
    import phonenumbers

    key = phone_key(text, country)
    if not key:
        return text.strip()
    number = phonenumbers.parse(key, None)
    here = phonenumbers.country_code_for_region(country) == number.country_code
    how = phonenumbers.PhoneNumberFormat.NATIONAL if here else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, how))


def is_nobody(name: str) -> bool:
    """Say whether a name stands for the general public."""
    return name_key(name) in _NOBODY


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file says about one buyer, normalised; all empty = nobody."""

    email: str = ""
    phone: str = ""
    buyer: str = ""


def identify(
    email: str, phone: str, buyer: str, *, country: str, own: Collection[str] = ()
) -> Identity:
    """Return the keys of a buyer as a file writes them.

    Args:
        email: Address as written.
        phone: Phone as written.
        buyer: The source's own key of its buyer, made comparable (``source:name``), or empty.
        country: Two letters, for phones without a country code.
        own: E-mail keys of the shop itself: a buyer with one of them is nobody.
    """
    address = email_key(email) if email else ""
    if address and address in own:
        return Identity()
    return Identity(address, phone_key(phone, country) if phone else "", buyer)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key learned for a customer; ``place`` is the buyer it was first seen on."""

    customer: int
    kind: KeyKind
    value: str
    place: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Which customer each buyer is.

    Attributes:
        customers: One a buyer: the id of a known customer, -1, -2 ... for new ones, 0 for nobody.
        new: How many new customers there are.
        keys: Keys to add.
        joined: (phone-only customer, customer with an e-mail who turns out to have that phone): the first
            is the second.
        alike: Pairs that may be one person, for the owner to say.
    """

    customers: list[int]
    new: int
    keys: list[NewKey]
    joined: list[tuple[int, int]]
    alike: list[tuple[int, int, Alike]]


@dataclass(slots=True)
class _Register:
    """Keys known so far and what is learned on the way."""

    known: dict[tuple[str, str], int]
    with_email: set[int]
    new: int = 0
    keys: list[NewKey] = field(default_factory=list)
    joined: list[tuple[int, int]] = field(default_factory=list)
    alike: list[tuple[int, int, Alike]] = field(default_factory=list)

    def find(self, kind: KeyKind, value: str) -> int:
        """Return the customer who has a key; 0 = nobody yet, or the key is empty."""
        return self.known.get((kind, value), 0) if value else 0

    def create(self) -> int:
        """Return the number of a customer met for the first time: -1, -2, … in order."""
        self.new += 1
        return -self.new

    def add(self, customer: int, kind: KeyKind, value: str, place: int) -> None:
        """Give a customer a key that nobody has yet; ``place`` is the row it was read from."""
        if value and (kind, value) not in self.known:
            self.known[kind, value] = customer
            self.keys.append(NewKey(customer, kind, value, place))
            if kind is KeyKind.EMAIL:
                self.with_email.add(customer)


def place(buyers: Iterable[Identity], known: Mapping[tuple[str, str], int]) -> Placed:
    """Say which customer each buyer is, and what is learned about them.

    Buyers with an e-mail come first, so that the order of the rows does not matter. A phone names the person
    who has it; when that person has another e-mail, they are only *alike*: families share phones.

    Args:
        buyers: Buyers of a file, distinct or not.
        known: Customer id by (kind, value) of all keys so far.
    """
    people = list(buyers)
    register = _Register(dict(known), {c for (kind, _), c in known.items() if kind == KeyKind.EMAIL})
    customers = [0] * len(people)
    for index, person in enumerate(people):
        if person.email:
            customers[index] = _by_email(register, person, index)
    for index, person in enumerate(people):
        if person.phone and not person.email:
            customers[index] = _by_weaker(register, person, index)
    for index, person in enumerate(people):
        if person.buyer and not person.email and not person.phone:
            customers[index] = _by_weaker(register, person, index)
    _note_tags(register)
    kept = dict(register.joined)
    return Placed(
        [kept.get(c, c) for c in customers], register.new, register.keys, register.joined, register.alike
    )


def _by_email(register: _Register, person: Identity, index: int) -> int:
    customer = register.find(KeyKind.EMAIL, person.email)
    holder = register.find(KeyKind.PHONE, person.phone)
    if not customer:
        free = holder and holder not in register.with_email
        customer = holder if free else register.create()
    register.add(customer, KeyKind.EMAIL, person.email, index)
    if holder and holder != customer:
        _share(register, holder, customer, person.phone)
    register.add(customer, KeyKind.PHONE, person.phone, index)
    register.add(customer, KeyKind.BUYER, person.buyer, index)
    return customer


def _share(register: _Register, holder: int, customer: int, phone: str) -> None:
    if holder in register.with_email:
        register.alike.append((holder, customer, Alike.SAME_PHONE))
        return
    register.joined.append((holder, customer))
    register.known[KeyKind.PHONE, phone] = customer


def _by_weaker(register: _Register, person: Identity, index: int) -> int:
    by_phone = register.find(KeyKind.PHONE, person.phone)
    by_name = 0 if person.phone else register.find(KeyKind.BUYER, person.buyer)
    customer = by_phone or by_name or register.create()
    register.add(customer, KeyKind.PHONE, person.phone, index)
    register.add(customer, KeyKind.BUYER, person.buyer, index)
    return customer


def _note_tags(register: _Register) -> None:
    """Propose, never merge: ``ana+casa@x.mx`` may be ``ana@x.mx``."""
    new = {key.value for key in register.keys if key.kind is KeyKind.EMAIL}
    tagged = [value for kind, value in register.known if kind == KeyKind.EMAIL and "+" in value]
    by_base: dict[str, list[str]] = {}
    for value in tagged:
        by_base.setdefault(without_tag(value), []).append(value)
    for base, values in by_base.items():
        plain = [base] if (KeyKind.EMAIL, base) in register.known else []
        for one, other in combinations([*plain, *sorted(values)], 2):
            if one in new or other in new:
                both = (register.known[KeyKind.EMAIL, one], register.known[KeyKind.EMAIL, other])
                if both[0] != both[1]:
                    register.alike.append((*both, Alike.PLUS_TAG))
