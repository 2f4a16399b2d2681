"""Mandarme una prueba: the letter in hand, sent to the owner alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import preview, trial
from shopdesk.services.mail import review as reviews
from shopdesk.services.mail.review import Review
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.widgets import Button


class Trial(QObject):
    """Serves one button; ``sent()`` once the test went."""

    sent = Signal()

    def __init__(self, page: BasePage, desk: Desk, button: Button) -> None:
        super().__init__(page)
        self._page, self._desk, self._button = page, desk, button

    def send(self, key: str, found: Review) -> None:
        """Send one customer's letter to the owner's own address."""
        self._button.forbid(_("The test is on its way…"))
        work = partial(_try, self._desk.shop, key, found)
        self._page.act(work, self._went, self._did_not, network=True)

    def _went(self, address: str) -> None:
        self._button.forbid("")
        self._page.hide_banner()
        self._desk.messages.toast(_("The test went to {address}.").format(address=address))
        self.sent.emit()

    def _did_not(self, error: Exception) -> None:
        self._button.forbid("")
        self._page.show_trouble(error)


def _try(shop: Shop, key: str, found: Review) -> str:
    seen = preview.preview(shop, key, of=found.plan)
    address = trial.send_to_myself(shop, seen.filled)
    reviews.note_trial(shop, found.flow, found.plan)
    return address
