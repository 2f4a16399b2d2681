"""Groups of the owner's own making: filters that are kept under a name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from shopdesk.domain.filters import Facts, Filter, from_json, matches
from shopdesk.domain.naming import name_key
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.customers.groups import CustomersPage, Person, page
from shopdesk.services.customers.listing import MailStatus
from shopdesk.store import customers as people
from shopdesk.store import segments as store

_MAY = (MailStatus.AGREED, MailStatus.SILENT)


def saved(shop: Shop) -> dict[str, Filter]:
    """Return the owner's filters by name."""
    with shop.store.read() as session:
        return {name: from_json(rule) for name, rule in store.saved(session).items()}


def save(shop: Shop, name: str, conditions: Filter) -> None:
    """Keep a filter under a name; one of the same name is replaced.

    Raises:
        WrongInput: Without a name, or without any condition.
    """
    if not name.strip():
        raise WrongInput(_("The filter needs a name."), _("Nothing was changed."))
    if not conditions.asked():
        raise WrongInput(_("The filter asks for nothing."), _("Give one condition at least."))
    with shop.store.write() as session:
        store.keep(session, name.strip(), conditions.asked())


def drop(shop: Shop, name: str) -> None:
    """Forget a filter.

    Raises:
        NotFound: If there is none of that name.
    """
    with shop.store.write() as session:
        if not store.drop(session, name):
            raise NotFound(
                _("There is no filter {name}.").format(name=name), _("`shopdesk segments` lists them.")
            )


def found_by(shop: Shop, conditions: Filter, known: CustomersPage | None = None) -> tuple[Person, ...]:
    """Return the people for whom every condition holds, in the order of the page."""
    shown = known or page(shop)
    facts = read_facts(shop, shown)
    return tuple(p for p in shown.people if matches(conditions, facts[p.row.id], shown.today))


def read_facts(shop: Shop, shown: CustomersPage) -> dict[int, Facts]:
    """Return what filters ask of everybody on the page, by customer."""
    with shop.store.read() as session:
        styles, channels = store.bought_styles(session), store.channels(session)
        born = people.birthdays(session)
    bought: dict[int, set[str]] = defaultdict(set)
    first: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    through: dict[int, set[str]] = defaultdict(set)
    for customer, style, day in styles:
        bought[customer].add(style)
        first[customer][day].add(style)
    for customer, channel in channels:
        through[customer].add(name_key(channel))
    return {
        person.row.id: Facts(
            groups=person.groups,
            purchases=person.row.purchases,
            last=person.row.last,
            spent_minor=person.row.spent_minor,
            score=person.row.score,
            city=person.row.city,
            birthday=born.get(person.row.id),
            products=frozenset(bought[person.row.id]),
            first_products=frozenset(_earliest(first[person.row.id])),
            channels=frozenset(through[person.row.id]),
            may_be_written=person.row.mail in _MAY,
        )
        for person in shown.people
    }


def _earliest(by_day: dict[str, set[str]]) -> set[str]:
    return by_day[min(by_day)] if by_day else set()


def first_buyers(shop: Shop) -> dict[str, frozenset[int]]:
    """Return the customers whose first occasion held a style, by its name, the largest group first."""
    with shop.store.read() as session:
        began = store.first_styles(session)
    found: dict[str, set[int]] = defaultdict(set)
    for customer, style in began:
        found[style].add(customer)
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return {style: frozenset(ids) for style, ids in ordered}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a filter may ask for by name."""

    products: tuple[str, ...]
    channels: tuple[str, ...]
    cities: tuple[str, ...]


def choices(shop: Shop) -> Choices:
    """Return the names of what customers bought, where, and from which cities."""
    with shop.store.read() as session:
        products, channels, cities = store.choices(session)
    return Choices(tuple(products), tuple(channels), tuple(cities))


def own_groups(shop: Shop, known: CustomersPage) -> dict[str, frozenset[int]]:
    """Return the customers of every filter the owner kept, by its name."""
    kept = saved(shop)
    if not kept:
        return {}
    facts = read_facts(shop, known)
    return {
        name: frozenset(p.row.id for p in known.people if matches(one, facts[p.row.id], known.today))
        for name, one in kept.items()
    }
