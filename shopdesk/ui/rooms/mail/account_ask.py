"""The banner for an account that is missing or did not let us in; the letters stay ready meanwhile."""

from __future__ import annotations

from functools import partial

from shopdesk.domain.delivery import AccountError
from shopdesk.domain.preferences import MailSettings
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import account as accounts
from shopdesk.services.mail.review import Review
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.widgets import Banner


class AccountAsk:
    """Asks for the account where there is none: never before the owner wants to send."""

    def __init__(self, page: BasePage, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self._refused: tuple[AccountError, str] | None = None
        self._asked = False

    @property
    def refusal(self) -> AccountError | None:
        """What the account said when it did not let us in, until it was tried again."""
        return self._refused[0] if self._refused is not None else None

    def refuse(self, error: AccountError) -> None:
        """Note that the account did not let us in."""
        self._refused = error, self._tested_at()
        self._page.act(partial(accounts.note_refusal, self._desk.shop, error))

    def ask(self, found: Review) -> None:
        """Show the banner the account needs, if any."""
        if self._say_refused():
            return
        if found.has_account:
            if self._asked:
                self._asked = False
                self._page.hide_banner()
            return
        self._asked = True
        self._page.show_banner(
            Banner(
                "info",
                _("Letters leave from your own mail"),
                _("Set your account up once; these stay ready meanwhile."),
                icon="plugs",
                button=_("Set up my account"),
                press=self._go_account,
                primary=True,
            ),
            blocks=True,
        )

    def _say_refused(self) -> bool:
        """Say that the account did not let us in, until it was tried again; say whether it stands."""
        known = accounts.refusal(self._desk.shop)
        if self._refused is None and known is not None:
            self._refused = known, self._tested_at()
        if self._refused is None:
            return False
        error, tested = self._refused
        if self._tested_at() not in ("", tested):
            self._refused = None
            self._page.hide_banner()
            return False
        self._page.show_banner(
            Banner(
                "danger",
                error.message,
                error.next_step,
                icon="plugs",
                button=_("Check account"),
                press=self._go_account,
                primary=True,
            ),
            blocks=True,
        )
        return True

    def _tested_at(self) -> str:
        return self._desk.shop.settings.get(MailSettings).tested_at

    def _go_account(self) -> None:
        self._desk.navigator.go("settings", tab="mail")
