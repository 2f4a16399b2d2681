"""What the page does when asked: order gaps and runs, move between places, show who asked, the guide."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_sizes as said
from shopdesk.services import sizes
from shopdesk.services.sizes import Added, Asked, Corrida, SizeGuide, StyleRow, Transfer
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.sizes.guide_sheet import GuideSheet
from shopdesk.ui.rooms.sizes.sheets import AskedSheet, RunSheet


class Actions(QObject):
    """Does each at once, with a toast that takes it back."""

    def __init__(self, page: BasePage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self._style: StyleRow | None = None
        self._run: Corrida | None = None
        self._transfer: Transfer | None = None
        self._brands: list[str] = []

    def add(self, rows: list[StyleRow]) -> None:
        """Put the missing key sizes of styles into the next order."""
        self._page.act(partial(sizes.add_to_order, self._desk.shop, rows), self._added)

    def ask_run(self, style: StyleRow) -> None:
        """Ask how many pairs of a style to buy."""
        shop, self._style = self._desk.shop, style
        sheet = RunSheet(
            style,
            sizes.usual_pieces(shop, style),
            split=partial(sizes.corrida, style),
            boxed=partial(sizes.in_boxes, shop, style),
        )
        sheet.wanted.connect(self._order_run)
        self._desk.show_sheet(sheet, sheet.pieces)

    def ask_who(self, style: StyleRow) -> None:
        """Show who asked for a size of a style."""
        self._style = style
        self._page.act(partial(sizes.who_asked, self._desk.shop, style.product_id), self._show_who)

    def ask_guide(self, brands: list[str]) -> None:
        """Show the size guide."""
        self._brands = brands
        self._page.act(partial(sizes.guides, self._desk.shop), self._show_guide)

    def move(self, transfer: Transfer) -> None:
        """Move pieces to where they are missing."""
        self._transfer = transfer
        self._page.act(partial(sizes.move, self._desk.shop, transfer), self._moved)

    def _added(self, added: Added) -> None:
        if added.pieces:
            self._note(said.added(len(added.pieces)), added)
        else:
            self._desk.messages.toast(_("They are in Reorder already."))

    def _note(self, words: str, added: Added) -> None:
        shop = self._desk.shop
        undo, redo = partial(sizes.put_back, shop, added), partial(sizes.do_again, shop, added)
        self._desk.undo.add(words, undo=undo, redo=redo)

    def _order_run(self, run: Corrida) -> None:
        self._run = run
        self._page.act(partial(sizes.order_run, self._desk.shop, run), self._run_ordered)

    def _run_ordered(self, added: Added) -> None:
        if self._run is not None and self._style is not None:
            self._note(said.run_added(self._run, self._style), added)

    def _show_who(self, asked: list[Asked]) -> None:
        if self._style is not None:
            sheet = AskedSheet(self._style, asked)
            sheet.message.connect(self._go_to_message)
            self._desk.show_sheet(sheet)

    def _go_to_message(self, message_id: object) -> None:
        self._desk.navigator.go("inbox", key=message_id)

    def _moved(self, _outcome: object) -> None:
        if self._transfer is not None:
            shop, done = self._desk.shop, self._transfer
            undo, redo = partial(sizes.move_back, shop, done), partial(sizes.move, shop, done)
            self._desk.undo.add(said.moved(done), undo=undo, redo=redo)

    def _show_guide(self, guides: tuple[SizeGuide, ...]) -> None:
        sheet = GuideSheet(self._desk, guides, self._brands)
        self._desk.show_sheet(sheet, sheet.table)
