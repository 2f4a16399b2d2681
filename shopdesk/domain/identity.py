"""Who is who: the same person under one e-mail or phone, and nobody under an address that is no person's.

A person is known by a normalised e-mail, else by a phone, else by a marketplace's own buyer name; never by a
name alone. ``recognising`` says which customer each buyer of a file is.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

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


def identify(email: str, phone: str, buyer: str, *, country: str, own: Collection[str] = ()) -> Identity:
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
