"""What the other tabs of Mensajes do: copy a text for a page, go where a figure leads, print a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.i18n import _
from shopdesk.services.inbox import page_text
from shopdesk.services.inbox.lessons import PageGap, Question
from shopdesk.services.inbox.promises import Outcome, PromiseView, settle
from shopdesk.services.stock import StockLevel
from shopdesk.services.word import Figure, Month, Name
from shopdesk.ui import printing
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.inbox.paper import word_paper
from shopdesk.ui.rooms.inbox.questions import QuestionsSheet

_ROOMS = {
    Name.KEY_SIZES: ("sizes", ""),
    Name.LETTERS: ("mail", "history"),
    Name.LIST_PRICE: ("sales", "products"),
}


class Lessons(QObject):
    """Deeds of the tabs Temas, Qué prometer and Tu palabra; ``page`` lends its runner and its desk."""

    def __init__(self, page: BasePage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk

    def copy_text(self, gap: PageGap) -> None:
        """Copy what a product page should say."""
        self._page.act(partial(page_text.for_page, self._desk.shop, gap), self._copied)

    def copy_promisable(self, levels: Sequence[StockLevel]) -> None:
        """Copy what can be promised, for the web shop or the counter."""
        self._copied(page_text.promisable(levels))

    def open_questions(self, questions: tuple[Question, ...]) -> None:
        """Open the draft of the common questions."""
        self._desk.show_sheet(QuestionsSheet(self._desk, questions))

    def to_sizes(self) -> None:
        """Go to the size map."""
        self._desk.navigator.go("sizes")

    def to_figure(self, figure: Figure) -> bool:
        """Go to the page that shows what stands against a figure; False where it is on this one."""
        if figure.name not in _ROOMS:
            return False
        room, tab = _ROOMS[figure.name]
        self._desk.navigator.go(room, tab=tab)
        return True

    def print_word(self, month: Month, before: Month) -> None:
        """Preview a month on the shop's paper."""
        known = self._desk.shop.settings.get(ShopSettings)
        letter = printing.is_letter(known.country)
        self.preview = printing.preview(self._page, word_paper(month, before, known.name), letter=letter)

    def mend(self, promise: PromiseView) -> None:
        """Say that a promise was kept after all, late."""
        if promise.id is None:
            self._desk.navigator.go("customers")
            return
        shop, number = self._desk.shop, promise.id
        self._page.act(partial(settle, shop, number, Outcome.LATE))
        self._desk.undo.add(_("Noted as kept today."), undo=partial(settle, shop, number, Outcome.OPEN))

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.messages.toast(_("Copied."))


def earlier(month: date) -> date:
    """Return the first day of the month before."""
    return date(month.year - (month.month == 1), 12 if month.month == 1 else month.month - 1, 1)
