"""Clientes: who they are, whether they come back and why, what runs out, and who stands twice."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.segments import Segment
from shopdesk.runtime.i18n import _
from shopdesk.services import coming_back, customers, customers_table, lasting
from shopdesk.services import phrases_customers as say
from shopdesk.services.coming_back import ComingBack
from shopdesk.services.customers import CustomersPage, doubles, filters, reasons, whole
from shopdesk.services.customers.doubles import Pair
from shopdesk.services.customers.filters import Choices
from shopdesk.services.customers.reasons import Reasons
from shopdesk.services.customers.whole import Whole
from shopdesk.services.lasting import Lasting
from shopdesk.ui import exporting, leading
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Chosen, Place
from shopdesk.ui.rooms.customers import readings
from shopdesk.ui.rooms.customers.actions import PersonActions
from shopdesk.ui.rooms.customers.back import BackView
from shopdesk.ui.rooms.customers.deciding import Deciding
from shopdesk.ui.rooms.customers.doubles import DoublesView
from shopdesk.ui.rooms.customers.filtering import FilterSheet
from shopdesk.ui.rooms.customers.lasting import LastingView
from shopdesk.ui.rooms.customers.modes import HeaderButtons, Mode, tabs
from shopdesk.ui.rooms.customers.people import PeopleView
from shopdesk.ui.rooms.customers.person import PersonView
from shopdesk.ui.rooms.customers.views import Views
from shopdesk.ui.rooms.customers.why import WhyView


class Page(Views):
    """The page; see ``BasePage``."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "sale_order", "customer", "customer_key", "consent", "suppression", "survey_answer",
            "outbox_letter", "segment", "product", "merge_proposal", "message", "setting", "hold_out",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._known: CustomersPage | None = None
        self._due: dict[Flow, frozenset[str]] = {}
        self._from = Mode.PEOPLE
        self._person = ""
        self.deciding = Deciding(self, desk)
        self.acts = PersonActions(self, desk)
        self._connect()
        self.buttons = HeaderButtons(self, self.acts)
        self._wire_buttons()
        self._turn_to(Mode.PEOPLE)

    def wire(self, view: QWidget) -> None:
        """Connect a view made just now."""
        match view:
            case PeopleView():
                view.opened.connect(self.open_person)
                view.filter_wanted.connect(self._ask_filter)
                view.arranged.connect(self._arranged)
                view.first_wanted.connect(self._ask_first)
            case BackView():
                view.cost_wanted.connect(self.deciding.ask_acquisition)
            case WhyView():
                view.kept_back.connect(self.deciding.hold_out)
                view.dropped.connect(self.deciding.drop_note)
            case LastingView():
                view.products.more = partial(leading.to_product, self.desk)
                view.weeks_set.connect(self.deciding.set_weeks)
                view.opened.connect(self.open_person)
            case DoublesView():
                view.merged.connect(self.deciding.merge)
                view.kept_apart.connect(self.deciding.keep_apart)
            case PersonView():
                view.split_wanted.connect(self.acts.split)

    def _connect(self) -> None:
        self.acts.gone.connect(self._back)
        self.header.tabs.picked.connect(self._tab)
        self.header.went_back.connect(self._back)

    def _wire_buttons(self) -> None:
        for button, press in (
            (self.buttons.export, self._export),
            (self.buttons.write, self._write),
            (self.buttons.see_left, self._see_left),
            (self.buttons.new_note, self.deciding.ask_note),
            (self.buttons.review, self._remind),
            (self.buttons.merge_first, self._merge_first),
        ):
            button.clicked.connect(press)

    def reload(self) -> None:
        shop = self.desk.shop
        match self._mode:
            case Mode.PEOPLE:
                self.load(partial(readings.people, shop), self._show_people)
            case Mode.BACK:
                self.load(partial(coming_back.read, shop), self._show_back)
            case Mode.WHY:
                self.load(partial(reasons.read, shop), self._show_why)
            case Mode.LASTING:
                self.load(partial(lasting.read, shop), self._show_lasting)
            case Mode.DOUBLES:
                self.load(partial(doubles.doubles, shop), self._show_doubles)
            case Mode.PERSON:
                self.load(partial(whole.whole, shop, self._person), self._show_person)

    def go(self, place: Place) -> None:
        if place.tab in set(Mode) - {Mode.PERSON}:
            self._turn_to(Mode(place.tab))
            self.reload()
            return
        wanted = [one for one in Segment if one.value == place.tab]
        if wanted:
            self._turn_to(Mode.PEOPLE)
            if wanted[0] is Segment.RETURNED:
                self.people.pick_returned(place.key)
            else:
                self.people.pick(wanted[0])
        if isinstance(place.key, int):
            self.open_person(place.key)
        elif wanted:
            self.reload()

    def open_person(self, key: object) -> None:
        """Open the card of a customer."""
        self._person = str(key)
        if self._mode is not Mode.PERSON:
            self._from = self._mode
        self._turn_to(Mode.PERSON)
        self.reload()

    def show_filter(self, name: str) -> None:
        """Show the people of a filter of the owner's own."""
        self.people.pick(("own", name))
        self.reload()

    def _show_people(self, found: tuple[CustomersPage, dict[str, frozenset[int]]]) -> None:
        page, own = found
        self._known = page
        self._say(say.summary(page))
        if not page.people:
            self.buttons.write.forbid(_("There is nobody yet."))
            self.show_empty(readings.nobody(self.desk))
            return
        self.show_content()
        self.people.show_page(page, own)
        self.load(partial(customers.due, self.desk.shop), self.people.show_due)

    def _show_back(self, found: ComingBack) -> None:
        self._say(_("How many come back, when, with whose money, and where they began"))
        self.show_content()
        self.back.show_found(found)

    def _show_why(self, found: Reasons) -> None:
        self._say(_("What those who return have in common, and what your letters add"))
        self.show_content()
        self.why.show_reasons(found)

    def _show_lasting(self, found: Lasting) -> None:
        self._say(_("What runs out, and whom to remind before it does"))
        self.show_content()
        self.buttons.review.forbid("" if found.ready else _("No reminder may go today."))
        self.lasting.show_lasting(found)

    def _show_doubles(self, found: tuple[Pair, ...]) -> None:
        self._say(_("Two spellings of one person, or two people"))
        self.show_content()
        self.buttons.merge_first.forbid("" if found else _("Nobody stands twice."))
        self.doubles.show_pairs(found)

    def _show_person(self, found: Whole) -> None:
        self.header.say(found.card.who.shown, self.acts.show(found))
        self.show_content()
        self.person.show_whole(found)

    def _say(self, summary: str) -> None:
        self.header.say(_("Customers"), summary)
        self.header.show_tabs(tabs(), on=self._mode.value)
        self.header.tabs.show()

    def _arranged(self, due: object) -> None:
        """Take the letters due to those on screen: person keys by flow, None while that is not known."""
        if due is None:
            self.buttons.write.setText(say.write_to(0))
            self.buttons.write.forbid(_("Seeing whose letter is due today…"))
            return
        if isinstance(due, dict):
            self._due = due
        count = sum(len(people) for people in self._due.values())
        self.buttons.write.setText(say.write_to(count))
        self.buttons.write.forbid("" if count else _("No letter is due today for these."))

    def _tab(self, key: str) -> None:
        self._turn_to(Mode(key))
        self.reload()

    def _turn_to(self, mode: Mode) -> None:
        """Show a mode's view and buttons; what it holds is read apart."""
        self._mode = mode
        self.hide_banner()
        self.show_view(mode)
        self.header.primary = self.buttons.show_mode(mode)
        on_card = mode is Mode.PERSON
        self.header.set_back(_("Customers") if on_card else "")
        if on_card:
            self.header.show_tabs([])

    def _back(self) -> None:
        self._turn_to(self._from)
        self.reload()

    def _see_left(self) -> None:
        self._turn_to(Mode.PEOPLE)
        self.people.pick(Segment.LEFT)
        self.reload()

    def _merge_first(self) -> None:
        pair = self.doubles.first()
        if pair is not None:
            self.deciding.merge(pair)

    def _write(self) -> None:
        """Open the batch of these people; where their letters are of several kinds, ask which first."""
        if len(self._due) == 1:
            self._open_batch(next(iter(self._due)))
            return
        menu = QMenu(self.buttons.write)
        for flow, people in sorted(self._due.items(), key=lambda one: -len(one[1])):
            action = QAction(say.batch(flow, len(people)), menu)
            action.triggered.connect(partial(self._open_batch, flow))
            menu.addAction(action)
        menu.popup(self.buttons.write.mapToGlobal(QPoint(0, self.buttons.write.height())))

    def _open_batch(self, flow: Flow, _checked: object = None) -> None:
        self.desk.navigator.go("mail", key=Chosen(flow.value, self._due[flow]))

    def _remind(self) -> None:
        everybody: frozenset[str] = frozenset()
        self.desk.navigator.go("mail", key=Chosen(Flow.REPLENISH.value, everybody))

    def _ask_first(self) -> None:
        self.act(partial(filters.first_buyers, self.desk.shop), self.people.offer_first)

    def _ask_filter(self) -> None:
        self.act(partial(readings.filtering, self.desk.shop), self._open_filter)

    def _open_filter(self, found: tuple[Choices, tuple[str, ...]]) -> None:
        if self._known is not None:
            sheet = FilterSheet(self.desk, self._known, *found)
            sheet.settled.connect(self.show_filter)
            self.desk.show_sheet(sheet)

    def export_table(self) -> list[list[str]]:
        """Return the people shown with what reaches them; another table as it stands."""
        if self._known is None or not self.people.table.isVisible():
            return super().export_table()
        return customers_table.table(self.people.shown(), self._known.currency)

    def _export(self) -> None:
        rows = self.export_table()
        if len(rows) > 1:
            exporting.ask_and_write(self, _("Customers"), rows, self.desk)
