"""Which customer each buyer of a file is, and who may be one person; storing it is the services' work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from shopdesk.domain.identity import Identity, KeyKind, without_tag


class Alike(StrEnum):
    """Why two customers may be one."""

    SAME_PHONE = "same_phone"
    PLUS_TAG = "plus_tag"
    SAME_NAME = "same_name"


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
