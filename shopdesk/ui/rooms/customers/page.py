"""Clientes: do they come back, who they are, and what comes next for each."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from shopdesk.domain.segments import Segment
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import customers
from shopdesk.services import phrases_customers as say
from shopdesk.services.customers import Card, CustomersPage, Person
from shopdesk.services.customers.rights import Certificate
from shopdesk.ui import exporting
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.customers.cards import CardRow
from shopdesk.ui.rooms.customers.person import PersonSheet
from shopdesk.ui.widgets import (
    Button,
    Cell,
    ChipRow,
    Column,
    ConfirmSheet,
    EmptyState,
    Fold,
    Kind,
    Row,
    RowTable,
    SearchField,
    TableCard,
    row,
)

_CHIPS: tuple[Segment | None, ...] = (None, *Segment)


class Page(BasePage):
    """The page; see ``BasePage``."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"sale_order", "customer", "customer_key", "consent", "suppression", "survey_answer", "outbox_letter"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._known: CustomersPage | None = None
        self._segment: Segment | None = Segment.RETURNED
        self.header.say(_("Customers"))
        self.export = Button(_("Export"), name="export_customers", icon="export", press=self._export)
        self.write = Button(
            say.write_to(0), "primary", name="write_to_these", icon="paper-plane-tilt", press=self._write
        )
        self.header.add_button(self.export)
        self.header.add_button(self.write)
        self.cards = CardRow()
        self.body.addWidget(self.cards)
        self.chips = ChipRow()
        self.chips.picked.connect(self._pick)
        self.search = SearchField(_("Search a customer"), name="search_customers")
        self.search.setMaximumWidth(240)
        self.search.searched.connect(self._search)
        self.body.addLayout(row(self.chips, None, self.search, gap=6))
        self.table = RowTable(_columns(), self._row, name="customers", words=_("Customers"), row_height=44)
        self.table.opened.connect(self._open)
        self.table_card = TableCard(self.table)
        self.body.addWidget(self.table_card, 1)

    def reload(self) -> None:
        self.load(partial(customers.page, self.desk.shop), self._show)

    def fold(self, fold: Fold) -> None:
        super().fold(fold)
        self.cards.setVisible(fold is not Fold.FOLDED)

    def go(self, place: Place) -> None:
        super().go(place)
        wanted = [one for one in Segment if one.value == place.tab]
        if wanted:
            self._pick(wanted[0])
        if isinstance(place.key, int):
            self._pick(None)
            self.table.go_to(place.key)

    def _show(self, page: CustomersPage) -> None:
        self._known = page
        self.header.say(_("Customers"), say.summary(page))
        if not page.people:
            self.write.forbid(_("There is nobody yet."))
            self.show_empty(
                EmptyState(
                    "users",
                    _("There are no customers yet"),
                    _("They appear with your sales: an address or a phone is enough to know who comes back."),
                    button=_("Import sales"),
                    button_icon="download-simple",
                    press=self.desk.import_files,
                    kind="secondary",
                )
            )
            return
        self.show_content()
        self.cards.show_page(page)
        if not page.counts.get(self._segment or Segment.RETURNED, 0):
            self._segment = None
        self._arrange()

    def _search(self, _typed: str) -> None:
        self._arrange()

    def _pick(self, key: object) -> None:
        self._segment = key if isinstance(key, Segment) else None
        self._arrange()

    def _arrange(self) -> None:
        page = self._known
        if page is None:
            return
        chips = [
            (s, say.segment(s), len(page.people) if s is None else page.counts.get(s, 0)) for s in _CHIPS
        ]
        self.chips.show_chips([c for c in chips if c[2]], on=self._segment)
        people = self._found(page)
        self.table.show_items(people)
        self.table.setToolTip(say.rule(self._segment, page))
        strong, note = say.footer(people)
        self.table_card.say(strong, note, _("Enter opens the card"))
        due = sum(1 for person in people if person.next_flow is not None)
        self.write.setText(say.write_to(due))
        self.write.forbid("" if due else _("No letter is due today for these."))

    def _found(self, page: CustomersPage) -> tuple[Person, ...]:
        typed = self.search.text().strip().casefold()
        people = page.of(self._segment)
        if not typed:
            return people
        return tuple(p for p in people if typed in f"{p.row.name} {p.row.email} {p.row.phone}".casefold())

    def _row(self, person: Person) -> Row:
        who = person.row
        mail, tone = say.status(who.mail)
        bought = words.weekday(who.last) if who.last else "–"
        currency = self._known.currency if self._known else ""
        spent = words.money(who.spent_minor, currency)
        score = "–" if who.score is None else str(who.score)
        aloud = _("{name}, last purchase {day}, {count} purchases, {mail}")
        return Row(
            key=who.id,
            cells=(
                Cell(who.shown, who.city, role="strong"),
                Cell(bought, person.last_bought),
                Cell(words.number(who.purchases)),
                Cell(spent),
                Cell(score),
                Cell(mail, badge=tone),
                Cell(say.next_step(person), tone="muted", role="small"),
            ),
            name=aloud.format(name=who.shown, day=bought, count=who.purchases, mail=mail),
        )

    def _open(self, key: object) -> None:
        if isinstance(key, Person):
            key = key.row.id
        self.act(partial(customers.card, self.desk.shop, str(key)), self._show_card)

    def _show_card(self, card: Card) -> None:
        sheet = PersonSheet(card, self._known.currency if self._known else "")
        sheet.unsubscribed.connect(self._unsubscribe)
        sheet.forgotten.connect(self._ask_to_forget)
        self.desk.show_sheet(sheet)

    def _unsubscribe(self, key: str) -> None:
        self.act(partial(customers.unsubscribe, self.desk.shop, key), self._unsubscribed)

    def _unsubscribed(self, _outcome: object) -> None:
        self.desk.messages.toast(_("No letter will go there any more."))

    def _ask_to_forget(self, key: str) -> None:
        sheet = ConfirmSheet(
            _("Erase everything about this person?"),
            _("Their orders stay as sales of nobody. This cannot be undone."),
            verb=_("Erase everything"),
            keep=_("Keep"),
        )
        sheet.confirmed.connect(partial(self._forget, key))
        self.desk.show_sheet(sheet)

    def _forget(self, key: str) -> None:
        self.act(partial(customers.forget, self.desk.shop, key), self._forgotten)

    def _forgotten(self, done: Certificate) -> None:
        orders = done.orders_kept_without_name
        said = ngettext(
            "Erased. {count} order stays without a name.",
            "Erased. {count} orders stay without a name.",
            orders,
        )
        self.desk.messages.toast(said.format(count=orders))

    def _write(self) -> None:
        self.desk.navigator.go("mail")

    def _export(self) -> None:
        rows = self.export_table()
        if len(rows) > 1:
            exporting.ask_and_write(self, _("Customers"), rows, self.desk)


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), width=240, stretch=True, order=lambda p: p.row.shown.casefold()),
        Column(
            "last", _("Last purchase"), width=190, order=lambda p: p.row.last.toordinal() if p.row.last else 0
        ),
        Column("purchases", _("Purchases"), Kind.NUMBER, width=80, order=lambda p: p.row.purchases),
        Column("spent", _("Spent"), Kind.NUMBER, width=92, order=lambda p: p.row.spent_minor),
        Column(
            "score",
            _("Score"),
            Kind.NUMBER,
            width=72,
            order=lambda p: -1 if p.row.score is None else p.row.score,
        ),
        Column("mail", _("Mail"), width=180, order=lambda p: p.row.mail.value),
        Column("next", _("What comes next"), width=170),
    ]
