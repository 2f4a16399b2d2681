"""The first tab: the three cards, the groups, and everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.segments import Segment
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_customers as say
from shopdesk.services.customers import CustomersPage, Person, customer_key
from shopdesk.ui import theme
from shopdesk.ui.rooms.customers.cards import CardRow
from shopdesk.ui.widgets import (
    Button,
    Cell,
    ChipRow,
    Column,
    Fold,
    Kind,
    Row,
    RowTable,
    SearchField,
    TableCard,
    row,
)

_CHIPS: tuple[Segment | None, ...] = (None, *Segment)
FIRST = "first"
MONTH = "month"
_STYLES = 12
"""Styles offered at most, those that began most customers first; any other by conditions."""


class PeopleView(QWidget):
    """``opened(key)`` a card is wanted; ``first_wanted()`` the styles to filter by; ``filter_wanted()``.

    ``due`` holds the person keys of those on screen with a letter due today by flow; None before it is known.
    Filters of the owner's own stand as chips beside the groups; their key is ``("own", name)``. That of the
    first buyers of a style is ``("first", style)``, of who came back in a month ``("month", first day)``.
    """

    opened = Signal(object)
    filter_wanted = Signal()
    first_wanted = Signal()
    arranged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._known: CustomersPage | None = None
        self._own: dict[str, frozenset[int]] = {}
        self._first: dict[str, frozenset[int]] = {}
        self._due: Mapping[int, Flow] | None = None
        self._group: object = Segment.RETURNED
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.cards = CardRow()
        self.cards.answer.month_picked.connect(self.pick_returned)
        column.addWidget(self.cards)
        self.chips = ChipRow(name="who")
        self.chips.picked.connect(self.pick)
        self.other = Button(
            _("Another filter"), "link", name="another_filter", icon="funnel", press=self.first_wanted.emit
        )
        self.search = SearchField(_("Find a customer"), name="search_customers")
        # Just its words, in any language: the chips beside it need the rest of the line.
        self.search.setFixedWidth(max(theme.px(148), self.search.minimumWidth()))
        self.search.searched.connect(self._search)
        column.addLayout(row(self.chips, None, self.other, self.search, gap=6))
        self.table = RowTable(
            _columns(),
            self._row,
            name="customers",
            words=_("Customers"),
            row_height=44,
            key=attrgetter("row.id"),
        )
        self.table.tints_first = True
        self.table.opened.connect(self._open)
        self.table_card = TableCard(self.table)
        column.addWidget(self.table_card, 1)

    def fold(self, fold: Fold) -> None:
        """In little room the cards give theirs to the list."""
        self.cards.setVisible(fold is not Fold.FOLDED)

    def show_page(self, page: CustomersPage, own: dict[str, frozenset[int]]) -> None:
        """Show a page and the people of the owner's own filters."""
        self._known, self._own = page, own
        self.cards.show_page(page)
        if isinstance(self._group, Segment) and not page.counts.get(self._group, 0):
            self._group = None
        if isinstance(self._group, tuple) and self._group[1] not in (*own, *self._first, *page.returned):
            self._group = None
        self._arrange()

    def show_due(self, due: Mapping[int, Flow]) -> None:
        """Show whose letter is due today."""
        self._due = due
        self._arrange()

    def offer_first(self, found: dict[str, frozenset[int]]) -> None:
        """Ask for a filter: the first buyers of a style, or conditions of the owner's own."""
        self._first = found
        menu = QMenu(self.other)
        own = QAction(_("Your own conditions…"), menu)
        own.triggered.connect(self._want_filter)
        menu.addAction(own)
        menu.addSeparator()
        for style in list(found)[:_STYLES]:
            said = f"{say.first_buyers(style)} · {words.number(len(found[style]))}"
            action = QAction(said, menu)
            action.triggered.connect(partial(self._pick_first, style))
            menu.addAction(action)
        menu.popup(self.other.mapToGlobal(QPoint(0, self.other.height())))

    def _want_filter(self, _checked: object = None) -> None:
        self.filter_wanted.emit()

    def _pick_first(self, style: str, _checked: object = None) -> None:
        self.pick((FIRST, style))

    def pick(self, key: object) -> None:
        """Show a group; None shows everybody."""
        self._group = key
        self._arrange()

    def pick_returned(self, month: object) -> None:
        """Show who came back in a month, given by any day of it; without one, in this month."""
        self.pick((MONTH, month.replace(day=1)) if isinstance(month, date) else Segment.RETURNED)

    def _search(self, _typed: str) -> None:
        self._arrange()

    def _arrange(self) -> None:
        page = self._known
        if page is None:
            return
        if self._group == (MONTH, page.today.replace(day=1)):
            self._group = Segment.RETURNED
        chips: list[tuple[object, str, int | None]] = [
            (s, say.segment(s), len(page.people) if s is None else page.counts.get(s, 0)) for s in _CHIPS
        ]
        chips = [chip for chip in chips if chip[2]]
        chips += [(("own", name), name, len(ids)) for name, ids in self._own.items()]
        style = self._group[1] if isinstance(self._group, tuple) and self._group[0] == FIRST else ""
        if style:
            chips.append((self._group, say.first_buyers(style), len(self._first[style])))
        month, rule = self._month()
        if month:
            chips.append((self._group, month, len(self._theirs(page))))
        self.chips.show_chips(chips, on=self._group)
        people = self._found(page)
        self.table.show_items(people)
        if self._group is None or isinstance(self._group, Segment):
            rule = say.rule(self._group, page)
        self.chips.setToolTip(rule)
        due = self._due_among(people)
        strong, note = say.footer(people, sum(len(theirs) for theirs in due.values()))
        self.table_card.say(strong, note or rule, _("Enter opens the card"))
        self.arranged.emit(due if self._due is not None else None)

    def shown(self) -> Sequence[Person]:
        """Return the people of the list."""
        return self._found(self._known) if self._known is not None else ()

    def _month(self) -> tuple[str, str]:
        """Return the words and the rule of a month's group, empty where another is shown."""
        if isinstance(self._group, tuple) and self._group[0] == MONTH:
            return say.returned_in(self._group[1])
        return "", ""

    def _theirs(self, page: CustomersPage) -> frozenset[int]:
        """Return who is in the group shown, where it is none of the fixed ones."""
        if not isinstance(self._group, tuple):
            return frozenset()
        kind, key = self._group
        if kind == MONTH:
            return page.returned.get(key, frozenset())
        return (self._first if kind == FIRST else self._own).get(key, frozenset())

    def _due_among(self, people: Sequence[Person]) -> dict[Flow, frozenset[str]]:
        found: dict[Flow, set[str]] = defaultdict(set)
        for person in people if self._due else ():
            flow = self._due.get(person.row.id) if self._due else None
            if flow is not None:
                found[flow].add(customer_key(person.row.id))
        return {flow: frozenset(keys) for flow, keys in found.items()}

    def _found(self, page: CustomersPage) -> tuple[Person, ...]:
        typed = self.search.text().strip().casefold()
        if isinstance(self._group, tuple):
            ids = self._theirs(page)
            people = tuple(p for p in page.people if p.row.id in ids)
        else:
            people = page.of(self._group if isinstance(self._group, Segment) else None)
        if not typed:
            return people
        return tuple(p for p in people if typed in f"{p.row.name} {p.row.email} {p.row.phone}".casefold())

    def _open(self, key: object) -> None:
        self.opened.emit(key.row.id if isinstance(key, Person) else key)

    def _row(self, person: Person) -> Row:
        who = person.row
        mail, tone = say.status(who.mail)
        bought = words.weekday(who.last) if who.last else "–"
        spent = words.money(who.spent_minor, self._known.currency if self._known else "")
        aloud = _("{name}, last purchase {day}, {count} purchases, {mail}")
        return Row(
            key=who.id,
            cells=(
                Cell(who.shown, who.city, role="strong"),
                Cell(bought, person.last_bought),
                Cell(words.number(who.purchases)),
                Cell(spent),
                Cell("–" if who.score is None else str(who.score)),
                Cell(mail, badge=tone),
                Cell(self._next(person), tone="muted", role="small"),
            ),
            name=aloud.format(name=who.shown, day=bought, count=who.purchases, mail=mail),
        )

    def _next(self, person: Person) -> str:
        if self._due is None:
            return "…"
        return say.next_step(person, self._due.get(person.row.id))


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), width=240, stretch=True, order=_by_name),
        Column("last", _("Last purchase"), width=190, order=_by_last),
        Column("purchases", _("Purchases"), Kind.NUMBER, width=80, order=_by_purchases),
        Column("spent", _("Spent"), Kind.NUMBER, width=92, order=_by_spent),
        Column("score", _("Score"), Kind.NUMBER, width=72, order=_by_score),
        Column("mail", _("Mail"), width=180, order=_by_mail),
        Column("next", _("What comes next"), width=170),
    ]


def _by_name(person: Person) -> str:
    return person.row.shown.casefold()


def _by_last(person: Person) -> int:
    return person.row.last.toordinal() if person.row.last else 0


def _by_purchases(person: Person) -> int:
    return person.row.purchases


def _by_spent(person: Person) -> int:
    return person.row.spent_minor


def _by_score(person: Person) -> int:
    return -1 if person.row.score is None else person.row.score


def _by_mail(person: Person) -> str:
    return person.row.mail.value
