"""What the owner does on Ventas: each done at once, with a toast to take it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import correcting, hand_sales, importing, stock
from shopdesk.services import phrases_product as say
from shopdesk.services.correcting import Corrected, Correction
from shopdesk.services.hand_sales import Typed, TypedSale
from shopdesk.services.stock import Held
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.sales.aside_sheet import Aside


class Deeds(QObject):
    """The writes of the page; ``done()`` after each, so that an open card reads itself again."""

    done = Signal()

    def __init__(self, page: BasePage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._desk.undo.undone.connect(self._changed)

    def register(self, sale: object) -> None:
        """Keep a sale, exchange or return typed by hand."""
        if isinstance(sale, TypedSale):
            self._page.act(partial(hand_sales.add, self._desk.shop, sale), self._registered)

    def set_aside(self, aside: object) -> None:
        """Set pieces aside for a person."""
        if isinstance(aside, Aside):
            work = partial(
                stock.reserve_variant, self._desk.shop, aside.level.variant_id, aside.pieces,
                person=aside.person, until=aside.until,
            )  # fmt: skip
            self._page.act(work, self._is_aside)

    def let_go(self, held: Held) -> None:
        """Let what was set aside go."""
        work = partial(stock.release, self._desk.shop, held.id)
        self._page.act(work, partial(self._gone, held))

    def correct(self, corrections: object) -> None:
        """Give variants their real names."""
        if isinstance(corrections, tuple) and corrections and isinstance(corrections[0], Correction):
            self._page.act(partial(correcting.correct, self._desk.shop, corrections), self._corrected)

    def join(self, kept: int, other: int) -> None:
        """Make two products one."""
        self._page.act(partial(correcting.merge, self._desk.shop, kept, other), self._corrected)

    def add_code(self, variant: int, code: str) -> None:
        """Keep another code of a variant."""
        work = partial(correcting.add_code, self._desk.shop, variant, code)
        self._page.act(work, partial(self._coded, code))

    def forget_code(self, variant: int, number: int, code: str) -> None:
        """Let another code of a variant go."""
        work = partial(correcting.forget_code, self._desk.shop, number)
        self._page.act(work, partial(self._uncoded, variant, code))

    def mark_goods(self, product: int, *, goods: bool) -> None:
        """Say whether a product is goods."""
        work = partial(correcting.mark_goods, self._desk.shop, product, goods=goods)
        self._page.act(work, partial(self._marked, goods))

    def _registered(self, typed: Typed) -> None:
        kinds = {
            "sale": _("Sale {number} kept: {what}."),
            "exchange": _("Exchange {number} kept: {what}."),
            "return": _("Return {number} kept: {what}."),
        }
        what = " → ".join(f"{say.variant(one)} ({say.there(one)})" for one in typed.levels)
        undo = partial(hand_sales.remove, self._desk.shop, typed.number)
        self._note(kinds[typed.kind].format(number=typed.number, what=what), undo)

    def _is_aside(self, held: Held) -> None:
        said = _("Set aside: {what}.").format(what=say.held(held))
        self._note(said, partial(stock.release, self._desk.shop, held.id))

    def _gone(self, held: Held, _outcome: object) -> None:
        said = _("Let go: {what}.").format(what=say.held(held))
        self._note(said, partial(stock.release, self._desk.shop, held.id, taken_back=True))

    def _corrected(self, corrected: Corrected) -> None:
        count = len(corrected.changes)
        said = ngettext("{count} size corrected.", "{count} sizes corrected.", count).format(count=count)
        self._note(said, partial(importing.undo, self._desk.shop, corrected.id))

    def _coded(self, code: str, corrected: Corrected) -> None:
        said = _("{code} is this size from now on.").format(code=code)
        self._note(said, partial(importing.undo, self._desk.shop, corrected.id))

    def _uncoded(self, variant: int, code: str, _outcome: object) -> None:
        said = _("{code} is no longer this size.").format(code=code)
        self._note(said, partial(correcting.add_code, self._desk.shop, variant, code))

    def _marked(self, goods: bool, corrected: Corrected) -> None:
        said = _("It is goods: it is counted and ordered.")
        if not goods:
            said = _("It is not goods: it is sold, but not counted or ordered.")
        self._note(said, partial(importing.undo, self._desk.shop, corrected.id))

    def _note(self, said: str, undo: Callable[[], object]) -> None:
        self._desk.undo.add(said, undo=undo)
        self.done.emit()

    def _changed(self, _step: object, _said: str) -> None:
        self.done.emit()
