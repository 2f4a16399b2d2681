"""What the owner decides on the tabs: each done at once and undoable."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.preferences import PrivacySettings, ShopSettings
from shopdesk.domain.proofs import Note
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import customers, lasting, proofs, settings
from shopdesk.services.customers import doubles, holdout
from shopdesk.services.customers.doubles import Pair
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.customers.why import NoteSheet
from shopdesk.ui.widgets import Button, LineField, Sheet


class Deciding(QObject):
    """The writes of the tabs; the page reloads by itself when the tables change."""

    def __init__(self, page: BasePage, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def set_weeks(self, product: object, weeks: int) -> None:
        """Keep how many weeks a piece of a product lasts."""
        if isinstance(product, int):
            work = partial(lasting.set_weeks, self._desk.shop, product, weeks)
            self._page.act(work, partial(self._weeks_set, product, weeks))

    def _weeks_set(self, product: int, weeks: int, before: float | None) -> None:
        said = _("It lasts {weeks} weeks, by your word.") if weeks else _("Left to what the sales show.")
        undo = partial(lasting.set_days, self._desk.shop, product, before)
        self._desk.undo.add(said.format(weeks=weeks), undo=undo)

    def merge(self, pair: object) -> None:
        """Make a pair one customer."""
        if isinstance(pair, Pair):
            work = partial(customers.merge, self._desk.shop, str(pair.one.id), str(pair.other.id))
            self._page.act(work, partial(self._merged, pair))

    def _merged(self, pair: Pair, number: int) -> None:
        said = _("{name} is one customer now.").format(name=pair.one.shown)
        self._desk.undo.add(said, undo=partial(customers.unmerge, self._desk.shop, number))

    def keep_apart(self, pair: object) -> None:
        """Note that a pair is two people."""
        if isinstance(pair, Pair):
            work = partial(doubles.refuse, self._desk.shop, pair.number)
            self._page.act(work, partial(self._apart, pair))

    def _apart(self, pair: Pair, _outcome: object) -> None:
        undo = partial(doubles.refuse, self._desk.shop, pair.number, taken_back=True)
        self._desk.undo.add(_("They stay two customers."), undo=undo)

    def hold_out(self, flow: object, share: float) -> None:
        """Begin or end a hold-out."""
        if isinstance(flow, Flow):
            self._page.act(partial(holdout.begin, self._desk.shop, flow, share))

    def ask_note(self) -> None:
        """Ask for a note of process, proof and benefit."""
        sheet = NoteSheet()
        sheet.settled.connect(self._add_note)
        self._desk.show_sheet(sheet)

    def _add_note(self, note: object) -> None:
        if isinstance(note, Note):
            undo = partial(proofs.drop, self._desk.shop, note.process)
            done = partial(self._noted, _("Your note is kept; your letters may carry it."), undo)
            self._page.act(partial(proofs.add, self._desk.shop, note), done)

    def drop_note(self, process: str) -> None:
        """Forget the note of a process."""
        shop = self._desk.shop
        note = next((one for one in proofs.notes(shop) if one.process == process), None)
        if note is not None:
            done = partial(self._noted, _("The note is gone."), partial(proofs.add, shop, note))
            self._page.act(partial(proofs.drop, shop, process), done)

    def _noted(self, said: str, undo: partial[None], _outcome: object) -> None:
        self._desk.undo.add(said, undo=undo)

    def ask_acquisition(self) -> None:
        """Ask what winning a new customer costs."""
        shop = self._desk.shop
        sheet = _CostSheet(
            shop.settings.get(PrivacySettings).acquisition_minor, shop.settings.get(ShopSettings).currency
        )
        sheet.settled.connect(self._keep_acquisition)
        self._desk.show_sheet(sheet)

    def _keep_acquisition(self, minor: object) -> None:
        self._page.act(partial(settings.keep, self._desk.shop, {"privacy.acquisition_minor": minor}))


class _CostSheet(Sheet):
    """What winning a new customer costs: advertising and gifts by those who came. ``settled(int)``."""

    settled = Signal(object)

    def __init__(self, minor: int | None, currency: str) -> None:
        super().__init__(
            "acquisition",
            _("What does winning a new customer cost you?"),
            _("What you spent on advertising and on gifts for newcomers, divided by how many came."),
            width=560,
        )
        self._scale = 10 ** words.decimals(currency)
        label = _("Cost in {currency}").format(currency=currency)
        shown = "" if minor is None else f"{minor / self._scale:g}"
        self.field = LineField(label, name="acquisition_cost", value=shown, check=_is_amount)
        self.body.addWidget(self.field)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), name="cancel_cost", press=self.close_sheet))
        self.foot.addWidget(Button(_("Keep"), "primary", name="keep_cost", press=self._keep))

    def _keep(self) -> None:
        if self.field.is_right():
            typed = self.field.value()
            self.settled.emit(round(float(_plain(typed)) * self._scale) if typed else None)
            self.finish()


def _plain(typed: str) -> str:
    return typed.strip().lstrip("$").replace(",", "").replace(" ", "")


def _is_amount(typed: str) -> str:
    plain = _plain(typed)
    if not plain or plain.replace(".", "", 1).isdigit():
        return ""
    return _("Write an amount, such as 180.")
